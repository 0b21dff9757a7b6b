"""JSON for other programs: frozen objects made plain, with the name of their schema in front."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from placet.formats.safe import escape_terminal
from placet.words import Condition, Document, Fact, Reading, Span, Statement


def plain(value: Any) -> Any:
    """The JSON form of what JSON does not know: dataclasses, mappings, sets, dates, fractions.

    Raises:
        TypeError: it has none.
    """
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, AbstractSet):
        return sorted(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path | Fraction):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def dumps(schema: str, shape: Mapping[str, Any]) -> str:
    """Indented JSON, e.g. for `schema` "placet/board@1". NaN is a bug and refused."""
    return _dumped(schema, shape, indent=1)


def dump_line(schema: str, shape: Mapping[str, Any]) -> str:
    """The same on one line, for JSON Lines."""
    return _dumped(schema, shape, indent=None)


def _dumped(schema: str, shape: Mapping[str, Any], *, indent: int | None) -> str:
    """JSON that is also safe to print: control characters stand as the escapes that JSON has."""
    text = json.dumps(
        {"schema": schema, **shape},
        default=plain,
        ensure_ascii=False,
        indent=indent,
        allow_nan=False,
    )
    return escape_terminal(text)


def reading_json(reading: Reading) -> dict[str, Any]:
    """A reading as `placet read --json` prints it."""
    return {
        "document": _document(reading.document),
        "reader": reading.reader,
        "text": reading.document.text,
        "statements": [_statement(statement) for statement in reading.statements],
        "facts": [_fact(fact) for fact in reading.facts],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published,
        "language": document.language,
        "url": document.url,
        "characters": len(document.text),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "source": _span(statement.source),
        "cue": _span(statement.cue),
        "content": [_span(span) for span in statement.content],
        "speaker": statement.speaker,
        "addressee": statement.addressee,
        "channel": statement.channel,
        "via": statement.via,
        "direct": statement.quotation.value == "direct",
        "quotation": statement.quotation,
        "negated": statement.negated,
        "hedged": statement.hedged,
        "said": statement.said,
        "conditions": [_condition(condition) for condition in statement.conditions],
        "stances": statement.stances,
    }


def _condition(condition: Condition) -> dict[str, Any]:
    return {
        **plain(condition.span),
        "kind": condition.kind,
        "limits": condition.limits,
        "polarity": condition.polarity,
        "lifted_when": condition.lifted_when,
    }


def _fact(fact: Fact) -> dict[str, Any]:
    return {"kind": fact.kind, "value": fact.value, "span": _span(fact.span), "note": fact.note}


def _span(span: Span | None) -> dict[str, Any] | None:
    return {"start": span.start, "end": span.end, "text": span.text} if span else None
