"""Which positions tell of a holder on a question, each event once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from placet.ledger.events import known_from, once
from placet.ledger.events import sureness as sureness_of
from placet.standing.filtering import Signal
from placet.standing.parameters import Parameters
from placet.words import Directness, Position, Question, Stance

_NEARNESS = {directness: rank for rank, directness in enumerate(Directness)}


def bearing(question: Question) -> tuple[str, ...]:
    """The questions of which evidence may bear on one: itself first."""
    return tuple(dict.fromkeys((question.id, *question.refused_with, *question.granted_with)))


def carried_over(name: str, question: Question) -> Stance | None:
    """The stance on another question from which an answer to this one follows.

    Who refuses membership altogether refuses the invitation; who wants the invitation now wants
    membership. Nothing follows the other way round.
    """
    if name in question.refused_with:
        return Stance.AGAINST
    return Stance.FOR if name in question.granted_with else None


def bears(name: str, stance: Stance, question: Question) -> bool:
    """Does a stance on the question of this name say, or imply, something on `question`?"""
    return name == question.id or stance is carried_over(name, question)


def bears_on(position: Position, question: Question) -> bool:
    """Is a position about the question, or does it imply an answer to it?"""
    return bears(position.question, position.stance, question)


def weight(name: str, question: Question, params: Parameters) -> float:
    """How much a statement on the question of this name weighs: one that only implies, less."""
    return 1.0 if name == question.id else params.implied


def known(position: Position, on: date) -> bool:
    """Was it said and public by a day, and has nobody rejected it?"""
    return known_from(position) <= on and position.reviewed != "rejected"


def telling(heard: Iterable[Position], question: Question) -> list[Position]:
    """What tells of one holder on the question, newest first, each event once.

    What was said on another question carries over only until the holder says something else there.
    """
    events = once(heard)
    return [
        p
        for p in events
        if bears_on(p, question)
        and (p.question == question.id or not any(_takes_back(later, p) for later in events))
    ]


def sureness(position: Position, question: Question, params: Parameters) -> float:
    """How much a position weighs on a question."""
    return sureness_of(position) * weight(position.question, question, params)


def signal(position: Position, question: Question, params: Parameters) -> Signal:
    """A position as the filter sees it."""
    sure = sureness(position, question, params)
    return Signal(position.said, position.stance, position.directness, sure)


def as_plain(kind: Directness) -> int:
    """Up to which rank of directness a later word takes back one of this kind."""
    return max(_NEARNESS[kind], 1)


def _takes_back(later: Position, earlier: Position) -> bool:
    """Does the holder itself, later and as plainly, say something else on the same question?"""
    return (
        later.question == earlier.question
        and later.said > earlier.said
        and later.stance not in (earlier.stance, Stance.UNCLEAR)
        and _NEARNESS[later.directness] <= as_plain(earlier.directness)
    )
