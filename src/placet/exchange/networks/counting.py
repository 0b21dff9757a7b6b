"""Statements as events, and how often who said what: the tables that networks are made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from placet.errors import UsageError, did_you_mean
from placet.words import HolderKind, Position, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_SIGN = {Stance.FOR: 1, Stance.AGAINST: -1}


def _member(position: Position) -> str:
    return position.holder or "" if position.holder_kind is HolderKind.COUNTRY else ""


VARIABLES: dict[str, Callable[[Position], str]] = {
    "member": _member,
    "speaker": lambda position: position.speaker.partition(" (")[0],
    "source": lambda position: position.source,
    "question": lambda position: position.question,
}
"""What rows and columns may be; a position that has none of it is left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One statement: who, on what, and whether for it or against."""

    day: date
    row: str
    column: str
    sign: int
    """1 for, -1 against, 0 neither: on terms, reluctant, unclear."""
    document: str
    id: str


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """How often each row said each thing."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: Floats
    """(rows, columns, 3): for, against, neither."""


_SAME: dict[str, Callable[[Event], object]] = {
    "document": lambda event: event.document,
    "week": lambda event: event.day.isocalendar()[:2],
    "month": lambda event: (event.day.year, event.day.month),
    "year": lambda event: event.day.year,
    "range": lambda _: None,
}
DUPLICATES = ("include", *_SAME, "last")
"""What is counted once: nothing; the same said again within a document, week, month, year or at
all; or `last`: only what a row last said on a column counts."""


def events(
    positions: Iterable[Position],
    *,
    rows: str = "member",
    columns: str = "question",
    since: date | None = None,
    until: date | None = None,
    decided: bool = False,
) -> tuple[Event, ...]:
    """The statements by day; what a person has rejected is left out.

    Args:
        positions: the ledger's evidence.
        rows: one of `VARIABLES`.
        columns: another.
        since: the first day; open if left out.
        until: the last.
        decided: only what a person has accepted, corrected or entered.

    Raises:
        UsageError: no such variable, or the same twice.
    """
    for name in (rows, columns):
        if name not in VARIABLES:
            raise UsageError(f"no {name!r}", mend=did_you_mean(name, VARIABLES))
    if rows == columns:
        raise UsageError(f"rows and columns are both {rows}", mend="name two different ones")
    row, column = VARIABLES[rows], VARIABLES[columns]
    found = [
        Event(
            day=position.said,
            row=row(position),
            column=column(position),
            sign=_SIGN.get(position.stance, 0),
            document=position.document or position.url or position.source,
            id=position.id,
        )
        for position in positions
        if position.reviewed != "rejected"
        and (position.reviewed or not position.read or not decided)
        and (since is None or since <= position.said)
        and (until is None or position.said <= until)
    ]
    kept = [event for event in found if event.row and event.column]
    return tuple(sorted(kept, key=lambda event: (event.day, event.id)))


def table(
    found: Sequence[Event],
    duplicates: str = "include",
    weights: Sequence[float] | None = None,
    labels: tuple[tuple[str, ...], tuple[str, ...]] | None = None,
) -> Table:
    """Count events.

    Args:
        found: in the order of days.
        duplicates: one of `DUPLICATES`.
        weights: of each event; 1 if left out. Of what counts once, the first one's, of `last` the
            last one's.
        labels: rows and columns, where there may be more than in the events.

    Raises:
        UsageError: no such treatment of duplicates.
    """
    import numpy as np

    if duplicates not in DUPLICATES:
        raise UsageError(f"no {duplicates!r}", mend=did_you_mean(duplicates, DUPLICATES))
    rows, columns = labels or (
        tuple(sorted({event.row for event in found})),
        tuple(sorted({event.column for event in found})),
    )
    row_at = {name: at for at, name in enumerate(rows)}
    column_at = {name: at for at, name in enumerate(columns)}
    counts = np.zeros((len(rows), len(columns), 3))
    for at in _counted(found, duplicates):
        event = found[at]
        level = {1: 0, -1: 1, 0: 2}[event.sign]
        weight = weights[at] if weights is not None else 1.0
        counts[row_at[event.row], column_at[event.column], level] += weight
    return Table(rows, columns, counts)


def _counted(found: Sequence[Event], duplicates: str) -> list[int]:
    """The places of the events that count."""
    if duplicates == "include":
        return list(range(len(found)))
    kept: dict[object, int] = {}
    for at, event in enumerate(found):
        if duplicates == "last":
            kept[event.row, event.column] = at
        else:
            same = _SAME[duplicates](event)
            kept.setdefault((event.row, event.column, event.sign, same), at)
    return sorted(kept.values())
