"""Who forecasts: placet and what it must beat, all asked in the same way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

import numpy as np

from placet.forecast import durations
from placet.forecast.backtest.baselines import BaseRate, HoldoutRate, KaplanMeier, holdout_blocks
from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.hazards import fit
from placet.forecast.backtest.history import History, OpenDecision
from placet.forecast.casebook import RuleClass
from placet.forecast.durations.replay import distribution, progress
from placet.forecast.durations.shipped import fitted


class Forecaster(Protocol):
    """From a question as known on a day, and what others teach, to when it ends and how."""

    def __call__(self, now: OpenDecision, history: History, /) -> Curve:
        """The chances of a decision still open."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A forecaster under the name by which it is reported."""

    name: str
    forecast: Forecaster
    dated: bool = True
    """Whether it says when; a rule that says only whether has no score for dates."""


def placet(now: OpenDecision, history: History) -> Curve:
    """The product's own: the record of ratification rounds where it applies, else `hazards`."""
    return ratifying(now, history.until) or fit(history.cases).curve(now)


def ratifying(now: OpenDecision, until: date) -> Curve | None:
    """The last of NATO's ratifications, by the model of rounds complete by a day but its own."""
    if now.rule is not RuleClass.RATIFICATION or now.body != "nato":
        return None
    signed = now.on - timedelta(days=now.elapsed)
    for protocol in durations.protocols():
        if protocol.signed == signed and set(protocol.candidates) & set(now.candidates):
            model = fitted(until, progress(protocol, now.on), without=protocol.round)
            if model is None:
                return None
            days, chances = distribution(model)
            return Curve(days=days - now.elapsed, adopted=chances, closed=np.zeros(len(days)))
    return None


def _base_rate(now: OpenDecision, history: History) -> Curve:
    return BaseRate(history.cases).curve(now)


def _kaplan_meier(now: OpenDecision, history: History) -> Curve:
    return KaplanMeier(history.cases).curve(now)


def _holdout_rate(now: OpenDecision, history: History) -> Curve:
    return HoldoutRate(history.cases).curve(now)


def _holdout_blocks(now: OpenDecision, _history: History) -> Curve:
    chance = holdout_blocks(now)
    return Curve(days=np.zeros(1), adopted=np.full(1, chance), closed=np.full(1, 1 - chance))


PLACET, BASE, WAITS = "placet", "base_rate", "kaplan_meier"

ENTRANTS: tuple[Entrant, ...] = (
    Entrant(PLACET, placet),
    Entrant(BASE, _base_rate),
    Entrant(WAITS, _kaplan_meier),
    Entrant("holdout_rate", _holdout_rate),
    Entrant("holdout_blocks", _holdout_blocks, dated=False),
)
