"""Making the brief from counts and readings: pure, and the only place where it is worked out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import date

from placet import __version__
from placet.brief import asking, phrases, unknowns
from placet.brief.counting_as import counts_as
from placet.brief.view import Brief, Line, Said, Told, evidence
from placet.cases import Meeting
from placet.count.views import Count
from placet.errors import UsageError
from placet.forecast import Forecast
from placet.formats import plain
from placet.words import Fact, Reading, Statement

_FACTS = {
    "decision-rule": "the rule, as the text has it",
    "member-count": "members, as the text has it",
    "meeting": "meeting",
    "stage": "stage",
    "commitment": "earlier promise",
    "timeline": "timeline",
    "office-change": "change of office to watch",
    "obstacle": "obstacle",
    "collective-position": "agreement in the body, as reported",
}


def brief(
    counts: Sequence[Count],
    readings: Sequence[Reading] = (),
    *,
    title: str,
    as_of: date | None = None,
    command: str = "",
    meetings: Iterable[Meeting] = (),
    forecast: Forecast | None = None,
    notices: Iterable[str] = (),
    made_by: str = f"placet {__version__}",
) -> Brief:
    """Work out what the brief says.

    Args:
        counts: one per question; the first is the main question.
        readings: what was read, in the order in which documents are to be listed.
        title: of the case, or of the document where there is no case.
        as_of: the day of the brief; None where no day is known.
        command: the command that makes the same brief again.
        meetings: scheduled meetings of the body; the first on or after `as_of` is named.
        forecast: of the main question, as known on that day.
        notices: what a person would want to know of the case itself.
        made_by: name and version of the maker.

    Raises:
        UsageError: there is no question to count.
    """
    if not counts:
        raise UsageError("a brief needs at least one question", mend="give one count per question")
    said = _said(counts, readings)
    told = _told(readings)
    return Brief(
        title=title,
        as_of=as_of,
        counts=tuple(counts),
        readings=tuple(readings),
        asked=asking.asked(counts[0], said),
        rule_told=asking.rule_told(counts[0], told),
        stage=asking.stage(told),
        said=said,
        told=told,
        not_known=(
            *(Line(text=f"{notice[:1].upper()}{notice[1:]}.") for notice in notices),
            *unknowns.not_known(counts, readings, said, told),
        ),
        sources=_sources(counts, readings),
        next_meeting=_next(meetings, as_of),
        forecast=forecast,
        made_by=made_by,
        fingerprint=_fingerprint(counts, readings),
        command=command,
        labels={one.statement.id: one.label for one in said},
    )


def _said(counts: Sequence[Count], readings: Sequence[Reading]) -> tuple[Said, ...]:
    names = counts[0].board.names
    found: list[Said] = []
    for number, reading in enumerate(readings, start=1):
        for statement in reading.statements:
            country = statement.speaker.country if statement.speaker else ""
            found.append(
                Said(
                    label=str(len(found) + 1),
                    document=number,
                    line=_line(reading, start_of(statement)),
                    statement=statement,
                    speaker=phrases.speaker(statement.speaker, names.get(country, country)),
                    manner=phrases.manner(statement),
                    content=phrases.content(statement),
                    terms=tuple(phrases.term(condition) for condition in statement.conditions),
                    counts_as=counts_as(statement, reading.facts, counts),
                )
            )
    return tuple(found)


def _told(readings: Sequence[Reading]) -> tuple[Told, ...]:
    found: list[Told] = []
    for number, reading in enumerate(readings, start=1):
        for fact in reading.facts:
            found.append(
                Told(
                    label=f"F{len(found) + 1}",
                    document=number,
                    line=_line(reading, fact.span.start),
                    fact=fact,
                    kind=_FACTS.get(fact.kind, fact.kind),
                    value=_value(fact),
                )
            )
    return tuple(found)


def _value(fact: Fact) -> str:
    value = phrases.day(fact.value) if isinstance(fact.value, date) else str(fact.value)
    return f"{value} ({fact.note})" if fact.note else value


def start_of(statement: Statement) -> int:
    """Where in the text a statement begins."""
    spans = [span for span in (statement.source, statement.cue, *statement.content) if span]
    return min((span.start for span in spans), default=0)


def _line(reading: Reading, offset: int) -> int:
    return reading.document.text.count("\n", 0, offset) + 1


def _sources(counts: Sequence[Count], readings: Sequence[Reading]) -> int:
    """Documents read, and published sources of positions that came without their text."""
    read = {reading.document.id for reading in readings}
    positions = [
        position
        for count in counts
        for position in evidence(count.board)
        if position.document not in read
    ]
    return len(read | ({p.url or p.document or p.source for p in positions} - {""}))


def _next(meetings: Iterable[Meeting], as_of: date | None) -> Meeting | None:
    coming = [meeting for meeting in meetings if as_of and meeting.date >= as_of]
    return min(coming, key=lambda meeting: meeting.date, default=None)


def _fingerprint(counts: Sequence[Count], readings: Sequence[Reading]) -> str:
    """Of what the brief rests on, and not of what was reckoned from it, which rounds by machine."""
    asked = [
        [count.board.question, count.rule, count.rule_source, evidence(count.board)]
        for count in counts
    ]
    data = json.dumps([asked, list(readings)], default=plain, sort_keys=True)
    return hashlib.sha256(data.encode("utf-8", "surrogatepass")).hexdigest()[:12]


__all__ = ["brief", "start_of"]
