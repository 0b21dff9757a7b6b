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

from placet.errors import UsageError
from placet.rules.lowered import Gate, LoweredRule, Node, Threshold

_YES, _NO = 0, 2
_HOLDS, _FAILS = math.inf, -math.inf
"""Settled thresholds; not True and False, which are equal to the tallies 1 and 0."""
_State: TypeAlias = tuple[float, ...]
Number: TypeAlias = float
"""An int is one too, and sums of ints stay exact."""


class OutOfReachError(UsageError):
    """More states than a plain programme can hold."""


def total(rule: LoweredRule, masses: Sequence[tuple[Number, Number]]) -> Number:
    """Add up, over the yes and no ballots that carry, the product of the members' masses.

    Args:
        rule: the rule.
        masses: for each member what its yes and its no multiply by.
    """
    return gains(rule, masses)[0]


def gains(
    rule: LoweredRule, masses: Sequence[tuple[Number, Number]], most: int = 500_000
) -> tuple[Number, list[Number]]:
    """The total, and for each member its sum with a sure yes less its sum with a sure no.

    One pass forward over the states, one back; each member is then decisive by what is before it
    times what its ballot changes after it. The heaviest come first: what is left then settles most.

    Raises:
        OutOfReachError: there would be over `most` states.
    """
    leaves = list(_thresholds(rule.root))
    order = sorted(range(len(masses)), key=lambda member: -_gravity(leaves, member))
    leaves = [Threshold(tuple(leaf.scores[m] for m in order), leaf.quota) for leaf in leaves]
    ends = [_ends(leaf) for leaf in leaves]
    start = tuple(_settle(0, leaf.quota, *end[0]) for leaf, end in zip(leaves, ends, strict=True))
    ordered = [masses[member] for member in order]
    layers: list[dict[_State, Number]] = [{start: 1}]
    steps: list[dict[_State, tuple[_State, _State]]] = []
    for index, (yes, no) in enumerate(ordered):
        after: dict[_State, Number] = defaultdict(int)
        step: dict[_State, tuple[_State, _State]] = {}
        for state, mass in layers[-1].items():
            up, down = (
                _known(rule.root, _step(state, leaves, ends, index, ballot))
                for ballot in (_YES, _NO)
            )
            step[state] = up, down
            after[up] += mass * yes
            after[down] += mass * no
        if len(after) > most:
            raise OutOfReachError(
                f"adding up the ballots of {len(masses)} members takes over {most} states",
                mend="leave members out, or ask for given ballots instead",
            )
        layers.append(after)
        steps.append(step)
    below: dict[_State, Number] = {
        state: int(_outcome(rule.root, iter(state))) for state in layers[-1]
    }
    gained: list[Number] = [0] * len(order)
    for index in reversed(range(len(order))):
        yes, no = ordered[index]
        moves = {state: (below[up], below[down]) for state, (up, down) in steps[index].items()}
        gained[order[index]] = sum(
            layers[index][state] * (up - down) for state, (up, down) in moves.items()
        )
        below = {state: up * yes + down * no for state, (up, down) in moves.items()}
    return below[start], gained


def _gravity(leaves: Sequence[Threshold], member: int) -> float:
    """How much of the quotas a member's vote moves."""
    return sum(
        (leaf.scores[member][_YES] - leaf.scores[member][_NO]) / (abs(leaf.quota) + 1)
        for leaf in leaves
    )


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


def _known(root: Node, state: _State) -> _State:
    """The state, or one that stands for all with the same outcome where nothing can change it."""
    worst = [_HOLDS if value == _HOLDS else _FAILS for value in state]
    best = [_FAILS if value == _FAILS else _HOLDS for value in state]
    if _outcome(root, iter(worst)):
        return (_HOLDS,) * len(state)
    return state if _outcome(root, iter(best)) else (_FAILS,) * len(state)


def _outcome(node: Node, settled: Iterator[float]) -> bool:
    if isinstance(node, Gate):
        return sum([_outcome(part, settled) for part in node.parts]) >= node.k
    return next(settled) == _HOLDS
