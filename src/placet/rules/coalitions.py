"""Coalitions that win or block: the minimal ones, their number, the cheapest, and their indices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import isfinite

from placet.errors import UsageError
from placet.rules.chances import check_members
from placet.rules.engine.game import Game, binary_game, dual
from placet.rules.engine.minimal import minimal_sets
from placet.rules.lowered import BALLOTS, holds
from placet.rules.rule import Rule
from placet.words import Ballot


@dataclass(frozen=True, slots=True, kw_only=True)
class MinimalPower:
    """The indices that look at minimal winning coalitions alone, as exact fractions."""

    coalitions: int
    """How many minimal winning coalitions there are."""
    blocking_sets: int
    """How many minimal blocking sets there are."""
    holler_packel: dict[str, Fraction]
    """The share of all memberships in minimal winning coalitions (1983), the public good index."""
    deegan_packel: dict[str, Fraction]
    """Each minimal winning coalition is as likely, and shared alike by its members (1978)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cheapest:
    """A cheapest set of members, and what it costs."""

    members: tuple[str, ...]
    cost: float


def minimal_winning_coalitions(rule: Rule) -> Iterator[tuple[str, ...]]:
    """Sets of members whose yes carries when all others vote no, none of whom could be spared.

    Found one by one, small ones rather first: take as many as you need.
    """
    return _named(rule, binary_game(rule.lowered()))


def minimal_blocking_sets(rule: Rule) -> Iterator[tuple[str, ...]]:
    """Sets of members whose no stops what all others want, none of whom could be spared.

    Found one by one, small ones rather first: take as many as you need.
    """
    return _named(rule, dual(binary_game(rule.lowered())))


def _named(rule: Rule, game: Game) -> Iterator[tuple[str, ...]]:
    for some in minimal_sets(game):
        yield tuple(rule.members[member] for member in some or ())


def stoppers(rule: Rule) -> frozenset[str]:
    """Members whose no alone stops what all others want: everybody under consensus, or nobody."""
    ballots = [_YES] * len(rule.members)
    found = []
    for place, member in enumerate(rule.members):
        against = [*ballots[:place], _NO, *ballots[place + 1 :]]
        if not holds(rule.lowered().root, against):
            found.append(member)
    return frozenset(found)


_YES, _NO = BALLOTS.index(Ballot.YES), BALLOTS.index(Ballot.NO)


def some_blocking_sets(rule: Rule, most: int, effort: int) -> tuple[list[tuple[str, ...]], bool]:
    """At most `most` minimal blocking sets, found in `effort` steps, and whether that is all."""
    sets = list(islice(minimal_sets(dual(binary_game(rule.lowered())), effort), most + 1))
    found = [tuple(rule.members[m] for m in some) for some in sets if some is not None]
    return found[:most], len(sets) <= most and None not in sets


def minimal_power(rule: Rule) -> MinimalPower:
    """Count the minimal winning coalitions and blocking sets; Holler-Packel and Deegan-Packel.

    Raises:
        OutOfReachError: there are too many of too many kinds to count.
    """
    from placet.rules.engine.tallied import minimal_counts

    game = binary_game(rule.lowered())
    found = minimal_counts(game)
    memberships = sum(map(sum, found.by_size))
    return MinimalPower(
        coalitions=found.total,
        blocking_sets=minimal_counts(dual(game)).total,
        holler_packel={
            member: Fraction(sum(sizes), memberships or 1)
            for member, sizes in zip(rule.members, found.by_size, strict=True)
        },
        deegan_packel={
            member: sum(
                (Fraction(count, size * found.total) for size, count in enumerate(sizes) if count),
                Fraction(0),
            )
            for member, sizes in zip(rule.members, found.by_size, strict=True)
        },
    )


def cheapest(rule: Rule, costs: Mapping[str, float], *, block: bool = False) -> Cheapest:
    """The cheapest set of members whose yes carries, or with `block` whose no prevents it.

    Args:
        rule: the rule.
        costs: what each member costs, zero or more.
        block: prevent it rather than carry it.

    Raises:
        UsageError: a cost is missing, negative or not a number.
    """
    from placet.rules.engine import cheapest as programme

    check_members(rule, costs)
    for member in rule.members:
        cost = costs.get(member)
        if cost is None or not isfinite(cost) or cost < 0:
            raise UsageError(
                f"the cost of {member} = {cost!r}", mend="give each member a cost of zero or more"
            )
    game = binary_game(rule.lowered())
    found = programme.cheapest(dual(game) if block else game, [costs[m] for m in rule.members])
    if found is None:
        raise UsageError("no such set was found", mend="give costs of a similar order of magnitude")
    members = tuple(rule.members[m] for m in found)
    return Cheapest(members=members, cost=sum(costs[m] for m in members))
