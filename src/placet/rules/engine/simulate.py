"""Simulation for games that no backend can hold, with the seed and the width of its answers.

Members' ballots are drawn at once for a block of scenarios, tallies are matrix products, and the
tree is read for all of them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.game import Game, Leaf, Tree, leaves

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Tallies: TypeAlias = NDArray[Any]
"""float64, or objects that are whole numbers where doubles could not hold them."""
Columns: TypeAlias = NDArray[np.uint8]
"""(S, n): the column that each member takes in each scenario."""

DRAWS = 200_000
_BLOCK = 1 << 21
_NORMAL = 1.959963984540054
"""95 % of a normal distribution lies so many standard deviations about its mean."""
_EXACT = 1 << 53


@dataclass(frozen=True, slots=True)
class Interval:
    """What a share of draws says about a chance: the share, and where 95 % of intervals hold it."""

    share: float
    low: float
    high: float


def interval(hits: int, draws: int) -> Interval:
    """Wilson's interval for `hits` of `draws`.

    Source: Wilson, J. American Statistical Association 22 (1927) 209-212.
    """
    share, z = hits / draws, _NORMAL
    widened = 1 + z**2 / draws
    middle = (share + z**2 / (2 * draws)) / widened
    half = z / widened * sqrt(share * (1 - share) / draws + (z / (2 * draws)) ** 2)
    return Interval(share, max(0.0, middle - half), min(1.0, middle + half))


def outcomes(game: Game, columns: Columns) -> Bools:
    """(S,): whether each scenario carries."""
    return _holds(game.tree, iter(_tallies(game, columns)), len(columns))


def draw(factors: Floats, rng: np.random.Generator) -> Columns:
    """Columns of all members, drawn independently by their chances (S, n, width)."""
    dice = rng.random(factors.shape[:2])
    if factors.shape[2] == 2:  # noqa: PLR2004 - yes and no alone, which is most of what is asked
        return (dice >= factors[..., 0]).view(np.uint8)
    edges = np.cumsum(factors[..., :-1], axis=2)
    taken: Columns = (dice[..., None] >= edges).sum(axis=2, dtype=np.uint8)
    return taken


def carried(game: Game, factors: Callable[[int], Floats], rng: np.random.Generator) -> int:
    """How many of `DRAWS` scenarios carry; `factors(k)` gives the chances of k of them."""
    return sum(
        int(outcomes(game, draw(factors(size), rng)).sum()) for size in _blocks(game.n, DRAWS)
    )


def decisive(
    game: Game, factors: Callable[[int], Floats], rng: np.random.Generator
) -> NDArray[np.int64]:
    """(n,): in how many of `DRAWS` scenarios each member's yes carries and its no does not."""
    found = np.zeros(game.n, dtype=np.int64)
    parts = list(leaves(game.tree))
    for size in _blocks(game.n, DRAWS):
        columns = draw(factors(size), rng)
        tallies = _tallies(game, columns)
        for member, taken in enumerate(columns.T):
            rest = [
                tally - np.take([column[member] for column in leaf.columns], taken)
                for tally, leaf in zip(tallies, parts, strict=True)
            ]
            yes = [tally + leaf.weights[member] for tally, leaf in zip(rest, parts, strict=True)]
            swings = _holds(game.tree, iter(yes), size) & ~_holds(game.tree, iter(rest), size)
            found[member] += int(swings.sum())
    return found


def _blocks(n: int, draws: int) -> Iterator[int]:
    size = max(1, _BLOCK // n)
    for start in range(0, draws, size):
        yield min(size, draws - start)


def _tallies(game: Game, columns: Columns) -> list[Tallies]:
    """For each leaf, the tally of every scenario; exact, in doubles as long as they hold it."""
    taken = [(columns == column) for column in range(1, game.width)]
    tallies: list[Tallies] = []
    for leaf in leaves(game.tree):
        kind = np.float64 if max(sum(column) for column in leaf.columns) < _EXACT else object
        scores = (np.array(column, dtype=kind) for column in leaf.columns[1:])
        tallies.append(
            sum(some.astype(kind) @ row for some, row in zip(taken, scores, strict=True))
        )
    return tallies


def _holds(tree: Tree, tallies: Iterator[Tallies], size: int) -> Bools:
    if isinstance(tree, bool):
        return np.full(size, tree)
    if isinstance(tree, Leaf):
        return np.asarray(next(tallies) >= tree.quota, dtype=np.bool_)
    reached = np.zeros(size, dtype=np.int64)
    for times, part in tree.parts:
        reached += times * _holds(part, tallies, size)
    return reached >= tree.k
