"""Keeping the sums up to date with what a transaction adds, and making them anew.

What a new entry changes is looked for generously: everything said of the same holder on the same
question on the days of all positions that it names, supersedes, or shares a document with. Those
days are added up again from what then counts, so that the sums are always those of the statements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, TypeAlias

from sqlalchemy import Connection, Select, Table, and_, case, delete, insert, or_, select

from placet.ledger.schema import found, in_parts, positions, readings, reviews, sums
from placet.ledger.sums import GROUPS, Sums, add_up, named
from placet.ledger.views import Claims, Wanted, decided_claims, effective

Key: TypeAlias = tuple[str, str, int]
"""Question, holder and year of a row of sums."""
Said: TypeAlias = tuple[str, str | None, str, date]
"""Question, holder, kind of holder and day of something said."""
_MANY = 20_000
_NAMES = {positions.name: "id", found.name: "position", reviews.name: "position"}
_TOUCHED = "placet_touched"
_KEYS = select(
    positions.c.question, positions.c.holder, positions.c.holder_kind, positions.c.said
).distinct()


def begin(connection: Connection) -> None:
    """From here on a transaction remembers what it touches."""
    connection.info[_TOUCHED] = (set(), set())


def touch(connection: Connection, table: Table, batch: Collection[Mapping[str, Any]]) -> None:
    """Remember that rows were added to a table, for `keep_up`."""
    ids, documents = connection.info.setdefault(_TOUCHED, (set(), set()))
    if table is readings:
        documents.update(row["document"] for row in batch)
    elif table.name in _NAMES:
        ids.update(row[_NAMES[table.name]] for row in batch)


def keep_up(connection: Connection) -> None:
    """Bring the sums up to date with what the transaction has added."""
    ids, documents = connection.info.pop(_TOUCHED, (set(), set()))
    if len(ids) > _MANY:
        make_anew(connection)
    elif ids or documents:
        for key, days in _by_row(_touched(connection, ids, documents)).items():
            _add_up(connection, key, days)


def make_anew(connection: Connection) -> None:
    """Add up the whole ledger."""
    connection.execute(delete(sums))
    claims = decided_claims(connection)
    for key, days in _by_row(_said(connection, _KEYS)).items():
        _add_up(connection, key, days, claims)


def kept(connection: Connection, questions: Collection[str], by: date) -> tuple[Sums, ...]:
    """The sums of some questions that tell what was known by a day.

    What is late comes along only where it matters on that day.
    """
    matters = or_(sums.c.settled > by, sums.c.holder.in_(GROUPS))
    late = case((matters, sums.c.late), else_=b"").label("late")
    columns = [column for column in sums.c if column is not sums.c.late]
    query = select(*columns, late).where(sums.c.question.in_(questions), sums.c.year <= by.year)
    listed = connection.execute(query.order_by(*sums.primary_key.columns))
    return tuple(Sums(**row) for row in listed.mappings())


def _touched(
    connection: Connection, ids: Collection[str], documents: Collection[str]
) -> Iterator[Said]:
    """Question, holder and day of all that new entries may bear on."""
    named, touched = set(ids), set(documents)
    for some in in_parts(ids):
        query = select(positions.c.document, positions.c.supersedes).where(
            or_(positions.c.id.in_(some), positions.c.supersedes.in_(some))
        )
        for row in connection.execute(query):
            touched.add(row.document)
            named.add(row.supersedes)
    for some in in_parts(named):
        here = or_(positions.c.id.in_(some), positions.c.supersedes.in_(some))
        yield from _said(connection, _KEYS.where(here))
    for some in in_parts(touched):
        yield from _said(connection, _KEYS.where(positions.c.document.in_(some)))


def _said(connection: Connection, query: Select[Any]) -> Iterator[Said]:
    for row in connection.execute(query):
        yield row.question, row.holder, row.holder_kind, row.said


def _by_row(touched: Iterable[Said]) -> dict[Key, set[date]]:
    """The days touched, by the row of sums to which they belong."""
    found: dict[Key, set[date]] = defaultdict(set)
    for question, holder, kind, said in touched:
        name = named(holder, kind)
        if name:
            found[question, name, said.year].add(said)
    return dict(sorted(found.items()))


def _add_up(
    connection: Connection, key: Key, days: Collection[date], claims: Claims | None = None
) -> None:
    """Add up what counts of some days and put it in place of what the sums held of them."""
    question, holder, year = key
    here = and_(
        sums.c.question == question,
        sums.c.holder == holder,
        sums.c.year == year,
    )
    wanted = Wanted(questions=[question], holder=holder, days=days)
    new = add_up(*key, effective(connection, wanted, claims))
    old = connection.execute(select(sums).where(here)).mappings().first()
    if old:
        new = Sums(**old).changed(new, days)
        connection.execute(delete(sums).where(here))
    if new.sums or new.late:
        connection.execute(insert(sums), [asdict(new)])
