"""Which event a position reports: what is told several times counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from placet.words import Directness, Position, Stance

Event: TypeAlias = tuple[date, str, str, Stance]
_NEARNESS = {directness: rank for rank, directness in enumerate(Directness)}
_NUMBERS = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    *("nineteen", "twenty"),
)
_COUNTED = re.compile(
    r"\b(?P<number>\d+|" + "|".join(_NUMBERS) + r")\s+(?:[a-z-]+\s+){0,2}?"
    r"(?:members?|allies|ally|countries|states|governments|capitals|delegations)\b",
    re.IGNORECASE,
)
_UPPER = re.compile(
    r"(?:but|only|at most|up to|fewer than|less than|no more than)\s+$", re.IGNORECASE
)


def event(position: Position) -> Event:
    """The event that a position reports: day, speaker, question, stance.

    The speaker counts without the office. What several people coded alike from one source is one
    event, and so is a word of nobody in particular that several texts carry alike.
    """
    itself = f"{position.url or position.source}" if position.coder else position.id
    who = position.speaker.casefold().partition(" (")[0]
    words = " ".join(position.summary.casefold().split())
    return position.said, who or words or itself, position.question, position.stance


def sureness(position: Position) -> float:
    """Its confidence; what a machine read and a person accepted is as sure as what one entered."""
    accepted = position.reviewed == "accepted" and position.statement
    return 1.0 if accepted else position.confidence


def worth(position: Position) -> tuple[int, float, str]:
    """By which of several reports of one event is kept, the least first: the nearest and surest."""
    return _NEARNESS[position.directness], -sureness(position), position.id


def once(heard: Iterable[Position]) -> list[Position]:
    """Reports of one event count once, newest first; the one that is kept links to the others."""
    events: dict[Event, list[Position]] = {}
    for position in sorted(heard, key=worth):
        events.setdefault(event(position), []).append(position)
    kept = [_linked(first, others) for first, *others in events.values()]
    return sorted(kept, key=newest_first, reverse=True)


def newest_first(position: Position) -> tuple[date, str]:
    """The order of evidence, to be reversed."""
    return position.said, position.id


def members_counted(position: Position) -> int:
    """How many members its words count from below; 0 where they count none, or from above."""
    text = f"{position.summary} {position.speaker}"
    found = _COUNTED.search(text)
    if not found or _UPPER.search(text[: found.start()]):
        return 0
    word = found["number"].casefold()
    return int(word) if word.isdigit() else _NUMBERS.index(word) + 1


def _linked(kept: Position, others: Iterable[Position]) -> Position:
    """A position with where else its event is reported."""
    own = kept.url or kept.source
    reports = dict.fromkeys((*kept.links, *(p.url or p.source for p in others)))
    links = tuple(report for report in reports if report and report != own)
    return replace(kept, links=links) if links != kept.links else kept
