"""First passages: the exact one against every path, the drawn one against the exact one."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from placet.ballots.carrying import factor
from placet.forecast.chains import LEVELS, Chains, point, reset, shift
from placet.forecast.draws import outcomes
from placet.forecast.packages import cheapest_moves
from placet.forecast.passage import passage
from placet.rules import Rule, probability, weighted

ASSENT = np.array([0.05, 0.2, 0.5, 0.9])
UNIT = st.floats(0.05, 1.0)


def rows(*shape: int) -> st.SearchStrategy[np.ndarray]:
    return arrays(np.float64, (*shape, LEVELS), elements=UNIT).map(
        lambda a: a / a.sum(axis=-1, keepdims=True)
    )


def chains_of(n: int, meetings: int) -> st.SearchStrategy[Chains]:
    members = tuple(f"M{m}" for m in range(n))
    return st.builds(
        lambda initial, steps: Chains(members, initial, steps, np.tile(ASSENT, (n, 1))),
        rows(n),
        rows(meetings, n, LEVELS),
    )


def unanimity(n: int) -> Rule:
    return weighted(n, {f"M{m}": 1 for m in range(n)})


def brute(chains: Chains, rule: Rule, put: np.ndarray) -> np.ndarray:
    """(K,): carried by each meeting, over every path of levels and every threshold."""
    n, count = len(chains.members), len(put)
    thresholds = np.diff(ASSENT, prepend=0.0, append=1.0)
    by = np.zeros(count)
    carried = _remembered(rule)
    one = list(product(range(LEVELS + 1), *[range(LEVELS)] * (count + 1)))
    for paths in product(one, repeat=n):
        chance = 1.0
        for m, (threshold, *levels) in enumerate(paths):
            chance *= thresholds[threshold] * chains.initial[m, levels[0]]
            for k in range(count):
                chance *= chains.steps[k, m, levels[k], levels[k + 1]]
        left = 1.0
        for k in range(count):
            left *= 1.0 - put[k] * carried(tuple(path[2 + k] >= path[0] for path in paths))
            by[k] += chance * (1.0 - left)
    return by


def _remembered(rule: Rule) -> Callable[[tuple[bool, ...]], float]:
    """What the rule makes of who assents: 2^n answers serve all paths."""

    @cache
    def carried(assents: tuple[bool, ...]) -> float:
        return probability(rule, {f"M{m}": float(yes) for m, yes in enumerate(assents)})

    return carried


@given(chains_of(2, 1))
@settings(max_examples=5, deadline=None)
def test_the_exact_passage_is_the_sum_over_all_paths_for_one_meeting(chains: Chains) -> None:
    put = np.array([0.8])
    found = passage(chains, unanimity(2), put, 0.0, draws=1, seed=0)
    assert found.exact
    np.testing.assert_allclose(found.by[0], brute(chains, unanimity(2), put), atol=1e-12)


def test_the_exact_passage_is_the_sum_over_all_paths_for_three_meetings() -> None:
    rng = np.random.default_rng(3)
    chains = Chains(
        ("M0",),
        rng.dirichlet(np.ones(LEVELS), 1),
        rng.dirichlet(np.ones(LEVELS), (3, 1, LEVELS)),
        ASSENT[None, :],
    )
    put = np.array([0.9, 1.0, 0.5])
    found = passage(chains, unanimity(1), put, 0.0, draws=1, seed=0)
    np.testing.assert_allclose(found.by[0], brute(chains, unanimity(1), put), atol=1e-12)


@given(chains_of(4, 3), st.sampled_from([0.0, 0.3, 0.8]))
@settings(max_examples=5, deadline=None)
def test_draws_agree_with_what_is_exact(chains: Chains, together: float) -> None:
    put = np.array([1.0, 0.7, 1.0])
    exact = passage(chains, unanimity(4), put, together, draws=1, seed=0)
    nodes, weights = factor()
    thresholds = chains.thresholds(nodes, together)
    size = 4000
    carried = [
        np.logical_or.accumulate(outcomes(chains, unanimity(4), put, row, size, seed), axis=1).mean(
            axis=0
        )
        for seed, row in enumerate(thresholds)
    ]
    error = np.sqrt(np.sum(weights**2) * 0.25 / size)
    np.testing.assert_allclose(weights @ np.array(carried), exact.by[0], atol=5 * error)


@given(chains_of(2, 2))
@settings(max_examples=3, deadline=None)
def test_a_drawn_passage_of_any_rule_is_the_sum_over_all_paths(chains: Chains) -> None:
    either = weighted(1, {"M0": 1, "M1": 1})
    put, draws = np.array([0.6, 1.0]), 40_000
    found = passage(chains, either, put, 0.0, draws=draws, seed=5)
    assert not found.exact
    error = 5 * np.sqrt(0.25 / draws)
    np.testing.assert_allclose(found.by[0], brute(chains, either, put), atol=error)
    np.testing.assert_allclose(np.diag(found.by), found.at, atol=1e-12)
    assert found.by[1, 0] == 0


@given(chains_of(5, 1), st.floats(0.1, 0.8))
@settings(max_examples=5, deadline=None)
def test_draws_are_shared_out_by_the_weight_of_each_node(chains: Chains, together: float) -> None:
    """By the law of total variance, no worse than as many draws without the factor set apart."""
    rule, draws = weighted(3, dict.fromkeys(chains.members, 1)), 20_000
    nodes, weights = factor()
    thresholds = chains.thresholds(nodes, together).cumsum(axis=-1)
    given = np.einsum("nl,znl->zn", chains.levels()[0], thresholds).clip(0.0, 1.0)
    exact = sum(
        weight * probability(rule, dict(zip(chains.members, row.tolist(), strict=True)))
        for weight, row in zip(weights.tolist(), given, strict=True)
    )
    found = passage(chains, rule, np.ones(1), together, draws=draws, seed=3).at[0]
    assert found == pytest.approx(exact, abs=5 * np.sqrt(exact * (1 - exact) / draws) + 1e-6)


@given(chains_of(3, 4), st.floats(0, 0.9))
@settings(max_examples=20, deadline=None)
def test_odds_never_fall_with_time_and_never_exceed_one(chains: Chains, together: float) -> None:
    found = passage(chains, unanimity(3), np.ones(4), together, draws=1, seed=0)
    assert (np.diff(found.by[0]) >= -1e-9).all()
    assert (found.by <= 1).all()
    assert (found.by[0] >= found.at - 1e-9).all()


@given(chains_of(3, 2))
@settings(max_examples=10, deadline=None)
def test_moving_together_leaves_each_member_as_it_is(chains: Chains) -> None:
    nodes, weights = factor()
    plain = chains.thresholds(nodes[:1], 0.0)[0]
    np.testing.assert_allclose(
        np.tensordot(weights, chains.thresholds(nodes, 0.4), 1), plain, atol=1e-6
    )


@given(chains_of(3, 1))
@settings(max_examples=10, deadline=None)
def test_for_unanimity_moving_together_never_lowers_the_odds(chains: Chains) -> None:
    odds = [
        passage(chains, unanimity(3), np.ones(1), together, draws=1, seed=0).at[0]
        for together in (0.0, 0.3, 0.6)
    ]
    assert odds == sorted(odds)


def test_a_majority_is_drawn_and_the_seed_fixes_it() -> None:
    rng = np.random.default_rng(0)
    chains = Chains(
        tuple(f"M{m}" for m in range(5)),
        rng.dirichlet(np.ones(LEVELS), 5),
        np.tile(np.eye(LEVELS), (1, 5, 1, 1)),
        np.tile(ASSENT, (5, 1)),
    )
    rule = weighted(3, dict.fromkeys(chains.members, 1))
    first = passage(chains, rule, np.ones(1), 0.0, draws=40_000, seed=7)
    again = passage(chains, rule, np.ones(1), 0.0, draws=40_000, seed=7)
    assert not first.exact
    assert first.at == again.at
    chances = dict(zip(chains.members, chains.p_assent()[0], strict=True))
    assert first.at[0] == pytest.approx(probability(rule, chances), abs=0.02)


def test_kernels_keep_the_whole() -> None:
    for kernel in (shift(0.7, up=True), shift(0.2, up=False), reset(0.5, [0.1, 0.2, 0.3, 0.4])):
        np.testing.assert_allclose(kernel.sum(axis=1), 1.0)
    np.testing.assert_allclose(np.array([0.5, 0.5, 0, 0]) @ point(3), [0, 0, 0, 1])
    np.testing.assert_allclose(np.array([0, 0, 0, 1.0]) @ shift(1.0, up=True), [0, 0, 0, 1])


@given(
    arrays(np.float64, 4, elements=st.floats(0.05, 0.9)),
    arrays(np.float64, 4, elements=st.sampled_from([0.5, 1.0, 2.0])),
    st.floats(0.1, 0.8),
    st.sampled_from([2, 3, 4]),
)
@settings(max_examples=25, deadline=None)
def test_no_cheaper_members_carry_it(
    assent: np.ndarray, costs: np.ndarray, target: float, quota: int
) -> None:
    rule = weighted(quota, {f"M{m}": 1 for m in range(4)})
    firm = np.full(4, 0.97)
    found = cheapest_moves(rule, assent, firm, costs, target)
    reach = []
    for won in product([False, True], repeat=4):
        chances = np.where(won, np.maximum(firm, assent), assent)
        named = dict(zip(rule.members, map(float, chances), strict=True))
        if probability(rule, named) >= target + 1e-9:
            reach.append(float(costs[list(won)].sum()))
    if found is None:
        assert not reach
    else:
        assert found.proven
        assert found.p_carries >= target - 1e-6
        assert found.cost <= min(reach, default=found.cost) + 1e-4
