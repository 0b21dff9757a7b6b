"""The cheapest members to win so that a rule carries with a chosen chance."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from placet.forecast.passage import needed_by
from placet.rules import Rule, probabilities

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

_MOST_TRIED = 50_000
"""Smaller sets are all tried while there are no more of them than this."""
_TINY = 1e-12
_TIE = 1e-6
"""Among the cheapest packages the likeliest: the chance breaks ties, and only ties."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Members to win, in the rule's order."""

    members: tuple[str, ...]
    cost: float
    p_carries: float
    proven: bool


def cheapest_moves(
    rule: Rule, assent: Floats, firm: Floats, costs: Floats, target: float
) -> Moves | None:
    """The cheapest members to win so that `rule` carries with chance `target` or more.

    Args:
        rule: over n members, taken as independent.
        assent: (n,), each member's chance of assent as it is.
        firm: (n,), each member's chance of assent once won.
        costs: (n,), of winning each.
        target: the chance wanted.

    Returns:
        None where no members reach it.
    """
    import numpy as np

    firm = np.maximum(assent, firm)
    needed = needed_by(rule)
    if needed is None:
        return _any_rule(rule, assent, firm, costs, target)
    chosen = _unanimous(assent[list(needed)], firm[list(needed)], costs[list(needed)], target)
    if chosen is None:
        return None
    won = np.zeros(len(rule.members), dtype=np.bool_)
    won[list(needed)] = chosen
    chance = float(np.prod(np.where(won, firm, assent)[list(needed)]))
    return _moves(rule, won, costs, chance, proven=True)


def _unanimous(assent: Floats, firm: Floats, costs: Floats, target: float) -> Bools | None:
    """(m,): whom to win of those who are all needed, by an integer programme."""
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp

    gains = np.log(np.maximum(firm, _TINY)) - np.log(np.maximum(assent, _TINY))
    short = math.log(target) - float(np.log(np.maximum(assent, _TINY)).sum())
    found = milp(
        costs - _TIE * gains,
        integrality=np.ones(len(costs), dtype=np.int_),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(gains[None, :], short, np.inf),
        options={"mip_rel_gap": 0.0},
    )
    return None if found.x is None else np.asarray(found.x > 0.5)  # noqa: PLR2004 - 0 or 1


def _any_rule(
    rule: Rule, assent: Floats, firm: Floats, costs: Floats, target: float
) -> Moves | None:
    found = _greedy(rule, assent, firm, costs, target)
    return None if found is None else _tried(rule, assent, firm, costs, target, found)


def _greedy(rule: Rule, assent: Floats, firm: Floats, costs: Floats, target: float) -> Bools | None:
    """Who helps most for its cost, again and again; then without whoever is not needed."""
    import numpy as np

    won = np.zeros(len(assent), dtype=np.bool_)
    while (chance := _chance(rule, assent, firm, won)) < target:
        left = np.flatnonzero(~won)
        if not len(left):
            return None
        rows = np.array([_flipped(won, member) for member in map(int, left)])
        gains = (_chances(rule, assent, firm, rows) - chance) / np.maximum(costs[left], _TINY)
        won = rows[int(gains.argmax())]
    for member in sorted(map(int, np.flatnonzero(won)), key=lambda m: -float(costs[m])):
        fewer = _flipped(won, member)
        if _chance(rule, assent, firm, fewer) >= target:
            won = fewer
    return won


def _tried(
    rule: Rule, assent: Floats, firm: Floats, costs: Floats, target: float, won: Bools
) -> Moves:
    """Every set of members that could be cheaper, as long as there are not too many."""
    import numpy as np

    n, best, cost = len(assent), won, float(costs[won].sum())
    cheapest_first = np.concatenate([[0.0], np.sort(costs).cumsum()])
    proven = True
    for size in range(n + 1):
        if cheapest_first[size] >= cost - _TINY:
            break
        if math.comb(n, size) > _MOST_TRIED:
            proven = False
            break
        rows = np.zeros((math.comb(n, size), n), dtype=np.bool_)
        for row, members in zip(rows, combinations(range(n), size), strict=True):
            row[list(members)] = True
        rows = rows[rows @ costs < cost - _TINY]
        reach = rows[_chances(rule, assent, firm, rows) >= target] if len(rows) else rows
        if len(reach):
            best = reach[int((reach @ costs).argmin())]
            cost = float(costs[best].sum())
    return _moves(rule, best, costs, _chance(rule, assent, firm, best), proven=proven)


def _moves(rule: Rule, won: Bools, costs: Floats, chance: float, *, proven: bool) -> Moves:
    members = tuple(m for m, one in zip(rule.members, won, strict=True) if one)
    return Moves(members, float(costs[won].sum()), chance, proven)


def _flipped(won: Bools, member: int) -> Bools:
    made = won.copy()
    made[member] = not made[member]
    return made


def _chances(rule: Rule, assent: Floats, firm: Floats, rows: Bools) -> Floats:
    import numpy as np

    return probabilities(rule, np.where(rows, firm, assent))


def _chance(rule: Rule, assent: Floats, firm: Floats, won: Bools) -> float:
    return float(_chances(rule, assent, firm, won[None, :])[0])
