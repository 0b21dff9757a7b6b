"""Meet in the middle: two halves of the members, each with all its coalitions, sorted per group.

For games of one tally of any size and at most one small one beside it (a count of members, as in
the Council of the European Union). The coalitions of one half are grouped by the small tally and
sorted by the large one; for a coalition of the other half, those that carry with it are then the
upper end of each group, found by bisection. 2^n coalitions cost about 2^(n/2) bisections.

Source: Horowitz and Sahni, J. ACM 21 (1974) 277-292, for the halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.game import Game, Tree, by_strength, holds, leaves

Whole: TypeAlias = NDArray[np.int64]
Floats: TypeAlias = NDArray[np.float64]

MOST = 40
"""Members up to which the halves are of a size to hold."""
_SMALL = 1 << 12
_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class _Half:
    """All coalitions of some members; bit i of a coalition's number is the i-th of them."""

    members: tuple[int, ...]
    small: Whole
    large: Whole
    size: Whole


@dataclass(frozen=True, slots=True)
class _Group:
    """Coalitions of the second half with the same small tally and size, lightest first."""

    small: int
    size: int
    coalitions: Whole
    large: Whole


@dataclass(frozen=True, slots=True)
class Halves:
    """A game as two halves: `need[k]` is the large tally needed when the small one is k."""

    one: _Half
    groups: tuple[_Group, ...]
    other: _Half
    need: Whole

    @property
    def steps_taken(self) -> int:
        """About what one scenario costs: coalitions of either half."""
        return len(self.one.size) + len(self.other.size)

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        swings = self.swings_by_size()
        winning = sum(int((len(group.large) - at).sum()) for group, at in self._met())
        return winning, tuple(sum(some) for some in swings)

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        return n * (len(self.one.size) + len(self.other.size))

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        n_one, n_other = len(self.one.members), len(self.other.members)
        with_other = np.zeros((n_other + 1, len(self.one.size)), dtype=np.int64)
        with_one = np.zeros((n_one + 1, len(self.other.size)), dtype=np.int64)
        for group, at in self._met():
            with_other[group.size] += len(group.large) - at
            for size in range(n_one + 1):
                first = np.bincount(at[self.one.size == size], minlength=len(group.large) + 1)
                with_one[size, group.coalitions] = np.cumsum(first)[:-1]
        n = n_one + n_other
        swings = [(0,) * n] * n
        for half, wins in ((self.one, with_other), (self.other, with_one)):
            for bit, member in enumerate(half.members):
                swings[member] = _swings(wins, bit, half.size, n)
        return tuple(swings)

    def total(self, factors: Floats, *, carried: bool = True) -> Floats:
        """(S,): the chance of that outcome under chances (S, n, 2)."""
        return np.array([self._one_total(row, carried=carried) for row in factors])

    def difference(self, factors: Floats) -> Floats:
        """(S, n): how much a yes rather than a no of each member adds to the chance."""
        given = self.by_ballot(factors, carried=True)
        return given[..., 1] - given[..., 0]

    def by_ballot(self, factors: Floats, *, carried: bool) -> Floats:
        """(S, n, 2): the chance of that outcome when the member takes that column."""
        given = np.empty_like(factors)
        for row, out in zip(factors, given, strict=True):
            for half, chances in zip((self.one, self.other), self._met_by(row), strict=True):
                kept = chances if carried else 1.0 - chances
                out[list(half.members)] = _given(kept, row[list(half.members)])
        return given

    def _one_total(self, row: Floats, *, carried: bool) -> float:
        mine, theirs = (_products(row[list(half.members)]) for half in (self.one, self.other))
        total = 0.0
        for group, at in self._met():
            below = np.concatenate([[0.0], np.cumsum(theirs[group.coalitions])])
            total += float(mine @ (below[-1] - below[at] if carried else below[at]))
        return total

    def _met_by(self, row: Floats) -> tuple[Floats, Floats]:
        """For each coalition of either half, the chance that the other half makes it carry."""
        mine, theirs = (_products(row[list(half.members)]) for half in (self.one, self.other))
        by_one, by_other = np.zeros(len(mine)), np.zeros(len(theirs))
        for group, at in self._met():
            below = np.concatenate([[0.0], np.cumsum(theirs[group.coalitions])])
            by_one += below[-1] - below[at]
            first = np.bincount(at, weights=mine, minlength=len(group.large) + 1)
            by_other[group.coalitions] = np.cumsum(first)[:-1]
        return by_one, by_other

    def _met(self) -> Iterator[tuple[_Group, NDArray[np.intp]]]:
        """Each group, and for each coalition of the first half where in it carrying begins."""
        for group in self.groups:
            needed = self.need[self.one.small + group.small] - self.one.large
            yield group, np.searchsorted(group.large, needed)


