"""Sums over all ballots by a plain programme over the tallies; exact, and quick where they are few.

Members are added one by one. The state is the running sum of every threshold; a threshold whose
outcome no later ballot can change is replaced by that outcome, which keeps the states few. With
chances the sum is P(carried); with whole numbers it counts coalitions.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from placet.rules.lowered import Gate, LoweredRule, Node, Threshold

_YES, _NO = 0, 2
_HOLDS, _FAILS = math.inf, -math.inf
"""Settled thresholds; not True and False, which are equal to the tallies 1 and 0."""
_State: TypeAlias = tuple[float, ...]
Number: TypeAlias = float
"""An int is one too, and sums of ints stay exact."""


def total(rule: LoweredRule, masses: Sequence[tuple[Number, Number]]) -> Number:
    """Add up, over the yes and no ballots that carry, the product of the members' masses.

    Args:
        rule: the rule.
        masses: for each member what its yes and its no multiply by.
    """
    leaves = list(_thresholds(rule.root))
    ends = [_ends(leaf) for leaf in leaves]
    start = tuple(_settle(0, leaf.quota, *end[0]) for leaf, end in zip(leaves, ends, strict=True))
    states: dict[_State, Number] = {start: 1}
    for index, pair in enumerate(masses):
        after: dict[_State, Number] = defaultdict(int)
        for ballot, mass in zip((_YES, _NO), pair, strict=True):
            if mass:
                for state, already in states.items():
                    after[_step(state, leaves, ends, index, ballot)] += already * mass
        states = after
    return sum(mass for state, mass in states.items() if _outcome(rule.root, iter(state)))


def _thresholds(node: Node) -> Iterator[Threshold]:
    if isinstance(node, Threshold):
        yield node
    else:
        for part in node.parts:
            yield from _thresholds(part)


def _ends(leaf: Threshold) -> list[tuple[int, int]]:
    """The least and the most that members from i on can still add."""
    ends = [(0, 0)]
    for scores in reversed(leaf.scores):
        low, high = ends[-1]
        ends.append((low + scores[_NO], high + scores[_YES]))
    return ends[::-1]


def _settle(tally: float, quota: int, low: int, high: int) -> float:
    if tally + low >= quota:
        return _HOLDS
    return _FAILS if tally + high < quota else tally


def _step(
    state: _State,
    leaves: Sequence[Threshold],
    ends: Sequence[list[tuple[int, int]]],
    index: int,
    ballot: int,
) -> _State:
    return tuple(
        value
        if math.isinf(value)
        else _settle(value + leaf.scores[index][ballot], leaf.quota, *end[index + 1])
        for value, leaf, end in zip(state, leaves, ends, strict=True)
    )


def _outcome(node: Node, settled: Iterator[float]) -> bool:
    if isinstance(node, Gate):
        return sum([_outcome(part, settled) for part in node.parts]) >= node.k
    return next(settled) == _HOLDS
