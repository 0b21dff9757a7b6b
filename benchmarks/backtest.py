"""What each fact known beforehand is worth to the forecast of a whole decision.

`python benchmarks/backtest.py` replays the casebook without hindsight, with one fact withheld at a
time, and prints the share of the base rate's Brier score and of Kaplan-Meier's CRPS that is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from placet.forecast import scoring
from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.entrants import BASE, ENTRANTS, WAITS, Entrant, placet, ratifying
from placet.forecast.backtest.hazards import Spreads, fit
from placet.forecast.backtest.history import History, OpenDecision, Past
from placet.forecast.backtest.replay import Chance, DayScores, Knowledge, replay
from placet.forecast.casebook import Kind, RuleClass, load_casebook

_WITHHELD: dict[str, dict[str, Any]] = {
    "holdouts": {"held": False},
    "sitting or term": {"due": None},
    "kind of matter": {"kind": Kind.OTHER},
    "body": {"body": "any"},
    "rule": {"rule": RuleClass.CONSENSUS},
}


def without(facts: dict[str, Any]) -> Callable[[OpenDecision, History], Curve]:
    """A forecaster to whom every case, past or present, looks alike in these facts."""

    @lru_cache(maxsize=4)
    def blank(cases: tuple[Past, ...]) -> tuple[Past, ...]:
        return tuple(
            replace(one, views=tuple(replace(view, **facts) for view in one.views)) for one in cases
        )

    def forecast(now: OpenDecision, history: History) -> Curve:
        known = ratifying(now, history.until)
        return known or fit(blank(history.cases)).curve(replace(now, **facts))

    return forecast


def hazards_only(now: OpenDecision, history: History) -> Curve:
    """The model of whole decisions even where the record of rounds applies."""
    return fit(history.cases).curve(now)


def one_spread(now: OpenDecision, history: History) -> Curve:
    """One strength of shrinkage, between the strong and the weak."""
    found = ratifying(now, history.until)
    return found or fit(history.cases, (Spreads(fixed=1.0, group=0.5),)).curve(now)


def main() -> None:
    """Print the table."""
    entrants = (
        Entrant("placet", placet),
        *(Entrant(f"without {name}", without(facts)) for name, facts in _WITHHELD.items()),
        Entrant("without the rounds of ratification", hazards_only),
        Entrant("with one strength of shrinkage", one_spread),
        *(one for one in ENTRANTS if one.name in {BASE, WAITS}),
    )
    chances, dates = replay(load_casebook(), Knowledge.BEFORE, entrants)
    print(f"{len(chances)} chances, {len(dates)} dates")
    for one in entrants:
        print(f"{one.name:36} {_saved(chances, dates, one.name)}")
    for half, some in zip(("earlier", "later"), _halves(chances), strict=True):
        print(f"placet, {half} half of the chances: Brier {_skill(some, 'placet'):6.3f}")


def _saved(chances: tuple[Chance, ...], dates: tuple[DayScores, ...], name: str) -> str:
    crps, waits = (float(np.mean([one.crps[who] for one in dates])) for who in (name, WAITS))
    return f"Brier {_skill(chances, name):6.3f}   CRPS {1 - crps / waits:6.3f}"


def _skill(chances: Sequence[Chance], name: str) -> float:
    """The share of the base rate's Brier score that a forecaster saves."""
    happened = [one.happened for one in chances]
    brier, base = (scoring.brier([one.p[who] for one in chances], happened) for who in (name, BASE))
    return 1 - brier / base


def _halves(chances: Sequence[Chance]) -> tuple[list[Chance], list[Chance]]:
    """Chances by the day on which they were given, parted at the median day."""
    asked = {one.id: one.asked for one in load_casebook().timed if one.asked}
    days = [asked[one.case] + timedelta(days=one.after) for one in chances]
    middle = sorted(days)[len(days) // 2]
    return (
        [one for one, day in zip(chances, days, strict=True) if day < middle],
        [one for one, day in zip(chances, days, strict=True) if day >= middle],
    )


if __name__ == "__main__":
    main()
