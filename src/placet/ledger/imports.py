"""Positions from a table that people keep: checked cell by cell."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, insert, select

from placet.errors import did_you_mean
from placet.formats import Row, read_rows
from placet.ledger import entries
from placet.ledger.rows import identified
from placet.ledger.schema import imports, positions
from placet.ledger.store import Added, Ledger
from placet.words import Directness, HolderKind, Position, Stance

COLUMNS = (
    "id",
    "date",
    "published",
    "holder",
    "question",
    "stance",
    "directness",
    "confidence",
    "speaker",
    "channel",
    "source",
    "url",
    "condition",
    "summary",
)
REQUIRED = ("date", "holder", "question", "stance", "source")
Word = TypeVar("Word", bound=StrEnum)


def take_in(
    ledger: Ledger, path: Path, *, questions: Collection[str], countries: Collection[str]
) -> Added:
    """Bring a table of positions into the ledger, in one transaction.

    An unchanged table is passed over; a changed row supersedes what it said before; a row that has
    gone is rejected, and one that has come back accepted, on the table's word.

    Raises:
        CaseError: a cell is wrong; nothing of the table is taken in.
    """
    content = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    with ledger.reading() as connection:
        if _last_import(connection, path.name) == content:
            return Added()
    keyed = positions_from_csv(path, questions=questions, countries=countries)
    with ledger.writing() as connection:
        if _last_import(connection, path.name) == content:  # another process was faster
            return Added()
        added = entries.add_positions(connection, keyed)
        _follow_rows(connection, path.name, set(keyed.values()))
        row = insert(imports).values(name=path.name, content=content, recorded=entries.now())
        connection.execute(row)
    return Added(positions=added)


def _last_import(connection: Connection, name: str) -> str | None:
    query = select(imports.c.content).where(imports.c.name == name)
    newest_first = (imports.c.recorded.desc(), imports.c.id.desc())
    return connection.scalar(query.order_by(*newest_first).limit(1))


def _follow_rows(connection: Connection, table: str, present: Collection[str]) -> None:
    """Reject what rows said that have gone from the table; accept again what has come back."""
    query = select(positions.c.row_key, positions.c.id).where(
        positions.c.row_key.startswith(f"{table}:", autoescape=True)
    )
    by = f"table {table}"
    last = {row.row_key: row.id for row in connection.execute(query.order_by("recorded"))}
    for key, name in last.items():
        now = entries.head(connection, name).id
        decision, decider = entries.last_decision(connection, now)
        if key not in present and decision != "rejected":
            note = f"the row is no longer in {table}"
            entries.decide(connection, now, "rejected", by=by, note=note)
        elif key in present and (decision, decider) == ("rejected", by):
            note = f"the row is in {table} again"
            entries.decide(connection, now, "accepted", by=by, note=note)


def positions_from_csv(
    path: Path, *, questions: Collection[str], countries: Collection[str]
) -> dict[Position, str]:
    """The positions of a table, each with the key of its row.

    Columns: date, holder (alpha-2 code, `body` or `unnamed`), question, stance and source are
    required; id, published, directness, confidence (0 to 1), speaker, channel, url, condition and
    summary may stand beside them.

    Raises:
        CaseError: names file, line, value and mend.
    """
    found: dict[Position, str] = {}
    seen: dict[str, int] = {}
    for row in read_rows(path, columns=COLUMNS, required=REQUIRED):
        name = row["id"]
        if name and name in seen:
            raise row.error("id", f"stands in line {seen[name]} too", "give each row its own id")
        seen[name] = row.line
        position = _position(row, questions, countries)
        found[position] = f"{path.name}:{name or position.id}"
    return found


def _position(row: Row, questions: Collection[str], countries: Collection[str]) -> Position:
    said = row.day("date")
    published = row.day("published") if row["published"] else said
    if published < said:
        raise row.error("published", f"lies before the day it was said, {said}", "swap the days")
    kind, holder = _holder(row, countries)
    if row["question"] not in questions:
        mend = did_you_mean(row["question"], questions)
        raise row.error("question", "is not asked by this case", mend)
    if row["url"] and not row["url"].startswith(("https://", "http://")):
        raise row.error("url", "is no web address", "begin it with https://, or leave it empty")
    return identified(
        Position(
            id="",
            question=row["question"],
            holder=holder,
            holder_kind=kind,
            stance=_word(row, "stance", Stance),
            confidence=_confidence(row),
            directness=_word(row, "directness", Directness)
            if row["directness"]
            else Directness.ON_RECORD,
            said=said,
            published=published,
            speaker=row["speaker"],
            channel=row["channel"],
            source=row["source"],
            url=row["url"],
            condition=row["condition"],
            summary=row["summary"],
            entered_by=f"table {row.file.name}",
        )
    )


def _holder(row: Row, countries: Collection[str]) -> tuple[HolderKind, str | None]:
    if row["holder"] in {"body", "unnamed"}:
        return HolderKind(row["holder"]), None
    if row["holder"] not in countries:
        raise row.error(
            "holder",
            "is no country",
            "write its ISO 3166-1 alpha-2 code, e.g. DE; or body, or unnamed",
        )
    return HolderKind.COUNTRY, row["holder"]


def _word(row: Row, column: str, kind: type[Word]) -> Word:
    try:
        return kind(row[column])
    except ValueError:
        mend = did_you_mean(row[column], [member.value for member in kind])
        raise row.error(column, f"is no {column}", mend) from None


def _confidence(row: Row) -> float:
    if not row["confidence"]:
        return 1.0
    try:
        value = float(row["confidence"])
    except ValueError:
        value = math.nan
    if not 0 <= value <= 1:
        raise row.error("confidence", "is no chance", "write a number from 0 to 1")
    return value
