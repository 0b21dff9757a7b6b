"""Labelled files: recognised by their keys, checked line by line.

A file has one JSON object a document and line (`.jsonl`), or is one object (`.json`). What is
labelled in a document follows from its keys: `statements` are attributions with spans, and their
`speaker`, where given, an actor; `positions` are holders with question and stance. The text stands
under `text`, or in the file that `file` names beside it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from placet.errors import CaseError
from placet.evaluation.positions import LabelledPosition, WrittenPosition, labelled
from placet.evaluation.spans import ROLES, Label, Written, fragments
from placet.formats.days import read_day
from placet.formats.shapes import ShapeError, shaped
from placet.formats.texts import load_json, read_text
from placet.words import Document, Question

_MEND = "see docs/evaluate.md for the layout of labelled files"
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
            _passages(path, place, row)
            if isinstance(row, _Decision)
            else (_document(path, place, row),)
        )
    )
    if not documents:
        raise CaseError("holds no labelled document", file=path, mend=_MEND)
    return documents


@dataclass(frozen=True, slots=True, kw_only=True)
class _Speaker:
    """A labelled speaker as it is written."""

    person: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Statement:
    """A labelled statement as it is written."""

    source: Written = None
    cue: Written = None
    content: Written = None
    speaker: _Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A labelled document as it is written; what else stands in it is passed over."""

    doc_id: str | int | None = None
    text: str | None = None
    file: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    statements: tuple[_Statement, ...] | None = None
    optional_statements: tuple[_Statement, ...] = ()
    positions: tuple[WrittenPosition, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Passage:
    """A labelled passage as it is written: holder, question, stance and the words that show it."""

    text: str
    date: str | None = None
    labels: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decision:
    """A decision with its questions and passages, as it is written."""

    case: str
    questions: dict[str, str]
    passages: tuple[_Passage, ...]


def _rows(path: Path) -> Iterator[tuple[str, _Row | _Decision]]:
    text = read_text(path)
    whole = path.suffix == ".json"
    lines = [text] if whole else text.split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = "" if whole else str(number)
        try:
            data = load_json(line)
            decided = isinstance(data, dict) and "passages" in data
            row: _Row | _Decision = (
                shaped(_Decision, data, besides=True)
                if decided
                else shaped(_Row, data, besides=True)
            )
        except ValueError as error:
            raise _wrong(path, place, error) from None
        if isinstance(row, _Row) and row.statements is None and row.positions is None:
            raise CaseError(
                "has neither statements, positions nor passages",
                file=path,
                place=place,
                mend=_MEND,
            )
        yield place, row


def _document(path: Path, place: str, row: _Row) -> GoldDocument:
    text = row.text if row.text is not None else _beside(path, place, row.file)
    try:
        return GoldDocument(
            name=str(row.doc_id or f"line {place or 1}"),
            document=Document(
                id=hashlib.sha256(text.encode()).hexdigest(),
                text=text,
                title=row.title or "",
                publisher=row.publisher or "",
                published=read_day(row.published) if row.published else None,
                url=row.url or "",
                language=row.language or "en",
            ),
            statements=None if row.statements is None else _labels(row.statements, text),
            optional=_labels(row.optional_statements, text),
            speakers=_speakers(row.statements or ()),
            positions=None if row.positions is None else tuple(map(labelled, row.positions)),
        )
    except ValueError as error:
        raise _wrong(path, place, error) from None


def _passages(path: Path, place: str, row: _Decision) -> Iterator[GoldDocument]:
    """Labelled passages on one decision: its questions, and for each passage who stands where."""
    asked = tuple(
        Question(id=name, text=text, body=_ANY_BODY, matter="")
        for name, text in row.questions.items()
    )
    for number, one in enumerate(row.passages, start=1):
        try:
            published = read_day(one.date) if one.date else None
        except ValueError as error:
            raise _wrong(path, place, error) from None
        yield GoldDocument(
            name=f"{row.case} {number}",
            document=Document(
                id=hashlib.sha256(one.text.encode()).hexdigest(),
                text=one.text,
                published=published,
                language="en",
            ),
            positions=tuple(
                LabelledPosition(holder=holder, question=question, stance=stance, evidence=told)
                for holder, question, stance, told in one.labels
            ),
            questions=asked,
            group=row.case,
        )


def _wrong(path: Path, place: str, error: ValueError) -> CaseError:
    return CaseError(f"is no labelled document: {error}", file=path, place=place, mend=_MEND)


def _beside(path: Path, place: str, name: str | None) -> str:
    """The text that `file` names."""
    if not name or Path(name).name != name:
        problem = f"has no text, and file = {name!r} names none beside it"
        raise CaseError(problem, file=path, place=place, mend=_MEND)
    return read_text(path.parent / name)


def _labels(rows: Iterable[_Statement], text: str) -> tuple[Label, ...]:
    labels = []
    for at, row in enumerate(rows):
        label = Label(**{role: fragments(getattr(row, role)) for role in ROLES})
        for start, end in (one for role in ROLES for one in label.role(role)):
            if not 0 <= start <= end <= len(text):
                problem = f"{start} to {end} is no part of a text of {len(text)} characters"
                raise ShapeError(problem, f"statements[{at}]")
        labels.append(label)
    return tuple(labels)


def _speakers(rows: Iterable[_Statement]) -> dict[int, LabelledSpeaker]:
    return {
        at: LabelledSpeaker(person=row.speaker.person or "", country=row.speaker.country or "")
        for at, row in enumerate(rows)
        if row.speaker
    }