def halves(game: Game) -> Halves | None:
    """A game as two halves; None if it has more tallies than fit."""
    parts = list(leaves(game.tree))
    tallies = sorted({leaf.weights for leaf in parts}, key=sum)
    if game.width > 2 or game.n > MOST or len(tallies) > 2:  # noqa: PLR2004 - columns; tallies
        return None
    small = tallies[0] if len(tallies) > 1 else (0,) * game.n
    large = tallies[-1]
    if sum(small) > _SMALL or sum(large) >= _NEVER:
        return None
    order = by_strength(game)
    one, other = (_half(order[start::2], small, large) for start in (0, 1))
    need = [_needed(game.tree, small, k) for k in range(sum(small) + 1)]
    return Halves(one, _grouped(other), other, np.array(need))


def _half(members: Sequence[int], small: Sequence[int], large: Sequence[int]) -> _Half:
    sums = []
    for scores in (small, large, (1,) * len(small)):
        table = np.zeros(1, dtype=np.int64)
        for member in members:
            table = np.concatenate([table, table + scores[member]])
        sums.append(table)
    return _Half(tuple(members), *sums)


def _grouped(half: _Half) -> tuple[_Group, ...]:
    order = np.lexsort((half.large, half.size, half.small))
    small, size = half.small[order], half.size[order]
    ends = np.flatnonzero((np.diff(small) != 0) | (np.diff(size) != 0)) + 1
    return tuple(
        _Group(int(small[some[0]]), int(size[some[0]]), order[some], half.large[order[some]])
        for some in np.split(np.arange(len(order)), ends)
    )


def _needed(tree: Tree, small: Sequence[int], k: int) -> int:
    """The least large tally that carries when the small one is k."""
    parts = list(leaves(tree))
    quotas = sorted({leaf.quota for leaf in parts if leaf.weights != small})
    for large in [0, *quotas]:
        if holds(tree, iter([k if leaf.weights == small else large for leaf in parts])):
            return large
    return _NEVER


def _swings(wins: Whole, bit: int, size: Whole, n: int) -> tuple[int, ...]:
    """Swings by size from the wins of each coalition, (sizes of the rest, coalitions)."""
    pairs = wins.reshape(len(wins), -1, 2, 1 << bit)
    gain = (pairs[:, :, 1] - pairs[:, :, 0]).reshape(len(wins), -1)
    sizes = size.reshape(-1, 2, 1 << bit)[:, 0].ravel()
    swings = np.zeros(n, dtype=np.int64)
    for rest, row in enumerate(gain):
        counted = np.bincount(sizes, weights=row).astype(np.int64)
        swings[rest : rest + len(counted)] += counted
    return tuple(int(x) for x in swings)


def _products(factors: Floats) -> Floats:
    """The chance of each coalition of a half, (members, 2) given."""
    table = np.ones(1)
    for no, yes in factors:
        table = np.concatenate([table * no, table * yes])
    return table


def _given(chances: Floats, factors: Floats) -> Floats:
    """(members, 2): the sum over a half's coalitions with one member's ballot fixed."""
    given = np.empty_like(factors)
    for member in range(len(factors)):
        pairs = chances.reshape(-1, 2)
        for ballot in range(2):
            rest = pairs[:, ballot]
            for after in factors[member + 1 :]:
                rest = rest.reshape(-1, 2) @ after
            given[member, ballot] = rest[0]
        chances = pairs @ factors[member]
    return given
