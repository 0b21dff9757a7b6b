"""What is known of the body alone: every member a little better known, nobody named for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from positions_made import ON
from positions_made import position as any_position

from placet.bodies import load_body
from placet.ledger.evidence import Positions
from placet.rules import Rule, decide, weighted
from placet.rules import given as rules_given
from placet.standing import MemberStanding, parameters, standings
from placet.standing.collective import Report, standing_reports, weighed
from placet.words import (
    UNKNOWN,
    Ballot,
    Directness,
    HolderKind,
    Level,
    Position,
    Question,
    Stance,
)

PARAMS = parameters()
QUESTION = Question(id="q", text="Shall it?", body="nato", matter="consensus")
RULES = [weighted(3, [1, 1, 1]), weighted(2, [1, 1, 1]), weighted(5, [3, 2, 2]), weighted(1, [1])]
STATES = st.lists(st.floats(0.05, 1), min_size=4, max_size=4).map(
    lambda row: tuple(value / sum(row) for value in row)
)
KNOWN = st.sampled_from(
    [
        {"carried": True},
        {"carried": False},
        {"assenting": True, "at_least": 1},
        {"assenting": False, "at_least": 1},
        {"assenting": True, "at_least": 2},
        {"assenting": False, "at_least": 2},
    ]
)


def by_force(
    one: Report, rule: Rule, states: dict[str, tuple[float, ...]]
) -> dict[str, list[float]]:
    """Joint posterior of all members' levels: every way to be and to vote, weighed and summed."""
    n, found = len(rule.members), {m: [0.0] * 4 for m in rule.members}
    for levels in product(range(4), repeat=n):
        for yes in product((True, False), repeat=n):
            if not _holds(one, rule, yes):
                continue
            weight = 1.0
            for member, level, vote in zip(rule.members, levels, yes, strict=True):
                p = PARAMS.assent[level]
                weight *= states[member][level] * (p if vote else 1 - p)
            for member, level in zip(rule.members, levels, strict=True):
                found[member][level] += weight
    return {m: [value / sum(row) for value in row] for m, row in found.items()}


def _holds(one: Report, rule: Rule, yes: tuple[bool, ...]) -> bool:
    if one.carried is None:
        return sum(vote is one.assenting for vote in yes) >= one.at_least
    ballots = {
        m: Ballot.YES if vote else Ballot.NO for m, vote in zip(rule.members, yes, strict=True)
    }
    return decide(rule, ballots).carried is one.carried


@settings(max_examples=40)
@given(KNOWN, st.sampled_from(RULES), st.lists(STATES, min_size=3, max_size=3), st.floats(0, 1))
def test_it_is_joint_conditioning_of_all_levels(
    known: dict[str, object], rule: Rule, rows: list[tuple[float, ...]], confidence: float
) -> None:
    """Exactly so where it is sure; a share of it where it is not."""
    one = Report(day=ON, confidence=confidence, **known)  # type: ignore[arg-type]
    states = dict(zip(rule.members, rows, strict=False))
    if one.at_least > len(rule.members):
        return
    told = weighed(one, rule, states, PARAMS.assent)  # type: ignore[arg-type]
    sure = by_force(one, rule, states)
    for member, weights in told.items():
        moved = [p * w for p, w in zip(states[member], weights, strict=True)]
        mixed = [
            confidence * a + (1 - confidence) * b
            for a, b in zip(sure[member], states[member], strict=True)
        ]
        assert moved == pytest.approx(mixed, abs=1e-9)


@settings(max_examples=40)
@given(st.lists(STATES, min_size=5, max_size=5), st.integers(1, 4))
def test_the_chance_that_a_member_assented_is_that_of_the_rule_engine(
    rows: list[tuple[float, ...]], number: int
) -> None:
    rule, assent = weighted(5, [1] * 5), (0.0, 0.1, 0.6, 1.0)
    states = dict(zip(rule.members, rows, strict=True))
    chances = {m: sum(p * a for p, a in zip(s, assent, strict=True)) for m, s in states.items()}
    for one, expected in (
        (Report(day=ON, carried=False), rules_given(rule, chances, carried=False)),
        (Report(day=ON, carried=True), rules_given(rule, chances, carried=True)),
        (Report(day=ON, at_least=number), rules_given(rule, chances, not_assenting=number)),
    ):
        told = weighed(one, rule, states, assent)  # type: ignore[arg-type]
        after = {m: chances[m] * told[m][3] for m in rule.members}
        assert after == pytest.approx(expected, abs=1e-9)


def test_under_unanimity_of_even_chances_it_is_the_formula() -> None:
    """p (1 - P_m) / (1 - P) with p one half and five members: 15/31."""
    rule = weighted(5, [1] * 5)
    half = (0.5, 0.0, 0.0, 0.5)
    told = weighed(
        Report(day=ON, carried=False), rule, dict.fromkeys(rule.members, half), (0, 0, 0, 1)
    )
    for weights in told.values():
        assert 0.5 * weights[3] == pytest.approx(15 / 31)
        assert 0.5 * weights[0] == pytest.approx(16 / 31)


