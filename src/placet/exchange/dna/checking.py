"""What a file has to hold before anything is made of it: columns, types, keys, references, days."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeAlias

from placet.exchange.dna.schema import NEEDED, REFERENCES, TABLES
from placet.formats.days import FIRST, LAST

Value: TypeAlias = int | float | str | bytes | None
Row: TypeAlias = Mapping[str, Value]
Problem: TypeAlias = tuple[str, str]
"""Where in the file, and what is wrong there."""
_SHOWN = 40


def problems(
    columns: Mapping[str, Mapping[str, str]], rows: Callable[[str], list[Row]]
) -> Iterator[Problem]:
    """What is wrong with a file, the most general first.

    Args:
        columns: table to its columns.
        rows: the rows of a table; none where the file does not have it.
    """
    for table in ("DOCUMENTS", "STATEMENTS"):
        if table not in columns:
            yield "", f"has no table {table}"
    for table, needed in NEEDED.items():
        for column in needed if table in columns else ():
            if column not in columns[table]:
                yield table, f"has no column {column}"
    version = {row["Property"]: row["Value"] for row in rows("SETTINGS")}.get("version")
    if not str(version or "").startswith("3."):
        yield "SETTINGS", f"is of version {str(version or 'unknown')[:_SHOWN]}, not 3"
    for table, declared in TABLES.items():
        yield from _values(table, declared, rows(table))
    yield from _references(columns, rows)
    yield from _days(rows("DOCUMENTS"))


def _values(table: str, declared: Mapping[str, str], rows: list[Row]) -> Iterator[Problem]:
    for column, how in declared.items():
        held = [row[column] for row in rows if column in row]
        kind = int if how.startswith("INTEGER") else str
        for row, value in zip(rows, held, strict=False):
            empty = value is None and "NOT NULL" not in how
            if not empty and not isinstance(value, kind):
                named = "whole number" if kind is int else "text"
                yield _named(table, row), f"{column} = {str(value)[:_SHOWN]!r} is no {named}"
        if "PRIMARY KEY" in how and len(set(held)) < len(held):
            yield table, f"two rows have the same {column}"


def _references(
    columns: Mapping[str, Mapping[str, str]], rows: Callable[[str], list[Row]]
) -> Iterator[Problem]:
    for (table, column), target in REFERENCES.items():
        there = {row.get("ID") for row in rows(target)}
        for row in rows(table) if column in columns.get(table, {}) else ():
            if row[column] not in there:
                yield _named(table, row), f"{column} = {row[column]!r}: {target} has no such ID"


def _days(rows: list[Row]) -> Iterator[Problem]:
    """The days of texts, which the program keeps in seconds."""
    first, last = _seconds(FIRST), _seconds(LAST + timedelta(days=1))
    for row in rows:
        when = row["Date"]
        if not isinstance(when, int) or not first <= when < last:
            yield _named("DOCUMENTS", row), f"Date = {when!r} are no seconds since 1970"


def _seconds(day: date) -> int:
    return int(datetime.combine(day, time(), UTC).timestamp())


def _named(table: str, row: Row) -> str:
    return f"{table} {str(row.get('ID', ''))[:_SHOWN]}".strip()
