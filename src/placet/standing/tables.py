"""What was heard of all members, in arrays of days and members: what a very large ledger needs."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.ledger.packing import KINDS, STANCES, UNCLEAR, Packed, parts
from placet.ledger.sums import Sums
from placet.standing.hearing import TINY, log_tables
from placet.standing.parameters import LEVELS, Parameters
from placet.standing.telling import as_plain, carried_over, weight
from placet.words import Question, Stance

Floats: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.int64]
_RARE = np.dtype(
    [("day", "<u2"), ("kind", "u1"), ("stance", "u1"), ("number", "<i4"), ("sure", "<f8")]
)
_LATE = np.dtype([*_RARE.descr, ("known", "<i4")])
_CELLS = len(KINDS), len(STANCES)


@dataclass(frozen=True, slots=True, eq=False)
class AllHeard:
    """What was heard of n members on D days."""

    logs: Floats
    """(D, n, 4): log-likelihoods of what takes a position."""
    stays: Floats
    """(D, n): logarithm of the share that what takes no position leaves in place."""
    numbers: Floats
    """(D, n): pieces of evidence by day."""
    counts: Floats
    """(n, 5, 5): the same by directness and stance."""


@dataclass(frozen=True, slots=True, eq=False)
class _Ways:
    """What a statement of each cell tells; a cell is directness * number of stances + stance."""

    logs: Floats
    """(25, 4): log-chance at each level, of what takes a position."""
    shakes: Floats
    """(25,): share that is taken back to the prior by what takes none."""


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """Single sums of evidence, r of them."""

    who: Places
    day: Places
    """From the first day, which is 0."""
    cell: Places
    number: Floats
    sure: Floats
    """As in `packing.Record`."""


def heard_of_all(
    rows: Sequence[Sums],
    members: Sequence[str],
    first: date,
    span: int,
    question: Question,
    params: Parameters,
) -> AllHeard:
    """What sums tell of the question, on so many days from the first on.

    Args:
        rows: of these members, on this question and on others that bear on it.
        members: their codes.
        first: day 0, the first of a year.
        span: the number of days; what was said or became known later is left out.
        question: what is asked.
        params: of the filter.
    """
    shape = span, len(members)
    logs, counts = np.zeros((*shape, len(LEVELS))), np.zeros((len(members), *_CELLS))
    heard = AllHeard(logs, np.zeros(shape), np.zeros(shape), counts)
    places = {code: place for place, code in enumerate(members)}
    ways = _Ways(
        np.array(log_tables(params)).reshape(-1, len(LEVELS)),
        np.repeat([params.shakes[kind] for kind in KINDS], len(STANCES)),
    )
    for name in dict.fromkeys(row.question for row in rows):
        here = [(row, parts(row.sums)) for row in rows if row.question == name]
        if name == question.id:
            for row, table in here:
                _add_table(heard, table, places[row.holder], _start(row, first), ways)
            _add(heard, _singly(here, places, first, span), ways)
        else:
            said = _singly(here, places, first, span, tables=True)
            implied = _carried_over(said, shape, name, question)
            _add(heard, implied, ways, weight(name, question, params))
    return heard


def _add_table(heard: AllHeard, table: Packed, place: int, start: int, ways: _Ways) -> None:
    """Add a table of one member and year, in place; `start` is the day before its first."""
    cells, levels = np.frombuffer(table.cells, "u1"), np.frombuffer(table.levels, "<f8")
    at = start + np.frombuffer(table.days, "<u2").astype(np.int64)
    seen, sure_ways = int(np.searchsorted(at, len(heard.numbers))), len(cells) - len(levels)
    if not seen:
        return
    sures = np.frombuffer(table.sures, "<f8").reshape(len(at), sure_ways)[:seen]
    numbers = np.frombuffer(table.numbers, f"<u{table.width}").reshape(len(at), -1)[:seen]
    at, numbers = at[:seen], numbers.astype(float)
    left = np.maximum(1 - ways.shakes[cells[sure_ways:]] * levels, TINY)
    heard.logs[at, place] += sures @ ways.logs[cells[:sure_ways]]
    heard.stays[at, place] += numbers[:, sure_ways:] @ np.log(left)
    heard.numbers[at, place] += numbers.sum(axis=1)
    by_cell = np.bincount(cells, numbers.sum(axis=0), math.prod(_CELLS))
    heard.counts[place] += by_cell.reshape(_CELLS)


def _add(heard: AllHeard, said: _Said, ways: _Ways, share: float = 1.0) -> None:
    """Add single sums, each weighing so much, in place."""
    if not len(said.who):
        return
    shape = heard.numbers.shape
    at = said.day * shape[1] + said.who
    for level in range(len(LEVELS)):
        likely = share * said.sure * ways.logs[said.cell, level]
        heard.logs[..., level] += _bins(at, likely, shape)
    left = np.maximum(1 - ways.shakes[said.cell] * said.sure, TINY)
    mute = said.cell % len(STANCES) == UNCLEAR
    heard.stays[...] += _bins(at[mute], (said.number * np.log(left))[mute], shape)
    heard.numbers[...] += _bins(at, said.number, shape)
    by_cell = said.who * math.prod(_CELLS) + said.cell
    heard.counts[...] += _bins(by_cell, said.number, heard.counts.shape)


def _bins(places: Places, weights: Floats, shape: tuple[int, ...]) -> Floats:
    """Weights added up by place."""
    added = np.bincount(places, weights, math.prod(shape))
    return added.astype(float, copy=False).reshape(shape)


def _singly(
    given: Sequence[tuple[Sums, Packed]],
    places: Mapping[str, int],
    first: date,
    span: int,
    *,
    tables: bool = False,
) -> _Said:
    """What is not in tables, or all of it, without what became known later."""
    rows = [row for row, _ in given]
    rare = np.frombuffer(b"".join([table.rare for _, table in given]), _RARE)
    who, start = _placed(rows, [len(table.rare) for _, table in given], places, first, _RARE)
    found: list[tuple[NDArray[Any], ...]] = [
        (who, start + rare["day"], rare["kind"], rare["stance"], rare["number"], rare["sure"])
    ]
    late = np.frombuffer(b"".join([row.late for row in rows]), _LATE)
    who, start = _placed(rows, [len(row.late) for row in rows], places, first, _LATE)
    off = late["known"] >= first.toordinal() + span
    # of those that take no position the confidence is no sum
    sure = np.where(late["stance"] == UNCLEAR, 1, -1) * late["sure"]
    taken = who, start + late["day"], late["kind"], late["stance"], -late["number"], sure
    found.append(tuple(column[off] for column in taken))
    if tables:
        found += [_listed(table, places[row.holder], _start(row, first)) for row, table in given]
    who, day, kind, stance, number, sure = (np.concatenate(c) for c in zip(*found, strict=True))
    cell = kind.astype(np.int64) * len(STANCES) + stance
    told = _Said(who, day, cell, number.astype(float), sure)
    return _only(told, day < span)


def _only(said: _Said, which: NDArray[np.bool_]) -> _Said:
    return _Said(*(getattr(said, f.name)[which] for f in fields(_Said)))


def _placed(
    rows: Sequence[Sums],
    sizes: Sequence[int],
    places: Mapping[str, int],
    first: date,
    form: np.dtype[Any],
) -> tuple[Places, Places]:
    """For each record its member, and the day before the first of its year."""
    lengths = [size // form.itemsize for size in sizes]
    who = np.repeat(np.array([places[row.holder] for row in rows], np.int64), lengths)
    return who, np.repeat(np.array([_start(row, first) for row in rows], np.int64), lengths)


def _start(row: Sums, first: date) -> int:
    """The day before the first of a row's year."""
    return (date(row.year, 1, 1) - first).days - 1


