"""Facts of procedure: the rule, the members, meetings, the stage reached, what is promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from placet.reading import dates
from placet.words import Fact, Span

_NUMBERS = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve".split()
    )
}
_AGREE = r"(?:consensus|unanimity|unanimous(?:\s+\w+)?|agreement|unity)"
_PROPOSAL = r"(?:invitation|membership|accession|admission|protocol|proposal)"
_WAR = r"(?:war|conflict|fighting|hostilities|invasion|aggression)"
_PATTERNS: tuple[tuple[str, str, str], ...] = (
    ("decision-rule", "unanimity", rf"{_AGREE}\s+(?:is|was|are|being)\s+(?:\w+\s+)?(?:required|needed|necessary)[^.;\n]*"),
    ("decision-rule", "unanimity", rf"(?:requires?|needs?|demands?|takes?|by)\s+(?:the\s+)?(?:full\s+)?(?:consensus|unanimity|unanimous\s+\w+)[^.;\n]*"),
    ("decision-rule", "unanimity", r"(?:all|each|every)\s+(?:of\s+the\s+|its\s+|the\s+)?(?:\d+\s+)?(?:members?|allies|ally|states?|countries|governments?)(?:\s+states?)?\s+(?:must|have\s+to|has\s+to|need\s+to)\s+(?:agree|consent|approve|vote)[^.;\n]*"),
    ("decision-rule", "jointly", r"can\s+only\s+(?:decide|act)\s+\w*\s*(?:jointly|together|unanimously)[^.;\n]*"),
    ("decision-rule", "qualified majority", r"(?:by\s+)?(?:a\s+)?qualified\s+majority[^.;\n]*"),
    ("collective-position", "lacking", rf"(?:lack|absence|want)\s+of\s+(?:an?\s+)?{_AGREE}[^.,;\n]*"),
    ("collective-position", "lacking", rf"(?:no|without|not\s+yet\s+(?:a|any))\s+(?:\w+\s+)?{_AGREE}(?:\s+among[^.,;\n]*)?"),
    ("collective-position", "lacking", r"(?:allies|members|governments|ministers|32|27)\s+(?:are|were|do|did|remain)\s+(?:not\s+agree\w*|divided|split|at\s+odds)[^.,;\n]*"),
    ("collective-position", "lacking", r"views[^.,;\n]{0,60}\b(?:differ|diverge)\w*"),
    ("collective-position", "reached", rf"(?:{_AGREE}\s+(?:has\s+been|was|is)\s+(?:reached|achieved|found)|(?:allies|members)\s+(?:have\s+)?(?:all\s+)?agreed\s+to\s+invite)[^.;\n]*"),
    ("stage", "not invited", rf"no\s+(?:\w+\s+)?{_PROPOSAL}(?:\s+(?:or|and|nor)\s+\w+)?\s+(?:has|have|had)\s+(?:yet\s+)?been\s+(?:\w+\s+)?(?:established|issued|sent|extended|made|given|offered)"),
    ("stage", "invited", rf"(?:has|was|were|have)\s+(?:been\s+)?(?:formally\s+|officially\s+)?invited\s+to\s+(?:join|accede)[^.;\n]*"),
    ("stage", "asked", rf"(?:extend|issue|offer|send|grant|give)\s+(?:\w+\s+){{0,2}}(?:an?\s+|the\s+)?(?:\w+\s+)?invitation(?:\s+(?:for|to)\s+\w+(?:[’']s)?(?:\s+(?:membership|accession))?)?"),
    ("stage", "protocol signed", r"(?:accession\s+)?protocols?\s+(?:has\s+been|have\s+been|was|were)\s+signed[^.;\n]*"),
    ("timeline", "none", r"no\s+(?:\w+\s+)?(?:(?:invitation|decision)\s+or\s+)?(?:timeline|timetable|date|calendar|time\s+frame)[^.;\n]*"),
    ("timeline", "", rf"\d+(?:st|nd|rd|th)\s+(?:day|week|month|year)(?:\s+of\s+(?:the\s+)?{_WAR})?"),
    ("commitment", "irreversible", r"(?:reaffirm\w*|described?|call\w*|declar\w*|repeat\w*|agree\w*)?[^.;\n]{0,80}\birreversible\b[”\"']?(?:\s+\w+)?"),
    ("commitment", "irreversible", r"(?:cannot|could\s+not|can\s+not)\s+be\s+reversed"),
    ("commitment", "membership some day", r"(?:future\s+(?:membership|is\s+in|lies\s+in|inside)|will\s+become\s+(?:a\s+)?member)[^.,;\n]*"),
    ("office-change", "", r"(?:\w\.\w\.\s+|\b[A-Z]\w+\s+)?(?:[Pp]resident|[Pp]rime [Mm]inister|[Cc]hancellor|[Pp]remier)-(?:elect|designate)(?:\s+[A-Z]\w+){0,3}"),
    ("office-change", "", r"(?:incoming|outgoing|departing|newly\s+elected)\s+(?:\w+\s+)?(?:administration|government|president|chancellor|prime\s+minister)(?:\s+[A-Z]\w+){0,2}"),
    ("office-change", "", r"(?:shift|change)\s+(?:in|of)\s+(?:leadership|government|administration|power)"),
    ("obstacle", "", rf"(?:while|as\s+long\s+as|until)\s+(?:the\s+|there\s+is\s+(?:a\s+)?)?{_WAR}\s*[^.,;\n]*"),
    ("obstacle", "", r"(?:country|state|nation)\s+(?:that\s+is\s+)?at\s+war[^.,;\n]*"),
)  # fmt: skip
_COMPILED = tuple((kind, value, re.compile(rf"\b{pattern}")) for kind, value, pattern in _PATTERNS)
_COUNT = re.compile(
    r"\b(\d{1,3}|[a-z]+)\s+(?:member\s+(?:states|countries|nations)|members|allies|member\s+governments)\b"
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
        number = int(word) if word.isdigit() else _NUMBERS.get(word)
        if number is None or _LOWER_BOUND.search(text[: hit.start()][-12:]):
            continue
        if number > _NUMBERS["ten"]:
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
