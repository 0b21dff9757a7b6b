"""Unanimity in closed form: the rule carries when every member takes a ballot that it allows.

Consensus, silence, unanimity that abstention does not prevent, one member who decides alone: every
chance is a product and every count a power of two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from math import comb, prod
from operator import mul
from typing import TYPE_CHECKING

from placet.rules.engine.game import Branch, Game, Leaf, Tree

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Unanimous:
    """Carried when each member's column is among those allowed."""

    allowed: tuple[tuple[bool, ...], ...]
    """For each member, which columns it may take."""

    @property
    def needed(self) -> tuple[bool, ...]:
        """For each member, whether the rule fails when it votes no."""
        return tuple(not columns[0] for columns in self.allowed)

    @property
    def steps_taken(self) -> int:
        """What one scenario costs, in multiplications."""
        return len(self.allowed)

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        winning = 1 << (len(self.needed) - sum(self.needed))
        return winning, tuple(winning if needed else 0 for needed in self.needed)

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        return n * n

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        n, others = len(self.needed), sum(self.needed) - 1
        sizes = tuple(comb(n - others - 1, s - others) if s >= others else 0 for s in range(n))
        return tuple(sizes if needed else (0,) * n for needed in self.needed)

    def chance(self, factors: Sequence[Sequence[float]]) -> float:
        """The chance of carrying, in plain numbers."""
        return prod(self._good(factors))

    def gains(self, factors: Sequence[Sequence[float]]) -> list[float]:
        """How much a yes rather than a no of each member adds to the chance."""
        good = self._good(factors)
        before = [1.0, *accumulate(good, mul)]
        after = [1.0, *accumulate(reversed(good), mul)][::-1]
        return [needed * before[m] * after[m + 1] for m, needed in enumerate(self.needed)]

    def _good(self, factors: Sequence[Sequence[float]]) -> list[float]:
        return [
            sum(compress(row, allowed)) for row, allowed in zip(factors, self.allowed, strict=True)
        ]

    def total(self, factors: Floats, *, carried: bool = True) -> Floats:
        """(S,): the chance of that outcome under chances (S, n, width)."""
        import numpy as np

        good, bad = self._split(factors)
        return np.prod(good, axis=1) if carried else _some(bad)

    def difference(self, factors: Floats) -> Floats:
        """(S, n): how much a yes rather than a no of each member adds to the chance."""
        return _others(self._split(factors)[0]) * self._mask()[:, 1] * ~self._mask()[:, 0]

    def by_ballot(self, factors: Floats, *, carried: bool) -> Floats:
        """(S, n, width): the chance of that outcome when the member takes that column."""
        import numpy as np

        rest = _others(self._split(factors)[0])[..., None] * self._mask()
        if carried:
            return rest
        bad = self._split(factors)[1]
        alone = np.stack([_some(np.delete(bad, m, axis=1)) for m in range(bad.shape[1])], axis=1)
        return np.where(self._mask(), alone[..., None], 1.0)

    def _mask(self) -> NDArray[np.bool_]:
        import numpy as np

        return np.array(self.allowed)

    def _split(self, factors: Floats) -> tuple[Floats, Floats]:
        """(S, n) each: the chance of an allowed ballot, and of any other."""
        mask = self._mask()
        return (factors * mask).sum(axis=2), (factors * ~mask).sum(axis=2)


def unanimous(game: Game) -> Unanimous | None:
    """The closed form of a game, if it has one."""
    columns = _allowed(game.tree, game)
    return None if columns is None else Unanimous(tuple(columns))


def _allowed(tree: Tree, game: Game) -> list[tuple[bool, ...]] | None:
    if tree is True:
        return [(True,) * game.width] * game.n
    if isinstance(tree, Leaf):
        return _of_leaf(tree)
    if isinstance(tree, Branch) and tree.k == sum(times for times, _ in tree.parts):
        parts = [_allowed(part, game) for _, part in tree.parts]
        return _meet(part for part in parts if part) if all(parts) else None
    return None


def _of_leaf(leaf: Leaf) -> list[tuple[bool, ...]] | None:
    """Columns that cost no more than is to spare; a closed form if all of them together fit."""
    spare = sum(leaf.weights) - leaf.quota
    costs = [
        [best - score for score in scores]
        for best, *scores in zip(leaf.weights, *leaf.columns, strict=True)
    ]
    most = sum(max(cost for cost in member if cost <= spare) for member in costs)
    return [tuple(cost <= spare for cost in member) for member in costs] if most <= spare else None


def _meet(parts: Iterable[list[tuple[bool, ...]]]) -> list[tuple[bool, ...]]:
    return [tuple(map(all, zip(*rows, strict=True))) for rows in zip(*parts, strict=True)]


def _others(good: Floats) -> Floats:
    """(S, n): the product over all members but one."""
    import numpy as np

    before, after = np.ones_like(good), np.ones_like(good)
    np.multiply.accumulate(good[:, :-1], axis=1, out=before[:, 1:])
    np.multiply.accumulate(good[:, :0:-1], axis=1, out=after[:, -2::-1])
    return before * after


def _some(bad: Floats) -> Floats:
    """(S,): the chance that at least one of the independent events happens; exact when small."""
    import numpy as np

    with np.errstate(divide="ignore"):
        log_none: Floats = np.log1p(-np.minimum(bad, 1.0)).sum(axis=1)
    return -np.expm1(log_none)
