"""Reduced decision diagrams: any tree of gates over tallies, one layer for each member.

Layer by layer, the state of a partial ballot is what every leaf still needs. What a leaf needs is
rounded up to the next sum that the members to come can reach, a leaf that no longer matters is
settled with its gate, and equal states become one node; a pass from below then merges the nodes
with equal children, which leaves the smallest diagram for this order of members. Everything is
done for a whole layer at once.

Source: Bryant (1986); for voting, Bolus, European J. Operational Research 210 (2011) 258-272, whose
intervals of equivalent tallies are the sums rounded up here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.game import Game, Leaf, Tree, by_strength, leaves

Whole: TypeAlias = NDArray[np.int64]
Bools: TypeAlias = NDArray[np.bool_]

MAX_NODES = 2_000_000
_MAX_SUMS = 1 << 16
_MET, _LOST = 0, -1
_INT64 = 1 << 62


class TooLargeError(Exception):
    """The diagram would have more nodes than are allowed."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The nodes at which one member's ballot is read.

    Args:
        member: whose ballot.
        children: (width, nodes), the node of the next layer for each column.
        order: incoming edges of the next layer, sorted by the node they enter.
        starts: where in `order` the edges of each node of the next layer begin.
    """

    member: int
    children: Whole
    order: Whole
    starts: Whole


@dataclass(frozen=True, slots=True)
class Diagram:
    """A layered diagram; `carried` are the ends, one or two of them."""

    layers: tuple[Layer, ...]
    carried: Bools

    @property
    def nodes(self) -> int:
        """How many nodes all layers have."""
        return sum(layer.children.shape[1] for layer in self.layers)


def build(game: Game, most: int = MAX_NODES) -> Diagram:
    """The reduced diagram of a game.

    Raises:
        TooLargeError: more than `most` nodes before reduction.
    """
    order = by_strength(game)
    needs = [_Need(leaf, order) for leaf in leaves(game.tree)]
    quotas = [need.quota for need in needs]
    states: Whole = np.array(quotas, dtype=_dtype(needs)).reshape(len(needs), 1)
    tables, nodes = [], 0
    for depth in range(game.n):
        nodes += states.shape[1]
        if nodes > most:
            raise TooLargeError
        states, children = _step(game, states, needs, depth)
        tables.append(children)
    return _reduced(order, tables, _status(game.tree, states)[0])


class _Need:
    """What one leaf needs, seen from each depth."""

    def __init__(self, leaf: Leaf, order: Sequence[int]) -> None:
        self.columns = [[column[member] for member in order] for column in leaf.columns]
        self.quota = leaf.quota
        n = len(order)
        self.rest = [0] * (n + 1)
        self.sums: list[Whole | None] = [None] * n + [np.zeros(1, dtype=np.int64)]
        for depth in range(n - 1, -1, -1):
            self.rest[depth] = self.rest[depth + 1] + self.columns[1][depth]
            self.sums[depth] = self._sums(depth, self.sums[depth + 1])

    def _sums(self, depth: int, below: Whole | None) -> Whole | None:
        if below is None or len(below) > _MAX_SUMS or self.rest[depth] >= _INT64:
            return None
        scores = sorted({column[depth] for column in self.columns})
        if scores == [0]:
            return below
        if len(below) == self.rest[depth + 1] + 1 >= scores[-1]:
            return np.arange(self.rest[depth] + 1)
        return _union([below + score for score in scores])

    def round_up(self, need: Whole, depth: int) -> Whole:
        """What is needed, raised to a sum that the members to come can reach, or lost."""
        sums = self.sums[depth]
        lost = need > self.rest[depth]
        if sums is not None and len(sums) <= self.rest[depth]:
            need = sums[np.minimum(np.searchsorted(sums, need), len(sums) - 1)]
        return np.where(lost, _LOST, need)


def _union(parts: list[Whole]) -> Whole:
    merged = np.sort(np.concatenate(parts), kind="stable")
    keep = np.ones(len(merged), dtype=bool)
    np.not_equal(merged[1:], merged[:-1], out=keep[1:])
    return merged[keep]


def _dtype(needs: Sequence[_Need]) -> type:
    return np.int64 if all(need.rest[0] < _INT64 for need in needs) else object


def _step(game: Game, states: Whole, needs: Sequence[_Need], depth: int) -> tuple[Whole, Whole]:
    """The states after the member at `depth`, and which of them each state leads to."""
    after = np.empty((len(needs), game.width, states.shape[1]), dtype=states.dtype)
    for row, need, block in zip(states, needs, after, strict=True):
        scores = np.array([column[depth] for column in need.columns], dtype=states.dtype)
        still = np.maximum(row - scores[:, None], _MET)
        block[:] = np.where(row == _LOST, _LOST, need.round_up(still, depth + 1))
    flat = after.reshape(len(needs), game.width * states.shape[1])
    _status(game.tree, flat)
    first, inverse = _distinct(flat)
    return flat[:, first], inverse.reshape(game.width, states.shape[1])


def _status(tree: Tree, states: Whole) -> tuple[Bools, Bools]:
    """Which states surely hold, and which may; the leaves below a settled gate are settled too."""
    if isinstance(tree, bool):
        return np.full(states.shape[1], tree), np.full(states.shape[1], tree)
    if isinstance(tree, Leaf):
        return states[0] == _MET, states[0] != _LOST
    sure = np.zeros(states.shape[1], dtype=np.int64)
    may = sure.copy()
    at = 0
    for times, part in tree.parts:
        count = sum(1 for _ in leaves(part))
        holds, can = _status(part, states[at : at + count])
        at += count
        sure += times * holds
        may += times * can
    met, lost = sure >= tree.k, may < tree.k
    states[:, met] = _MET
    states[:, lost] = _LOST
    return met, ~lost


def _distinct(rows: Whole) -> tuple[Whole, Whole]:
    """The first of each set of equal columns of `rows`, and which set each column is in."""
    key = np.zeros(rows.shape[1], dtype=np.int64)
    span = 1
    for row in rows:
        size = int(row.max()) + 2
        if span * size >= _INT64:
            values, row = np.unique(row, return_inverse=True)  # noqa: PLW2901
            size = len(values) + 1
        if span * size >= _INT64:
            values, key = np.unique(key, return_inverse=True)
            span = len(values)
        key = key * size + (row + 1).astype(np.int64)
        span *= size
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    return first, inverse


def _reduced(order: Sequence[int], tables: Sequence[Whole], carried: Bools) -> Diagram:
    """Merge, from below, nodes that lead to the same nodes; drop what cannot be told apart."""
    ends, new = np.unique(carried, return_inverse=True)
    below = len(ends)
    layers = []
    for member, table in zip(reversed(order), reversed(tables), strict=True):
        children = new[table]
        first, new = _distinct(children)
        children = children[:, first]
        into = children.ravel()
        edges = np.argsort(into, kind="stable")
        starts = np.searchsorted(into[edges], np.arange(below))
        layers.append(Layer(member, children, edges, starts))
        below = len(first)
    return Diagram(tuple(reversed(layers)), ends)
