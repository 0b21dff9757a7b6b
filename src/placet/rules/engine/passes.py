"""Answers of a diagram: the same two passes, with chances or with whole numbers.

A pass from below gives each node the sum over all ways to go on that end as wanted; a pass from
above gives it the sum over all ways to come there. With the members' chances as factors these are
probabilities; with the factors 1 and a power of two they count coalitions, exactly, by size.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.diagram import Diagram, Layer

Numbers: TypeAlias = NDArray[Any]
"""float64 for chances; int64, or objects that are whole numbers without limit, for counts."""

_BLOCK = 1 << 22
_BITS = 63
"""Numbers that are kept at once."""


def total(diagram: Diagram, factors: Numbers, *, carried: bool = True) -> Numbers:
    """The sum over all ballots that end as `carried` of the product of their factors.

    Args:
        diagram: the rule.
        factors: (S, n, width), what each column of each member multiplies by, in S scenarios.
        carried: which outcome is summed.

    Returns:
        (S,)
    """
    widest = max((layer.children.shape[1] for layer in diagram.layers), default=1)
    parts = []
    for some in _blocks(factors, widest):
        values = _ends(diagram, some, carried=carried)
        for layer in reversed(diagram.layers):
            values = _up(layer, values, some)
        parts.append(values[0])
    return np.concatenate(parts)


def difference(diagram: Diagram, factors: Numbers) -> Numbers:
    """(S, n): for every member, the sum over carried if it votes yes, less that if it votes no."""
    parts = []
    for some in _blocks(factors, diagram.nodes):
        part = np.empty(some.shape[:2], dtype=factors.dtype)
        for layer, above, below in _both(diagram, some, carried=True):
            gain = below[layer.children[1]] - below[layer.children[0]]
            part[:, layer.member] = (above * gain).sum(axis=0)
        parts.append(part)
    return np.concatenate(parts)


def by_ballot(diagram: Diagram, factors: Numbers, *, carried: bool) -> Numbers:
    """(S, n, width): the sum over ballots that end as `carried`, the member taking that column.

    The member's own factor is left out.
    """
    parts = []
    for some in _blocks(factors, diagram.nodes):
        part = np.empty_like(some)
        for layer, above, below in _both(diagram, some, carried=carried):
            for column, children in enumerate(layer.children):
                part[:, layer.member, column] = (above * below[children]).sum(axis=0)
        parts.append(part)
    return np.concatenate(parts)


def from_below(diagram: Diagram, factors: Numbers, *, carried: bool) -> list[Numbers]:
    """For each layer, and the ends, (nodes, S): the sum over the ways to go on to `carried`."""
    values = [_ends(diagram, factors, carried=carried)]
    for layer in reversed(diagram.layers):
        values.append(_up(layer, values[-1], factors))
    return values[::-1]


def _both(
    diagram: Diagram, factors: Numbers, *, carried: bool
) -> Iterator[tuple[Layer, Numbers, Numbers]]:
    """For each layer: itself, the sums of ways to come to it, and of ways to go on after it."""
    values = from_below(diagram, factors, carried=carried)
    above = np.ones((1, len(factors)), dtype=factors.dtype)
    for layer, below in zip(diagram.layers, values[1:], strict=True):
        yield layer, above, below
        edges = np.concatenate([above * column for column in factors[:, layer.member].T])
        above = np.add.reduceat(edges[layer.order], layer.starts, axis=0)


def _up(layer: Layer, values: Numbers, factors: Numbers) -> Numbers:
    """(nodes, S): the sums at a layer from those at the next."""
    columns = zip(layer.children, factors[:, layer.member].T, strict=True)
    children, factor = next(columns)
    up: Numbers = values[children] * factor
    for children, factor in columns:
        up += values[children] * factor
    return up


def _ends(diagram: Diagram, factors: Numbers, *, carried: bool) -> Numbers:
    wanted = (diagram.carried == carried).astype(factors.dtype)
    return np.repeat(wanted[:, None], len(factors), axis=1)


def _blocks(factors: Numbers, nodes: int) -> Iterator[Numbers]:
    size = max(1, _BLOCK // max(nodes, 1))
    for start in range(0, len(factors), size):
        yield factors[start : start + size]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A game as a diagram: every answer is the sum over its paths."""

    diagram: Diagram

    @property
    def _members(self) -> int:
        return len(self.diagram.layers)

    @property
    def steps_taken(self) -> int:
        """What one scenario costs, in nodes that are passed."""
        return self.diagram.nodes

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        ones = np.ones((1, self._members, 2), dtype=np.int64 if self._members < _BITS else object)
        swings = tuple(int(x) for x in difference(self.diagram, ones)[0])
        return int(total(self.diagram, ones)[0]), swings

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        return n * n * self.diagram.nodes // 64

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        n = self._members
        factors = np.ones((1, n, 2), dtype=object)
        factors[..., 1] = 1 << n
        mask = (1 << n) - 1
        packed = difference(self.diagram, factors)[0]
        return tuple(tuple(x >> (n * size) & mask for size in range(n)) for x in packed)

    def weighted_swings(self, shifts: Sequence[int]) -> list[int]:
        """Swings, each counted as 2 to the sum of the shifts of the others who vote yes."""
        factors = np.ones((1, self._members, 2), dtype=object)
        factors[0, :, 1] = [1 << shift for shift in shifts]
        return [int(x) for x in difference(self.diagram, factors)[0]]

    def total(self, factors: Numbers, *, carried: bool = True) -> Numbers:
        """(S,): the chance of that outcome under chances (S, n, width)."""
        return total(self.diagram, factors, carried=carried)

    def difference(self, factors: Numbers) -> Numbers:
        """(S, n): how much a yes rather than a no of each member adds to the chance."""
        return difference(self.diagram, factors)

    def by_ballot(self, factors: Numbers, *, carried: bool) -> Numbers:
        """(S, n, width): the chance of that outcome when the member takes that column."""
        return by_ballot(self.diagram, factors, carried=carried)
