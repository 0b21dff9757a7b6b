"""Ratification rounds left out one at a time: CRPS of the last day, beside Kaplan-Meier.

`python benchmarks/durations.py`; rounds that were signed together count as two.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np

from placet.forecast.backtest.baselines import incidence
from placet.forecast.backtest.history import Past, Status
from placet.forecast.durations import DurationModel, Progress, Protocol, fit
from placet.forecast.durations.fit import SPREADS, Spreads
from placet.forecast.durations.records import protocols, ratifications, statements
from placet.forecast.durations.replay import distribution, progress
from placet.forecast.scoring import crps, quantiles

LEADS = (0, 30, 90, 180)
ONE = (Spreads(member=0.6, round=2.0, pace=0.25),)
_EDGE = 3650.0


def without(protocol: Protocol, now: Progress, spreads: tuple[Spreads, ...]) -> DurationModel:
    """The model of all other rounds."""
    return fit(
        [p for p in protocols() if p.round != protocol.round],
        [r for r in ratifications() if r.round != protocol.round],
        [s for s in statements() if s.round != protocol.round],
        now=now,
        spreads=spreads,
    )


def score(model: DurationModel, days: int) -> tuple[float, bool]:
    """CRPS, and whether the day lay within the 80 % band."""
    at, chances = distribution(model)
    low, high = quantiles(at, chances, [0.1, 0.9])
    return crps(at, chances, days, _EDGE), bool(low <= days <= high)


def kaplan_meier(protocol: Protocol, lead: int) -> tuple[float, bool]:
    """The same of the spread of the other rounds that lasted longer than the lead."""
    others = [p.days for p in protocols() if p.round != protocol.round]
    curve = incidence([Past(days=d, status=Status.ADOPTED, views=()) for d in others], lead)
    left = protocol.days - lead
    low, high = quantiles(curve.days, curve.adopted, [0.1, 0.9])
    return crps(curve.days, curve.adopted, left, _EDGE), bool(low <= left <= high)


def main() -> None:
    """Print the table."""
    heads = ("placet", "without statements", "one set of spreads", "Kaplan-Meier")
    print("lead  rounds ", *(f"{head:>24}" for head in heads))
    for lead in LEADS:
        rows = []
        for protocol in protocols():
            if protocol.days <= lead:
                continue
            now = progress(protocol, protocol.signed + timedelta(days=lead))
            blind = replace(now, named=())
            models = [
                without(protocol, now, SPREADS),
                without(protocol, blind, SPREADS),
                without(protocol, now, ONE),
            ]
            rows.append([score(m, protocol.days) for m in models] + [kaplan_meier(protocol, lead)])
        found = np.array(rows, float)
        base = found[:, -1, 0].mean()
        cells = [
            f"{one[:, 0].mean():6.1f} ({1 - one[:, 0].mean() / base:+4.0%}) {one[:, 1].sum():.0f}"
            for one in np.moveaxis(found, 1, 0)
        ]
        print(f"{lead:4}  {len(rows):6} ", *(f"{cell:>24}" for cell in cells))


if __name__ == "__main__":
    main()
