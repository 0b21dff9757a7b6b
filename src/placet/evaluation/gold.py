"""Labelled files: recognised by their keys, checked line by line.

A file has one JSON object a document and line (`.jsonl`), or is one object (`.json`). What is
labelled in a document follows from its keys: `statements` are attributions with spans, and their
`speaker`, where given, an actor; `positions` are holders with question and stance. The text stands
under `text`, or in the file that `file` names beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from placet.errors import CaseError
from placet.evaluation.positions import LabelledPosition, labelled
from placet.evaluation.spans import ROLES, Label, fragments
from placet.words import Document, Question

_MEND = "see docs/evaluate.md for the layout of labelled files"
_LABELLED = {"statements", "positions", "passages"}
_ANY_BODY = "unga"
"""The body of questions on labelled passages: its rule plays no part in reading."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSpeaker:
    """Who a labelled statement's source is: a person, a country, or neither."""

    person: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One document of a labelled file with its labels; what is not labelled there is None."""

    name: str
    document: Document
    statements: tuple[Label, ...] | None = None
    optional: tuple[Label, ...] = ()
    """Statements that may be found or not: listed neither as missed nor as spurious."""
    speakers: Mapping[int, LabelledSpeaker] = field(default_factory=dict)
    positions: tuple[LabelledPosition, ...] | None = None
    questions: tuple[Question, ...] | None = None
    """What is asked of this document, where the file says so itself."""
    group: str = ""
    """The decision that it is about: documents of one are drawn together for intervals."""


def load_gold(path: Path) -> tuple[GoldDocument, ...]:
    """The documents of a labelled file.

    Raises:
        CaseError: it cannot be read, or a line is no labelled document; names line and key.
    """
    documents = tuple(
        document
        for place, row in _rows(path)
        for document in (
            passages(path, place, row) if "passages" in row else (_document(path, place, row),)
        )
    )
    if not documents:
        raise CaseError("holds no labelled document", file=path, mend=_MEND)
    return documents


def _rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", file=path, mend="check the path") from None
    whole = path.suffix == ".json"
    lines = [text] if whole else text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = "" if whole else str(number)
        try:
            row = json.loads(line)
        except json.JSONDecodeError as error:
            raise CaseError(f"is not JSON: {error}", file=path, place=place, mend=_MEND) from None
        if not isinstance(row, dict) or not _LABELLED & row.keys():
            raise CaseError(
                "has neither statements, positions nor passages",
                file=path,
                place=place,
                mend=_MEND,
            )
        yield place, row


def _document(path: Path, place: str, row: Mapping[str, Any]) -> GoldDocument:
    try:
        text = _text(path, row)
        return GoldDocument(
            name=str(row.get("doc_id") or f"line {place or 1}"),
            document=Document(
                id=hashlib.sha256(text.encode()).hexdigest(),
                text=text,
                title=str(row.get("title") or ""),
                publisher=str(row.get("publisher") or ""),
                published=_day(row.get("published")),
                url=str(row.get("url") or ""),
                language=str(row.get("language") or "en"),
            ),
            statements=_labels(row["statements"]) if "statements" in row else None,
            optional=_labels(row.get("optional_statements", ())),
            speakers=_speakers(row.get("statements", ())),
            positions=tuple(map(labelled, row["positions"])) if "positions" in row else None,
        )
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        problem = f"is no labelled document: {type(error).__name__}: {error}"
        raise CaseError(problem, file=path, place=place, mend=_MEND) from None


def passages(path: Path, place: str, row: Mapping[str, Any]) -> Iterator[GoldDocument]:
    """Labelled passages on one decision: its questions, and for each passage who stands where."""
    try:
        asked = tuple(
            Question(id=str(name), text=str(text), body=_ANY_BODY, matter="")
            for name, text in row["questions"].items()
        )
        for number, one in enumerate(row["passages"], start=1):
            text = str(one["text"])
            yield GoldDocument(
                name=f"{row['case']} {number}",
                document=Document(
                    id=hashlib.sha256(text.encode()).hexdigest(),
                    text=text,
                    published=_day(str(one.get("date") or "")[:10]),
                    language="en",
                ),
                positions=tuple(
                    LabelledPosition(holder=holder, question=question, stance=stance, evidence=told)
                    for holder, question, stance, told in one["labels"]
                ),
                questions=asked,
                group=str(row["case"]),
            )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        problem = f"holds no labelled passages: {type(error).__name__}: {error}"
        raise CaseError(problem, file=path, place=place, mend=_MEND) from None


def _text(path: Path, row: Mapping[str, Any]) -> str:
    if "text" in row:
        return str(row["text"])
    beside = path.parent / Path(str(row["file"])).name
    try:
        return beside.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CaseError(f"cannot be read: {error}", file=beside, mend=_MEND) from None


def _labels(rows: Any) -> tuple[Label, ...]:
    return tuple(Label(**{role: fragments(row.get(role)) for role in ROLES}) for row in rows)


def _speakers(rows: Any) -> dict[int, LabelledSpeaker]:
    return {
        number: LabelledSpeaker(
            person=row["speaker"].get("person") or "", country=row["speaker"].get("country") or ""
        )
        for number, row in enumerate(rows)
        if isinstance(row.get("speaker"), dict)
    }


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
