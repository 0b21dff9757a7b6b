"""The questions put to the tables: what counts, as of a day, as recorded by a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Integer,
    RowMapping,
    ScalarSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    tuple_,
)

from placet.ledger import rows
from placet.ledger.schema import facts, found, in_parts, positions, readings, reviews
from placet.ledger.sums import GROUPS
from placet.words import CODER, HolderKind, Position

_MANY = 5000
_NEWEST_FIRST = (positions.c.said.desc(), positions.c.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which positions are asked for; see `Ledger.positions`."""

    questions: Collection[str] | None = None
    holder: str | None = None
    """Named as in `Sums`."""
    as_of: date | None = None
    recorded_by: datetime | None = None
    include_rejected: bool = False
    suggestions: bool = False
    """Only what waits for a person before it counts, instead of what counts."""
    days: Collection[date] | None = None
    """Only those said on these days."""


def latest_readings(
    as_of: date | None = None, *, by_people: bool = False, telling: str = ""
) -> Select[Any]:
    """The latest reading of each document by each reader of whatever version, oldest text first.

    Either those of machines, or those of people; all, or those telling a fact of some kind.
    """
    person = readings.c.reader.startswith(CODER, autoescape=True)
    query = select(readings).where(_is_latest(None), person if by_people else ~person)
    if as_of:
        query = query.where(readings.c.known <= as_of)
    if telling:
        kind = facts.c.payload.contains(f'"kind": "{telling}"', autoescape=True)
        query = query.where(readings.c.id.in_(select(facts.c.reading).where(kind)))
    return query.order_by(readings.c.known, readings.c.id)


def effective(
    connection: Connection, wanted: Wanted, claims: Claims | None = None
) -> tuple[Position, ...]:
    """The positions that count, newest first.

    Args:
        connection: to the ledger.
        wanted: which of them.
        claims: what `decided_claims` has found, if it is at hand.
    """
    query = _counting(wanted.recorded_by, suggestions=wanted.suggestions)
    query = query.where(*_bounds(wanted)).order_by(*_NEWEST_FIRST)
    listed = [
        row
        for row in connection.execute(query).mappings()
        if wanted.include_rejected or row["decided"] != "rejected"
    ]
    return _undecided(connection, listed, wanted.recorded_by, claims)


def newest(
    connection: Connection, asked: Iterable[tuple[str, str]], by: date, most: int
) -> tuple[Position, ...]:
    """Of each question and holder the newest so many positions that count and were known by a day.

    Holders are named as in `Sums`.
    """
    listed: list[RowMapping] = []
    for question, name in asked:
        holder, kind = (None, name) if name in GROUPS else (name, HolderKind.COUNTRY.value)
        given = {"by": by, "question": question, "holder": holder, "kind": kind, "most": most}
        listed += connection.execute(_newest(), given).mappings().all()
    return _undecided(connection, listed, None, None)


@lru_cache(maxsize=1)
def _newest() -> Select[Any]:
    """The newest positions of one holder on one question, which are bound when it is run."""
    holder: BindParameter[str] = bindparam("holder")
    by: BindParameter[date] = bindparam("by", type_=Date)
    return (
        _counting(None)
        .where(func.coalesce(_decision(None), "") != "rejected")
        .where(positions.c.question == bindparam("question"))
        .where(positions.c.holder.is_not_distinct_from(holder))
        .where(positions.c.holder_kind == bindparam("kind"))
        .where(positions.c.said <= by, positions.c.published <= by)
        .order_by(positions.c.said.desc(), positions.c.id.desc())
        .limit(bindparam("most", type_=Integer))
    )


def questions_told(connection: Connection) -> Iterator[str]:
    """The questions of all positions, each found by one look into the index."""
    last = ""
    while True:
        query = select(func.min(positions.c.question)).where(positions.c.question > last)
        found = connection.scalar(query)
        if found is None:
            return
        yield found
        last = found


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


def _bounds(wanted: Wanted) -> list[ColumnElement[bool]]:
    bounds: list[ColumnElement[bool]] = []
    if wanted.questions is not None:
        bounds.append(positions.c.question.in_(wanted.questions))
    if wanted.holder is not None:
        bounds += _held_by(wanted.holder)
    if wanted.as_of is not None:
        bounds.append(positions.c.published <= wanted.as_of)
    if wanted.recorded_by is not None:
        bounds.append(positions.c.recorded <= wanted.recorded_by)
    if wanted.days is not None:
        bounds.append(positions.c.said.in_(wanted.days))
    return bounds


