"""The questions put to the tables: what counts, as of a day, as recorded by a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    ScalarSelect,
    Select,
    Subquery,
    and_,
    func,
    or_,
    select,
)

from placet.ledger import rows
from placet.ledger.schema import found, positions, readings, reviews
from placet.words import CODER, Position

_LEAN = (
    *("question", "holder", "holder_kind", "stance", "directness", "said", "published"),
    *("speaker", "confidence", "id", "statement", "summary"),
)
_CLAIMED = ("document", "span_start", "span_end", "supersedes", "entered_by")
_AT_ONCE = 10_000
_NEWEST_FIRST = (positions.c.said.desc(), positions.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which positions are asked for; see `Ledger.positions`."""

    question: str | None = None
    holder: str | None = None
    as_of: date | None = None
    recorded_by: datetime | None = None
    include_rejected: bool = False


def latest_readings(as_of: date | None = None, *, by_people: bool = False) -> Select[Any]:
    """The latest reading of each document by each reader of whatever version, oldest text first.

    Either those of machines, or those of people.
    """
    newest = _newest(None)
    person = readings.c.reader.startswith(CODER, autoescape=True)
    query = select(readings).join(newest, newest.c.id == readings.c.id)
    query = query.where(person if by_people else ~person)
    if as_of:
        query = query.where(readings.c.known <= as_of)
    return query.order_by(readings.c.known, readings.c.id)


def effective(connection: Connection, wanted: Wanted) -> tuple[Position, ...]:
    """The positions that count, newest first."""
    decision, stale = _decision(wanted.recorded_by), _stale(wanted.recorded_by)
    query = select(positions, decision.label("decided"), stale.label("stale")).where(
        ~_superseded(wanted.recorded_by),
        or_(~stale, decision.is_not(None)),
        *_bounds(wanted),
    )
    listed = connection.execute(query.order_by(*_NEWEST_FIRST))
    claims = _decided_claims(connection, wanted.recorded_by)
    return tuple(
        rows.position_from(row, row["decided"] or "")
        for row in listed.mappings()
        if (wanted.include_rejected or row["decided"] != "rejected")
        and (row["decided"] or not _is_decided(row, claims))
    )


def coded(connection: Connection) -> tuple[Position, ...]:
    """What each person last coded, whatever anybody has decided since; newest first.

    A coder's own change replaces what she coded before; another person's correction does not.
    """
    older = positions.alias("older")
    corrects, decision = older.c.entered_by.label("corrects"), _decision(None).label("reviewed")
    query = select(positions, corrects, decision).join_from(
        positions, older, older.c.id == positions.c.supersedes, isouter=True
    )
    listed = connection.execute(query.where(~_stale(None)).order_by(*_NEWEST_FIRST)).mappings()
    found = [
        rows.position_from(row, row["reviewed"] or "")
        for row in listed
        if row["corrects"] in (None, row["entered_by"])
    ]
    codes = [position for position in found if position.coder]
    replaced = {position.supersedes for position in codes}
    return tuple(position for position in codes if position.id not in replaced)


def streamed(connection: Connection) -> Iterator[Any]:
    """The positions that count, in few columns, those of one question and holder together.

    For ledgers that are too large to be listed; what a person has rejected is left out.
    """
    decision, stale = _decision(None), _stale(None)
    columns = [positions.c[name] for name in (*_LEAN, *_CLAIMED)]
    query = (
        select(*columns, decision.label("reviewed"))
        .where(~_superseded(None), or_(~stale, decision.is_not(None)))
        .order_by(positions.c.question, positions.c.holder)
    )
    claims = _decided_claims(connection, None)
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(query):
        if row.reviewed != "rejected" and (row.reviewed or not _is_decided(row._mapping, claims)):  # noqa: SLF001 - SQLAlchemy's public name for it
            yield row


