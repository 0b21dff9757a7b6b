"""Rounds of ratification, each forecast without itself: when will the last member have ratified?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from placet.forecast import durations, scoring
from placet.forecast.backtest.baselines import incidence
from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.entrants import PLACET, WAITS, ratifying
from placet.forecast.backtest.history import OpenDecision, Past, Status
from placet.forecast.backtest.replay import Knowledge
from placet.forecast.casebook import Kind, RuleClass
from placet.forecast.durations import Protocol

Floats = NDArray[np.float64]

DAYS = (0, 90, 180, 270, 365)
"""Days after signing on which forecasts are made, if some member has yet to ratify."""
LEVELS = (0.1, 0.9)
"""Ends of the interval whose coverage is counted: 80 %."""
_EDGE = 3650.0
"""Dates are scored up to ten years ahead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A forecast of the last ratification of a round, and what happened."""

    round: str
    candidates: tuple[str, ...]
    after: int
    days: int
    """Until it was complete, from the day of forecast."""
    crps: dict[str, float]
    """In days."""
    ends: dict[str, tuple[float, float]]
    """Of the 80 % interval, in days from the day of forecast."""


@lru_cache(maxsize=2)
def rounds(knowledge: Knowledge = Knowledge.BEFORE) -> tuple[Round, ...]:
    """Every round on every day on which both forecasters have something to say.

    Pooled waiting times say nothing once a round has taken longer than all that they know; such
    days are left out for both.
    """
    found: list[Round] = []
    for protocol in durations.protocols():
        for after in DAYS:
            on = protocol.signed + timedelta(days=after)
            until = on - timedelta(days=1)
            if knowledge is Knowledge.OTHERS:
                until = max(one.completed for one in durations.protocols())
            if on < protocol.completed:
                found += _forecast(protocol, on, until)
    return tuple(found)


def _forecast(protocol: Protocol, on: date, until: date) -> list[Round]:
    after = (on - protocol.signed).days
    own = ratifying(_asked(protocol, on), until)
    waits = _waits(protocol, until, after)
    if own is None or not len(waits.adopted) > 1:
        return []
    days = (protocol.completed - on).days
    curves = {PLACET: own, WAITS: waits}
    ends = {
        name: scoring.quantiles(curve.days, curve.adopted, LEVELS) for name, curve in curves.items()
    }
    return [
        Round(
            round=protocol.round,
            candidates=protocol.candidates,
            after=after,
            days=days,
            crps={
                name: scoring.crps(curve.days, curve.adopted, days, _EDGE)
                for name, curve in curves.items()
            },
            ends={name: (float(low), float(high)) for name, (low, high) in ends.items()},
        )
    ]


def coverage(found: Sequence[Round], name: str) -> tuple[int, int]:
    """How many of the 80 % intervals held the day, and of how many."""
    low, high = zip(*(one.ends[name] for one in found), strict=True)
    days = [one.days for one in found]
    return scoring.coverage(low, high, days, np.full(len(found), np.inf))


def _waits(protocol: Protocol, until: date, after: int) -> Curve:
    """Kaplan and Meier's estimate from other rounds, complete by a day, that took longer."""
    known = [
        Past(days=one.days, status=Status.ADOPTED, views=(_asked(one, one.signed),))
        for one in durations.protocols()
        if one.completed <= until and one.round != protocol.round
    ]
    return incidence(known, after)


def _asked(protocol: Protocol, on: date) -> OpenDecision:
    return OpenDecision(
        id=f"{protocol.round} {'-'.join(protocol.candidates)}",
        on=on,
        body="nato",
        rule=RuleClass.RATIFICATION,
        kind=Kind.RATIFICATION,
        candidates=protocol.candidates,
        elapsed=(on - protocol.signed).days,
        due=None,
        held=False,
    )
