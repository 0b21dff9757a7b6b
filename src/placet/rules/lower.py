"""Lowering: from the algebra to gates over thresholds on whole-number tallies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import assert_never

from placet.errors import UsageError
from placet.rules.algebra import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    Leaf,
    NoObjection,
    Opposed,
    Opposition,
    Or,
    Points,
    Weights,
)
from placet.rules.algebra import Node as Expression
from placet.rules.lowered import BALLOTS, Gate, LoweredRule, Node, Scores, Threshold
from placet.words import Ballot

_BASES = {
    Base.NUMBER: frozenset[Ballot](),
    Base.MEMBERS: frozenset[Ballot](),
    Base.PRESENT: frozenset({Ballot.YES, Ballot.ABSTAIN, Ballot.NO}),
    Base.VOTING: frozenset({Ballot.YES, Ballot.NO}),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """One leaf over the members of a rule: who counts for how much, and what it must reach.

    Holds when the points of the ballots, each times its member's weight, reach `quota`.
    """

    leaf: Leaf
    weights: tuple[int, ...]
    """For each member of the rule; zero for those whose ballots are not counted."""
    points: Scores
    quota: int

    @property
    def total(self) -> int:
        """What all the counted members weigh together."""
        return sum(self.weights)

    def threshold(self) -> Threshold:
        """The tally as the engine takes it."""
        yes, abstain, no, absent = self.points
        return Threshold(
            tuple((w * yes, w * abstain, w * no, w * absent) for w in self.weights), self.quota
        )


def lower(members: tuple[str, ...], root: Expression) -> LoweredRule:
    """Lower the rule `root` of `members`.

    Raises:
        UsageError: a leaf names somebody who is not a member, a member has no weight, or a quota
            cannot be met even if all vote yes.
    """
    return LoweredRule(members, _lower(root, members, members))


def tally(leaf: Leaf, members: tuple[str, ...], electorate: tuple[str, ...]) -> Tally:
    """Resolve a leaf: `electorate` are those of `members` that it counts unless it says `among`."""
    counted = leaf.among or electorate
    weights = _weights(leaf, members, counted)
    if not any(weights):
        raise UsageError(
            f"nobody counts: {', '.join(counted)} weigh nothing", mend="check the weights"
        )
    points, quota = _score(leaf, _whole(leaf, weights))
    result = Tally(leaf, weights, points, quota)
    if sum(weights) * points[0] < quota:
        raise UsageError(
            f"a quota that cannot be met: {len(counted)} members can give "
            f"{sum(weights) * points[0]}, {quota} are needed",
            mend="lower the quota or check members and weights",
        )
    return result


def _lower(node: Expression, members: tuple[str, ...], electorate: tuple[str, ...]) -> Node:
    match node:
        case And(parts):
            return Gate(len(parts), tuple(_lower(part, members, electorate) for part in parts))
        case Or(parts):
            return Gate(1, tuple(_lower(part, members, electorate) for part in parts))
        case AtLeast(k, parts, counts):
            lowered = [_lower(part, members, electorate) for part in parts]
            times = counts or (1,) * len(lowered)
            copies = (part for part, n in zip(lowered, times, strict=True) for _ in range(n))
            return Gate(k, tuple(copies))
        case Deemed(rule=rule):
            rest = _lower(deeming(node), members, electorate)
            return Gate(1, (_lower(rule, members, electorate), rest))
        case Group(members=group, rule=rule):
            _check_known(group, members)
            return _lower(rule, members, group)
        case InFavour() | Opposed() | NoObjection() | Points():
            return _leaf(node, members, electorate)
        case _:
            assert_never(node)


def deeming(node: Deemed) -> Opposed:
    """The limit on opposition below which the inner rule is deemed to hold."""
    return Opposed(
        below=Fraction(node.blockers), counts=Opposition.NOT_IN_FAVOUR, source=node.source
    )


def _leaf(leaf: Leaf, members: tuple[str, ...], electorate: tuple[str, ...]) -> Node:
    threshold = tally(leaf, members, electorate).threshold()
    if not (isinstance(leaf, InFavour) and _BASES[leaf.of] and threshold.quota <= 0):
        return threshold
    somebody = InFavour(need=Fraction(1), among=leaf.among)
    return Gate(2, (threshold, tally(somebody, members, electorate).threshold()))


def _weights(leaf: Leaf, members: tuple[str, ...], counted: tuple[str, ...]) -> tuple[int, ...]:
    _check_known(counted, members)
    wanted = set(counted)
    weights: Weights | None = getattr(leaf, "weights", None)
    if weights is None:
        return tuple(int(member in wanted) for member in members)
    values = dict(weights.values)
    for member in counted:
        if member not in values:
            raise UsageError(
                f"{weights.name} has no weight for {member}", mend=f"add it, from {weights.source}"
            )
    return tuple(values[member] if member in wanted else 0 for member in members)


def _check_known(names: tuple[str, ...], members: tuple[str, ...]) -> None:
    strangers = sorted(set(names) - set(members))
    if strangers:
        raise UsageError(
            f"{', '.join(strangers)}: not among the members", mend=f"members: {', '.join(members)}"
        )


def _whole(leaf: Leaf, weights: tuple[int, ...]) -> int:
    given: Weights | None = getattr(leaf, "weights", None)
    if given is None or given.whole is None or leaf.among:
        return sum(weights)
    return given.whole


def _score(leaf: Leaf, whole: int) -> tuple[Scores, int]:
    """Points of each ballot and the quota, in whole numbers."""
    match leaf:
        case InFavour(need=need, of=of, more=more):
            return _score_in_favour(need, of, whole, more=more)
        case Opposed(below=below, of=of, counts=counts):
            limit = below if of is Base.NUMBER else below * whole
            return _points(counts.ballots, -1), 1 - ceil(limit)
        case NoObjection():
            return _points(frozenset({Ballot.NO}), -1), 0
        case Points(yes=yes, abstain=abstain, no=no, absent=absent, need=need):
            return (yes, abstain, no, absent), need
        case _:
            assert_never(leaf)


def _score_in_favour(need: Fraction, of: Base, whole: int, *, more: bool) -> tuple[Scores, int]:
    if not _BASES[of]:
        least = need if of is Base.NUMBER else need * whole
        return (1, 0, 0, 0), floor(least) + 1 if more else ceil(least)
    share, all_of_it = need.numerator, need.denominator
    yes, abstain, no, absent = (
        all_of_it * (ballot is Ballot.YES) - share * (ballot in _BASES[of]) for ballot in BALLOTS
    )
    return (yes, abstain, no, absent), int(more)


def _points(ballots: frozenset[Ballot], value: int) -> Scores:
    yes, abstain, no, absent = (value * (ballot in ballots) for ballot in BALLOTS)
    return yes, abstain, no, absent
