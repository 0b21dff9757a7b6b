"""The compiler: which backend answers for a game, and under which name it is reported.

Two kinds of question, two choices. *Counting* asks how many coalitions of yes and no carry, exactly
in whole numbers. *Weighing* asks for chances, under any chances of the members' ballots. Either
gives None where no backend can hold the game; the caller then simulates and says so.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Protocol, TypeAlias

from placet.errors import UsageError
from placet.rules.engine.closed import unanimous
from placet.rules.engine.game import Game, Leaf
from placet.rules.engine.tally import OneTally
from placet.rules.engine.truth import MOST, truth_table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from placet.rules.engine.halves import Halves
    from placet.rules.engine.passes import Drawn

    Floats: TypeAlias = NDArray[np.float64]


class OutOfReachError(UsageError):
    """No backend can hold the game; a simulation still can."""


CLOSED = "closed form"
TRUTH = "enumeration of all coalitions"
TALLY = "programme over the tally"
HALVES = "two halves that meet"
DIAGRAM = "decision diagram"

_SHORT = 1 << 24
"""Steps up to which a programme over the tally is not worth avoiding."""
_LONG = 1 << 34
_MAX_BYTES = 1 << 29
_SMALL_DIAGRAM = 1 << 18


class Counting(Protocol):
    """Counts the coalitions of a binary game, without limit and without rounding."""

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        ...

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        ...

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        ...


class Weighing(Protocol):
    """Adds up chances; (S, n, width) factors, one row for each scenario."""

    @property
    def steps_taken(self) -> int:
        """About what one scenario costs, in additions."""
        ...

    def total(self, factors: Floats, *, carried: bool = True) -> Floats:
        """(S,): the chance of that outcome."""
        ...

    def difference(self, factors: Floats) -> Floats:
        """(S, n): how much a yes rather than a no of each member adds to the chance."""
        ...

    def by_ballot(self, factors: Floats, *, carried: bool) -> Floats:
        """(S, n, width): the chance of that outcome when the member takes that column."""
        ...


@lru_cache(maxsize=64)
def counting(game: Game) -> tuple[str, Counting] | None:
    """The backend that counts, and its name."""
    closed = unanimous(game)
    if closed:
        return CLOSED, closed
    if game.n <= MOST:
        return TRUTH, truth_table(game)
    leaf = game.tree
    if isinstance(leaf, Leaf):
        tally = OneTally(leaf.weights, leaf.quota)
        drawn = None if tally.steps <= _SHORT else _drawn(game, _SMALL_DIAGRAM)
        if drawn is None and tally.steps <= _LONG and tally.bytes <= _MAX_BYTES:
            return TALLY, tally
        return drawn or _halves(game) or _drawn(game)
    return _drawn(game, _SMALL_DIAGRAM) or _halves(game) or _drawn(game)


@lru_cache(maxsize=64)
def weighing(game: Game) -> tuple[str, Weighing] | None:
    """The backend that adds up chances, and its name."""
    closed = unanimous(game)
    if closed:
        return CLOSED, closed
    if isinstance(game.tree, Leaf):
        from placet.rules.engine.tallypass import tally_pass

        tally = tally_pass(game.tree)
        drawn = None if tally.steps_taken <= _SHORT // 64 else _drawn(game, _SMALL_DIAGRAM)
        if drawn is None and tally.steps_taken <= _LONG:
            return TALLY, tally
        return drawn or _halves(game) or _drawn(game)
    return _drawn(game, _SMALL_DIAGRAM) or _halves(game) or _drawn(game)


def _drawn(game: Game, most: int | None = None) -> tuple[str, Drawn] | None:
    from placet.rules.engine.diagram import MAX_NODES, TooLargeError, build
    from placet.rules.engine.passes import Drawn

    try:
        return DIAGRAM, Drawn(build(game, MAX_NODES if most is None else most))
    except TooLargeError:
        return None


def _halves(game: Game) -> tuple[str, Halves] | None:
    from placet.rules.engine.halves import halves

    found = halves(game)
    return (HALVES, found) if found else None
