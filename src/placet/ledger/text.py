"""The whole ledger as plain text: one JSON object a line, each row after what it refers to."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Date, DateTime, Table, select
from sqlalchemy.exc import IntegrityError

from placet.errors import CaseError
from placet.formats import plain, write_atomically
from placet.ledger.entries import insert_all, insert_new, insert_reading
from placet.ledger.schema import (
    TABLES,
    TEXT,
    documents,
    found,
    imports,
    positions,
    readings,
    reviews,
)
from placet.ledger.store import Ledger

_BY_NAME = {table.name: table for table in TABLES}
_ADDED_LATER: dict[str, dict[str, Any]] = {positions.name: {"suggested": False}}
"""Columns that older exports lack, and what they would say."""
Rows = dict[str, list[dict[str, Any]]]


def export_jsonl(ledger: Ledger, path: Path) -> int:
    """Write every row of every table; how many there were."""
    lines = [json.dumps({"placet": "ledger", "revision": TEXT})]
    lines += [json.dumps(row, ensure_ascii=False, default=plain) for row in _rows(ledger)]
    write_atomically(path, "\n".join(lines) + "\n")
    return len(lines) - 1


def import_jsonl(ledger: Ledger, path: Path) -> int:
    """Bring an exported ledger into another one, with its moments of recording; how much was new.

    Entries that are there already change nothing, so that two desks can merge what they hold.

    Raises:
        CaseError: it is no export, or was made by another version; nothing is taken in.
    """
    batches: Rows = {name: [] for name in _BY_NAME}
    for number, line in enumerate(_lines(path), start=2):
        table, row = _parsed(path, number, line)
        batches[table.name].append(row)
    try:
        with ledger.writing() as connection:
            return _merge(connection, batches)
    except IntegrityError as error:
        raise CaseError(
            f"a row lacks a value or refers to one that is not there: {error.orig}",
            file=path,
            mend="export it anew",
        ) from None


def _merge(connection: Connection, batches: Rows) -> int:
    """Insert what is new; readings, whose numbers are each ledger's own, are told by content."""
    new = insert_new(connection, documents, batches[documents.name])
    query = select(readings.c.content, readings.c.id)
    known: dict[str, int] = {row.content: row.id for row in connection.execute(query)}
    numbers: dict[int, int] = {}
    for row in batches[readings.name]:
        old = row.pop("id")
        if row["content"] not in known:
            numbers[old] = insert_reading(connection, row)
    new += len(numbers)
    new += insert_new(connection, positions, batches[positions.name])
    for name in ("statements", "facts", found.name):
        parts = [
            {**row, "reading": numbers[row["reading"]]}
            for row in batches[name]
            if row["reading"] in numbers
        ]
        new += insert_all(connection, _BY_NAME[name], parts)
    return new + sum(_insert_unnumbered(connection, t, batches[t.name]) for t in (reviews, imports))


def _insert_unnumbered(connection: Connection, table: Table, batch: list[dict[str, Any]]) -> int:
    """Insert rows that are the same when all but their number is."""
    columns = [column for column in table.columns if column.name != "id"]
    known = {tuple(row) for row in connection.execute(select(*columns))}
    names = [column.name for column in columns]
    fresh = {tuple(row[name] for name in names): None for row in batch}
    rows = [dict(zip(names, row, strict=True)) for row in fresh if row not in known]
    return insert_all(connection, table, rows)


def _rows(ledger: Ledger) -> Iterator[Mapping[str, Any]]:
    with ledger.reading() as connection:
        for table in TABLES:
            query = select(table).order_by(*table.primary_key.columns)
            for row in connection.execute(query).mappings():
                yield {"table": table.name, **row}


def _lines(path: Path) -> list[str]:
    """The lines after the first, which says what the file is."""
    try:
        head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        first = json.loads(head)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CaseError(
            f"cannot be read: {error}", file=path, place="1", mend="export it anew"
        ) from None
    if not isinstance(first, dict) or first.get("placet") != "ledger":
        raise CaseError(
            "is no export of a ledger", file=path, place="1", mend="write one with placet export"
        )
    if first.get("revision") != TEXT:
        raise CaseError(
            f"was exported by another placet (revision {first.get('revision')}, this one: {TEXT})",
            file=path,
            place="1",
            mend="export it anew with the version that you use here",
        )
    return lines


def _parsed(path: Path, number: int, line: str) -> tuple[Table, dict[str, Any]]:
    try:
        row = json.loads(line)
        table = _BY_NAME[row.pop("table")]
        row = {**_ADDED_LATER.get(table.name, {}), **row}
        return table, {column.name: _value(column.type, row[column.name]) for column in table.c}
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise CaseError(
            f"is no row of a ledger: {error}", file=path, place=str(number), mend="export it anew"
        ) from None


def _value(kind: Any, value: Any) -> Any:
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
