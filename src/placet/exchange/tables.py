"""Positions as rows of a table."""

from __future__ import annotations

from collections.abc import Iterable

from placet.words import Position

POSITION_COLUMNS = (
    "id",
    "question",
    "holder",
    "holder_kind",
    "stance",
    "directness",
    "confidence",
    "said",
    "published",
    "speaker",
    "channel",
    "source",
    "url",
    "condition",
    "summary",
    "document",
    "start",
    "end",
    "reviewed",
    "entered_by",
)


def position_rows(positions: Iterable[Position]) -> list[list[object]]:
    """One row for each position, under `POSITION_COLUMNS`; what is not known stays empty."""
    rows = []
    for position in positions:
        span = position.span
        more = {"start": span.start if span else "", "end": span.end if span else ""}
        cells = [more.get(name, getattr(position, name, "")) for name in POSITION_COLUMNS]
        rows.append(["" if cell is None else cell for cell in cells])
    return rows
