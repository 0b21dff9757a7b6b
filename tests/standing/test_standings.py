"""Standings show what they rest on, and agree with an analyst's map of the shipped example."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from positions_made import ON
from positions_made import position as any_position

from placet.actors import registry
from placet.cases import load_case
from placet.ledger.evidence import Positions
from placet.ledger.imports import positions_from_csv
from placet.standing import MemberStanding, standings
from placet.words import UNKNOWN, Directness, Level, Position, Question, Stance

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "ukraine-nato"
INVITE = Question(
    id="invite",
    text="Invite now?",
    body="nato",
    matter="consensus",
    refused_with=("membership",),
    granted_with=("invite_part",),
)

# Where one analyst saw each member on 2024-11-29, on an invitation now and on membership some day:
# supportive, conditional, reluctant, opposed, ? unknown.
MAP = """
AL ?c  BE rs  BG ?c  CA ss  HR ?s  CZ ss  DK ?s  EE ss  FI rs  FR ss  DE oc
GR ?c  HU oo  IS ?s  IT ?c  LV ?s  LT ss  LU oc  ME ?s  NL ?s  MK ?c  NO ?s
PL ss  PT ?c  RO ?s  SK oo  SI rc  ES rs  SE ?s  TR ?s  GB ?s  US rc
"""
NAMES = {"?": UNKNOWN} | {level.value[0]: level.value for level in Level}
APART = {
    ("DE", "membership_in_principle"): UNKNOWN,
    ("IT", "membership_in_principle"): Level.SUPPORTIVE,
    ("LU", "membership_in_principle"): UNKNOWN,
    ("US", "membership_in_principle"): UNKNOWN,
}
"""Where we differ: the analyst also counts what all members signed together in communiqués of the
body, while standings rest on evidence about the member itself. Germany: two reports by others pull
apart. Italy: its own words favour it. Luxembourg: no word of its own on record. United States:
reports by others, and a paper of people not yet in office."""


def expected() -> dict[str, dict[str, str]]:
    words = MAP.split()
    rows = dict(zip(words[::2], words[1::2], strict=True))
    return {
        question: {country: NAMES[letters[index]] for country, letters in rows.items()}
        for index, question in enumerate(("invite_now", "membership_in_principle"))
    }


@pytest.mark.parametrize("asked", ["invite_now", "membership_in_principle"])
def test_the_example_agrees_with_the_map_but_where_told(asked: str) -> None:
    case = load_case(EXAMPLE)
    positions = positions_from_csv(
        case.positions,
        questions=[question.id for question in case.questions],
        countries=registry().country_names,
    )
    drawn = expected()[asked]
    rows = standings(Positions(positions), list(drawn), ON, case.question(asked))
    told = {country: APART.get((country, asked), name) for country, name in drawn.items()}
    assert {row.country: row.standing for row in rows} == told


position = partial(
    any_position,
    question="invite",
    confidence=1.0,
    said=date(2024, 11, 1),
    published=date(2024, 11, 1),
)


def stands(*evidence: Position) -> MemberStanding:
    (row,) = standings(Positions(evidence), ["IS"], ON, INVITE)
    return row


def test_no_evidence_is_unknown_with_nothing_to_show() -> None:
    row = stands()
    assert (row.standing, row.evidence, row.said, row.age_days) == (UNKNOWN, (), None, None)


@pytest.mark.parametrize(
    ("stance", "level"),
    [
        (Stance.FOR, Level.SUPPORTIVE),
        (Stance.CONDITIONAL, Level.CONDITIONAL),
        (Stance.RELUCTANT, Level.RELUCTANT),
        (Stance.AGAINST, Level.OPPOSED),
    ],
)
def test_a_fresh_plain_word_on_the_record_names_its_level(stance: Stance, level: Level) -> None:
    assert stands(position(stance=stance)).standing == level


def test_a_lone_doubtful_report_by_others_names_none() -> None:
    report = position(directness=Directness.THIRD_PARTY, confidence=0.4)
    assert stands(report).standing == UNKNOWN


def test_old_evidence_fades_to_unknown() -> None:
    old = date(2014, 11, 1)
    assert stands(position(said=old, published=old)).standing == UNKNOWN


def test_the_newer_word_outweighs_the_older_and_a_second_one_settles_it() -> None:
    older = position(stance=Stance.FOR, said=date(2023, 1, 1), published=date(2023, 1, 1))
    once = stands(older, position(id="2"))
    assert once.standing == UNKNOWN, "one word against another"
    assert max(once.probabilities, key=lambda level: once.probabilities[level]) == Level.OPPOSED
    twice = stands(older, position(id="2"), position(id="3", speaker="Bob"))
    assert twice.standing == Level.OPPOSED


def test_evidence_stands_newest_first_with_its_age_and_conditions() -> None:
    early = position(id="a", said=date(2024, 1, 1), condition="after the war")
    late = position(id="b", said=date(2024, 11, 19), condition="with guarantees", speaker="Ann")
    again = position(id="c", said=date(2024, 2, 1), condition="after the war")
    row = stands(early, late, again)
    assert [p.id for p in row.evidence] == ["b", "c", "a"]
    assert row.conditions == ("with guarantees", "after the war")
    assert (row.said, row.age_days) == (date(2024, 11, 19), 10)


def test_the_nearest_of_several_reports_of_one_event_is_shown() -> None:
    told = position(id="a", speaker="Ann", directness=Directness.THIRD_PARTY)
    own = position(id="b", speaker="Ann (minister)", confidence=0.7)
    assert [p.id for p in stands(told, own).evidence] == ["b"]


def test_who_refuses_membership_refuses_the_invitation() -> None:
    row = stands(position(question="membership"))
    assert row.standing == Level.OPPOSED
    assert len(row.evidence) == 1


def test_who_wants_membership_some_day_has_not_asked_for_an_invitation() -> None:
    row = stands(position(question="membership", stance=Stance.FOR))
    assert (row.standing, row.evidence) == (UNKNOWN, ())


def test_who_wants_the_invitation_for_a_part_wants_it() -> None:
    assert stands(position(question="invite_part", stance=Stance.FOR)).standing == Level.SUPPORTIVE


def test_what_only_follows_weighs_less_than_what_was_said() -> None:
    said = stands(position()).probabilities[Level.OPPOSED]
    follows = stands(position(question="membership")).probabilities[Level.OPPOSED]
    assert follows < said


def test_a_refusal_taken_back_no_longer_carries_over() -> None:
    earlier = date(2022, 2, 18)
    refused = position(question="membership", said=earlier, published=earlier)
    wanted = position(id="2", question="membership", stance=Stance.FOR)
    assert stands(refused, wanted).evidence == ()


def test_what_others_say_of_a_member_takes_nothing_back() -> None:
    earlier = date(2024, 2, 18)
    refused = position(question="membership", said=earlier, published=earlier)
    rumour = position(
        id="2", question="membership", stance=Stance.FOR, directness=Directness.THIRD_PARTY
    )
    assert [p.id for p in stands(refused, rumour).evidence] == ["1"]


def test_a_reading_that_a_person_accepted_is_sure() -> None:
    read = position(confidence=0.3, statement="s1")
    accepted = replace(read, reviewed="accepted")
    assert stands(read).standing == UNKNOWN
    assert stands(accepted).probabilities == stands(position()).probabilities


def test_a_rejected_reading_is_no_evidence() -> None:
    assert stands(position(reviewed="rejected")).evidence == ()


def test_a_member_that_declines_to_commit_is_less_surely_where_it_was() -> None:
    spoken = position(said=date(2024, 6, 1), published=date(2024, 6, 1))
    hedged = position(id="2", stance=Stance.UNCLEAR)
    assert (
        stands(spoken, hedged).probabilities[Level.OPPOSED]
        < stands(spoken).probabilities[Level.OPPOSED]
    )


def test_ten_reports_of_one_event_are_one_piece_of_evidence_with_links_to_all() -> None:
    reports = [
        position(
            id=str(number), speaker="Ann Ek (minister)", source="a", url=f"https://x.org/{number}"
        )
        for number in range(10)
    ]
    row = stands(*reports)
    (kept,) = row.evidence
    assert {kept.url, *kept.links} == {one.url for one in reports}
    assert row.probabilities == stands(reports[0]).probabilities


def test_copies_of_an_unnamed_word_are_one_event_and_other_words_are_another() -> None:
    copies = [
        position(id=str(number), source=source, summary=words)
        for number, (source, words) in enumerate(
            [("a", "It stays out."), ("b", "It  stays OUT."), ("c", "No, never.")]
        )
    ]
    assert sorted(p.links for p in stands(*copies).evidence) == [(), ("b",)]
    assert len(stands(*(replace(p, summary="") for p in copies)).evidence) == 3
