"""Enumeration of small games: the outcome of every coalition, as the bits of one whole number.

Bit b of a table is the outcome of the coalition whose members are the ones of b. Gates combine
tables bit by bit, a member's swings are the bits that its vote turns, and all of them are counted
at once; for a dozen members that takes microseconds and needs no array library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from placet.rules.engine.game import Game, Leaf, Tree

MOST = 12
"""Members up to which enumeration is quickest."""


@dataclass(frozen=True, slots=True)
class TruthTable:
    """The outcome of each of the coalitions of `n` members."""

    n: int
    outcomes: int

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        swings = (self._swings(member).bit_count() for member in range(self.n))
        return self.outcomes.bit_count(), tuple(swings)

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        return n << n >> 6

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        sizes = _sizes(self.n)[: self.n]
        swings = [self._swings(member) for member in range(self.n)]
        return tuple(tuple((some & size).bit_count() for size in sizes) for some in swings)

    def _swings(self, member: int) -> int:
        """The coalitions of others that lose alone and win with `member`."""
        return (self.outcomes >> (1 << member)) & ~self.outcomes & _without(self.n)[member]


def truth_table(game: Game) -> TruthTable:
    """Enumerate a binary game."""
    return TruthTable(game.n, _table(game.tree, game.n))


def _table(tree: Tree, n: int) -> int:
    if isinstance(tree, bool):
        return _all(n) if tree else 0
    if isinstance(tree, Leaf):
        return _of_leaf(tree.weights, tree.quota)
    # reached[j] holds the coalitions for which parts that count for at least j hold.
    reached = [_all(n)] + [0] * tree.k
    for times, part in tree.parts:
        table = _table(part, n)
        for j in range(tree.k, 0, -1):
            reached[j] |= reached[max(j - times, 0)] & table
    return reached[-1]


def _of_leaf(weights: Sequence[int], quota: int) -> int:
    """Members one by one: the upper half of a table is that of the coalitions with the last."""
    rest = [0]
    for w in weights:
        rest.append(rest[-1] + w)

    @cache
    def table(n: int, need: int) -> int:
        if need <= 0:
            return _all(n)
        if need > rest[n]:
            return 0
        return table(n - 1, need) | table(n - 1, need - weights[n - 1]) << (1 << (n - 1))

    return table(len(weights), quota)


def _all(n: int) -> int:
    return (1 << (1 << n)) - 1


@lru_cache(maxsize=MOST + 1)
def _without(n: int) -> tuple[int, ...]:
    """For each member, the coalitions that it is not in."""
    return tuple(_all(n) // ((1 << (1 << member)) + 1) for member in range(n))


@lru_cache(maxsize=MOST + 1)
def _sizes(n: int) -> tuple[int, ...]:
    """For each size, the coalitions of that many members."""
    sizes = [1]
    for member in range(n):
        moved = [0] + [size << (1 << member) for size in sizes]
        sizes = [one | other for one, other in zip([*sizes, 0], moved, strict=True)]
    return tuple(sizes)
