"""The ledger: append-only and bitemporal. Frozen objects in, frozen objects out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, func, insert, select

from placet.errors import UsageError, did_you_mean
from placet.ledger import rows
from placet.ledger.opening import connect, explained
from placet.ledger.schema import (
    documents,
    facts,
    found,
    imports,
    positions,
    readings,
    reviews,
    statements,
)
from placet.ledger.views import effective_positions, latest_readings
from placet.words import Document, Position, Reading

DECISIONS = ("accepted", "corrected", "rejected")


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """How many entries were new."""

    documents: int = 0
    statements: int = 0
    positions: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(
            **{f.name: getattr(self, f.name) + getattr(other, f.name) for f in fields(Added)}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Review:
    """A person's decision on a position."""

    position: str
    decision: str
    by: str
    note: str
    recorded: datetime


class Ledger:
    """What is known, by whom, since when.

    Use as a context manager; each call is one transaction, and what it returns is on the disk.

    Args:
        where: a file of SQLite, or the URL of another database.
    """

    def __init__(self, where: str | Path) -> None:
        self.where = where
        self._engine: Engine = connect(where)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.dispose()

    def add_reading(self, reading: Reading) -> Added:
        """Keep a document and what a reader found in it; the same reading again changes nothing."""
        now = _now()
        content = _content(reading)
        with self.writing() as connection:
            if connection.scalar(select(readings.c.id).where(readings.c.content == content)):
                return Added()
            new = _insert_new(connection, documents, [_document_row(reading.document, now)], "id")
            number = connection.execute(
                insert(readings).values(
                    document=reading.document.id,
                    reader=reading.reader,
                    content=content,
                    published=reading.document.published,
                    recorded=now,
                )
            ).inserted_primary_key
            assert number is not None  # noqa: S101 - an insert of one row has a key
            self._insert_found(connection, reading, number[0])
            made = rows.positions_of(reading, now.date())
            added = self._insert_positions(connection, dict.fromkeys(made, ""), now)
            _insert(connection, found, [{"reading": number[0], "position": p} for p in _ids(made)])
        return Added(documents=new, statements=len(reading.statements), positions=added)

    def add_positions(
        self, entries: Iterable[Position] | Mapping[Position, str], *, by: str = ""
    ) -> Added:
        """Keep positions that a person entered or a table holds.

        Args:
            entries: the positions; or each with the key of its row. A position whose row is known
                with another content supersedes the older one.
            by: who entered them, where the positions do not say.
        """
        keyed = dict(entries) if isinstance(entries, Mapping) else dict.fromkeys(entries, "")
        named = {p if p.entered_by else replace(p, entered_by=by): key for p, key in keyed.items()}
        with self.writing() as connection:
            chained = {
                rows.identified(_chained(connection, position, key)): key
                for position, key in named.items()
            }
            return Added(positions=self._insert_positions(connection, chained, _now()))

    def review(
        self, name: str, decision: str, *, by: str, note: str = "", **changes: Any
    ) -> Position:
        """Let a person decide on a position: the decision outranks the machine.

        Args:
            name: the position's id, or the beginning of it.
            decision: accepted, rejected, or corrected with `changes` to its fields.
            by: who decides.
            note: why.
            changes: new values of fields of the position.

        Returns:
            The position as it now stands; for a rejected one, as it was.

        Raises:
            UsageError: no or several positions of that name, or an unknown decision.
        """
        if decision not in DECISIONS:
            raise UsageError(f"no decision {decision!r}", mend=did_you_mean(decision, DECISIONS))
        old = self.position(name)
        now = _now()
        with self.writing() as connection:
            connection.execute(
                insert(reviews).values(
                    position=old.id, decision=decision, by=by, note=note, recorded=now
                )
            )
            if decision != "corrected":
                return replace(old, reviewed=decision)
            new = rows.identified(
                replace(old, **changes, supersedes=old.id, entered_by=by, statement=old.statement)
            )
            self._insert_positions(connection, {new: ""}, now)
        return replace(new, reviewed="corrected")

    def positions(
        self,
        *,
        question: str | None = None,
        as_of: date | None = None,
        recorded_by: datetime | None = None,
    ) -> tuple[Position, ...]:
        """The positions that count, newest first.

        Superseded and rejected ones are left out, as are those of an older reading of a document
        by the same reader.

        Args:
            question: only those on this question.
            as_of: only those that were published by this day.
            recorded_by: the ledger as it stood at this moment (UTC).
        """
        query = effective_positions(question=question, as_of=as_of, recorded_by=recorded_by)
        with self.reading() as connection:
            return tuple(
                rows.position_from(dict(row), row["reviewed"] or "")
                for row in connection.execute(query).mappings()
            )

    def position(self, name: str) -> Position:
        """One position by its id or the beginning of it, whether it still counts or not."""
        with self.reading() as connection:
            query = select(positions).where(positions.c.id.startswith(name)).limit(6)
            hits = [rows.position_from(dict(row)) for row in connection.execute(query).mappings()]
        if len(hits) == 1 and name:
            return hits[0]
        if not hits:
            raise UsageError(
                f"no position {name!r}",
                file=str(self.where),
                mend="see the ids: placet review CASE",
            )
        several = ", ".join(hit.id[:12] for hit in hits[:5])
        raise UsageError(f"{name!r} names several positions", mend=f"write more of it: {several}")

    def pending(self) -> tuple[Position, ...]:
        """Positions read by a machine on which no person has decided yet, newest first."""
        return tuple(p for p in self.positions() if p.statement and not p.reviewed)

    def history(self, name: str) -> tuple[tuple[Position, ...], tuple[Review, ...]]:
        """A position with everything it superseded, newest first, and every decision on them."""
        chain = [self.position(name)]
        while chain[-1].supersedes:
            chain.append(self.position(chain[-1].supersedes))
        with self.reading() as connection:
            query = select(reviews).where(reviews.c.position.in_([p.id for p in chain]))
            decided = connection.execute(query.order_by(reviews.c.id)).mappings().all()
        return tuple(chain), tuple(
            Review(**{f.name: row[f.name] for f in fields(Review)}) for row in decided
        )

    def readings(self, *, as_of: date | None = None) -> tuple[Reading, ...]:
        """The latest reading of each document by each reader, in the order of publication."""
        with self.reading() as connection:
            latest = connection.execute(latest_readings(as_of)).mappings().all()
            return tuple(_reading_from(connection, dict(row)) for row in latest)

    def imported(self, name: str, content: str) -> bool:
        """Is this the content of the table `name` that was taken in last?"""
        query = select(imports.c.content).where(imports.c.name == name)
        with self.reading() as connection:
            return connection.scalar(query.order_by(imports.c.id.desc()).limit(1)) == content

    def note_import(self, name: str, content: str) -> None:
        """Remember that a table with this content was taken in."""
        with self.writing() as connection:
            connection.execute(insert(imports).values(name=name, content=content, recorded=_now()))

    def keys(self, prefix: str) -> dict[str, str]:
        """The newest position of each row whose key begins with `prefix`, still counting or not."""
        query = select(positions.c.row_key, positions.c.id).where(
            positions.c.row_key.startswith(prefix, autoescape=True)
        )
        with self.reading() as connection:
            return dict(connection.execute(query.order_by(positions.c.recorded)).tuples().all())

    def count(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (documents, readings, statements, facts, positions, reviews)
            }

    def _insert_found(self, connection: Connection, reading: Reading, number: int) -> None:
        """The statements and facts of a reading."""
        said = [
            {"reading": number, "number": index, "id": one.id, "payload": rows.dumped(one)}
            for index, one in enumerate(reading.statements)
        ]
        told = [
            {"reading": number, "number": index, "payload": rows.dumped(one)}
            for index, one in enumerate(reading.facts)
        ]
        _insert(connection, statements, said)
        _insert(connection, facts, told)

    def _insert_positions(
        self, connection: Connection, keyed: Mapping[Position, str], now: datetime
    ) -> int:
        batch = [rows.position_row(p, p.recorded or now, key) for p, key in keyed.items()]
        return _insert_new(connection, positions, batch, "id")

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the ledger for writing until it ends."""
        with explained(self.where):
            connection = self._engine.connect().execution_options(placet_write=True)
            with connection, connection.begin():
                yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the ledger as it is now."""
        with explained(self.where), self._engine.connect() as connection:
            yield connection


