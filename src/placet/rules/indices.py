"""Power: how often each member is decisive when members vote yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import comb

from placet.rules.plain import gains
from placet.rules.rule import Rule

_MOST_BITS = 4_000_000_000
"""Room for the counts of all states; beyond it, exact indices are out of reach."""


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
    """The indices of Banzhaf (1965), Penrose (1946) and Shapley and Shubik (1954).

    Raises:
        OutOfReachError: the rule has too many states to count exactly.
    """
    n = len(rule.members)
    slot = n + 1
    most = min(500_000, _MOST_BITS // (n * slot))
    winning, packed = gains(rule.lowered(), [(1 << slot, 1)] * n, most)
    by_size = {m: _unpack(gain, slot)[:n] for m, gain in zip(rule.members, packed, strict=True)}
    swings = {member: sum(sizes) for member, sizes in by_size.items()}
    orders = [Fraction(1, n * comb(n - 1, size)) for size in range(n)]
    return Power(
        banzhaf={m: Fraction(swing, sum(swings.values()) or 1) for m, swing in swings.items()},
        penrose={m: Fraction(swing, 1 << (n - 1)) for m, swing in swings.items()},
        shapley_shubik={
            m: sum((g * order for g, order in zip(sizes, orders, strict=True)), Fraction(0))
            for m, sizes in by_size.items()
        },
        winning=sum(_unpack(winning, slot)),
        how="programme over the tallies",
    )


def _unpack(packed: float, slot: int) -> list[int]:
    """The counts for each size of coalition from the one number that holds them all.

    Each yes multiplies by a power of two so large that the counts of different sizes, of which
    there are as many as bits in a slot, do not run into one another.
    """
    return [int(packed) >> (slot * size) & ((1 << slot) - 1) for size in range(slot)]
