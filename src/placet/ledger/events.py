"""Which event a position reports: what is told several times counts once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice

from placet.ledger.wording import may_retell, voice
from placet.reading.facts.dates import PHRASE
from placet.reading.syntax.numbers import NUMBERS
from placet.words import Directness, Position, Stance

_COMPARED = 20
"""With so many voices of one day at most the words of a report are compared."""
_NEARNESS = {directness: rank for rank, directness in enumerate(Directness)}
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})\s+"
_OWNER = r"(?:[\w.’'-]+\s+){0,3}?"
"""Of whose members: of the, of its, of NATO's, of the European Union's."""
_COUNTED = re.compile(
    rf"(?<![\w-])(?<!\d[.,])(?P<number>{_NUMBER})(?P<size>(?:out\s+)?of\s+{_OWNER}{_NUMBER})?"
    r"(?P<which>(?:[a-z’'-]+\s+){0,2}?)"
    r"(?:members?|allies|ally|countries|states|governments|capitals|delegations)\b",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"\b(?:of|among)\s+(?:(?:the|its|their|all)\s+|(?:[\w.-]+\s+){0,2}[\w.-]+(?:[’']s?)\s+)?$",
    re.IGNORECASE,
)
"""What follows is how many members there are: some of the, none of NATO's."""
_OWNED = re.compile(r"(?:\b(?:its|their|our)|[\w.-][’']s?)\s+$", re.IGNORECASE)
_ALL_OF_THEM = frozenset({"", "member", "current", "present", "existing"})
"""NATO's 32 allies are how many it has, its two newest members are not."""
_UPPER = re.compile(
    r"\b(?:but|only|at most|up to|nearly|almost|fewer than|less than|no more than|no|"
    r"not(?: all| every)?(?: the)?)\s+$",
    re.IGNORECASE,
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
    """How many members its words count from below; 0 where they count none, or from above.

    Of "seven of the 32 members" it is seven; of "some of the 32 members" and of "NATO's 32 members"
    it is 0.
    """
    text = PHRASE.sub(";", f"{position.summary} {position.speaker}")  # 17 October is no count
    for found in _COUNTED.finditer(text):
        before = text[: found.start()]
        if found["size"] or not _is_size(found, before):
            word = found["number"].strip().casefold()
            counted = int(word) if word.isdigit() else NUMBERS[word]
            return 0 if _UPPER.search(before) else counted
    return 0


def _is_size(found: re.Match[str], before: str) -> bool:
    """Is the number that of all the members there are?"""
    owned = _OWNED.search(before) and found["which"].strip().casefold() in _ALL_OF_THEM
    return bool(owned or _SIZE.search(before))


def _linked(kept: Position, others: Iterable[Position]) -> Position:
    """A position with where else its event is reported."""
    own = kept.url or kept.source
    reports = dict.fromkeys((*kept.links, *(p.url or p.source for p in others)))
    links = tuple(report for report in reports if report and report != own)
    return replace(kept, links=links) if links != kept.links else kept