def open_ledger(where: str | Path) -> Ledger:
    """Open a ledger; made when missing, migrated when old."""
    return Ledger(where)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)


def _ids(made: Iterable[Position]) -> list[str]:
    return list(dict.fromkeys(position.id for position in made))


def _content(reading: Reading) -> str:
    """A hash of a reading: the document, its metadata, the reader, and all that was found."""
    found_there = [rows.dumped(one) for one in reading.statements]
    found_there += [rows.dumped(one) for one in reading.facts]
    whole = [reading.document.id, str(reading.document.published), reading.reader, *found_there]
    return hashlib.sha256("\x1f".join(whole).encode()).hexdigest()


def _chained(connection: Connection, position: Position, key: str) -> Position:
    """The position, superseding the last one of the same row if that said something else."""
    if not key:
        return position
    query = select(positions.c.id, positions.c.supersedes).where(positions.c.row_key == key)
    last = connection.execute(query.order_by(positions.c.recorded.desc()).limit(1)).first()
    if last is None:
        return position
    same = rows.identified(replace(position, supersedes=last.supersedes))
    return same if same.id == last.id else replace(position, supersedes=last.id)


def _insert(connection: Connection, table: Table, batch: list[dict[str, Any]]) -> None:
    if batch:
        connection.execute(insert(table), batch)


def _insert_new(connection: Connection, table: Table, batch: list[dict[str, Any]], key: str) -> int:
    """Insert the rows whose key is not there yet; how many were new."""
    by_key = {row[key]: row for row in batch}
    names = list(by_key)
    known: set[str] = set()
    for start in range(0, len(names), 500):
        query = select(table.c[key]).where(table.c[key].in_(names[start : start + 500]))
        known |= set(connection.scalars(query))
    fresh = [row for name, row in by_key.items() if name not in known]
    _insert(connection, table, fresh)
    return len(fresh)


def _document_row(document: Document, now: datetime) -> dict[str, Any]:
    return {f.name: getattr(document, f.name) for f in fields(Document)} | {"recorded": now}


def _reading_from(connection: Connection, row: Mapping[str, Any]) -> Reading:
    stored = connection.execute(select(documents).where(documents.c.id == row["document"]))
    values = dict(stored.mappings().one())
    values.pop("recorded")
    values["published"] = row["published"]

    def payloads(table: Table) -> Iterable[str]:
        query = select(table.c.payload).where(table.c.reading == row["id"])
        return connection.scalars(query.order_by(table.c.number)).all()

    return Reading(
        document=Document(**values),
        reader=row["reader"],
        statements=tuple(rows.statement_from(text) for text in payloads(statements)),
        facts=tuple(rows.fact_from(text) for text in payloads(facts)),
    )
