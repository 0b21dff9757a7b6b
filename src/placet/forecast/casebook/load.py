"""Reading a casebook strictly: each error names file, line, value and mend."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from placet.errors import CaseError, did_you_mean
from placet.forecast.casebook.decisions import Casebook, Decision, Kind, Outcome, RuleClass
from placet.formats import ReadOnce, Row, read_rows

COLUMNS = (
    *("id", "body", "matter", "rule", "members", "kind", "candidates", "asked", "due"),
    *("holdouts", "named", "decided", "outcome", "unsure", "source"),
)
_REQUIRED = ("id", "body", "matter", "rule", "kind", "outcome", "source")
_CODE = re.compile(r"[A-Z]{2}")
_Word = TypeVar("_Word", bound=StrEnum)


@ReadOnce
def load_casebook(path: Path | None = None) -> Casebook:
    """A casebook; the one that is shipped if no file is named.

    Raises:
        CaseError: a misspelt word, an impossible day, days out of order, an id that stands twice.
    """
    file = path or Path(str(files("placet.forecast.casebook") / "decisions.csv"))
    found: dict[str, Decision] = {}
    for row in read_rows(file, columns=COLUMNS, required=_REQUIRED):
        if row["id"] in found:
            raise row.error("id", "stands twice", "give each decision an id of its own")
        found[row["id"]] = _decision(row)
    if not found:
        raise CaseError("holds no decision", file=file, mend="add a row below the header")
    return Casebook(tuple(sorted(found.values(), key=lambda d: (d.asked or date.min, d.id))))


def _decision(row: Row) -> Decision:
    made = Decision(
        id=row["id"],
        body=row["body"],
        matter=row["matter"],
        rule=_word(row, "rule", RuleClass),
        members=_number(row, "members"),
        kind=_word(row, "kind", Kind),
        candidates=_codes(row, "candidates"),
        asked=_day_if_told(row, "asked"),
        due=_day_if_told(row, "due"),
        holdouts=_codes(row, "holdouts"),
        named=_day_if_told(row, "named"),
        decided=_day_if_told(row, "decided"),
        outcome=_word(row, "outcome", Outcome),
        unsure=_columns(row, "unsure"),
        source=row["source"],
    )
    _check(row, made)
    return made


def _check(row: Row, made: Decision) -> None:
    if made.adopted and made.decided is None:
        raise row.error("decided", f"is missing for what was {made.outcome}", "give the day")
    if made.asked is None and made.decided is None:
        raise row.error("asked", "is missing, as is the day of decision", "give at least one")
    if made.named and not made.holdouts:
        raise row.error("named", "stands without holdouts", "name them, or leave it empty")
    for earlier, later in (("asked", "decided"), ("asked", "due"), ("named", "decided")):
        first, last = getattr(made, earlier), getattr(made, later)
        if first and last and last < first:
            raise row.error(later, f"comes before {earlier} = {first}", "check both days")


def _day_if_told(row: Row, column: str) -> date | None:
    return row.day(column) if row[column] else None


def _number(row: Row, column: str) -> int | None:
    if not row[column]:
        return None
    if not row[column].isascii() or not row[column].isdecimal() or int(row[column]) == 0:
        raise row.error(column, "is no number of members", "write a whole number, e.g. 32")
    return int(row[column])


def _codes(row: Row, column: str) -> tuple[str, ...]:
    codes = tuple(row[column].split())
    for code in codes:
        if not _CODE.fullmatch(code):
            raise row.error(
                column, f"has {code!r}", "write codes as in: HU SK, with spaces between"
            )
    return codes


def _columns(row: Row, column: str) -> tuple[str, ...]:
    names = tuple(row[column].split())
    _known(row, column, names, COLUMNS)
    return names


def _word(row: Row, column: str, words: type[_Word]) -> _Word:
    _known(row, column, (row[column],), [word.value for word in words])
    return words(row[column])


def _known(row: Row, column: str, given: Iterable[str], known: Iterable[str]) -> None:
    for word in given:
        if word not in known:
            raise row.error(column, f"has {word!r}, which is unknown", did_you_mean(word, known))
