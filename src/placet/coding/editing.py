"""Edits across a ledger: every occurrence of a value, names made one, and scripts of changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placet.errors import UsageError, did_you_mean
from placet.formats import Row, csv_safe, read_rows
from placet.ledger import Decision
from placet.words import Directness, HolderKind, Position, Stance

ORIGIN = ("speaker", "channel", "source", "url", "summary", "published")
"""Fields whose change decides nothing on where the holder stands."""
CLAIM = ("question", "holder", "stance", "directness", "confidence", "said", "condition")
FIELDS = (*CLAIM[:2], *ORIGIN[:3], "condition")
"""Where a value can be looked for."""
_CAN_BE_EMPTY = ("speaker", "channel", "url", "summary", "condition")
_UNCHANGED = ("holder_kind", "explicit", "document", "start", "end", "reviewed", "entered_by")
_WORDS = {"stance": Stance, "directness": Directness}


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One entry of the ledger in which a value stands, and where."""

    position: Position
    field: str
    value: str


def occurrences(
    positions: Iterable[Position], value: str, *, field: str = "", part: bool = False
) -> tuple[Occurrence, ...]:
    """Every entry in which a value stands in a field, in the order of the entries.

    A speaker is found without the office too. Upper and lower case are alike.

    Args:
        positions: entries of the ledger.
        value: what to look for.
        field: one of `FIELDS`; all of them if left out.
        part: find it within a longer value too.

    Raises:
        UsageError: no such field.
    """
    if field and field not in FIELDS:
        raise UsageError(f"no field {field!r}", mend=did_you_mean(field, FIELDS))
    wanted = value.casefold()
    return tuple(
        Occurrence(position, name, held)
        for position in positions
        for name in ((field,) if field else FIELDS)
        for held in (str(getattr(position, name) or ""),)
        if (part and wanted in held.casefold())
        or wanted in {held.casefold(), _bare(name, held).casefold()}
    )


def renamed(found: Iterable[Occurrence], new: str, note: str = "") -> tuple[Decision, ...]:
    """The decisions that write another name where a value stands; a speaker keeps the office.

    Raises:
        UsageError: the new name is empty, or what was found is no name: a claim is corrected,
            entry by entry, with its own review.
    """
    if not new.strip():
        raise UsageError("the new name is empty", mend="write a name")
    decisions = []
    for one in found:
        if one.field not in ORIGIN:
            raise UsageError(
                f"a {one.field} is no name to change throughout",
                mend="correct entries with placet edit or placet review",
            )
        bare = _bare(one.field, one.value)
        value = new + one.value[len(bare) :] if "(" not in new else new
        said = note or f"{one.field} was {one.value!r}"
        changes = {one.field: value}
        if value != one.value:
            decisions.append(
                Decision(position=one.position.id, decision="amended", note=said, changes=changes)
            )
    return tuple(decisions)


def edits(
    path: Path,
    positions: Iterable[Position],
    *,
    questions: Collection[str],
    countries: Collection[str],
) -> tuple[Decision, ...]:
    """What a table of edits changes: rows by id, and the columns that it has.

    A table that `placet export` wrote will do: cells that say what the ledger says change nothing,
    and an empty one only what may be empty.
    A column `decision` may accept or reject; `note` says why.

    Raises:
        CaseError: an entry that does not count, or a value that will not do; with its line.
    """
    held = {position.id: position for position in positions}
    columns = ("id", *CLAIM, *ORIGIN, "decision", "note", *_UNCHANGED)
    found: list[Decision] = []
    for row in read_rows(path, columns=columns, required=("id",)):
        if row["id"] not in held:
            raise row.error(
                "id", "is no entry that counts", "take ids from placet export or placet find"
            )
        found += _decisions(row, held[row["id"]], questions, countries)
    return tuple(found)


def _decisions(
    row: Row, old: Position, questions: Collection[str], countries: Collection[str]
) -> list[Decision]:
    changes: dict[str, Any] = {}
    for column in (*CLAIM, *ORIGIN):
        kept = not row[column] and column not in _CAN_BE_EMPTY
        if column in row.cells and not kept and row[column] != _written(old, column):
            changes |= _change(row, column, questions, countries)
    decision = row["decision"]
    if decision and decision not in {"accepted", "rejected"}:
        raise row.error("decision", "is none", "write accepted or rejected, or leave it empty")
    if decision and changes:
        raise row.error("decision", "stands beside changes", "do one of them")
    if decision and decision != old.reviewed:
        return [Decision(position=old.id, decision=decision, note=row["note"])]
    if not changes:
        return []
    kind = "amended" if set(changes) <= set(ORIGIN) else "corrected"
    return [Decision(position=old.id, decision=kind, note=row["note"], changes=changes)]


def _change(
    row: Row, column: str, questions: Collection[str], countries: Collection[str]
) -> Mapping[str, Any]:
    """The new value of a field, checked."""
    value = row[column]
    if column == "holder":
        if value in {"body", "unnamed"}:
            return {"holder": None, "holder_kind": HolderKind(value)}
        if value not in countries:
            raise row.error(column, "is no country", "write its alpha-2 code; or body, or unnamed")
        return {"holder": value, "holder_kind": HolderKind.COUNTRY}
    if column in _WORDS:
        if value not in list(_WORDS[column]):
            mend = did_you_mean(value, list(_WORDS[column]))
            raise row.error(column, f"is no {column}", mend)
        return {column: _WORDS[column](value)}
    if column in {"said", "published"}:
        return {column: row.day(column)}
    if column == "question" and value not in questions:
        raise row.error(column, "is not asked by this case", did_you_mean(value, questions))
    if column == "confidence":
        return {column: _chance(row)}
    return {column: value}


def _chance(row: Row) -> float:
    try:
        value = float(row["confidence"])
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise row.error("confidence", "is no chance", "write a number from 0 to 1")
    return value


def _written(position: Position, column: str) -> str:
    """A field as `placet export` writes it."""
    value = getattr(position, column)
    return "" if value is None else csv_safe(str(value)).strip()


def _bare(field: str, value: str) -> str:
    """A speaker without the office that stands behind in brackets."""
    return value.partition(" (")[0] if field == "speaker" else value
