"""The questions put to the tables: what counts, as of a day, as recorded by a moment."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, Subquery, and_, func, or_, select

from placet.ledger.schema import found, positions, readings, reviews


def latest(recorded_by: datetime | None = None) -> Subquery:
    """The id of the latest reading of each document by each reader, whatever its version."""
    name = func.substr(readings.c.reader, 1, func.instr(readings.c.reader + " ", " ") - 1)
    query = select(func.max(readings.c.id).label("id"))
    if recorded_by:
        query = query.where(readings.c.recorded <= recorded_by)
    return query.group_by(readings.c.document, name).subquery("latest")


def latest_readings(as_of: date | None) -> Select[Any]:
    """The latest readings of documents published by a day; undated ones by the day of learning."""
    newest = latest()
    query = select(readings).join(newest, newest.c.id == readings.c.id)
    known = func.coalesce(readings.c.published, func.date(readings.c.recorded))
    if as_of:
        query = query.where(known <= as_of.isoformat())
    return query.order_by(known, readings.c.id)


def effective_positions(
    *, question: str | None, as_of: date | None, recorded_by: datetime | None
) -> Select[Any]:
    """Positions that count, newest first, each with its last review or that of what it replaced."""
    newer = positions.alias("newer")
    superseded = select(newer.c.id).where(newer.c.supersedes == positions.c.id)
    last = select(reviews.c.decision).where(
        or_(
            reviews.c.position == positions.c.id,
            and_(reviews.c.position == positions.c.supersedes, reviews.c.decision == "corrected"),
        )
    )
    machine = select(found.c.position).where(found.c.position == positions.c.id)
    newest = latest(recorded_by)
    current = machine.join(newest, newest.c.id == found.c.reading)
    if recorded_by:
        superseded = superseded.where(newer.c.recorded <= recorded_by)
        last = last.where(reviews.c.recorded <= recorded_by)
    decision = last.order_by(reviews.c.id.desc()).limit(1).scalar_subquery()
    query = select(positions, decision.label("reviewed")).where(
        ~superseded.exists(),
        func.coalesce(decision, "") != "rejected",
        or_(~machine.exists(), current.exists()),
    )
    if question is not None:
        query = query.where(positions.c.question == question)
    if as_of is not None:
        query = query.where(positions.c.published <= as_of)
    if recorded_by is not None:
        query = query.where(positions.c.recorded <= recorded_by)
    return query.order_by(positions.c.said.desc(), positions.c.id)
