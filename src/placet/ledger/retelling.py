"""What only retells an earlier report, on the day of the first.

A report tells the day on which something was said, or it does not; then the day of publication
stands in for it, and a copy that comes out later would look like a new statement. So what a reader
finds is compared with what counts in the ledger of the days before: the same holder, question and
stance, within `WITHIN` days; a rejected report dates nothing, a corrected one as it now stands
(`placet.ledger.redating`). It retells an earlier report if it is in nearly the same words, or if it
names the same speaker and the earlier one told the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import Connection

from placet.ledger.rows import identified
from placet.ledger.sums import named
from placet.ledger.views import Wanted, effective
from placet.ledger.wording import alike, is_person, may_retell, voice
from placet.words import Position, Reading

WITHIN = timedelta(days=3)
"""For so long others carry what somebody has said."""


def retells(later: Position, earlier: Position) -> bool:
    """Is a report whose text does not tell the day a retelling of an earlier one?"""
    same = (earlier.holder, earlier.holder_kind, earlier.question, earlier.stance)
    if same != (later.holder, later.holder_kind, later.question, later.stance):
        return False
    if not earlier.said < later.said <= earlier.said + WITHIN:
        return False
    if earlier.published > later.published:
        return False
    one, other = voice(later.speaker, later.summary), voice(earlier.speaker, earlier.summary)
    if one and one == other:
        told_day = is_person(later.speaker) and earlier.said < earlier.published
        return told_day or alike(later.summary, earlier.summary)
    return may_retell(later.speaker, later.summary, earlier.speaker, earlier.summary)


def dated(
    connection: Connection, reading: Reading, found: Iterable[Position]
) -> tuple[Position, ...]:
    """What a reading found, each retelling on the day of the first statement that it retells."""
    undated = {statement.id for statement in reading.statements if statement.said is None}
    return tuple(
        _dated(connection, position) if position.statement in undated else position
        for position in found
    )


def _dated(connection: Connection, found: Position) -> Position:
    return as_told_before(found, before(connection, found))


def before(connection: Connection, found: Position) -> tuple[Position, ...]:
    """What counts of the days before a report that it may retell."""
    days = [found.said - timedelta(day) for day in range(1, WITHIN.days + 1)]
    holder = named(found.holder, found.holder_kind)
    return effective(connection, Wanted(questions=[found.question], holder=holder, days=days))


def as_told_before(found: Position, earlier: Iterable[Position]) -> Position:
    """A report whose text does not tell the day, on the day of the first of those it retells."""
    days = [one.said for one in earlier if one.document != found.document and retells(found, one)]
    return identified(replace(found, said=min(days))) if days else found
