"""How sums of a year lie in bytes: what is said on many days as a table, the rest as records.

A table of days and ways, for what is said day after day, holds a small number where a record would
repeat day, directness and stance; and an array can be read from it as it lies.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from struct import Struct, calcsize, unpack
from typing import TypeAlias

from placet.words import Directness, Stance

KINDS, STANCES = tuple(Directness), tuple(Stance)
"""Sums name these by their place."""
UNCLEAR = STANCES.index(Stance.UNCLEAR)

Record: TypeAlias = tuple[int, int, int, int, float]
"""Day, directness, stance, the number of statements, the sum of their confidences. Those that take
no position have a record for each confidence, which stands in place of the sum."""
Way: TypeAlias = tuple[int, int, float]
"""Stance, directness, and for what takes no position its confidence."""
RECORD = Struct("<HBBid")
_HEAD = Struct("<HHHH")
_OFTEN = 4
"""A way is in the table if something is said so on one in so many of the days, at least."""


@dataclass(frozen=True, slots=True)
class Packed:
    """Where the parts of packed sums lie; numbers are little-endian."""

    levels: memoryview
    """m × f8: confidences of the ways that take no position."""
    sures: memoryview
    """d × w × f8: sums of confidences, by day and way that takes a position."""
    numbers: memoryview
    """d × (w + m) × uint of `width` bytes: numbers of statements; 0 where there are none."""
    width: int
    days: memoryview
    """d × u2, from 1 and ascending."""
    cells: memoryview
    """(w + m) × u1: directness × number of stances + stance, of each way."""
    rare: memoryview
    """Records of `RECORD`, by day: all that is not in the table."""


def packed(records: Iterable[Record]) -> bytes:
    """Records as bytes, the same ones always as the same; each day and way has one at most.

    Of none there are no bytes.
    """
    ways: dict[Way, dict[int, Record]] = {}
    for record in records:
        ways.setdefault(_way(record), {})[record[0]] = record
    number_of_days = len({day for by_day in ways.values() for day in by_day})
    table = {way: ways[way] for way in sorted(ways) if len(ways[way]) * _OFTEN >= number_of_days}
    rare = [one for way in ways if way not in table for one in ways[way].values()]
    if not ways:
        return b""
    return _table(table) + b"".join(RECORD.pack(*record) for record in sorted(rare))


def unpacked(data: bytes) -> Iterator[Record]:
    """The records, by day."""
    yield from sorted([*_tabled(data), *RECORD.iter_unpack(parts(data).rare)])


def parts(data: bytes) -> Packed:
    """The parts of packed sums, nothing copied."""
    if not data:
        data = _table({})
    days, sure, mute, width = _HEAD.unpack_from(data)
    ways = sure + mute
    sizes = [8 * mute, 8 * days * sure, width * days * ways, 2 * days, ways]
    ends = [_HEAD.size]
    for size in sizes:
        ends.append(ends[-1] + size)
    whole = memoryview(data)
    levels, sures, numbers, listed, cells, rare = (
        whole[start:end] for start, end in pairwise([*ends, len(data)])
    )
    return Packed(levels, sures, numbers, width, listed, cells, rare)


def _way(record: Record) -> Way:
    _, kind, stance, _, sure = record
    return stance, kind, sure if stance == UNCLEAR else 0.0


def _table(ways: dict[Way, dict[int, Record]]) -> bytes:
    days = sorted({day for by_day in ways.values() for day in by_day})
    # those that take no position come last
    listed = sorted(ways, key=lambda way: (way[0] == UNCLEAR, way))
    mute = [level for stance, _, level in listed if stance == UNCLEAR]
    numbers, sures = [], []
    for day in days:
        for way in listed:
            *_, number, sure = ways[way].get(day, (0, 0.0))
            numbers.append(number)
            if way[0] != UNCLEAR:
                sures.append(sure)
    width = _width(max(numbers, default=0))
    cells = [kind * len(STANCES) + stance for stance, kind, _ in listed]
    return b"".join(
        (
            _HEAD.pack(len(days), len(listed) - len(mute), len(mute), width),
            _numbers("d", mute),
            _numbers("d", sures),
            _numbers(_UINT[width], numbers),
            _numbers("H", days),
            bytes(cells),
        )
    )


_UINT = {calcsize(f"<{code}"): code for code in "BHI"}


def _width(most: int) -> int:
    return next(width for width in _UINT if most < 256**width)


def _numbers(code: str, values: Sequence[float]) -> bytes:
    return Struct(f"<{len(values)}{code}").pack(*values)


def _tabled(data: bytes) -> Iterator[Record]:
    table = parts(data)
    levels = unpack(f"<{len(table.levels) // 8}d", table.levels)
    sures = iter(unpack(f"<{len(table.sures) // 8}d", table.sures))
    size = len(table.numbers) // table.width
    numbers = iter(unpack(f"<{size}{_UINT[table.width]}", table.numbers))
    ways = [divmod(cell, len(STANCES)) for cell in table.cells]
    sure_ways, mute_ways = ways[: len(ways) - len(levels)], ways[len(ways) - len(levels) :]
    for day in unpack(f"<{len(table.days) // 2}H", table.days):
        for (kind, stance), number, sure in zip(sure_ways, numbers, sures, strict=False):
            if number:
                yield day, kind, stance, number, sure
        for (kind, stance), number, level in zip(mute_ways, numbers, levels, strict=False):
            if number:
                yield day, kind, stance, number, level
