"""Power: how often each member is decisive when members vote yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import factorial

from placet.rules.lowered import Gate, LoweredRule, Node, Scores
from placet.rules.plain import total
from placet.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Power:
    """The power of each member of a rule, as exact fractions.

    `banzhaf` is normalised (it adds up to one, unless nobody is ever decisive) and `penrose` is the
    absolute measure: the share of the others' votes in which a member is decisive. `winning` is the
    number of coalitions whose yes carries when all others vote no.
    """

    banzhaf: dict[str, Fraction]
    penrose: dict[str, Fraction]
    shapley_shubik: dict[str, Fraction]
    winning: int
    how: str
    exact: bool = True


def power(rule: Rule) -> Power:
    """The indices of Banzhaf (1965), Penrose (1946) and Shapley and Shubik (1954)."""
    lowered = rule.lowered()
    n = len(rule.members)
    profiles = _profiles(lowered)
    by_profile = {
        profile: _gains(lowered, profiles.index(profile)) for profile in dict.fromkeys(profiles)
    }
    swings = {m: sum(by_profile[p]) for m, p in zip(rule.members, profiles, strict=True)}
    chances = [Fraction(factorial(s) * factorial(n - 1 - s), factorial(n)) for s in range(n)]
    all_swings = sum(swings.values()) or 1
    return Power(
        banzhaf={m: Fraction(swing, all_swings) for m, swing in swings.items()},
        penrose={m: Fraction(swing, 2 ** (n - 1)) for m, swing in swings.items()},
        shapley_shubik={
            m: sum((g * c for g, c in zip(by_profile[p], chances, strict=True)), Fraction(0))
            for m, p in zip(rule.members, profiles, strict=True)
        },
        winning=int(total(lowered, [(1, 1)] * n)),
        how="programme over the tallies",
    )


def _profiles(lowered: LoweredRule) -> list[tuple[Scores, ...]]:
    """For each member its scores in every threshold; members with equal ones have equal power."""
    return list(zip(*_columns(lowered.root), strict=True))


def _columns(node: Node) -> list[tuple[Scores, ...]]:
    if isinstance(node, Gate):
        return [column for part in node.parts for column in _columns(part)]
    return [node.scores]


def _gains(lowered: LoweredRule, member: int) -> list[int]:
    """For each size s, in how many coalitions of s others the member is decisive.

    Coalitions of all sizes are counted at once: each yes multiplies by a power of two so large that
    the counts of different sizes do not run into one another.
    """
    n = len(lowered.members)
    slot = n + 1
    masses = [(1 << slot, 1)] * n
    yes, no = (
        int(total(lowered, [*masses[:member], certain, *masses[member + 1 :]]))
        for certain in ((1, 0), (0, 1))
    )
    gain = yes - no
    return [gain >> (slot * size) & ((1 << slot) - 1) for size in range(n)]
