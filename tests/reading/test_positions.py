"""Where positions hide: wishes, silence, denials, terms, groups, and what a text carries on.

All sentences are made up; so are the positions in them.
"""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from rules_alone import rules_alone

from placet.cases import example_case
from placet.words import Document

DAY = date(2024, 11, 29)
Told = set[tuple[str, str, str | None]]


def stances(text: str) -> Told:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=DAY)
    reading = rules_alone().read(document, example_case().questions)
    return {
        (stance.question, stance.stance.value, stance.holder)
        for statement in reading.statements
        for stance in statement.stances
    }


def holders(text: str) -> set[str | None]:
    return {holder for _, _, holder in stances(text)}


def test_a_wish_is_the_wisher_s_and_not_that_of_whom_it_is_put_to() -> None:
    found = stances("Iceland urged Portugal to support an invitation to Ukraine.")
    assert ("invite_now", "for", "IS") in found
    assert "PT" not in {holder for _, _, holder in found}


def test_who_demands_that_kyiv_give_up_is_against() -> None:
    text = "Belarus demands that Kyiv abandon its bid to join the alliance."
    assert stances(text) == {("membership_in_principle", "against", "BY")}


@pytest.mark.parametrize(
    "text",
    [
        "Slovenia did not say whether an invitation should be sent at once.",
        "Slovenia declined to say whether Ukraine should get an invitation.",
    ],
)
def test_what_is_left_unsaid_is_unclear(text: str) -> None:
    assert stances(text) == {("invite_now", "unclear", "SI")}


def test_what_a_false_report_says_is_said_of_nobody_by_name() -> None:
    text = "Reports that Italy and Greece oppose an invitation are false, a spokesman said."
    assert not {"IT", "GR"} & holders(text)


def test_what_is_possible_only_on_a_term_is_conditional() -> None:
    text = "Norway said that an invitation is possible only when the conditions are met."
    assert ("invite_now", "conditional", "NO") in stances(text)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Membership must not be taken off the table, Latvia said.", "for"),
        ("Spain has no problem with Ukraine staying outside.", "against"),
        ("Ukraine will become a member, Latvia said.", "for"),
    ],
)
def test_negation_has_its_scope(text: str, stance: str) -> None:
    assert stance in {found for _, found, _ in stances(text)}


def test_the_deputies_of_his_party_are_his() -> None:
    text = "Robert Fico said that the deputies of his party will never approve Ukraine's accession."
    assert ("membership_in_principle", "against", "SK") in stances(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Latvia backs an invitation to Ukraine. Spain and Greece are against it.",
            {("ES", "against"), ("GR", "against")},
        ),
        (
            "Latvia backs an invitation to Ukraine. Canada is in favour too.",
            {("CA", "for")},
        ),
        (
            "Latvia backs an invitation. Three countries are against it: Spain, Italy and Greece.",
            {("ES", "against"), ("IT", "against"), ("GR", "against")},
        ),
    ],
)
def test_a_question_is_carried_into_the_next_sentence(
    text: str, told: set[tuple[str, str]]
) -> None:
    found = {(holder or "", stance) for q, stance, holder in stances(text) if q == "invite_now"}
    assert told <= found


def test_what_is_carried_on_is_implied_and_less_sure() -> None:
    text = "Latvia backs an invitation to Ukraine. Spain is against it."
    document = Document(id="x" * 64, text=text, published=DAY)
    reading = rules_alone().read(document, example_case().questions)
    by_holder = {s.holder: s for one in reading.statements for s in one.stances}
    assert by_holder["LV"].explicit
    assert not by_holder["ES"].explicit
    assert by_holder["ES"].confidence < by_holder["LV"].confidence


def test_nothing_is_carried_from_far_away() -> None:
    text = (
        "Latvia backs an invitation to Ukraine. The weather was fine. The hall was full. "
        "Lunch was late. Spain is against it."
    )
    assert holders(text) == {"LV"}


def test_they_are_those_named_together_before() -> None:
    text = (
        "The prime ministers of Estonia, Latvia and Norway met in Oslo. "
        "Ukraine's future is in the alliance, they said, and its place is safe."
    )
    found = {holder for q, s, holder in stances(text) if q.startswith("membership") and s == "for"}
    assert {"EE", "LV", "NO"} <= found


@pytest.mark.parametrize(
    "text",
    [
        "At least seven members oppose an invitation to Ukraine.",
        "Several allies oppose an invitation to Ukraine.",
        "All but two members oppose an invitation to Ukraine.",
    ],
)
def test_counted_and_vague_groups_name_no_member(text: str) -> None:
    assert holders(text) == {None}


def test_members_who_do_not_agree_are_not_against() -> None:
    found = stances("The allies do not agree on whether to invite Ukraine.")
    assert {stance for _, stance, _ in found} <= {"unclear"}


def test_a_president_elect_speaks_for_what_is_coming_and_is_less_sure() -> None:
    text = "Donald Trump said that he opposes Ukraine's membership."
    document = Document(id="y" * 64, text=text, published=DAY)
    reading = rules_alone().read(document, example_case().questions)
    (statement,) = reading.statements
    assert statement.speaker is not None
    assert statement.speaker.office.startswith("incoming")
    assert [s.confidence < 0.5 for s in statement.stances if s.holder == "US"] == [True]


def test_an_aside_between_commas_is_an_attribution() -> None:
    text = "The plan has failed, the minister said, and a new one is being drawn up."
    document = Document(id="z" * 64, text=text, published=DAY)
    (statement,) = rules_alone().read(document, ()).statements
    assert [span.text for span in statement.content] == [
        "The plan has failed",
        "and a new one is being drawn up",
    ]


def test_a_colon_that_announces_words_belongs_to_the_cue() -> None:
    text = 'The minister said: "We shall see what comes of it."'
    document = Document(id="w" * 64, text=text, published=DAY)
    (statement,) = rules_alone().read(document, ()).statements
    assert statement.cue is not None
    assert statement.cue.text == "said:"
