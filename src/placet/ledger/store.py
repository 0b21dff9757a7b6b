"""The ledger: append-only and bitemporal. Frozen objects in, frozen objects out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, func, select

from placet.ledger import entries, rows, schema
from placet.ledger.deciding import Decision, decide, find
from placet.ledger.evidence import LISTED, Heard, newest_of
from placet.ledger.keeping import begin, keep_up, kept
from placet.ledger.opening import connect, explained, writing
from placet.ledger.schema import documents, facts, positions, readings, reviews
from placet.ledger.views import (
    Wanted,
    coded,
    effective,
    latest_readings,
    newest,
    questions_told,
)
from placet.words import Document, Position, Reading

_LITTLE = 32_000
"""Up to so many bytes of sums, reading all is faster than reading each holder's newest."""


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

    Use as a context manager. Each call is one transaction, and what it returns is on the disk.

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
        with self.writing() as connection:
            new, told, positions_added = entries.add_reading(connection, reading)
        return Added(documents=new, statements=told, positions=positions_added)

    def add_positions(self, added: Iterable[Position], *, by: str = "") -> Added:
        """Keep positions that a person entered; those that are known already change nothing.

        Args:
            added: the positions; one whose `supersedes` names another replaces it.
            by: who entered them, where the positions do not say.
        """
        signed = [p if p.entered_by else replace(p, entered_by=by) for p in added]
        with self.writing() as connection:
            return Added(positions=entries.add_positions(connection, dict.fromkeys(signed, "")))

    def review(
        self, name: str, decision: str, *, by: str, note: str = "", **changes: Any
    ) -> Position:
        """Let a person decide on a position: the decision outranks the machine. See `decide`."""
        one = Decision(position=name, decision=decision, note=note, changes=changes)
        return self.decide([one], by=by)[0]

    def decide(self, decisions: Iterable[Decision], *, by: str) -> tuple[Position, ...]:
        """Keep what a person decides on several positions: all of it, or none.

        What a person has corrected is sure, unless `confidence` is among the changes.

        Returns:
            The positions as they now stand; a rejected one as it was.

        Raises:
            UsageError: no or several positions of a name, one that another has replaced, an
                unknown decision, or a day that cannot be.
        """
        with self.writing() as connection:
            return tuple(decide(connection, one, by, self.where) for one in decisions)

    def positions(
        self,
        *,
        question: str | None = None,
        holder: str | None = None,
        as_of: date | None = None,
        recorded_by: datetime | None = None,
        include_rejected: bool = False,
    ) -> tuple[Position, ...]:
        """The positions that count, newest first.

        Left out are those that another supersedes, that a person has rejected, or that only an
        older reading of a document by the same reader had found, unless a person has accepted them.

        Args:
            question: only those on this question.
            holder: only those of this country.
            as_of: only those that were published by this day.
            recorded_by: the ledger as it stood at this moment (UTC).
            include_rejected: those too, marked as such.
        """
        wanted = Wanted(
            questions=None if question is None else [question],
            holder=holder,
            as_of=as_of,
            recorded_by=recorded_by,
            include_rejected=include_rejected,
        )
        with self.reading() as connection:
            return effective(connection, wanted)

    def position(self, name: str) -> Position:
        """One position by its id or the beginning of it, whether it still counts or not.

        Raises:
            UsageError: no or several positions of that name.
        """
        with self.reading() as connection:
            return find(connection, name, self.where)

    def suggestions(
        self, *, question: str | None = None, as_of: date | None = None
    ) -> tuple[Position, ...]:
        """What a machine was too unsure of and no person has decided on yet, newest first."""
        questions = None if question is None else [question]
        with self.reading() as connection:
            return effective(connection, Wanted(questions=questions, as_of=as_of, suggestions=True))

    def questions(self) -> tuple[str, ...]:
        """The ids of all questions on which the ledger holds anything, of whatever worth."""
        with self.reading() as connection:
            return tuple(questions_told(connection))

    def documents(self, names: Iterable[str]) -> dict[str, Document]:
        """Documents by their ids, as they were first taken in; ids that it lacks are left out."""
        with self.reading() as connection:
            return {
                row["id"]: Document(**{f.name: row[f.name] for f in fields(Document)})
                for some in schema.in_parts(names)
                for row in connection.execute(
                    select(documents).where(documents.c.id.in_(some))
                ).mappings()
            }

    def has_documents(self) -> bool:
        """Has any document been read into it?"""
        with self.reading() as connection:
            return connection.execute(select(documents.c.id).limit(1)).first() is not None

    def pending(self) -> tuple[Position, ...]:
        """What a machine has read and no person has decided on: suggestions first, newest first."""
        sure = (p for p in self.positions() if p.read and not p.reviewed)
        return (*self.suggestions(), *sure)

    def coded(self) -> tuple[Position, ...]:
        """What each person last coded, whatever anybody has decided since, newest first."""
        with self.reading() as connection:
            return coded(connection)

    def history(self, name: str) -> tuple[tuple[Position, ...], tuple[Review, ...]]:
        """All that a position superseded or was superseded by, newest first, and every decision."""
        with self.reading() as connection:
            chain = [entries.head(connection, find(connection, name, self.where).id)]
            while chain[-1].supersedes:
                chain.append(find(connection, chain[-1].supersedes, self.where))
            query = select(reviews).where(reviews.c.position.in_([p.id for p in chain]))
            decided = connection.execute(query.order_by(reviews.c.recorded, reviews.c.id))
            return tuple(chain), tuple(
                Review(**{f.name: row[f.name] for f in fields(Review)})
                for row in decided.mappings()
            )

    def readings(
        self, *, as_of: date | None = None, by_people: bool = False
    ) -> tuple[Reading, ...]:
        """The latest reading of each document by each reader, in the order of publication.

        Args:
            as_of: only documents that were published by this day.
            by_people: how people coded them, instead of what machines read.
        """
        with self.reading() as connection:
            listed = connection.execute(latest_readings(as_of, by_people=by_people))
            latest = listed.mappings().all()
            return tuple(_reading_from(connection, row) for row in latest)

    def told(self, kind: str, *, as_of: date | None = None) -> tuple[Reading, ...]:
        """The latest readings that tell a fact of one kind: with their facts, and no statements."""
        with self.reading() as connection:
            listed = connection.execute(latest_readings(as_of, telling=kind)).mappings().all()
            return tuple(_reading_from(connection, row, statements=False) for row in listed)

    def count(self) -> dict[str, int]:
        """How many rows each table holds."""
        with self.reading() as connection:
            return {
                table.name: connection.scalar(select(func.count()).select_from(table)) or 0
                for table in (documents, readings, schema.statements, facts, positions, reviews)
            }

    def heard(self, questions: Iterable[str], by: date) -> Heard:
        """What standings need of some questions, as known by a day.

        That is all that was said, added up, and of each holder the newest statements.
        """
        asked = sorted(set(questions))
        with self.reading() as connection:
            sums = kept(connection, asked, by)
            if sum(len(one.sums) + len(one.late) for one in sums) < _LITTLE:
                about = effective(connection, Wanted(questions=asked, as_of=by))
                return Heard(by, sums, newest_of(about, by))
            told = sorted({(one.question, one.holder) for one in sums})
            return Heard(by, sums, newest(connection, told, by, LISTED))

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that holds the ledger for writing until it ends.

        What is added within it is added up at its end.
        """
        with writing(self._engine, self.where) as connection:
            begin(connection)
            yield connection
            keep_up(connection)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the ledger as it is now."""
        with explained(self.where), self._engine.connect() as connection:
            yield connection


def open_ledger(where: str | Path) -> Ledger:
    """Open a ledger; made when missing, migrated when old.

    Raises:
        CaseError: it is damaged, of something else, of a newer placet, or cannot be opened.
    """
    return Ledger(where)


def _reading_from(
    connection: Connection, row: Mapping[Any, Any], *, statements: bool = True
) -> Reading:
    stored = connection.execute(select(documents).where(documents.c.id == row["document"]))
    values = dict(stored.mappings().one())
    values.pop("recorded")
    values["published"] = row["published"]

    def payloads(table: Table) -> Iterable[str]:
        query = select(table.c.payload).where(table.c.reading == row["id"])
        return connection.scalars(query.order_by(table.c.number)).all()

    told = payloads(schema.statements) if statements else ()
    return Reading(
        document=Document(**values),
        reader=row["reader"],
        statements=tuple(rows.statement_from(text) for text in told),
        facts=tuple(rows.fact_from(text) for text in payloads(facts)),
    )
