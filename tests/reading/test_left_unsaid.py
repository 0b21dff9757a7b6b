"""What a sentence goes on about without naming it: stances without an object, answers, echoes."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from rules_alone import rules_alone

from placet.cases import example_case
from placet.words import Document

NAMED = "Latvia backs an invitation to Ukraine. "


def positions(text: str) -> set[tuple[str, str, str]]:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=date(2024, 11, 29))
    return {
        (stance.holder or stance.holder_kind.value, stance.question, stance.stance.value)
        for statement in rules_alone().read(document, example_case().questions).statements
        for stance in statement.stances
    }


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("Portugal is wary.", "reluctant"),
        ("Portugal is hesitating.", "reluctant"),
        ("Portugal is opposed.", "against"),
        ("Portugal has objected.", "against"),
        ("Portugal is in no hurry.", "reluctant"),
        ("Portugal is in favour.", "for"),
    ],
)
def test_a_stance_without_an_object_is_on_the_question_named_before(
    sentence: str, stance: str
) -> None:
    assert ("PT", "invite_now", stance) in positions(NAMED + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Portugal is wary of the new budget.",
        "Portugal objects to higher tariffs.",
        "Portugal is in no hurry to buy tanks.",
        "Portugal welcomed the Latvian president.",
    ],
)
def test_a_stance_on_something_else_is_not(sentence: str) -> None:
    assert not [one for one in positions(NAMED + sentence) if one[0] == "PT"]


def test_without_a_question_named_there_is_nothing_to_go_on_about() -> None:
    assert not positions("The ministers met in Oslo. Portugal is wary.")


@pytest.mark.parametrize(
    ("answer", "stance"),
    [
        ("Yes, say the Danes.", "for"),
        ("No, say the Danes.", "against"),
        ("Yes, but only if all allies agree, say the Danes.", "conditional"),
    ],
)
def test_an_answer_is_a_stance_on_what_was_asked(answer: str, stance: str) -> None:
    asked = "Should NATO invite Ukraine? " + answer
    assert positions(asked) == {("DK", "invite_now", stance)}


def test_who_asks_takes_no_position() -> None:
    assert not positions("Will Berlin support an invitation to Ukraine?")


@pytest.mark.parametrize(
    ("first", "echo", "stance"),
    [
        ("Latvia backs an invitation to Ukraine", "so do the Danes", "for"),
        ("Latvia backs an invitation to Ukraine", "so does the government of Denmark", "for"),
        ("Latvia opposes an invitation to Ukraine", "so does Denmark", "against"),
        ("Latvia does not support an invitation to Ukraine", "nor does Denmark", "against"),
    ],
)
def test_whoever_does_so_too_holds_the_same(first: str, echo: str, stance: str) -> None:
    assert ("DK", "invite_now", stance) in positions(f"{first}, and {echo}.")


def test_a_qualifier_singles_out_any_name_of_the_proposition() -> None:
    found = positions("Denmark would let Ukraine in once the war is over.")
    assert {question for _, question, _ in found} == {"after_war"}


def test_a_count_that_a_list_spells_out_names_just_those() -> None:
    text = "At least two countries are against inviting Ukraine: Portugal and Spain."
    assert positions(text) == {("PT", "invite_now", "against"), ("ES", "invite_now", "against")}