def _held_by(name: str) -> tuple[ColumnElement[bool], ...]:
    """Held by a country, or by a group, of this name."""
    if name in GROUPS:
        return positions.c.holder.is_(None), positions.c.holder_kind == name
    return positions.c.holder == name, positions.c.holder_kind == HolderKind.COUNTRY.value


def _counting(recorded_by: datetime | None, *, suggestions: bool = False) -> Select[Any]:
    """Positions that are not superseded and not stale, or decided on all the same.

    A suggestion counts once a person has decided on it; those that still wait are asked for apart.
    """
    decision, stale = _decision(recorded_by), _stale(recorded_by)
    waits = and_(positions.c.suggested, decision.is_(None))
    return select(positions, decision.label("decided")).where(
        ~_superseded(recorded_by),
        or_(~stale, decision.is_not(None)),
        waits if suggestions else ~waits,
    )


def _undecided(
    connection: Connection,
    listed: Sequence[RowMapping],
    recorded_by: datetime | None,
    claims: Claims | None,
) -> tuple[Position, ...]:
    """Rows as positions, without a machine's rendering of what a person has decided on."""
    if claims is None:
        claims = decided_claims(connection, recorded_by, {row["document"] for row in listed})
    return tuple(
        rows.position_from(row, row["decided"] or "")
        for row in listed
        if row["decided"] or not _is_decided(row, claims)
    )


def _is_latest(recorded_by: datetime | None) -> ColumnElement[bool]:
    """Is a reading the latest of its document by the same reader?"""
    later = readings.alias("later")
    query = select(later.c.id).where(
        later.c.document == readings.c.document,
        later.c.reader_name == readings.c.reader_name,
        tuple_(later.c.recorded, later.c.id) > tuple_(readings.c.recorded, readings.c.id),
    )
    if recorded_by is None:
        return ~query.exists()
    return and_(
        readings.c.recorded <= recorded_by,
        ~query.where(later.c.recorded <= recorded_by).exists(),
    )


def _superseded(recorded_by: datetime | None) -> ColumnElement[bool]:
    newer = positions.alias("newer")
    query = select(newer.c.id).where(newer.c.supersedes == positions.c.id)
    if recorded_by:
        query = query.where(newer.c.recorded <= recorded_by)
    return query.exists()


def _stale(recorded_by: datetime | None) -> ColumnElement[bool]:
    """Was the position found only by readings that a later one of the same reader has replaced?"""
    machine = select(found.c.position).where(found.c.position == positions.c.id)
    current = machine.join(readings, readings.c.id == found.c.reading)
    return and_(machine.exists(), ~current.where(_is_latest(recorded_by)).exists())


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


def decided_claims(
    connection: Connection,
    recorded_by: datetime | None = None,
    of: Collection[str] | None = None,
) -> Claims:
    """Where people have decided on what an older reading of a document had found.

    A newer version of the reader may find the same claim again in other words or with another
    confidence, under a new id; the decision outranks it all the same.

    Args:
        connection: to the ledger.
        recorded_by: as it stood at this moment (UTC).
        of: the documents that matter; all, if not told.
    """
    decided = select(reviews.c.position)
    if recorded_by:
        decided = decided.where(reviews.c.recorded <= recorded_by)
    query = select(positions).where(
        positions.c.document != "",
        positions.c.span_start.is_not(None),
        or_(
            positions.c.supersedes > "",
            and_(positions.c.id.in_(decided), _stale(recorded_by)),
        ),
        *_bounds(Wanted(recorded_by=recorded_by)),
    )
    claims: dict[Claim, list[tuple[int, int]]] = defaultdict(list)
    for some in _few_or_all(of):
        part = query if some is None else query.where(positions.c.document.in_(some))
        for row in connection.execute(part).mappings():
            claims[_claim(row)].append((row["span_start"], row["span_end"]))
    return claims


def _few_or_all(documents: Collection[str] | None) -> Iterator[list[str] | None]:
    """Documents so many at once; None, for all, where they are not told or are too many."""
    if documents is None or len(documents) > _MANY:
        yield None
        return
    yield from in_parts(documents)


def _claim(row: Mapping[Any, Any]) -> Claim:
    return row["document"], row["question"], row["holder"], row["holder_kind"]


def _is_decided(row: Mapping[Any, Any], claims: Claims) -> bool:
    """Is the row a machine's rendering of a claim on which a person has decided?"""
    by_machine = row["statement"] and not row["entered_by"].startswith(CODER)
    if not claims or not by_machine or row["span_start"] is None or row["supersedes"]:
        return False
    spans = claims.get(_claim(row), ())
    return any(start < row["span_end"] and row["span_start"] < end for start, end in spans)
