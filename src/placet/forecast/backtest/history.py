"""What a forecaster knew on a day: the question at hand, and how others had gone by then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from placet.forecast.casebook import Casebook, Decision, Kind, RuleClass

ORIGINS = (0, 30, 90, 180, 365)
"""Days after asking on which a decision still open is looked at anew."""


class Status(IntEnum):
    """How a decision stood on a day."""

    OPEN = 0
    ADOPTED = 1
    CLOSED = 2
    """Decided, and not adopted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDecision:
    """A decision still open, as known on a day; nothing in it is hindsight."""

    id: str
    on: date
    """The day, at whose end the forecast is made."""
    body: str
    rule: RuleClass
    kind: Kind
    candidates: tuple[str, ...]
    elapsed: int
    """Days since it was asked."""
    due: int | None
    """Days from asking to the end of the sitting or term set for it."""
    held: bool
    """Whether a holdout is on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """An earlier decision as known on a day."""

    days: int
    """From asking to its end, or to the day if it was open."""
    status: Status
    views: tuple[OpenDecision, ...]
    """How it looked on the day of asking and, while it was open, on later ones (`ORIGINS`)."""


@dataclass(frozen=True, slots=True)
class History:
    """What forecasts may learn from."""

    cases: tuple[Past, ...]
    until: date
    """The last day of which they know."""


def asked(decision: Decision, on: date) -> OpenDecision:
    """A decision as known at the end of a day.

    Raises:
        ValueError: it had not been asked by then, or nobody knows when it was.
    """
    if decision.asked is None or decision.asked > on:
        raise ValueError(f"{decision.id} was not before the body on {on}")
    return OpenDecision(
        id=decision.id,
        on=on,
        body=decision.body,
        rule=decision.rule,
        kind=decision.kind,
        candidates=decision.candidates,
        elapsed=(on - decision.asked).days,
        due=(decision.due - decision.asked).days if decision.due else None,
        held=decision.held_out(on),
    )


def before(casebook: Casebook, decision: Decision, on: date) -> History:
    """Decisions asked before a day, as known at the end of its eve: never later knowledge."""
    return _history(casebook, decision, on - timedelta(days=1))


def others(casebook: Casebook, decision: Decision) -> History:
    """Every other decision, as known at the end of the casebook: leave-one-case-out."""
    return _history(casebook, decision, casebook.known_until)


def _history(casebook: Casebook, decision: Decision, eve: date) -> History:
    known = [one for one in casebook.timed if one.id != decision.id]
    return History(
        tuple(_past(one, one.asked, eve) for one in known if one.asked and one.asked <= eve), eve
    )


def _past(decision: Decision, start: date, eve: date) -> Past:
    ended = decision.decided is not None and decision.decided <= eve
    end = decision.decided if ended and decision.decided else eve
    status = Status.OPEN
    if ended:
        status = Status.ADOPTED if decision.adopted else Status.CLOSED
    days = (end - start).days
    looks = [origin for origin in ORIGINS if origin == 0 or origin < days]
    return Past(
        days=days,
        status=status,
        views=tuple(asked(decision, start + timedelta(days=origin)) for origin in looks),
    )
