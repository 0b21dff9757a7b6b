"""Every closed case replayed: on several days after asking, with what was known by then only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

import numpy as np

from placet.forecast import scoring
from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.entrants import ENTRANTS, Entrant
from placet.forecast.backtest.history import History, asked, before, others
from placet.forecast.casebook import Casebook, Decision

DAYS = (0, 30, 90, 180)
"""Days after asking on which forecasts are made, if the case is open."""
LEADS = (30, 90, 180, 365)
"""Days ahead: "adopted by then?"."""
THRESHOLD = 730
"""Days ahead up to which dates are scored."""
LEAST = 10
"""Forecasts are made once so many earlier cases are on record."""


class Knowledge(StrEnum):
    """What a forecast may learn from."""

    BEFORE = "hindsight-free"
    """Cases as known the day before: a rolling origin."""
    OTHERS = "leave-one-out"
    """All cases but its own, later ones too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """What everybody answered to "adopted within so many days?", and what happened."""

    case: str
    cluster: str
    after: int
    lead: int
    happened: int
    p: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayScores:
    """CRPS of the day of decision, either way, in days."""

    case: str
    cluster: str
    after: int
    crps: Mapping[str, float]


@lru_cache(maxsize=4)
def replay(
    casebook: Casebook,
    knowledge: Knowledge = Knowledge.BEFORE,
    entrants: tuple[Entrant, ...] = ENTRANTS,
) -> tuple[tuple[Chance, ...], tuple[DayScores, ...]]:
    """Forecasts of every case on every day, with what happened.

    A chance is scored only if its whole span lies within the casebook, whatever came of it, so that
    swift decisions of late cases are not favoured.
    """
    chances: list[Chance] = []
    dates: list[DayScores] = []
    for decision, after, history in _looks(casebook, knowledge):
        on = history[0]
        now = asked(decision, on)
        curves = {one.name: one.forecast(now, history[1]) for one in entrants}
        ended = (decision.decided - on).days if decision.decided else None
        cluster = _cluster(decision)
        for lead in LEADS:
            if on + timedelta(days=lead) <= casebook.known_until:
                happened = decision.adopted and ended is not None and ended <= lead
                chances.append(
                    Chance(
                        case=decision.id,
                        cluster=cluster,
                        after=after,
                        lead=lead,
                        happened=int(happened),
                        p={name: curve.p_adopted(lead) for name, curve in curves.items()},
                    )
                )
        until = min(THRESHOLD, (casebook.known_until - on).days)
        scores = {one.name: _crps(curves[one.name], ended, until) for one in entrants if one.dated}
        dates.append(DayScores(case=decision.id, cluster=cluster, after=after, crps=scores))
    return tuple(chances), tuple(dates)


def _looks(
    casebook: Casebook, knowledge: Knowledge
) -> Iterator[tuple[Decision, int, tuple[date, History]]]:
    """Each case on each day on which it was open and enough others are on record."""
    for decision in casebook.timed:
        for after in DAYS:
            on = (decision.asked or date.min) + timedelta(days=after)
            if after and not decision.open_on(on):
                continue
            if knowledge is Knowledge.BEFORE:
                history = before(casebook, decision, on)
            else:
                history = others(casebook, decision)
            if len(history.cases) >= LEAST:
                yield decision, after, (on, history)


def _cluster(decision: Decision) -> str:
    """Cases that one body decided on one day rise and fall together."""
    return f"{decision.body} {decision.decided}" if decision.decided else decision.id


def _crps(curve: Curve, ended: int | None, until: int) -> float:
    return scoring.crps(curve.days, curve.decided, np.inf if ended is None else ended, until)
