"""Writing entries within a transaction that its caller holds. Nothing here updates or deletes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from placet.ledger import rows
from placet.ledger.keeping import touch
from placet.ledger.retelling import dated
from placet.ledger.schema import (
    documents,
    facts,
    found,
    in_parts,
    positions,
    readings,
    reviews,
    statements,
)
from placet.words import Document, Fact, Position, Reading, Statement


def now() -> datetime:
    """The moment of recording, in UTC."""
    return datetime.now(UTC).replace(tzinfo=None)


def add_reading(connection: Connection, reading: Reading) -> tuple[int, int, int]:
    """Keep a reading; the numbers of new documents, statements and positions."""
    content = _content(reading)
    if connection.scalar(select(readings.c.id).where(readings.c.content == content)):
        return 0, 0, 0
    moment = now()
    known = reading.document.published or moment.date()
    new = insert_new(connection, documents, [_document_row(reading.document, moment)])
    number = _insert_reading(connection, reading, content, known, moment)
    told = [_part(number, i, one) | {"id": one.id} for i, one in enumerate(reading.statements)]
    insert_all(connection, statements, told)
    insert_all(connection, facts, [_part(number, i, fact) for i, fact in enumerate(reading.facts)])
    made = dated(connection, reading, rows.positions_of(reading, known))
    added = add_positions(connection, dict.fromkeys(made, ""), moment)
    ids = dict.fromkeys(position.id for position in made)
    insert_all(connection, found, [{"reading": number, "position": name} for name in ids])
    return new, len(reading.statements), added


def add_positions(
    connection: Connection, keyed: Mapping[Position, str], moment: datetime | None = None
) -> int:
    """Keep positions, each with the key of its row in a table; how many were new.

    One whose row is known with another content supersedes what now stands in its place.
    """
    recorded = moment or now()
    known = _last_of_rows(connection, keyed.values())
    batch = []
    for position, key in keyed.items():
        last = known.get(key)
        if last and same_content(position, last):
            continue
        old = head(connection, last.id).id if last else position.supersedes
        named = rows.identified(replace(position, supersedes=old))
        batch.append(rows.position_row(named, named.recorded or recorded, key))
    return insert_new(connection, positions, batch)


def decide(connection: Connection, name: str, decision: str, *, by: str, note: str) -> None:
    """Record a decision on the position with this id."""
    row = {"position": name, "decision": decision, "by": by, "note": note, "recorded": now()}
    insert_all(connection, reviews, [row])


def last_decision(connection: Connection, name: str) -> tuple[str, str]:
    """The last decision on a position and who made it; empty if there is none."""
    query = select(reviews.c.decision, reviews.c.by).where(reviews.c.position == name)
    row = connection.execute(
        query.order_by(reviews.c.recorded.desc(), reviews.c.id.desc()).limit(1)
    ).first()
    return (row.decision, row.by) if row else ("", "")


def standing_decision(connection: Connection, position: Position) -> tuple[str, str]:
    """The decision that counts for a position and who made it: on it, or that which made it."""
    own = last_decision(connection, position.id)
    if own[0] or not position.supersedes:
        return own
    made_by = last_decision(connection, position.supersedes)
    return made_by if made_by[0] == "corrected" else ("", "")


def head(connection: Connection, name: str) -> Position:
    """The newest in the chain of positions that supersede the one with this id, or that one."""
    while True:
        newer = connection.scalar(select(positions.c.id).where(positions.c.supersedes == name))
        if newer is None:
            row = connection.execute(select(positions).where(positions.c.id == name))
            return rows.position_from(row.mappings().one())
        name = newer


def same_content(one: Position, other: Position) -> bool:
    """Do two positions say the same, whatever they supersede?"""
    ids = {rows.position_id(replace(p, supersedes="")) for p in (one, other)}
    return len(ids) == 1


def insert_new(connection: Connection, table: Table, batch: Iterable[dict[str, Any]]) -> int:
    """Insert the rows whose `id` is not there yet; how many were new."""
    by_id = {row["id"]: row for row in batch}
    known: set[str] = set()
    for some in in_parts(by_id):
        known |= set(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
    return insert_all(connection, table, [row for name, row in by_id.items() if name not in known])


def insert_all(connection: Connection, table: Table, batch: list[dict[str, Any]]) -> int:
    """Insert rows, all of which are new; how many there were."""
    if batch:
        connection.execute(insert(table), batch)
        touch(connection, table, batch)
    return len(batch)


def insert_reading(connection: Connection, row: dict[str, Any]) -> int:
    """Insert the row of a reading; the number that it gets."""
    key = connection.execute(insert(readings).values(row)).inserted_primary_key
    touch(connection, readings, [row])
    return int(key[0]) if key else 0


def _last_of_rows(connection: Connection, keys: Iterable[str]) -> dict[str, Position]:
    """The position that each row of a table last stood for."""
    last: dict[str, Position] = {}
    for some in in_parts(keys):
        query = select(positions).where(positions.c.row_key.in_(some))
        for row in connection.execute(query.order_by(positions.c.recorded)).mappings():
            last[row["row_key"]] = rows.position_from(row)
    return last


def _insert_reading(
    connection: Connection, reading: Reading, content: str, known: date, moment: datetime
) -> int:
    row = {
        "document": reading.document.id,
        "reader": reading.reader,
        "reader_name": reading.reader.partition(" ")[0],
        "content": content,
        "published": reading.document.published,
        "known": known,
        "recorded": moment,
    }
    return insert_reading(connection, row)


def _part(number: int, index: int, item: Statement | Fact) -> dict[str, Any]:
    return {"reading": number, "number": index, "payload": rows.dumped(item)}


def _content(reading: Reading) -> str:
    """A hash of a reading: the document, its date, the reader, and all that was found."""
    parts = [*map(rows.dumped, reading.statements), *map(rows.dumped, reading.facts)]
    whole = [reading.document.id, str(reading.document.published), reading.reader, *parts]
    return hashlib.sha256("\x1f".join(whole).encode()).hexdigest()


def _document_row(document: Document, moment: datetime) -> dict[str, Any]:
    row = {field.name: getattr(document, field.name) for field in fields(Document)}
    # the name of a file need not be valid Unicode, which no database would take
    origin = document.origin.encode("utf-8", "replace").decode()
    return row | {"origin": origin, "recorded": moment}
