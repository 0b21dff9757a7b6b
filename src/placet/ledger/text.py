"""The whole ledger as plain text: one JSON object a line, in the order of recording."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Date, DateTime, Table, insert, select

from placet.errors import CaseError
from placet.formats import plain, write_atomically
from placet.ledger.schema import HEAD, TABLES
from placet.ledger.store import Ledger

_BY_NAME = {table.name: table for table in TABLES}


def export_jsonl(ledger: Ledger, path: Path) -> int:
    """Write every row of every table; how many there were."""
    lines = [json.dumps({"placet": "ledger", "revision": HEAD})]
    lines += [json.dumps(row, ensure_ascii=False, default=plain) for row in _rows(ledger)]
    write_atomically(path, "\n".join(lines) + "\n")
    return len(lines) - 1


def import_jsonl(ledger: Ledger, path: Path) -> int:
    """Bring an exported ledger into an empty one; how many rows were taken in.

    Raises:
        CaseError: it is no export, was made by another version, or the ledger is not empty.
    """
    batches: dict[str, list[dict[str, Any]]] = {name: [] for name in _BY_NAME}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        first = json.loads(lines[0]) if lines else {}
        if first.get("revision") != HEAD:
            raise CaseError("is no export of this placet", file=path, place="1", mend="export anew")
        for number, line in enumerate(lines[1:], start=2):
            table, row = _parsed(path, number, line)
            batches[table.name].append(row)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", file=path, mend="export it anew") from None
    if sum(ledger.count().values()):
        raise CaseError(
            "the ledger is not empty", file=str(ledger.where), mend="restore into a new case"
        )
    with ledger.writing() as connection:
        for table in TABLES:
            if batches[table.name]:
                connection.execute(insert(table), batches[table.name])
    return sum(map(len, batches.values()))


def _rows(ledger: Ledger) -> Iterator[dict[str, Any]]:
    with ledger.reading() as connection:
        for table in TABLES:
            query = select(table).order_by(*table.primary_key.columns)
            for row in connection.execute(query).mappings():
                yield {"table": table.name, **row}


def _parsed(path: Path, number: int, line: str) -> tuple[Table, dict[str, Any]]:
    row = json.loads(line)
    try:
        table = _BY_NAME[row.pop("table")]
        return table, {key: _value(table, key, value) for key, value in row.items()}
    except (KeyError, ValueError) as error:
        raise CaseError(
            f"is no row of a ledger: {error}", file=path, place=str(number), mend="export it anew"
        ) from None


def _value(table: Table, key: str, value: Any) -> Any:
    kind = table.c[key].type
    if value is None:
        return None
    if isinstance(kind, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(kind, Date) else value
