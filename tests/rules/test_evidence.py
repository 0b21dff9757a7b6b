"""Chances, common factors, and what is known of the body brought back to its members."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rules_made import rules
from scipy.integrate import quad
from scipy.stats import norm

from placet.bodies import load_body
from placet.errors import UsageError
from placet.rules import (
    BALLOTS,
    NoObjection,
    OutOfReachError,
    Rule,
    chance,
    decide,
    decide_all,
    pivotalities,
    pivotality,
    power,
    probabilities,
    probability,
    sample,
    weighted,
)
from placet.rules import given as posterior
from placet.rules.engine import compile as compiler
from placet.rules.engine import diagram
from placet.words import Ballot

quick = settings(deadline=None, max_examples=40)

NATO = load_body("nato").rule("invitation", load_body("nato").checked)
COUNCIL = load_body("eu-council").rule("qmv", load_body("eu-council").checked)


@st.composite
def chances(draw: st.DrawFn, rule: Rule) -> dict[str, Mapping[Ballot, float]]:
    shares = {m: draw(st.tuples(*[st.integers(0, 4)] * 4)) for m in rule.members}
    assume(all(map(sum, shares.values())))
    return {
        m: {b: x / sum(row) for b, x in zip(Ballot, row, strict=True)} for m, row in shares.items()
    }


def ballots_of(
    rule: Rule, p: Mapping[str, Mapping[Ballot, float]]
) -> list[tuple[dict[str, Ballot], float]]:
    """Every way to vote, and its chance."""
    every = product(Ballot, repeat=len(rule.members))
    ways = (dict(zip(rule.members, kinds, strict=True)) for kinds in every)
    return [(b, float(np.prod([p[m][kind] for m, kind in b.items()]))) for b in ways]


@quick
@given(rules(most=5), st.data())
def test_chances_are_summed_over_all_four_ballots(rule: Rule, data: st.DataObject) -> None:
    p = data.draw(chances(rule))
    ways = ballots_of(rule, p)
    carried = [w for b, w in ways if decide(rule, b).carried]
    assert probability(rule, p) == pytest.approx(sum(carried), abs=1e-12)
    table = np.array([[[p[m][b] for b in BALLOTS] for m in rule.members]])
    assert probabilities(rule, table) == pytest.approx([sum(carried)], abs=1e-12)
    each = [pivotality(rule, p)[member] for member in rule.members]
    assert pivotalities(rule, table)[0] == pytest.approx(each, abs=1e-12)
    for m, gain in pivotality(rule, p).items():
        sure = [{**p, m: {b: float(b == kind) for b in Ballot}} for kind in (Ballot.YES, Ballot.NO)]
        expected = probability(rule, sure[0]) - probability(rule, sure[1])
        assert gain == pytest.approx(expected, abs=1e-12)


@quick
@given(rules(most=5), st.data())
def test_what_is_known_of_all_is_brought_back_to_each(rule: Rule, data: st.DataObject) -> None:
    p = data.draw(chances(rule))
    k = data.draw(st.integers(0, len(rule.members)))
    carried = data.draw(st.sampled_from([True, False, None] if k else [True, False]))
    known = [
        (b, w)
        for b, w in ballots_of(rule, p)
        if (carried is None or decide(rule, b).carried == carried)
        and sum(kind != Ballot.YES for kind in b.values()) >= k
    ]
    total = sum(w for _, w in known)
    if total < 1e-9:
        return
    found = posterior(rule, p, carried=carried, not_assenting=k)
    for m in rule.members:
        expected = sum(w for b, w in known if b[m] == Ballot.YES) / total
        assert found[m] == pytest.approx(expected, abs=1e-9)


@quick
@given(rules(most=6), st.data())
def test_many_scenarios_are_decided_as_each_alone(rule: Rule, data: st.DataObject) -> None:
    ballots = st.tuples(*[st.integers(0, 3)] * len(rule.members))
    rows = data.draw(st.lists(ballots, min_size=1, max_size=8))
    one_by_one = [
        decide(rule, {m: BALLOTS[k] for m, k in zip(rule.members, row, strict=True)}).carried
        for row in rows
    ]
    assert decide_all(rule, np.array(rows)).tolist() == one_by_one
    yes = np.array(rows) == 0
    assert decide_all(rule, yes).tolist() == decide_all(rule, np.where(yes, 0, 2)).tolist()


def test_one_holdout_is_known_by_nobody_but_all_are_suspected() -> None:
    """DESIGN: p (1 - P_m) / (1 - P); of equals, each is as likely to have held out."""
    p = dict.fromkeys(NATO.members, 0.9)
    after = posterior(NATO, p, carried=False)
    expected = 0.9 * (1 - 0.9**31) / (1 - 0.9**32)
    assert after == pytest.approx(dict.fromkeys(NATO.members, expected))
    seven = posterior(NATO, p, not_assenting=7)
    assert all(seven[m] < after[m] < 0.9 for m in NATO.members)
    # At least seven of 32 not assenting says already that it did not carry.
    assert posterior(NATO, p, carried=False, not_assenting=7) == pytest.approx(seven)


def test_a_sure_supporter_stays_one_and_an_impossible_outcome_is_refused() -> None:
    p = {**dict.fromkeys(NATO.members, 0.9), "LT": 1.0}
    assert posterior(NATO, p, carried=False)["LT"] == pytest.approx(1.0)
    sure = dict.fromkeys(NATO.members, 1.0)
    with pytest.raises(UsageError, match="no chance at all"):
        posterior(NATO, sure, carried=False)
    with pytest.raises(UsageError, match="nothing is known"):
        posterior(NATO, p)
    with pytest.raises(UsageError, match="33 of 32 members"):
        posterior(NATO, p, not_assenting=33)
    with pytest.raises(UsageError, match="end not carried"):
        sample(NATO, sure, carried=False, draws=5)


LARGE = weighted(60_000, np.random.default_rng(3).integers(1, 1500, 150).tolist())


@pytest.mark.parametrize("rule", [NATO, COUNCIL, LARGE], ids=["closed", "diagram", "tally"])
@pytest.mark.parametrize("carried", [True, False])
def test_ballots_drawn_given_the_outcome_end_so_at_the_right_rate(
    rule: Rule, carried: bool
) -> None:
    """Within five standard errors of the exact chance, seed and all being fixed."""
    n, draws = len(rule.members), 20_000
    p = {m: 0.3 + 0.65 * i / n for i, m in enumerate(rule.members)}
    drawn = sample(rule, p, carried=carried, draws=draws, seed=11)
    assert (decide_all(rule, drawn) == carried).all()
    assert (sample(rule, p, carried=carried, draws=draws, seed=11) == drawn).all()
    exact = posterior(rule, p, carried=carried)
    for rate, expected in zip((drawn == 0).mean(axis=0), exact.values(), strict=True):
        error = sqrt(expected * (1 - expected) / draws)
        assert abs(rate - expected) <= 5 * error + 1e-12


def test_drawn_ballots_keep_the_members_own_shares_of_abstention() -> None:
    p = {m: {Ballot.YES: 0.6, Ballot.ABSTAIN: 0.3, Ballot.NO: 0.1} for m in NATO.members}
    drawn = sample(NATO, p, carried=True, draws=20_000, seed=2)
    assert not (drawn == BALLOTS.index(Ballot.NO)).any()
    assert (drawn == BALLOTS.index(Ballot.ABSTAIN)).mean() == pytest.approx(1 / 3, abs=0.005)


@pytest.mark.parametrize("correlation", [0.05, 0.3, 0.9])
def test_a_common_factor_is_integrated(correlation: float) -> None:
    """Against adaptive quadrature of the same model, unanimity and a majority of equals."""
    three = ("A", "B", "C")
    p = {"A": 0.9, "B": 0.8, "C": 0.7}
    rule = Rule(name="all", members=three, root=NoObjection())

    def all_agree(z: float) -> float:
        each = (norm.ppf(x) - sqrt(correlation) * z for x in p.values())
        return norm.pdf(z) * float(np.prod([norm.cdf(e / sqrt(1 - correlation)) for e in each]))

    found = chance(rule, p, correlation=correlation)
    assert found.exact
    assert found.p == pytest.approx(quad(all_agree, -9, 9, epsabs=1e-12)[0], abs=1e-10)
    assert found.p > probability(rule, p)
    independent = chance(rule, p)
    assert (independent.p, independent.exact) == (pytest.approx(0.504), True)


def test_one_member_alone_keeps_its_chance_whatever_the_correlation() -> None:
    alone = Rule(name="alone", members=("A", "B"), root=NoObjection(among=("A",)))
    assert chance(alone, {"A": 0.3, "B": 0.9}, correlation=0.7).p == pytest.approx(0.3, abs=1e-12)
    with pytest.raises(UsageError, match="correlation of 1"):
        chance(alone, {"A": 0.3, "B": 0.9}, correlation=1.0)


def test_out_of_reach_is_said_and_simulated_with_its_seed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no room for a diagram, the engine says so; its interval holds the exact chance."""
    p = dict.fromkeys(COUNCIL.members, 0.8)
    exact, power_exact = probability(COUNCIL, p), power(COUNCIL)
    monkeypatch.setattr(diagram, "MAX_NODES", 10)
    monkeypatch.setattr(compiler, "_SMALL_DIAGRAM", 10)
    monkeypatch.setattr(compiler, "_halves", lambda _: None)
    compiler.counting.cache_clear()
    compiler.weighing.cache_clear()
    try:
        with pytest.raises(OutOfReachError, match="out of reach"):
            probability(COUNCIL, p)
        found = chance(COUNCIL, p, seed=5)
        assert (found.exact, found.how, found.seed) == (False, "simulation", 5)
        assert found.low < exact < found.high
        assert found == chance(COUNCIL, p, seed=5)
        estimate = power(COUNCIL)
        assert (estimate.exact, estimate.winning, estimate.how) == (False, None, "simulation")
        for member, (low, high) in estimate.low_high["shapley_shubik"].items():
            assert low - 0.001 < power_exact.shapley_shubik[member] < high + 0.001
        correlated = chance(COUNCIL, p, correlation=0.4)
    finally:
        compiler.counting.cache_clear()
        compiler.weighing.cache_clear()
    monkeypatch.undo()
    assert correlated.low < chance(COUNCIL, p, correlation=0.4).p < correlated.high


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        (np.full((2, 5), 0.5), "chances of shape"),
        (np.full((2, 32), 1.5), "a chance outside 0 to 1"),
        (np.full((2, 32, 4), 0.3), "do not add up to 1"),
    ],
)
def test_tables_of_chances_are_checked(table: np.ndarray, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        probabilities(NATO, table)


def test_tables_of_ballots_are_checked() -> None:
    with pytest.raises(UsageError, match="ballots of shape"):
        decide_all(NATO, np.zeros((2, 31), dtype=int))
    with pytest.raises(UsageError, match="ballots that are none"):
        decide_all(NATO, np.full((2, 32), 4))
    with pytest.raises(UsageError, match="ballots that are none"):
        decide_all(NATO, np.full((2, 32), 0.5))
