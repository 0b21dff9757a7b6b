"""Exact counts for one weighted tally, by its generating function.

The product of (1 + z x^w) over the members counts coalitions by weight (the exponent of x) and size
(that of z). Only weights below the quota are kept, and of a game and its dual the one with the
smaller quota, since a member is pivotal in both equally often. One member's swings come from
dividing its factor out again: with C the running sum of the coefficients and D_j = C(q-1-jw) -
C(q-1-(j+1)w), they are D_0 - z D_1 + z^2 D_2 - ..., so all members together cost far less than the
product. Small products are lists of whole numbers, with z a power of two that keeps sizes apart;
large ones, for z = 1, are planes of 40-bit limbs in 64-bit words, carried over every 24 members.

Source: generating functions for power indices, Mann and Shapley (RAND RM-3158, 1962); division
instead of one product for each member, Uno (2003).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate
from operator import add
from os import cpu_count
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Planes = NDArray[np.uint64]

_PLAIN = 200_000
"""Steps up to which plain lists are quicker than loading an array library."""
_LIMB = 40
_CHUNK = 64 - _LIMB


@dataclass(frozen=True, slots=True)
class OneTally:
    """The game [quota; weights] with 1 <= quota <= the sum of the weights."""

    weights: tuple[int, ...]
    quota: int

    @property
    def size(self) -> int:
        """How many coefficients are kept: the smaller of the quota and that of the dual."""
        return min(self.quota, sum(self.weights) - self.quota + 1)

    @property
    def flipped(self) -> bool:
        """Whether the dual is counted in place of the game."""
        return self.size < self.quota

    @property
    def steps(self) -> int:
        """What the product costs, in additions."""
        return len(self.weights) * self.size

    @property
    def bytes(self) -> int:
        """What the largest array of the product takes."""
        return 8 * self.size * (len(self.weights) // _LIMB + 1)

    def counts(self) -> tuple[int, tuple[int, ...]]:
        """The number of winning coalitions, and of every member's swings."""
        if self.steps <= _PLAIN:
            sums = list(accumulate(_product(self.weights, self.size, 0)))
            below = sums[-1]
            swings = _by_weight(self.weights, lambda w: _divided(sums, w, 0))
        else:
            below, swings = _counts_in_planes(self.weights, self.size)
        winning = below if self.flipped else (1 << len(self.weights)) - below
        return winning, swings

    def size_words(self, n: int) -> int:
        """What counting by size holds at once, in 64-bit words."""
        return n * n * self.size // 64 + self.size

    def swings_by_size(self) -> tuple[tuple[int, ...], ...]:
        """For each member, its swings by the number of others who vote yes."""
        n = len(self.weights)
        sums = list(accumulate(_product(self.weights, self.size, n)))
        packed = _by_weight(self.weights, lambda w: _divided(sums, w, n))
        mask = (1 << n) - 1
        order = range(n - 1, -1, -1) if self.flipped else range(n)
        return tuple(tuple(x >> (n * size) & mask for size in order) for x in packed)


def _by_weight(weights: Sequence[int], swings: Callable[[int], int]) -> tuple[int, ...]:
    """Members of one weight have the same swings."""
    known = {w: swings(w) if w else 0 for w in set(weights)}
    return tuple(known[w] for w in weights)


def _product(weights: Sequence[int], size: int, bits: int) -> list[int]:
    """The first coefficients of the product, with z = 2^bits."""
    row = [1] + [0] * (size - 1)
    for w in weights:
        moved = row if bits == 0 else [x << bits for x in row[: max(size - w, 0)]]
        row = row[:w] + list(map(add, row[w:], moved))
    return row


def _divided(sums: Sequence[int], w: int, bits: int) -> int:
    """The swings of a member of weight `w`, from the running sums of the product."""
    kept = sums[len(sums) - 1 :: -w]
    swings, below = 0, 0
    for at in reversed(kept):
        swings = at - below - (swings << bits)
        below = at
    return swings


def _counts_in_planes(weights: Sequence[int], size: int) -> tuple[int, tuple[int, ...]]:
    """The coefficients' sum and the swings, from planes of limbs."""
    import numpy as np

    planes = _product_in_planes(sorted(w for w in weights if w), size)
    sums = np.cumsum(planes, axis=1, out=planes)
    _carry(sums, 64 if len(sums) == 1 else _LIMB)
    rows = np.ascontiguousarray(sums.T)[::-1]
    idle = 1 << sum(w == 0 for w in weights)

    def swings(w: int) -> int:
        ends = rows[::w]
        plus, minus = ends[::2].sum(axis=0), ends[1::2].sum(axis=0)
        return idle * (2 * (_whole(plus) - _whole(minus)) - _whole(rows[0]))

    return idle * _whole(rows[0]), _by_weight(weights, swings)


def _whole(limbs: NDArray[np.uint64]) -> int:
    return sum(int(limb) << (_LIMB * place) for place, limb in enumerate(limbs))


def _product_in_planes(weights: Sequence[int], size: int) -> Planes:
    """(limbs, size): the first coefficients of the product of (1 + x^w), lightest members first."""
    import numpy as np

    # One limb of 63 bits needs no carrying at all.
    count = 1 if len(weights) < _LIMB + _CHUNK - 1 else len(weights) // _LIMB + 1
    chunk = len(weights) if count == 1 else _CHUNK
    planes = np.zeros((count, size), dtype=np.uint64)
    planes[0, 0] = 1
    reach = 1
    with ThreadPoolExecutor(cpu_count()) as pool:
        for start in range(0, len(weights), chunk):
            part = weights[start : start + chunk]
            used = min(start // _LIMB + 1, count)
            list(pool.map(lambda row: _multiply(row, part, reach), planes[:used]))  # noqa: B023
            reach += sum(part)
            if count > 1:
                _carry(planes[: used + 1, :reach], _LIMB)
    return planes


def _multiply(row: NDArray[np.uint64], weights: Sequence[int], reach: int) -> None:
    """Multiply one plane by (1 + x^w) for every weight; beyond `reach` it is zero as yet."""
    import numpy as np

    size = len(row)
    now, after = row, row.copy()
    for w in weights:
        end = min(reach + w, size)
        after[:w] = now[:w]
        np.add(now[w:end], now[: max(end - w, 0)], out=after[w:end])
        now, after = after, now
        reach = end
    if now is not row:
        row[:] = now


def _carry(planes: Planes, bits: int) -> None:
    """Move what overflows `bits` bits of a limb into the next one."""
    import numpy as np

    mask = np.uint64((1 << bits) - 1)
    for place in range(len(planes) - 1):
        planes[place + 1] += planes[place] >> np.uint64(bits)
        planes[place] &= mask