position = partial(
    any_position,
    id="b1",
    holder=None,
    holder_kind=HolderKind.BODY,
    confidence=1.0,
    directness=Directness.DOCUMENT,
    speaker="the body",
)


def board(evidence: list[Position], on: date = ON, members: int = 3) -> list[MemberStanding]:
    names = ["IS", "PT", "NO", "DK", "BE"][:members]
    rule = weighted(members, dict.fromkeys(names, 1))
    return list(standings(Positions(evidence), names, on, QUESTION, rule_on=lambda _: rule))


def own(code: str, stance: Stance) -> Position:
    kind = HolderKind.COUNTRY
    return position(
        id=f"own {code}",
        holder=code,
        holder_kind=kind,
        stance=stance,
        directness=Directness.ON_RECORD,
        speaker=f"Ann of {code}",
    )


def test_not_carried_makes_each_a_little_less_likely_and_names_nobody() -> None:
    before, after = board([]), board([position()])
    for one, other in zip(before, after, strict=True):
        assert other.p_assent < one.p_assent
        assert other.standing == UNKNOWN
        assert other.evidence == ()


def test_adopted_makes_each_likelier_and_still_names_nobody() -> None:
    for row in board([position(stance=Stance.FOR)]):
        assert row.p_assent > 0.75
        assert row.standing == UNKNOWN


def test_a_known_holdout_explains_it_so_that_others_are_hardly_moved() -> None:
    alone = board([position()])[1].p_assent
    explained = board([position(), own("IS", Stance.AGAINST)])[1].p_assent
    assert alone < explained < board([])[1].p_assent + 1e-12


def test_what_the_body_adopts_can_make_a_name_doubtful() -> None:
    refused = own("IS", Stance.AGAINST)
    earlier = replace(refused, said=ON - timedelta(90), published=ON - timedelta(90))
    assert board([earlier])[0].standing == Level.OPPOSED
    assert board([earlier, position(stance=Stance.FOR)])[0].standing == UNKNOWN


def test_it_fades_and_is_not_known_before_its_day() -> None:
    report = position(stance=Stance.FOR)
    prior = board([])[0].p_assent
    now, later, before = (
        board([report], ON + timedelta(days))[0].p_assent for days in (0, 3000, -1)
    )
    assert before == pytest.approx(prior)
    assert prior < later < now


def test_the_same_report_every_week_is_one_piece_of_evidence() -> None:
    weekly = [
        position(id=f"b{week}", said=ON - timedelta(7 * week), published=ON - timedelta(7 * week))
        for week in range(20)
    ]
    assert [r.p_assent for r in board(weekly)] == [r.p_assent for r in board([position()])]


def test_a_run_ends_when_the_contrary_is_reported() -> None:
    days = [ON - timedelta(days) for days in (30, 20, 10)]
    reports = [Report(day=day, carried=index == 1) for index, day in enumerate(days)]
    assert standing_reports(reports) == reports


def test_what_others_hope_of_the_body_counts_less_than_what_it_adopted() -> None:
    told = position(directness=Directness.THIRD_PARTY)
    prior, weak, strong = (board(e)[0].p_assent for e in ([], [told], [position()]))
    assert strong < weak < prior


def test_at_least_two_of_three_object() -> None:
    counted = position(
        holder_kind=HolderKind.UNNAMED,
        directness=Directness.UNNAMED,
        summary="At least two members object.",
    )
    vague = replace(counted, summary="Several members object.")
    above = replace(counted, summary="At most two members object.")
    prior, numbered = board([])[0], board([counted])[0]
    assert numbered.p_assent < prior.p_assent
    assert numbered.standing == UNKNOWN
    assert board([vague])[0] == prior, "no number, no tally"
    assert board([above])[0] == prior, "a bound from above is no evidence of objection"


def test_a_count_and_an_outcome_of_one_day_stand_beside_each_other() -> None:
    reports = [Report(day=ON, carried=False), Report(day=ON, at_least=2)]
    assert standing_reports(reports) == standing_reports(reports[::-1])
    assert len(standing_reports(reports)) == 2


def test_more_objectors_than_members_cannot_be_and_moves_nobody() -> None:
    counted = position(holder_kind=HolderKind.UNNAMED, summary="At least 15 allies object.")
    assert board([counted]) == board([])


def test_in_a_real_body_each_of_thirty_two_is_hardly_known_better() -> None:
    """No consensus among so many of whom little is known is no news of any of them."""
    nato = load_body("nato")
    members = nato.members_on(ON)
    said = position(stance=Stance.UNCLEAR, directness=Directness.COLLECTIVE)
    rows = standings(
        Positions([said]), members, ON, QUESTION, rule_on=lambda day: nato.rule("consensus", day)
    )
    for row in rows:
        assert row.p_assent == pytest.approx(board([])[0].p_assent, abs=1e-6)
