"""Which event a position reports: what is told several times counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from placet.ledger.wording import may_retell, voice
from placet.words import Directness, Position, Stance

_COMPARED = 20
"""With so many voices of one day at most the words of a report are compared."""
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


def events(heard: Iterable[Position]) -> list[list[Position]]:
    """What is told of one holder, by event: the reports of each in the order of becoming known.

    Reports of one stance on one question on one day are of one event if they have the same voice,
    or, unless two people are named, nearly the same words as the report that was known first.
    Later reports change nothing about which of the earlier ones are taken together.
    """
    found: dict[tuple[date, str, Stance], dict[str, list[Position]]] = {}
    for position in sorted(heard, key=lambda p: (known_from(p), worth(p))):
        here = found.setdefault((position.said, position.question, position.stance), {})
        who = _voice(position)
        event = here.get(who) or _retold(here, position)
        event.append(position)
        here[who] = event
    listed = [event for here in found.values() for event in here.values()]
    return list({id(event): event for event in listed}.values())


def known_from(position: Position) -> date:
    """The day from which a position was known."""
    return max(position.said, position.published)


def _voice(position: Position) -> str:
    """Whose word it is; what several people coded alike from one source is one source's."""
    itself = f"{position.url or position.source}" if position.coder else position.id
    return voice(position.speaker, position.summary) or itself


def _retold(here: Mapping[str, list[Position]], position: Position) -> list[Position]:
    """The event of which a position is another report; an empty one if there is none."""
    for event in islice(here.values(), _COMPARED):
        first = event[0]
        if may_retell(first.speaker, first.summary, position.speaker, position.summary):
            return event
    return []


def sureness(position: Position) -> float:
    """Its confidence; what a machine read and a person accepted is as sure as what one entered."""
    accepted = position.reviewed == "accepted" and position.statement
    return 1.0 if accepted else position.confidence


def worth(position: Position) -> tuple[int, float, str]:
    """By which of several reports of one event is kept, the least first: the nearest and surest."""
    return _NEARNESS[position.directness], -sureness(position), position.id


def once(heard: Iterable[Position]) -> list[Position]:
    """Reports of one event count once, newest first; the one that is kept links to the others."""
    kept = [
        _linked(first, others) for first, *others in (sorted(e, key=worth) for e in events(heard))
    ]
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
