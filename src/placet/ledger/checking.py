"""Rows from outside, checked before any of them goes in: what is taken can be read back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
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


class Checking:
    """Rows in the order of an export, each after what it refers to."""

    def __init__(self) -> None:
        self._texts: dict[str, str] = {}
        self._read: dict[int, str] = {}

    def row(self, table: Table, row: Mapping[str, Any]) -> Row:
        """A row with the values of its columns, each of its type.

        Raises:
            ValueError: a column is missing or a value will not do; with its name.
        """
        made = _typed(table, row)
        if table is schema.documents:
            _check_document(made)
            self._texts[made["id"]] = made["text"]
        elif table is schema.readings:
            if made["document"] not in self._texts:
                raise ShapeError("is none that stands above", "document")
            self._read[made["id"]] = self._texts[made["document"]]
        elif table is schema.statements:
            told = rows.statement_from(made["payload"])
            self._check_words(made, told)
            if told.id != made["id"]:
                raise ShapeError("is not that of the payload", "id")
        elif table is schema.facts:
            self._check_words(made, rows.fact_from(made["payload"]))
        elif table is schema.positions:
            _check_position(made)
        elif table is schema.reviews and made["decision"] not in DECISIONS:
            raise ShapeError(f"{made['decision']!r} is no decision", "decision")
        return made

    def _check_words(self, row: Row, told: Statement | Fact) -> None:
        """Refuse words that are not in the text where they are said to stand."""
        text = self._read.get(row["reading"])
        if text is None:
            raise ShapeError("is none that stands above", "reading")
        for span in _spans(told):
            if span.start < 0 or text[span.start : span.end] != span.text:
                raise ShapeError(f"{span.text[:_SHOWN]!r} is not in the text there", "payload")


def _typed(table: Table, row: Mapping[str, Any]) -> Row:
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
    return made


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


def _check_document(row: Row) -> None:
    if hashlib.sha256(row["text"].encode()).hexdigest() != row["id"]:
        raise ShapeError("is not the SHA-256 of the text", "id")


def _check_position(row: Row) -> None:
    rows.position_from(row)
    if not 0 <= row["confidence"] <= 1:
        raise ShapeError(f"{row['confidence']} is no chance", "confidence")
    given = [row[name] is not None for name in _SPAN]
    if any(given) and not all(given):
        raise ShapeError("is there by half", "span")
