"""Facts of procedure: the rule, the members, meetings, the stage reached, what is promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from placet.reading.data import pattern_of, table
from placet.reading.facts import dates
from placet.reading.syntax.numbers import NUMBERS
from placet.words import Fact, Span

_TABLE = table("facts/facts.toml")
_COMPILED = tuple(
    (row["kind"], row.get("value", ""), pattern_of(row["pattern"], _TABLE["parts"], before=r"\b"))
    for row in _TABLE["fact"]
)
_FEW = 10
_COUNT = re.compile(
    r"\b(\d{1,3}|[a-z-]+)\s+(?:member\s+(?:states|countries|nations)|members|allies|member\s+governments)\b"
)
_LOWER_BOUND = re.compile(
    r"(?:at least|more than|some|about|over|other|up to|nearly)\s+$", re.IGNORECASE
)
_MEETING = re.compile(
    r"\b(?:meeting|meets?|gather\w*|summit|session|ministerial|council)\b[^.;\n]{0,60}",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\bin\s+((?:The\s+)?[A-Z]\w+(?:\s+[A-Z]\w+)?)")


def facts(text: str, published: date | None) -> tuple[Fact, ...]:
    """Every fact of procedure that the text tells, in text order."""
    found = [*_by_pattern(text), *_counts(text), *_meetings(text, published)]
    return tuple(sorted(found, key=lambda fact: (fact.span.start, fact.kind)))


def _by_pattern(text: str) -> Iterator[Fact]:
    taken: dict[str, list[tuple[int, int]]] = {}
    for kind, value, pattern in _COMPILED:
        for hit in pattern.finditer(text):
            start, end = hit.start(), hit.start() + len(hit.group().rstrip())
            if any(start < high and low < end for low, high in taken.get(kind, ())):
                continue
            taken.setdefault(kind, []).append((start, end))
            span = Span(start, end, text[start:end])
            note = "dates the text only loosely" if kind == "timeline" and not value else ""
            yield Fact(kind=kind, value=value or span.text, span=span, note=note)


def _counts(text: str) -> Iterator[Fact]:
    for hit in _COUNT.finditer(text):
        word = hit.group(1)
        number = int(word) if word.isdigit() else NUMBERS.get(word)
        if number is None or _LOWER_BOUND.search(text[: hit.start()][-12:]):
            continue
        if number > _FEW:
            yield Fact(
                kind="member-count", value=number, span=Span(hit.start(), hit.end(), hit.group())
            )


def _meetings(text: str, published: date | None) -> Iterator[Fact]:
    """Meetings with their place and day; a relative day without a date of the text stays open."""
    for hit in _MEETING.finditer(text):
        day = dates.PHRASE.search(hit.group())
        if day is None:
            continue
        end = hit.start() + day.end()
        span = Span(hit.start(), end, text[hit.start() : end])
        place = _PLACE.search(span.text)
        where = place.group(1) if place else ""
        interval = dates.resolve(day.group(), published)
        if interval is None:
            note = f"{day.group()!r} stays open: the text carries no date; give --published"
            yield Fact(kind="meeting", value=day.group(), span=span, note=_at(where, note))
        else:
            note = f"{day.group()!r} counted from {published}" if published else ""
            yield Fact(
                kind="meeting", value=dates.written(interval), span=span, note=_at(where, note)
            )


def _at(place: str, note: str) -> str:
    return "; ".join(part for part in (place and f"in {place}", note) if part)
