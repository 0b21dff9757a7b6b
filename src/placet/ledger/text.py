"""The whole ledger as plain text: one JSON object a line, each row after what it refers to."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select
from sqlalchemy.exc import IntegrityError

from placet.errors import CaseError
from placet.formats import plain, write_atomically
from placet.formats.texts import load_json, read_text
from placet.ledger.checking import Checking, check_chains
from placet.ledger.entries import insert_all, insert_new, insert_reading
from placet.ledger.schema import (
    TABLES,
    TEXT,
    documents,
    found,
    imports,
    in_parts,
    positions,
    readings,
    reviews,
)
from placet.ledger.store import Ledger

_BY_NAME = {table.name: table for table in TABLES}
_ADDED_LATER: dict[str, dict[str, Any]] = {positions.name: {"suggested": False}}
"""Columns that older exports lack, and what they would say."""
_MEND = "export it anew"
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
    checking = Checking()
    for number, line in enumerate(_lines(path), start=2):
        table, row = _parsed(path, number, line, checking)
        batches[table.name].append(row)
    try:
        check_chains(batches[positions.name])
    except ValueError as error:
        raise _no_row(path, "", error) from None
    try:
        with ledger.writing() as connection:
            new = _merge(connection, batches)
            _check_superseded(connection, path, batches[positions.name])
            return new
    except IntegrityError as error:
        raise CaseError(
            f"a row lacks a value or refers to one that is not there: {error.orig}",
            file=path,
            mend=_MEND,
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


def _check_superseded(
    connection: Connection, path: Path, batch: Iterable[Mapping[str, Any]]
) -> None:
    """Refuse positions that supersede one that is nowhere."""
    for some in in_parts(row["supersedes"] for row in batch):
        there = set(connection.scalars(select(positions.c.id).where(positions.c.id.in_(some))))
        for name in set(some) - there:
            raise CaseError(f"supersedes {name!r}, which is not there", file=path, mend=_MEND)


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
    head, *lines = read_text(path, _MEND).rstrip("\n").split("\n")
    try:
        first = load_json(head)
    except ValueError as error:
        raise CaseError(f"cannot be read: {error}", file=path, place="1", mend=_MEND) from None
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


def _parsed(path: Path, number: int, line: str, checking: Checking) -> tuple[Table, dict[str, Any]]:
    try:
        row = load_json(line)
        name = row.pop("table", None) if isinstance(row, dict) else None
        table = next((one for one in TABLES if one.name == name), None)
        if table is not None:
            return table, checking.row(table, _ADDED_LATER.get(table.name, {}) | row)
    except ValueError as error:
        raise _no_row(path, number, error) from None
    raise _no_row(path, number, ValueError("it names no table"))


def _no_row(path: Path, number: object, error: ValueError) -> CaseError:
    return CaseError(f"is no row of a ledger: {error}", file=path, place=str(number), mend=_MEND)
