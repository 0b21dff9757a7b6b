"""Sweeps: a rule over very many stored scenarios, or over ballots drawn on the way.

A scenario is a bit mask of at most 64 members, a bit of the first plane for yes. With two planes
a member has four ballots: yes (1, 0), abstain (0, 1), no (0, 0), absent (1, 1). Unanimity is a test
of masks. Any other rule adds up packed tallies, one field of a word for each leaf, looked up for
eleven members at a time; a field starts at what its quota leaves free of a power of two, so that
its highest bit says whether the leaf holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from placet.errors import UsageError
from placet.rules.engine.closed import unanimous
from placet.rules.engine.compile import OutOfReachError
from placet.rules.engine.game import ABSENT, ABSTAIN, NO, YES, Game, ballot_game, holds, leaves
from placet.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Words: TypeAlias = NDArray[np.uint64]
    _Tuple: TypeAlias = tuple[np.uint64, ...]
    Planes: TypeAlias = "NDArray[np.uint32] | NDArray[np.uint64]"

MOST_MEMBERS = 64
_SLICE = 11
_BITS = 64
_LEAVES = 6
"""A word has room for the outcomes of so many leaves."""


@dataclass(frozen=True, slots=True)
class Sweep:
    """A rule made ready for masks; bit i stands for `members[i]`."""

    members: tuple[str, ...]
    bad: tuple[int, int, int] | None
    """Whose no, whose abstention and whose absence prevents it, as masks; None if it is not so
    simple a rule, and is looked up instead."""
    tables: Words
    """(3, slices, 2^11), packed tallies of yes, abstain and absent over those of no."""
    start: int
    tops: tuple[int, ...]
    """The highest bit of each field."""
    truth: int
    """Bit i: the outcome when the leaves that hold are the ones of i."""

    def carried(self, yes: Planes, other: Planes | None = None) -> NDArray[np.bool_]:
        """(S,): whether each scenario carries, by its mask or its pair of masks.

        Raises:
            UsageError: masks of another type, or planes of different shape.
        """
        import numpy as np

        from placet.rules.engine import masks

        _check(yes, other)
        out = np.empty(len(yes), dtype=np.bool_)
        if self.bad is not None:
            bad: Planes = np.array(self.bad, dtype=np.uint64)
            bad = bad.astype(np.uint32) if yes.dtype == np.uint32 else bad
            other = np.zeros_like(yes) if other is None else other
            masks.allowed(yes, other, bad, out)
        elif other is None:
            masks.looked_up(yes, *self._lookup(), out)
        else:
            masks.two_planes(yes, other, *self._lookup(), out)
        return out

    def count(self, yes: Planes) -> int:
        """How many scenarios of votes of yes and no carry."""
        from placet.rules.engine import masks

        _check(yes, None)
        if self.bad is not None:
            return int(masks.count_unanimous(yes, yes.dtype.type(self.bad[0])))
        return int(masks.count_looked_up(yes, *self._lookup()))

    def draw(self, p_yes: Mapping[str, float], scenarios: int, seed: int = 0) -> tuple[int, int]:
        """Draw votes of yes and no, and decide; nothing is stored.

        Args:
            p_yes: each member's chance of voting yes.
            scenarios: how many; rounded up to whole blocks of 2^16.
            seed: the same seed gives the same draws, on any number of processors.

        Returns:
            How many scenarios carry, and how many were drawn.

        Raises:
            UsageError: a chance is missing, or is none.
        """
        import numpy as np

        from placet.rules.engine import masks

        chances = [p_yes.get(member, -1.0) for member in self.members]
        if not all(0.0 <= p <= 1.0 for p in chances):
            raise UsageError(
                "a chance that is missing, or outside 0 to 1", mend="give one for every member"
            )
        full = (1 << _BITS) - 1
        digits = np.array([min(int(p * 2.0**_BITS), full) for p in chances], dtype=np.uint64)
        sure = np.array([full * (p == 1.0) for p in chances], dtype=np.uint64)
        blocks = -(-scenarios // masks.BLOCK)
        if self.bad is None:
            found = masks.draw_looked_up(digits, sure, *self._lookup(), blocks, seed)
        else:
            bits = [full * (self.bad[0] >> m & 1) for m in range(len(chances))]
            needed = np.array(bits, dtype=np.uint64)
            found = masks.draw_unanimous(digits, sure, needed, blocks, seed)
        return int(found), blocks * masks.BLOCK

    def _lookup(self) -> tuple[Words, _Tuple, np.uint64, _Tuple, np.uint64]:
        import numpy as np

        shifts = tuple(np.uint64(_SLICE * place) for place in range(self.tables.shape[1]))
        tops = tuple(np.uint64(top) for top in self.tops)
        return self.tables, shifts, np.uint64(self.start), tops, np.uint64(self.truth)


def sweep(rule: Rule) -> Sweep:
    """Make a rule of at most 64 members ready for masks.

    Raises:
        OutOfReachError: it has more members, or more or larger tallies than a word has room for.
    """
    import numpy as np

    game = ballot_game(rule.lowered())
    tops = list(_tops(game))
    if game.n > MOST_MEMBERS or len(tops) > _LEAVES or (tops and tops[-1] >= _BITS):
        raise OutOfReachError(
            f"{rule.name}: {game.n} members and {len(tops)} tallies do not fit into a word",
            mend="use decide_all, which takes any rule",
        )
    closed = unanimous(game)
    bad = None
    if closed:
        no, abstain, absent = (
            sum(1 << m for m, row in enumerate(closed.allowed) if not row[game.column[ballot]])
            for ballot in (NO, ABSTAIN, ABSENT)
        )
        bad = (no, abstain, absent)
    fields = [(leaf, top) for leaf, top in zip(leaves(game.tree), tops, strict=True)]
    start = sum((1 << top) - (leaf.quota << _low(tops, i)) for i, (leaf, top) in enumerate(fields))
    kinds = [game.column[ballot] for ballot in (YES, ABSTAIN, ABSENT)]
    words = [
        [
            sum(leaf.columns[kind][m] << _low(tops, i) for i, (leaf, _) in enumerate(fields))
            for m in range(game.n)
        ]
        for kind in kinds
    ]
    tables = np.array([_tables(row) for row in words], dtype=np.uint64)
    return Sweep(rule.members, bad, tables, start, tuple(tops), _truth(game))


def _low(tops: Sequence[int], place: int) -> int:
    """The lowest bit of a field."""
    return tops[place - 1] + 1 if place else 0


def _tops(game: Game) -> Iterator[int]:
    """The highest bit of each leaf's field, which holds up to its quota's next power of two."""
    low = 0
    for leaf in leaves(game.tree):
        low += sum(leaf.weights).bit_length()
        yield low
        low += 1


def _tables(words: Sequence[int]) -> list[list[int]]:
    """For each slice of members the sums of all its subsets, by their bits."""
    tables = []
    for first in range(0, len(words), _SLICE):
        sums = [0]
        for m in range(first, first + _SLICE):
            word = words[m] if m < len(words) else 0
            sums += [some + word for some in sums]
        tables.append(sums)
    return tables


def _truth(game: Game) -> int:
    parts = list(leaves(game.tree))
    found = 0
    for held in range(1 << len(parts)):
        tallies = (leaf.quota * (held >> i & 1) for i, leaf in enumerate(parts))
        found |= holds(game.tree, tallies) << held
    return found


def _check(yes: Planes, other: Planes | None) -> None:
    import numpy as np

    for plane in (yes, other):
        if plane is None:
            continue
        if plane.dtype not in (np.uint32, np.uint64) or plane.shape != (len(yes),):
            raise UsageError(
                f"masks of type {plane.dtype} and shape {plane.shape}",
                mend="give planes of uint32 or uint64, all of one length",
            )
