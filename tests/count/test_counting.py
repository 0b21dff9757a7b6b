"""A count gives both ends before a middle, and never makes a ballot of what nobody has stated."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.ballots import settings
from placet.bodies import load_body
from placet.count import Board, Count, count
from placet.rules import chance
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
SAYS = {
    Level.SUPPORTIVE: Stance.FOR,
    Level.CONDITIONAL: Stance.CONDITIONAL,
    Level.RELUCTANT: Stance.RELUCTANT,
    Level.OPPOSED: Stance.AGAINST,
}


def row(country: str, standing: str, sure: float = 1.0) -> MemberStanding:
    """A member that said where it stands, and is there as surely."""
    spread = 0.25 if standing == UNKNOWN else (1 - sure) / 3
    heard = {} if standing == UNKNOWN else {SAYS[Level(standing)]: 1}
    return MemberStanding(
        country=country,
        standing=standing,
        probabilities={one: sure if one == standing else spread for one in Level},
        p_assent=0.5,
        heard=heard,
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
    rule, chosen = BODY.rule("consensus", DAY), settings()
    each = dict.fromkeys(rule.members, chosen.silent)
    expected = chance(rule, each, correlation=chosen.together).p
    assert result.p_carries == pytest.approx(expected, abs=1e-6)
    assert result.low
    assert result.high
    assert result.low < result.p_carries < result.high


@pytest.mark.parametrize("standing", [Level.RELUCTANT, Level.CONDITIONAL, UNKNOWN])
def test_one_undecided_member_leaves_it_open(standing: str) -> None:
    result = count(board({**everybody(Level.SUPPORTIVE), "IS": standing}), BODY)
    assert result.carries is None
    assert result.blocking == ()
    assert result.unlock[0].countries == ("IS",)


def test_a_verdict_is_given_only_where_the_chance_says_the_same() -> None:
    """Who stands opposed on thin evidence would stop it, but nobody knows that it will."""
    made = board({**everybody(Level.SUPPORTIVE), "IS": Level.OPPOSED})
    for sure, verdict in ((0.95, "Not carried as things stand"), (0.4, "Open: 1 opposed, 31 in")):
        thin = row("IS", Level.OPPOSED, sure)
        members = tuple(thin if one.country == "IS" else one for one in made.members)
        result = count(replace(made, members=members), BODY)
        assert result.verdict.startswith(verdict)
        assert not result.best
        assert (result.carries is None) == verdict.startswith("Open")
    assert "By those named it would be stopped, but they are not sure enough" in result.verdict


def test_an_open_verdict_says_which_way_the_odds_point() -> None:
    silent = everybody(UNKNOWN)
    assert "Open, likely to carry:" in counted(**{**silent, "IS": Level.SUPPORTIVE}).verdict
    reluctant = counted(**{**silent, "IS": Level.RELUCTANT, "PT": Level.RELUCTANT})
    assert "Open, unlikely to carry:" in reluctant.verdict


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
