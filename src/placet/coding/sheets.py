"""Coding sheets: a table for each coder to fill in blind, and the coding that comes back.

A sheet shows neither what the machine found nor what another coder did.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from placet.coding.units import NOTHING, words_of
from placet.errors import CaseError, did_you_mean
from placet.formats import Row, read_rows, write_rows
from placet.words import (
    CODER,
    Condition,
    Directness,
    HolderKind,
    Question,
    Quotation,
    Reading,
    Span,
    Stance,
    StanceReading,
    Statement,
)

COLUMNS = (
    *("statement", "source", "published", "paragraph", "text", "question"),
    *("holder", "stance", "directness", "condition"),
)
_REQUIRED = ("statement", "question")
NEW = "new"
"""In the column `statement`: words that the machine took no statement from."""
_ID = 24
_CODER = re.compile(r"\w[\w.@-]{0,63}")
_SHOWN = 80
_AROUND = 600
"""Characters of the text shown on either side of a statement."""
Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class _Code:
    """One filled row."""

    stance: StanceReading | None
    condition: Span | None


def write_sheet(path: Path, readings: Iterable[Reading], questions: Sequence[Question]) -> int:
    """Write one row for each statement of the texts and each question; how many there are."""
    rows = [
        (
            statement.id,
            reading.document.publisher or reading.document.title or reading.document.origin,
            reading.document.published or "",
            _paragraph(reading, statement),
            words_of(reading, statement),
            question.id,
            *("", "", "", ""),
        )
        for reading in readings
        for statement in reading.statements
        for question in questions
    ]
    write_rows(path, COLUMNS, rows)
    return len(rows)


def read_sheet(
    path: Path,
    coder: str,
    readings: Iterable[Reading],
    before: Sequence[Reading],
    *,
    questions: Collection[str],
    countries: Collection[str],
) -> tuple[Reading, ...]:
    """A coder's filled sheet as her reading of each text; rows without a stance are not coded yet.

    Args:
        path: the sheet. A row may be copied where a statement shows several holders; one with `new`
            for its statement codes words that stand in just one of the texts.
        coder: whose it is.
        readings: the machine's, which tell the statements.
        before: what she coded before; what the sheet does not speak of stays as it was.
        questions: those of the case.
        countries: alpha-2 codes that a holder may have.

    Raises:
        CaseError: a statement that the ledger does not have, a question, holder, stance, directness
            or condition that will not do; with its line.
    """
    known = {
        statement.id: (reading, statement)
        for reading in (*before, *readings)
        for statement in reading.statements
    }
    texts = {reading.document.id: reading for reading, _ in known.values()}
    codes: dict[str, list[_Code]] = defaultdict(list)
    for row in read_rows(path, columns=COLUMNS, required=_REQUIRED):
        if row["statement"] == NEW:
            reading, statement = _added(row, texts.values())
            known.setdefault(statement.id, (reading, statement))
        elif row["statement"] in known:
            reading, statement = known[row["statement"]]
        else:
            raise row.error("statement", "is not in the ledger", f"leave it as made, or {NEW}")
        if row["stance"]:
            code = _code(row, reading.document.text, questions, countries)
            codes[statement.id].append(code)
        elif row["holder"]:
            raise row.error("stance", "is empty beside a holder", f"write a stance, or {NOTHING}")
    return _readings(coder, known, codes, before)


def _added(row: Row, texts: Iterable[Reading]) -> tuple[Reading, Statement]:
    """What a coder found that no statement covers: the words in the column `text`."""
    found = [
        (one, span) for one in texts if (span := Span.of_words(one.document.text, row["text"]))
    ]
    if len(found) != 1:
        problem = "stands in more than one text" if found else "stands in no text"
        raise row.error("text", problem, "copy the words that you code, as many as tell the text")
    reading, span = found[0]
    name = hashlib.sha256(f"{reading.document.id}{span.start}{span.end}".encode()).hexdigest()
    return reading, Statement(
        id=name[:_ID], source=None, cue=None, content=(span,), quotation=Quotation.INDIRECT
    )


def _readings(
    coder: str,
    known: Mapping[str, tuple[Reading, Statement]],
    codes: Mapping[str, list[_Code]],
    before: Iterable[Reading],
) -> tuple[Reading, ...]:
    mine = f"{CODER}{coder}"
    old = {one.document.id: one.statements for one in before if one.reader == mine}
    texts = {known[name][0].document.id: known[name][0].document for name in codes}
    fresh: dict[str, list[Statement]] = defaultdict(list)
    for name, found in codes.items():
        reading, statement = known[name]
        fresh[reading.document.id].append(_coded(statement, found))
    return tuple(
        Reading(
            document=texts[text],
            reader=mine,
            statements=(
                *statements,
                *(one for one in old.get(text, ()) if one.id not in codes),
            ),
        )
        for text, statements in fresh.items()
    )


def _coded(statement: Statement, codes: Iterable[_Code]) -> Statement:
    stances = tuple(dict.fromkeys(code.stance for code in codes if code.stance))
    spans = dict.fromkeys(code.condition for code in codes if code.condition)
    conditions = tuple(Condition(span=span, kind="coded") for span in spans)
    return replace(statement, stances=stances, conditions=conditions)


def _code(row: Row, text: str, questions: Collection[str], countries: Collection[str]) -> _Code:
    if row["question"] not in questions:
        mend = did_you_mean(row["question"], questions)
        raise row.error("question", "is not asked by this case", mend)
    if row["stance"] == NOTHING:
        if row["holder"]:
            raise row.error("holder", f"stands beside {NOTHING}", "empty it, or write a stance")
        return _Code(None, None)
    kind, holder = HolderKind.COUNTRY, row["holder"] or None
    if row["holder"] in {"body", "unnamed"}:
        kind, holder = HolderKind(row["holder"]), None
    elif row["holder"] not in countries:
        mend = "write its ISO 3166-1 alpha-2 code, e.g. DE; or body, or unnamed"
        raise row.error("holder", "is no country", mend)
    stance = StanceReading(
        question=row["question"],
        stance=_word(row, "stance", Stance),
        confidence=1.0,
        holder=holder,
        holder_kind=kind,
        directness=_word(row, "directness", Directness)
        if row["directness"]
        else Directness.ON_RECORD,
    )
    return _Code(stance, _verbatim(row, text))


def _verbatim(row: Row, text: str) -> Span | None:
    if not row["condition"]:
        return None
    span = Span.of_words(text, row["condition"])
    if not span:
        raise row.error("condition", "does not stand in the text", "copy the words of the text")
    return span


def _word(row: Row, column: str, kind: type[Word]) -> Word:
    try:
        return kind(row[column])
    except ValueError:
        known = [member.value for member in kind]
        mend = did_you_mean(row[column], [*known, NOTHING] if kind is Stance else known)
        raise row.error(column, f"is no {column}", mend) from None


def _paragraph(reading: Reading, statement: Statement) -> str:
    """The lines around a statement, in one line; of a long one, the part about it."""
    text = reading.document.text
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = max(text.rfind("\n", 0, first) + 1, first - _AROUND)
    end = min(at if (at := text.find("\n", last)) >= 0 else len(text), last + _AROUND)
    return " ".join(text[start:end].split())


def checked_coder(name: str) -> str:
    """A coder's name, which is one word.

    Raises:
        CaseError: it is none.
    """
    if not _CODER.fullmatch(name) or name.startswith("table"):
        raise CaseError(
            f"{name[:_SHOWN]!r} cannot name a coder",
            mend="write the name as one word of letters and digits, and of - . _ @ within",
        )
    return name
