"""Which positions tell of a holder on a question, each event once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from placet.standing.filtering import Signal
from placet.standing.parameters import Parameters
from placet.words import Directness, Position, Question, Stance

_NEAREST = {directness: rank for rank, directness in enumerate(Directness)}
Told: TypeAlias = tuple[date, str, str, Stance]


def bears_on(position: Position, question: Question) -> bool:
    """Is a position about the question, or does it imply an answer to it?

    Who refuses membership altogether refuses the invitation; who wants the invitation now wants
    membership. Nothing follows the other way round.
    """
    if position.question == question.id:
        return True
    if position.question in question.refused_with:
        return position.stance is Stance.AGAINST
    return position.question in question.granted_with and position.stance is Stance.FOR


def known(position: Position, on: date) -> bool:
    """Was it said and public by a day, and has nobody rejected it?"""
    return max(position.said, position.published) <= on and position.reviewed != "rejected"


def telling(heard: Iterable[Position], question: Question) -> list[Position]:
    """What tells of one holder on the question, newest first, each event once.

    What was said on another question carries over only until the holder says something else there.
    """
    once = _once(heard)
    return [
        p
        for p in once
        if bears_on(p, question)
        and (p.question == question.id or not any(_takes_back(later, p) for later in once))
    ]


def told(position: Position) -> Told:
    """The event that a position reports: day, speaker, question, stance.

    What several people coded alike from one source is one event, and so is a word of nobody in
    particular that several texts carry alike.
    """
    itself = f"{position.url or position.source}" if position.coder else position.id
    who = event_of(position.speaker, position.summary, itself)
    return position.said, who, position.question, position.stance


def event_of(speaker: str, words: str, name: str) -> str:
    """Whose word it is, without the office; of nobody in particular, which words, or its name."""
    return speaker.casefold().partition(" (")[0] or " ".join(words.casefold().split()) or name


def sureness(position: Position, question: Question, params: Parameters) -> float:
    """How much a position weighs on a question: what only implies an answer weighs less.

    What a machine read and a person accepted is as sure as what a person entered.
    """
    share = 1.0 if position.question == question.id else params.implied
    return _sureness(position) * share


def signal(position: Position, question: Question, params: Parameters) -> Signal:
    """A position as the filter sees it."""
    sure = sureness(position, question, params)
    return Signal(position.said, position.stance, position.directness, sure)


def _takes_back(later: Position, earlier: Position) -> bool:
    """Does the holder itself, later and as plainly, say something else on the same question?"""
    return (
        later.question == earlier.question
        and later.said > earlier.said
        and later.stance not in (earlier.stance, Stance.UNCLEAR)
        and _NEAREST[later.directness] <= max(_NEAREST[earlier.directness], 1)
    )


def _once(heard: Iterable[Position]) -> list[Position]:
    """Reports of one event count once, newest first; the nearest and surest of them is kept.

    It carries links to the others.
    """
    events: dict[Told, list[Position]] = {}
    for p in sorted(heard, key=lambda p: (_NEAREST[p.directness], -_sureness(p), p.id)):
        events.setdefault(told(p), []).append(p)
    kept = [_linked(first, others) for first, *others in events.values()]
    return sorted(kept, key=lambda p: (p.said, p.id), reverse=True)


def _linked(kept: Position, others: Iterable[Position]) -> Position:
    """A position with where else its event is reported."""
    own = kept.url or kept.source
    reports = dict.fromkeys((*kept.links, *(p.url or p.source for p in others)))
    links = tuple(report for report in reports if report and report != own)
    return replace(kept, links=links) if links != kept.links else kept


def _sureness(position: Position) -> float:
    accepted = position.reviewed == "accepted" and position.statement
    return 1.0 if accepted else position.confidence
