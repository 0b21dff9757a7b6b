"""How long a stage takes, from how long it took before: predictive distributions on a grid of days.

Logs of days are taken as normal; cases still under way count as censored. What so few cases leave
open widens the prediction to a Student t (Gelman and others, "Bayesian Data Analysis", 3rd ed.,
2013, ch. 3), so that nothing is sure after five cases.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from placet.procedures import Procedure, Record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FEWEST = 3
"""Fewer completed cases give no distribution."""
_LEAST_SPREAD = 0.2
"""On the scale of logs; where all past cases took the same time, the next may still differ."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """The predictive distribution of one wait."""

    centre: float
    """Mean of log(days + 1)."""
    spread: float
    completed: int
    pending: int

    @property
    def median(self) -> float:
        """Days after which half of such waits are over."""
        import math

        return math.exp(self.centre) - 1

    def beyond(self, days: Floats) -> Floats:
        """(D,): chance that it takes longer than so many days."""
        import numpy as np
        from scipy.stats import t

        scale = self.spread * np.sqrt(1 + 1 / self.completed)
        logs = np.log(np.maximum(days, -1 + 1e-9) + 1)
        return np.asarray(t.sf((logs - self.centre) / scale, self.completed - 1))

    def pmf(self, horizon: int, elapsed: int = 0) -> Floats:
        """(H + 1,): chance that it ends on each day from now, not being over after `elapsed`.

        Over within the elapsed days but not seen to be: it ends today.
        """
        import numpy as np

        edges = np.arange(-1.0, horizon + 1.0) + (elapsed + 0.5)
        left = self.beyond(edges)
        left[0] = 1.0 if elapsed == 0 else left[0]
        return np.asarray(-np.diff(left) / max(1e-300, left[0]))


def wait(procedure: Procedure, start: str, end: str, on: date) -> Wait | None:
    """The wait from a stage to another, as past cases tell by a day; None if too few do."""
    import numpy as np
    from scipy.stats import CensoredData, norm

    done, pending = _spans(procedure, start, end, on)
    if len(done) < FEWEST:
        return None
    logs = np.log1p(done)
    data = CensoredData(uncensored=logs, right=np.log1p(pending))
    centre, spread = norm.fit(data) if pending else (logs.mean(), logs.std())
    bessel = np.sqrt(len(done) / (len(done) - 1))
    return Wait(
        centre=float(centre),
        spread=max(_LEAST_SPREAD, float(spread) * float(bessel)),
        completed=len(done),
        pending=len(pending),
    )


def _spans(
    procedure: Procedure, start: str, end: str, on: date
) -> tuple[Sequence[int], Sequence[int]]:
    """Days of what was completed by a day, and of what was still under way or given up."""
    done, pending = [], []
    for record in procedure.records:
        begun, over = record.reached.get(start), record.reached.get(end)
        if begun is None or begun > on:
            continue
        last = min(day for day in (on, record.ended) if day)
        if over is not None and over <= on:
            done.append((over - begun).days)
        elif not _passed(procedure, record, end, on) and last > begun:
            pending.append((last - begun).days)
    return done, pending


def _passed(procedure: Procedure, record: Record, end: str, on: date) -> bool:
    """Was a later stage reached, so that this one was over on a day that is not known?"""
    if end in record.reached:
        return False
    later = (record.reached.get(stage.id) for stage in procedure.after(end))
    return any(day is not None and day <= on for day in later)
