"""Ratification rounds left out one at a time: CRPS of the last day, beside Kaplan-Meier.

python benchmarks/durations.py
"""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from placet.forecast.durations import Protocol, fit, protocols, ratifications
from placet.forecast.durations.replay import distribution, progress

LEADS = (0, 30, 90, 180)
SPREADS = ((0.3, 1.0), (0.6, 1.0), (0.6, 2.0), (1.0, 2.0), (0.6, 3.0))

Floats = NDArray[np.float64]


def crps(chances: Floats, days: Floats, happened: int) -> float:
    """In days: the integral of the squared distance from the step at what happened."""
    return float(((chances - (days >= happened)) ** 2).sum())


def kaplan_meier(protocol: Protocol, days: Floats, lead: int) -> Floats:
    """The spread of the other rounds that lasted longer than the lead; none is censored."""
    spans = np.array([p.days for p in protocols() if p.round != protocol.round and p.days > lead])
    return (spans[None, :] <= days[:, None]).mean(axis=1)


def scores(
    protocol: Protocol, lead: int, member_spread: float, round_spread: float
) -> tuple[float, ...] | None:
    """CRPS of placet, of placet without statements, of Kaplan-Meier; and whether in the band."""
    on = protocol.signed + timedelta(days=lead)
    if on >= protocol.completed:
        return None
    model = fit(
        [p for p in protocols() if p.round != protocol.round],
        [r for r in ratifications() if r.round != protocol.round],
        member_spread=member_spread,
        round_spread=round_spread,
    )
    done, held = progress(protocol, on)
    days, chances = distribution(model, protocol, done, held, lead)
    _, blind = distribution(model, protocol, done, {}, lead)
    low, high = np.searchsorted(chances, [0.1, 0.9]) + lead
    return (
        crps(chances, days, protocol.days),
        crps(blind, days, protocol.days),
        crps(kaplan_meier(protocol, days, lead), days, protocol.days),
        float(low <= protocol.days <= high),
    )


def main() -> None:
    """Print a table for each pair of spreads."""
    for member_spread, round_spread in SPREADS:
        print(f"spread of members {member_spread}, of rounds {round_spread}")
        print("lead  placet  blind  Kaplan-Meier  better  in band")
        for lead in LEADS:
            found = [scores(p, lead, member_spread, round_spread) for p in protocols()]
            rows = np.array([row for row in found if row is not None])
            placet, blind, km, band = rows.mean(axis=0)
            print(
                f"{lead:4}  {placet:6.1f} {blind:6.1f}  {km:12.1f}  {1 - placet / km:6.1%}  "
                f"{rows[:, 3].sum():.0f} of {len(rows)} ({band:.0%})"
            )


if __name__ == "__main__":
    main()
