"""Rows from outside, checked before any of them goes in: what is taken can be read back."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from sqlalchemy import Table

from placet.formats.shapes import ShapeError, checked
from placet.ledger import rows, schema
from placet.ledger.deciding import DECISIONS
from placet.words import Fact, Span, Statement

Row = dict[str, Any]
_SPAN = ("span_start", "span_end", "span_text")
_SHOWN = 60
_PAYLOADS: Mapping[str, Callable[[str], Statement | Fact]] = {
    schema.statements.name: rows.statement_from,
    schema.facts.name: rows.fact_from,
}


def checked_row(table: Table, row: Mapping[str, Any]) -> Row:
    """A row with the values of its columns, each of its type.

    Raises:
        ValueError: a column is missing or a value will not do; with its name.
    """
    made = {}
    for column in table.c:
        if column.name not in row:
            raise ShapeError("is missing", column.name)
        kind = column.type.python_type
        try:
            wanted = kind | None if column.nullable else kind
            made[column.name] = checked(wanted, row[column.name])
        except ShapeError as error:
            raise error.within(column.name) from None
    if table.name in _CHECKS:
        _CHECKS[table.name](made)
    return made


def check_spans(batches: Mapping[str, Iterable[Row]]) -> None:
    """Refuse statements and facts whose words are not in their text.

    Raises:
        ValueError: names the words.
    """
    texts = {row["id"]: row["text"] for row in batches[schema.documents.name]}
    read = {row["id"]: texts.get(row["document"]) for row in batches[schema.readings.name]}
    for name, made in _PAYLOADS.items():
        for row in batches[name]:
            text = read.get(row["reading"])
            for span in _spans(made(row["payload"])):
                if text is None or span.start < 0 or text[span.start : span.end] != span.text:
                    raise ShapeError(f"{span.text[:_SHOWN]!r} is not in the text there", name)


def check_chains(batch: Iterable[Row]) -> None:
    """Refuse positions that supersede one another in a circle.

    Raises:
        ValueError: names one of them.
    """
    older = {row["id"]: row["supersedes"] for row in batch}
    done: set[str] = set()
    for name in older:
        chain: set[str] = set()
        while name and name not in done:
            if name in chain:
                raise ShapeError(f"{name!r} supersedes itself", schema.positions.name)
            chain.add(name)
            name = older.get(name, "")  # noqa: PLW2901 - the walk goes on from it
        done |= chain


def _spans(held: object) -> Iterator[Span]:
    """Every span within a statement or a fact."""
    if isinstance(held, Span):
        yield held
    elif isinstance(held, tuple):
        for part in held:
            yield from _spans(part)
    elif is_dataclass(held):
        for one in fields(held):
            yield from _spans(getattr(held, one.name))


def _document(row: Row) -> None:
    if hashlib.sha256(row["text"].encode()).hexdigest() != row["id"]:
        raise ShapeError("is not the SHA-256 of the text", "id")


def _statement(row: Row) -> None:
    if rows.statement_from(row["payload"]).id != row["id"]:
        raise ShapeError("is not that of the payload", "id")


def _fact(row: Row) -> None:
    rows.fact_from(row["payload"])


def _position(row: Row) -> None:
    rows.position_from(row)
    if not 0 <= row["confidence"] <= 1:
        raise ShapeError(f"{row['confidence']} is no chance", "confidence")
    given = [row[name] is not None for name in _SPAN]
    if any(given) and not all(given):
        raise ShapeError("is there by half", "span")


def _review(row: Row) -> None:
    if row["decision"] not in DECISIONS:
        raise ShapeError(f"{row['decision']!r} is no decision", "decision")


_CHECKS: Mapping[str, Callable[[Row], None]] = {
    schema.documents.name: _document,
    schema.statements.name: _statement,
    schema.facts.name: _fact,
    schema.positions.name: _position,
    schema.reviews.name: _review,
}
