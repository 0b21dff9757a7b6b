"""The filter: a continuous-time hidden Markov model over four levels.

Between dates the distribution is multiplied by expm(Q t), Q being tridiagonal, so that old evidence
fades; a statement multiplies it by what a holder at each level would say, tempered by the report's
confidence (Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77, 1989; for the
continuous-time form: Jackson, "Multi-state models for panel data", J. Stat. Software 38, 2011).
The forward pass tells what was known then; forward and backward together, what is known in
hindsight. Plain floats on purpose: four states need no array library, and boards start the faster.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from placet.standing.parameters import Parameters, Vector, vector
from placet.standing.transition import transition
from placet.words import Directness, Stance

__all__ = [
    "STANCES",
    "Day",
    "Event",
    "Reset",
    "Signal",
    "Tilt",
    "forward",
    "smoothed",
    "transition",
]

STANCES = (Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL, Stance.FOR)
_COLUMN = {stance: column for column, stance in enumerate(STANCES)}
_NOTHING: Vector = (1.0, 1.0, 1.0, 1.0)


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """One piece of evidence on a member as the filter sees it."""

    day: date
    stance: Stance
    directness: Directness
    confidence: float


@dataclass(frozen=True, slots=True)
class Day:
    """All signals on a member that fall on one day."""

    day: date
    weights: Vector
    """How likely what takes a position is at each level, up to a common factor."""
    share: float = 0.0
    """How far what takes no position moves the member back to the prior; it comes first."""


@dataclass(frozen=True, slots=True, order=True)
class Reset:
    """A change of government: with a chance, the member starts anew from a prior.

    It comes before what is said on its day.
    """

    day: date
    share: float | None = None
    """The chance; None for that of the parameters."""
    prior: Vector | None = None
    """Where the incoming government is expected; None for the general prior."""


@dataclass(frozen=True, slots=True, order=True)
class Tilt:
    """What became known of the body as a whole, as it bears on one member's levels."""

    day: date
    weights: Vector
    source: str = field(default="", compare=False)
    """Id of the position that tells it."""


Event: TypeAlias = Signal | Day | Reset | Tilt
"""What happens to a standing on a day."""


def forward(events: Iterable[Event], on: date, params: Parameters) -> Vector:
    """The distribution over the levels on a day, from what was said and done up to it.

    Events of one day are taken in a fixed order: resets, signals that take no position, the other
    signals, then tilts; so the order in which they are given does not matter.
    """
    state, last = params.prior, on
    for event in in_order(events, on):
        state = taken(moved(state, max(0, (event.day - last).days), params), event, params)
        last = event.day
    return moved(state, max(0, (on - last).days), params)


def smoothed(events: Iterable[Event], on: date, until: date, params: Parameters) -> Vector:
    """The distribution on a day, from what was said and done up to a later one: hindsight."""
    given = list(events)
    back, at = _NOTHING, until
    for event in reversed([event for event in in_order(given, until) if event.day > on]):
        back = _told_back(_moved_back(back, (at - event.day).days, params), event, params)
        at = event.day
    back = _moved_back(back, max(0, (at - on).days), params)
    return _scaled(p * b for p, b in zip(forward(given, on, params), back, strict=True))


def in_order(events: Iterable[Event], until: date) -> list[Event]:
    """The events up to a day, in the order in which the filter takes them."""
    return sorted((event for event in events if event.day <= until), key=rank)


def taken(state: Vector, event: Event, params: Parameters) -> Vector:
    """The distribution after an event."""
    anew = mixing(event, params)
    if anew:
        share, prior = anew
        state = vector((1 - share) * p + share * q for p, q in zip(state, prior, strict=True))
    return _scaled([p * w for p, w in zip(state, weights(event, params), strict=True)])


def moved(state: Vector, days: int, params: Parameters) -> Vector:
    """The distribution `days` later."""
    if days == 0:
        return state
    step = transition(days, params.prior, params.moves_per_year)
    a, b, c, d = state
    return _scaled([a * p + b * q + c * r + d * s for p, q, r, s in zip(*step, strict=True)])


def weights(event: Event, params: Parameters) -> Vector:
    """How likely what an event tells is at each level, up to a common factor."""
    if isinstance(event, Tilt | Day):
        return event.weights
    if isinstance(event, Reset) or event.stance is Stance.UNCLEAR:
        return _NOTHING
    column, power = _COLUMN[event.stance], event.confidence
    return vector(row[column] ** power for row in params.says[event.directness])


def mixing(event: Event, params: Parameters) -> tuple[float, Vector] | None:
    """How far an event takes a member back to which prior, if it does."""
    if isinstance(event, Reset):
        share = params.reset if event.share is None else event.share
        return share, event.prior or params.prior
    if isinstance(event, Day):
        return (event.share, params.prior) if event.share else None
    if isinstance(event, Signal) and event.stance is Stance.UNCLEAR:
        return params.shakes[event.directness] * event.confidence, params.prior
    return None


def _told_back(back: Vector, event: Event, params: Parameters) -> Vector:
    """The chance of an event and of all that follows, from each level before it."""
    anew = mixing(event, params)
    back = vector(w * b for w, b in zip(weights(event, params), back, strict=True))
    if anew:
        share, prior = anew
        start = sum(q * b for q, b in zip(prior, back, strict=True))
        back = vector((1 - share) * b + share * start for b in back)
    return _scaled(back)


def _moved_back(back: Vector, days: int, params: Parameters) -> Vector:
    if days == 0 or back == _NOTHING:
        return back
    step = transition(days, params.prior, params.moves_per_year)
    return vector(sum(p * b for p, b in zip(row, back, strict=True)) for row in step)


def rank(event: Event) -> tuple[date, int, str]:
    """By day, then kind; what is left is settled by content, so that sums round alike."""
    if isinstance(event, Reset):
        return event.day, 0, repr(event)
    if isinstance(event, Tilt):
        return event.day, 3, repr(event)
    if isinstance(event, Day):
        return event.day, 1, ""
    kind = 1 if event.stance is Stance.UNCLEAR else 2
    return event.day, kind, f"{event.stance} {event.directness} {event.confidence!r}"


def _scaled(state: Iterable[float]) -> Vector:
    a, b, c, d = state
    total = a + b + c + d
    return a / total, b / total, c / total, d / total
