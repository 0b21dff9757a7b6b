"""Dating anew what was dated as a report on which a person has decided since.

A copy has the day of the report that it retells (`placet.ledger.retelling`). Once a person rejects
that report, or corrects it, its copies count on their own: each has the day of the first report
that still stands and that it retells, or else its own. A report accepted after all dates its copies
again. What people have decided on stays as it is.

Nothing is altered: the reading that found a copy is kept a second time, with the new day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, Table, select

from placet.ledger import entries, retelling, rows
from placet.ledger.schema import facts, found, readings, statements
from placet.ledger.sums import named
from placet.ledger.views import Wanted, effective, latest_readings
from placet.words import Position


def date_anew(connection: Connection, report: Position, *, again: bool = False) -> None:
    """Date anew the copies of a report on which a person has just decided.

    Args:
        connection: to the ledger, within a transaction.
        report: as it stood before the decision.
        again: does it count again, having been rejected?
    """
    later = range(1, retelling.WITHIN.days + 1) if again else [0]
    holder = named(report.holder, report.holder_kind)
    days = [report.said + timedelta(day) for day in later]
    wanted = Wanted(questions=[report.question], holder=holder, days=days)
    copies = [
        one
        for one in effective(connection, wanted)
        if one.stance is report.stance
        and _by_machine_alone(one)
        and (again or one.said < one.published)
        and not _tells_day(connection, one)
    ]
    new = {old: one for old, one in _dated(connection, copies) if one.said != old.said}
    for reading in _found_by(connection, new):
        _keep_again(connection, reading, {old.id: one for old, one in new.items()})


def _by_machine_alone(position: Position) -> bool:
    return position.read and not position.reviewed and not position.supersedes


def _tells_day(connection: Connection, position: Position) -> bool:
    """Does the text tell the day on which it was said?"""
    query = select(statements.c.payload).where(statements.c.id == position.statement).limit(1)
    payload = connection.scalar(query)
    return payload is None or rows.statement_from(payload).said is not None


def _dated(
    connection: Connection, copies: Iterable[Position]
) -> Iterator[tuple[Position, Position]]:
    """Each copy and how it now stands, in the order of publication: one may date the next."""
    waiting = sorted(copies, key=lambda one: (one.published, one.id))
    old = {one.id for one in waiting}
    done: list[Position] = []
    for one in waiting:
        own = rows.identified(replace(one, said=one.published))
        earlier = [p for p in retelling.before(connection, own) if p.id not in old]
        done.append(retelling.as_told_before(own, [*earlier, *done]))
        yield one, done[-1]


def _found_by(connection: Connection, copies: Iterable[Position]) -> list[RowMapping]:
    """The latest readings that found some positions."""
    here = select(found.c.reading).where(found.c.position.in_([one.id for one in copies]))
    query = latest_readings().where(readings.c.id.in_(here))
    return list(connection.execute(query).mappings())


def _keep_again(
    connection: Connection, reading: RowMapping, instead: Mapping[str, Position]
) -> None:
    """Keep a reading a second time, with other positions in place of some that it found."""
    moment = entries.now()
    content = hashlib.sha256(f"{reading['content']}\x1f{moment}".encode()).hexdigest()
    row = {name: value for name, value in reading.items() if name != "id"}
    number = entries.insert_reading(connection, {**row, "content": content, "recorded": moment})
    for table in (statements, facts):
        entries.insert_all(connection, table, _parts(connection, table, reading["id"], number))
    ids = list(connection.scalars(_found_in(reading["id"])))
    new = [instead[name] for name in ids if name in instead]
    entries.add_positions(connection, dict.fromkeys(new, ""), moment)
    now = dict.fromkeys(instead[name].id if name in instead else name for name in ids)
    entries.insert_all(connection, found, [{"reading": number, "position": name} for name in now])


def _parts(connection: Connection, table: Table, old: int, new: int) -> list[dict[str, Any]]:
    """The statements or facts of a reading, for another one."""
    listed = connection.execute(select(table).where(table.c.reading == old)).mappings()
    return [{**row, "reading": new} for row in listed]


def _found_in(reading: int) -> Select[Any]:
    return select(found.c.position).where(found.c.reading == reading)
