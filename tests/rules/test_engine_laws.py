"""Every backend of the engine against brute force over all coalitions, and the laws of indices."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise, permutations
from math import comb, factorial

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rules_made import rules

from placet.rules import (
    And,
    Or,
    Rule,
    bloc_power,
    cheapest,
    minimal_blocking_sets,
    minimal_power,
    minimal_winning_coalitions,
    power,
    weighted,
)
from placet.rules.engine.closed import unanimous
from placet.rules.engine.compile import counting
from placet.rules.engine.diagram import build
from placet.rules.engine.game import Game, Leaf, binary_game, dual, weighted_game
from placet.rules.engine.halves import halves
from placet.rules.engine.integral import shapley
from placet.rules.engine.passes import Drawn
from placet.rules.engine.quadrature import shapley as integrated
from placet.rules.engine.tally import OneTally
from placet.rules.engine.tallypass import tally_pass
from placet.rules.engine.truth import truth_table
from placet.rules.lowered import holds
from placet.rules.power import orders_of

quick = settings(deadline=None, max_examples=40)
YES, NO = 0, 2
BITS = {False: NO, True: YES}


def outcomes(rule: Rule) -> list[bool]:
    """The outcome of every coalition, bit i of its number being member i, by the definitions."""
    n = len(rule.members)
    root = rule.lowered().root
    return [holds(root, [BITS[bool(s >> i & 1)] for i in range(n)]) for s in range(1 << n)]


def swings_of(won: list[bool], n: int) -> list[list[int]]:
    """For each member, its swings by the number of the others who vote yes."""
    found = [[0] * n for _ in range(n)]
    for i in range(n):
        for s in range(1 << n):
            if not s >> i & 1 and not won[s] and won[s | 1 << i]:
                found[i][s.bit_count()] += 1
    return found


def backends(game: Game) -> Iterator[tuple[str, object]]:
    """Every backend that counts and can hold the game."""
    if unanimous(game):
        yield "closed", unanimous(game)
    yield "truth", truth_table(game)
    if game.tree is not False and not isinstance(game.tree, bool):
        yield "diagram", Drawn(build(game))
        if isinstance(game.tree, Leaf):
            yield "tally", OneTally(game.tree.weights, game.tree.quota)
        if halves(game):
            yield "halves", halves(game)


@quick
@given(rules(most=12))
def test_every_backend_counts_what_brute_force_counts(rule: Rule) -> None:
    n, won = len(rule.members), outcomes(rule)
    by_size = swings_of(won, n)
    game = binary_game(rule.lowered())
    for name, backend in backends(game):
        assert backend.counts() == (sum(won), tuple(map(sum, by_size))), name  # type: ignore[attr-defined]
        found = [list(sizes) for sizes in backend.swings_by_size()]  # type: ignore[attr-defined]
        assert found == by_size, name


@quick
@given(rules(most=7), st.randoms(use_true_random=False))
def test_every_backend_weighs_what_brute_force_weighs(rule: Rule, random: object) -> None:
    n, won = len(rule.members), outcomes(rule)
    p = np.array([[random.random() for _ in range(n)] for _ in range(3)])  # type: ignore[attr-defined]
    p[1, : n // 2] = 1.0
    factors = np.stack([1 - p, p], axis=2)
    game = binary_game(rule.lowered())
    weighing = [b for _, b in backends(game) if hasattr(b, "by_ballot")]
    if isinstance(game.tree, Leaf):
        weighing.append(tally_pass(game.tree))
    for carried in (True, False):
        total, given_ballot = weighed(won, n, p, carried=carried)
        for backend in weighing:
            assert backend.total(factors, carried=carried) == pytest.approx(total, abs=1e-14)
            by_ballot = backend.by_ballot(factors, carried=carried)
            assert by_ballot == pytest.approx(given_ballot, abs=1e-14)
            if carried:
                gain = given_ballot[..., 1] - given_ballot[..., 0]
                assert backend.difference(factors) == pytest.approx(gain, abs=1e-14)


def weighed(won: list[bool], n: int, p: np.ndarray, *, carried: bool) -> tuple[np.ndarray, ...]:
    """P(outcome), and P(outcome | the member's ballot), for each row of p."""
    total, given_ballot = np.zeros(len(p)), np.zeros((len(p), n, 2))
    for s, outcome in enumerate(won):
        if outcome != carried:
            continue
        odds = np.array([p[:, i] if s >> i & 1 else 1 - p[:, i] for i in range(n)])
        total += odds.prod(axis=0)
        for i in range(n):
            given_ballot[:, i, s >> i & 1] += np.delete(odds, i, axis=0).prod(axis=0)
    return total, given_ballot


@quick
@given(rules(most=9))
def test_the_indices_are_what_their_definitions_say(rule: Rule) -> None:
    n, won = len(rule.members), outcomes(rule)
    by_size, found = swings_of(won, n), power(rule)
    swings = [sum(sizes) for sizes in by_size]
    assert list(found.swings.values()) == swings
    assert found.winning == sum(won)
    assert found.collective == Fraction(sum(won), 1 << n)
    for i, member in enumerate(rule.members):
        assert found.penrose[member] == Fraction(swings[i], 1 << (n - 1))
        assert found.banzhaf[member] * sum(swings) == swings[i]
        assert found.preventive[member] * sum(won) == swings[i]
        assert found.initiative[member] * ((1 << n) - sum(won)) == swings[i]
        orders = sum(
            Fraction(count * factorial(s) * factorial(n - 1 - s), factorial(n))
            for s, count in enumerate(by_size[i])
        )
        assert found.shapley_shubik[member] == orders
    assert shapley(binary_game(rule.lowered())) == pytest.approx(
        [float(x) for x in found.shapley_shubik.values()], abs=1e-13
    )


@quick
@given(rules(most=8), st.data())
def test_minimal_coalitions_are_all_of_them_and_their_indices_hold(
    rule: Rule, data: st.DataObject
) -> None:
    n, won = len(rule.members), outcomes(rule)
    every = (1 << n) - 1
    blocked = [not won[every & ~s] for s in range(1 << n)]
    named = {True: minimal_of(rule, blocked), False: minimal_of(rule, won)}
    assert sorted(minimal_winning_coalitions(rule)) == sorted(named[False])
    assert sorted(minimal_blocking_sets(rule)) == sorted(named[True])
    found = minimal_power(rule)
    assert (found.coalitions, found.blocking_sets) == (len(named[False]), len(named[True]))
    memberships = sum(map(len, named[False]))
    for member in rule.members:
        inside = [some for some in named[False] if member in some]
        assert found.holler_packel[member] * memberships == len(inside)
        shared = sum((Fraction(1, len(some)) for some in inside), Fraction(0))
        assert found.deegan_packel[member] * len(named[False]) == shared
    costs = {m: data.draw(st.integers(0, 9)) for m in rule.members}
    for block, sets in named.items():
        if sets:
            least = min(sum(costs[m] for m in some) for some in sets)
            assert cheapest(rule, costs, block=block).cost == least


def minimal_of(rule: Rule, won: list[bool]) -> list[tuple[str, ...]]:
    members = rule.members
    winning = [
        frozenset(m for i, m in enumerate(members) if s >> i & 1) for s, w in enumerate(won) if w
    ]
    return [
        tuple(m for m in members if m in some)
        for some in winning
        if not any(other < some for other in winning)
    ]


@quick
@given(rules(most=8))
def test_all_power_adds_up_to_one(rule: Rule) -> None:
    found = power(rule)
    decisive = any(found.swings.values())
    assert sum(found.banzhaf.values()) == decisive
    assert sum(found.shapley_shubik.values()) == decisive


@quick
@given(rules(most=5, fewest=5), rules(most=5, fewest=5))
def test_two_rules_have_the_power_of_their_and_and_their_or(one: Rule, other: Rule) -> None:
    joined = [
        Rule(name="x", members=one.members, root=join((one.root, other.root))) for join in (And, Or)
    ]
    for index in ("penrose", "shapley_shubik"):
        apart, together = (
            [getattr(power(rule), index) for rule in some] for some in ((one, other), joined)
        )
        for member in one.members:
            assert sum(x[member] for x in apart) == sum(x[member] for x in together)


@quick
@given(st.lists(st.integers(0, 8), min_size=1, max_size=9), st.data())
def test_equal_weights_have_equal_power_and_none_has_none(
    weights: list[int], data: st.DataObject
) -> None:
    assume(sum(weights))
    quota = data.draw(st.integers(1, sum(weights)))
    found = power(weighted(quota, weights))
    shares = [(w, found.shapley_shubik[str(i)]) for i, w in enumerate(weights, 1)]
    for (a, x), (b, y) in combinations(shares, 2):
        assert (x == y) if a == b else (x <= y) == (a < b) or x == y
    assert all(x == 0 for w, x in shares if w == 0)


@quick
@given(rules(most=8))
def test_a_rule_and_its_blocking_have_the_same_power(rule: Rule) -> None:
    game = binary_game(rule.lowered())
    own, mirror = counting(game), counting(dual(game))
    assert own is not None
    assert mirror is not None
    assert own[1].counts()[1] == mirror[1].counts()[1]
    assert own[1].counts()[0] + mirror[1].counts()[0] == 1 << game.n
    assert shapley(game) == pytest.approx(shapley(dual(game)), abs=1e-13)


@quick
@given(rules(most=5), st.data())
def test_blocs_have_the_power_that_their_orders_give_them(rule: Rule, data: st.DataObject) -> None:
    n, won = len(rule.members), outcomes(rule)
    order = data.draw(st.permutations(range(n)))
    cuts = sorted(data.draw(st.sets(st.integers(1, n))) | {n})
    blocs = [order[a:b] for a, b in zip([0, *cuts], cuts, strict=False) if order[a:b]]
    found = bloc_power(rule, [[rule.members[i] for i in bloc] for bloc in blocs])
    assert list(found.owen.values()) == owen(won, n, blocs)
    for i, member in enumerate(rule.members):
        own = next(bloc for bloc in blocs if i in bloc)
        units = [[j] for j in own if j != i] + [bloc for bloc in blocs if bloc != own]
        decisive = 0
        for chosen in range(1 << len(units)):
            s = sum(1 << j for k, unit in enumerate(units) if chosen >> k & 1 for j in unit)
            decisive += not won[s] and won[s | 1 << i]
        assert found.banzhaf_owen[member] == Fraction(decisive, 1 << len(units))


def owen(won: list[bool], n: int, blocs: list[list[int]]) -> list[Fraction]:
    """By all orders of the members in which blocs stay together."""
    tips, orders = [0] * n, 0
    place = {i: k for k, bloc in enumerate(blocs) for i in bloc}
    for order in permutations(range(n)):
        runs = [place[i] for i in order]
        if sum(a != b for a, b in pairwise(runs)) != len(blocs) - 1:
            continue
        orders += 1
        s = 0
        for i in order:
            tips[i] += not won[s] and won[s | 1 << i]
            s |= 1 << i
    if won[0]:
        return [Fraction(0)] * n
    return [Fraction(t, orders) for t in tips]


@pytest.mark.parametrize("share", [0.02, 0.5, 0.67, 0.98])
def test_the_integral_for_large_tallies_agrees_with_exact_fractions(share: float) -> None:
    weights = np.random.default_rng(5).integers(0, 300, 60).tolist()
    quota = max(1, int(sum(weights) * share))
    exact = orders_of(OneTally(tuple(weights), quota).swings_by_size())
    assert integrated(weights, quota) == pytest.approx([float(x) for x in exact], abs=1e-14)


def test_large_tallies_are_counted_as_small_ones_are() -> None:
    """The same game in units a hundred thousand times as small, which takes the planes of limbs."""
    weights, scale = (3, 5, 8, 13, 21, 34, 55, 7, 7, 11, 2, 40, 17), 100_003
    small = OneTally(weights, 120).counts()
    assert OneTally(tuple(w * scale for w in weights), 120 * scale).counts() == small
    many = weights * 5
    drawn = Drawn(build(weighted_game(sum(many) // 2, many))).counts()
    assert OneTally(tuple(w * 997 for w in many), sum(many) // 2 * 997).counts() == drawn


def test_equal_members_have_the_power_that_binomials_give() -> None:
    found = power(weighted(7, [1] * 11))
    assert found.winning == sum(comb(11, k) for k in range(7, 12))
    assert set(found.penrose.values()) == {Fraction(comb(10, 6), 1 << 10)}
    assert set(found.shapley_shubik.values()) == {Fraction(1, 11)}