def _bounds(wanted: Wanted) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if wanted.question is not None:
        bounds.append(positions.c.question == wanted.question)
    if wanted.holder is not None:
        bounds.append(positions.c.holder == wanted.holder)
    if wanted.as_of is not None:
        bounds.append(positions.c.published <= wanted.as_of)
    if wanted.recorded_by is not None:
        bounds.append(positions.c.recorded <= wanted.recorded_by)
    return bounds


def _newest(recorded_by: datetime | None) -> Subquery:
    """The ids of the latest readings."""
    rank = func.row_number().over(
        partition_by=(readings.c.document, readings.c.reader_name),
        order_by=(readings.c.recorded.desc(), readings.c.id.desc()),
    )
    ranked = select(readings.c.id, rank.label("rank"))
    if recorded_by:
        ranked = ranked.where(readings.c.recorded <= recorded_by)
    inner = ranked.subquery("ranked")
    return select(inner.c.id).where(inner.c.rank == 1).subquery("newest")


def _superseded(recorded_by: datetime | None) -> ColumnElement[bool]:
    newer = positions.alias("newer")
    query = select(newer.c.id).where(newer.c.supersedes == positions.c.id)
    if recorded_by:
        query = query.where(newer.c.recorded <= recorded_by)
    return query.exists()


def _stale(recorded_by: datetime | None) -> ColumnElement[bool]:
    """Was the position found only by readings that a later one of the same reader has replaced?"""
    machine = select(found.c.position).where(found.c.position == positions.c.id)
    current = machine.where(found.c.reading.in_(select(_newest(recorded_by).c.id)))
    return and_(machine.exists(), ~current.exists())


def _decision(recorded_by: datetime | None) -> ScalarSelect[Any]:
    """The last decision on a position; a correction carries the one that made it.

    Amending what an entry says of its origin decides nothing.
    """
    query = select(reviews.c.decision).where(
        reviews.c.decision != "amended",
        or_(
            reviews.c.position == positions.c.id,
            and_(reviews.c.position == positions.c.supersedes, reviews.c.decision == "corrected"),
        ),
    )
    if recorded_by:
        query = query.where(reviews.c.recorded <= recorded_by)
    newest_first = (reviews.c.recorded.desc(), reviews.c.id.desc())
    return query.order_by(*newest_first).limit(1).scalar_subquery()


Claim = tuple[str, str, str | None, str]
Claims = Mapping[Claim, list[tuple[int, int]]]


def _decided_claims(connection: Connection, recorded_by: datetime | None) -> Claims:
    """Where people have decided on what an older reading of a document had found.

    A newer version of the reader may find the same claim again in other words or with another
    confidence, under a new id; the decision outranks it all the same.
    """
    decided = select(reviews.c.id).where(reviews.c.position == positions.c.id)
    if recorded_by:
        decided = decided.where(reviews.c.recorded <= recorded_by)
    query = select(positions).where(
        positions.c.document != "",
        positions.c.span_start.is_not(None),
        or_(positions.c.supersedes != "", and_(decided.exists(), _stale(recorded_by))),
        *_bounds(Wanted(recorded_by=recorded_by)),
    )
    claims: dict[Claim, list[tuple[int, int]]] = defaultdict(list)
    for row in connection.execute(query).mappings():
        claims[_claim(row)].append((row["span_start"], row["span_end"]))
    return claims


def _claim(row: Mapping[Any, Any]) -> Claim:
    return row["document"], row["question"], row["holder"], row["holder_kind"]


def _is_decided(row: Mapping[Any, Any], claims: Claims) -> bool:
    """Is the row a machine's rendering of a claim on which a person has decided?"""
    by_machine = row["statement"] and not row["entered_by"].startswith(CODER)
    if not claims or not by_machine or row["span_start"] is None or row["supersedes"]:
        return False
    spans = claims.get(_claim(row), ())
    return any(start < row["span_end"] and row["span_start"] < end for start, end in spans)
