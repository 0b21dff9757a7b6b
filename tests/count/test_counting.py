"""A count gives both ends before a middle, and never makes a ballot of what nobody has stated."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.bodies import load_body
from placet.count import Board, Count, count
from placet.standing import MemberStanding
from placet.words import (
    UNKNOWN,
    Directness,
    HolderKind,
    Level,
    Position,
    Question,
    Stance,
)

DAY = date(2024, 11, 29)
BODY = load_body("nato")
MEMBERS = BODY.members_on(DAY)
QUESTION = Question(id="q", text="Shall it?", body="nato", matter="consensus")
P_ASSENT = {
    Level.SUPPORTIVE: 0.97,
    Level.CONDITIONAL: 0.4,
    Level.RELUCTANT: 0.1,
    Level.OPPOSED: 0.01,
    UNKNOWN: 0.5,
}


def row(country: str, standing: str) -> MemberStanding:
    return MemberStanding(
        country=country,
        standing=standing,
        probabilities=dict.fromkeys(Level, 0.25),
        p_assent=P_ASSENT[standing],
    )


def board(standings: dict[str, str], collective: tuple[Position, ...] = ()) -> Board:
    return Board(
        case="A case",
        body=BODY.title,
        question=QUESTION,
        as_of=DAY,
        members=tuple(row(code, standings.get(code, UNKNOWN)) for code in MEMBERS),
        names={"IS": "Iceland", "PT": "Portugal"},
        collective=collective,
    )


def counted(**standings: str) -> Count:
    return count(board(standings), BODY)


def everybody(standing: str) -> dict[str, str]:
    return dict.fromkeys(MEMBERS, standing)


def test_nothing_known_is_open_without_odds() -> None:
    result = counted()
    assert (result.carries, result.worst, result.best) == (None, False, True)
    assert result.p_carries is None
    assert result.blocking == ()
    assert "32 of 32 members unknown" in result.verdict


def test_one_objection_stops_a_consensus_and_is_named() -> None:
    result = counted(IS=Level.OPPOSED)
    assert result.carries is False
    assert result.blocking == ("IS",)
    assert "Iceland alone is enough" in result.verdict


def test_two_objectors_are_each_enough() -> None:
    assert (
        "Iceland and Portugal each alone is enough"
        in counted(IS=Level.OPPOSED, PT=Level.OPPOSED).verdict
    )


def test_everybody_in_favour_carries() -> None:
    result = count(board(everybody(Level.SUPPORTIVE)), BODY)
    assert result.carries is True
    assert result.unlock == ()
    assert result.p_carries == pytest.approx(0.97**32)


@pytest.mark.parametrize("standing", [Level.RELUCTANT, Level.CONDITIONAL, UNKNOWN])
def test_one_undecided_member_leaves_it_open(standing: str) -> None:
    result = count(board({**everybody(Level.SUPPORTIVE), "IS": standing}), BODY)
    assert result.carries is None
    assert result.blocking == ()
    assert result.unlock[0].countries == ("IS",)


def test_under_unanimity_everybody_who_has_not_assented_must_be_won() -> None:
    result = count(board({**everybody(Level.SUPPORTIVE), "IS": Level.OPPOSED, "PT": UNKNOWN}), BODY)
    assert set(result.unlock[0].countries) == {"IS", "PT"}


def test_a_report_about_the_body_blames_no_member() -> None:
    report = Position(
        id="r1",
        question="q",
        holder=None,
        holder_kind=HolderKind.BODY,
        stance=Stance.AGAINST,
        confidence=0.8,
        directness=Directness.COLLECTIVE,
        said=DAY,
        published=DAY,
        speaker="unnamed diplomats",
    )
    result = count(board({}, (report,)), BODY)
    assert result.reported == (report,)
    assert result.blocking == ()
    assert len(result.unknown) == 32
    assert "unnamed diplomats, naming no member" in result.verdict


STANDINGS = st.fixed_dictionaries({c: st.sampled_from([*Level, UNKNOWN]) for c in MEMBERS})


@given(STANDINGS)
def test_the_bounds_hold_whatever_is_known(standings: dict[str, str]) -> None:
    result = count(board(standings), BODY)
    assert result.worst <= result.best
    assert (result.carries is None) == (result.worst != result.best)
    assert (result.carries is False) == (Level.OPPOSED in standings.values())
    camps = (
        *result.supportive,
        *result.conditional,
        *result.reluctant,
        *result.opposed,
        *result.unknown,
    )
    assert sorted(camps) == sorted(MEMBERS)
