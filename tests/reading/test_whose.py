"""Whose stance it is: voices, lists that are taken up again, views, and people out of office.

All sentences are made up; so are the positions in them.
"""

from __future__ import annotations

import hashlib
from datetime import date

import pytest
from rules_alone import rules_alone

from placet.cases import example_case
from placet.words import Document, StanceReading

DAY = date(2024, 11, 28)


def read(text: str) -> list[StanceReading]:
    name = hashlib.sha256(text.encode()).hexdigest()
    document = Document(id=name, text=text, published=DAY)
    reading = rules_alone().read(document, example_case().questions)
    return [stance for one in reading.statements for stance in one.stances]


def holders(text: str, stance: str = "for") -> set[str | None]:
    return {one.holder for one in read(text) if one.stance.value == stance}


@pytest.mark.parametrize(
    "taken_up",
    [
        "They back Ukraine's membership.",
        "Each of them spoke up for Ukraine's membership.",
        "Their joint statement supports Ukraine's membership.",
        "The three presidents favour Ukraine's membership.",
    ],
)
def test_a_list_is_taken_up_again(taken_up: str) -> None:
    listed = "The presidents of Iceland, Norway and Denmark met in Oslo. "
    assert holders(listed + taken_up) == {"IS", "NO", "DK"}


def test_a_group_with_its_members_may_follow_its_number() -> None:
    text = (
        "Four presidents stand firmly behind Ukraine's membership. "
        "The text was signed by Portugal, Spain, Italy and Greece."
    )
    assert holders(text) == {"PT", "ES", "IT", "GR"}


def test_a_count_without_a_list_stays_unnamed() -> None:
    found = read("At least nine presidents support Ukraine's membership.")
    assert [(one.holder, one.holder_kind.value) for one in found] == [(None, "unnamed")]


def test_a_report_goes_on_without_a_new_verb_of_saying() -> None:
    text = (
        "Norwegian Foreign Minister Espen Barth Eide spoke to reporters. "
        "Ukraine's accession would be a grave mistake."
    )
    assert holders(text, "against") == {"NO"}


def test_a_paper_s_words_are_not_the_last_speaker_s() -> None:
    text = (
        "Norwegian Foreign Minister Espen Barth Eide said that aid will grow. "
        "A tabloid wrote that Ukraine's accession would be a grave mistake."
    )
    assert "NO" not in holders(text, "against")


def test_what_the_allies_should_do_is_the_speaker_s_wish() -> None:
    text = "The allies should welcome Ukraine into NATO, Foreign Minister Espen Barth Eide said."
    assert {one.holder_kind.value for one in read(text)} <= {"country"}


@pytest.mark.parametrize("view", ["In Norway's view", "In the opinion of Norway", "For Norway"])
def test_a_view_is_whose_it_is(view: str) -> None:
    assert holders(f"{view}, membership is the best guarantee.") == {"NO"}


@pytest.mark.parametrize(
    "text",
    [
        "Among the supporters of an invitation is Norway.",
        "Norway, a supporter of an invitation, will host the talks.",
        "One of the most vocal supporters of an invitation is Norway.",
    ],
)
def test_a_name_may_stand_behind_or_before_what_it_is_called(text: str) -> None:
    assert holders(text) == {"NO"}


@pytest.mark.parametrize(
    "who",
    [
        "Marine Durand, the leader of a French far-right party,",
        "Marine Durand, a member of the French parliament,",
        "Marine Durand, a former French minister,",
    ],
)
def test_whoever_is_no_member_of_the_government_counts_half(who: str) -> None:
    says = "said that France supports an invitation for Ukraine."
    outside = max(one.confidence for one in read(f"{who} {says}"))
    minister = max(one.confidence for one in read(f"Marine Durand, a French minister, {says}"))
    assert outside == pytest.approx(minister / 2, abs=0.01)


def test_who_leads_a_party_and_the_government_speaks_for_it() -> None:
    says = "supports an invitation for Ukraine."
    named = max(one.confidence for one in read(f"Robert Fico, leader of the Smer party, {says}"))
    assert named == max(one.confidence for one in read(f"Prime Minister Robert Fico {says}"))
