"""Between frozen objects and rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from datetime import date, datetime
from typing import Any

from placet.formats.shapes import checked, shaped_json
from placet.formats.texts import load_json
from placet.words import (
    Directness,
    Document,
    Fact,
    HolderKind,
    Position,
    Reading,
    Span,
    Stance,
    StanceReading,
    Statement,
)

_SAME = (
    "question",
    "holder",
    "holder_kind",
    "stance",
    "directness",
    "said",
    "published",
    "speaker",
    "channel",
    "source",
    "url",
    "condition",
    "summary",
    "explicit",
    "statement",
    "document",
    "links",
    "supersedes",
    "confidence",
)
"""What tells one position from another; `suggested` follows from the reader and its version."""
_PLAIN = tuple(f.name for f in fields(Position) if f.name not in {"span", "reviewed", "links"})


def position_id(position: Position) -> str:
    """A hash of what a position says, so that the same one is kept once.

    Two people who code the same both count: how far they agree is worth knowing.
    """
    content = "\x1f".join(str(getattr(position, name)) for name in _SAME)
    if position.coder:
        content += f"\x1f{position.coder}"
    return hashlib.sha256(content.encode()).hexdigest()[:24]


def identified(position: Position) -> Position:
    """The position with the id of its content."""
    return replace(position, id=position_id(position))


def positions_of(reading: Reading, known: date) -> tuple[Position, ...]:
    """One position for each stance of each statement of a reading.

    Args:
        reading: what a reader found.
        known: the day from which the public could know the text; that on which it was taken in,
            where it carries no date, which its positions then say beside their source.
    """
    return tuple(
        _position(reading, statement, stance, known)
        for statement in reading.statements
        for stance in statement.stances
    )


def _position(
    reading: Reading, statement: Statement, stance: StanceReading, known: date
) -> Position:
    document = reading.document
    channel = (statement.channel, statement.via and f"via {statement.via}")
    source = document.publisher or document.title or document.origin
    return identified(
        Position(
            id="",
            question=stance.question,
            holder=stance.holder,
            holder_kind=stance.holder_kind,
            stance=stance.stance,
            confidence=stance.confidence,
            directness=stance.directness,
            said=min(statement.said or known, known),
            published=known,
            speaker=_speaker(statement),
            channel=" ".join(part for part in channel if part),
            source=source if document.published else f"{source} (undated; taken in on {known})",
            url=document.url,
            condition="; ".join(
                c.span.text for c in statement.conditions if c.polarity != "concedes"
            ),
            summary=_sentence(document, statement),
            explicit=stance.explicit,
            suggested=stance.suggested,
            statement=statement.id,
            document=document.id,
            span=statement.content[0] if statement.content else None,
            entered_by=reading.reader,
        )
    )


def _speaker(statement: Statement) -> str:
    speaker = statement.speaker
    if speaker is None:
        return ""
    return f"{speaker.name} ({speaker.office})" if speaker.office else speaker.name


def _sentence(document: Document, statement: Statement) -> str:
    """The words of the text from the statement's first span to its last."""
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    if not spans:
        return ""
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return " ".join(document.text[start:end].split())


def position_row(position: Position, recorded: datetime, row_key: str) -> dict[str, Any]:
    """A position as a row of its table."""
    row = {f.name: getattr(position, f.name) for f in fields(Position)}
    span: Span | None = row.pop("span")
    row.pop("reviewed")
    return {
        **row,
        "links": json.dumps(position.links, ensure_ascii=False),
        "span_start": span.start if span else None,
        "span_end": span.end if span else None,
        "span_text": span.text if span else None,
        "recorded": recorded,
        "row_key": row_key,
    }


def position_from(row: Mapping[Any, Any], reviewed: str = "") -> Position:
    """A position from its row.

    Raises:
        ValueError: a value of it is none that a position can have.
    """
    span = None
    if row["span_start"] is not None:
        span = Span(row["span_start"], row["span_end"], row["span_text"])
    values = {name: row[name] for name in _PLAIN}
    links = () if row["links"] == "[]" else checked(tuple[str, ...], load_json(row["links"]))
    values["holder_kind"] = HolderKind(values["holder_kind"])
    values["stance"] = Stance(values["stance"])
    values["directness"] = Directness(values["directness"])
    return Position(**values, span=span, links=links, reviewed=reviewed)


def dumped(item: Statement | Fact) -> str:
    """A statement or fact as JSON text."""
    return json.dumps(asdict(item), ensure_ascii=False, default=_dated)


def _dated(day: date) -> dict[str, str]:
    return {"date": day.isoformat()}


def statement_from(payload: str) -> Statement:
    """A statement from its JSON text.

    Raises:
        ValueError: it is none.
    """
    return shaped_json(Statement, payload)


def fact_from(payload: str) -> Fact:
    """A fact from its JSON text.

    Raises:
        ValueError: it is none.
    """
    return shaped_json(Fact, payload)