def _listed(table: Packed, place: int, start: int) -> tuple[NDArray[Any], ...]:
    """A table as records: member, day, directness, stance, number, confidence."""
    cells, levels = np.frombuffer(table.cells, "u1"), np.frombuffer(table.levels, "<f8")
    days = start + np.frombuffer(table.days, "<u2").astype(np.int64)
    numbers = np.frombuffer(table.numbers, f"<u{table.width}").reshape(len(days), len(cells))
    sures = np.frombuffer(table.sures, "<f8").reshape(len(days), len(cells) - len(levels))
    mute = np.broadcast_to(levels, (len(days), len(levels)))
    at, way = np.nonzero(numbers)
    kind, stance = np.divmod(cells[way], np.uint8(len(STANCES)))
    sure = np.concatenate([sures, mute], axis=1)[at, way]
    return np.full(len(at), place), days[at], kind, stance, numbers[at, way].astype(np.int64), sure


def _carried_over(said: _Said, shape: tuple[int, int], name: str, question: Question) -> _Said:
    """What was said on another question and still answers this one."""
    counts = _bins(
        (said.day * shape[1] + said.who) * math.prod(_CELLS) + said.cell,
        said.number,
        (*shape, *_CELLS),
    )
    follows = carried_over(name, question)
    other = [i for i, one in enumerate(STANCES) if one not in {follows, Stance.UNCLEAR}]
    contrary = counts[..., other].sum(axis=3) > 0  # D, n, kind
    days = np.arange(shape[0])[:, None]
    since = np.stack(
        [
            (contrary[:, :, : as_plain(kind) + 1].any(axis=2) * (days + 1)).max(axis=0) - 1
            for kind in KINDS
        ],
        axis=1,
    )  # n, kind
    kind, stance = np.divmod(said.cell, len(STANCES))
    keeps = said.day >= since[said.who, kind]
    keeps &= stance == (STANCES.index(follows) if follows else -1)
    return _only(said, keeps)
