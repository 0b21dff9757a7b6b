"""The answer to "when, if ever?": two chances that grow with time."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Curve:
    """Chances by days from the day of forecast, (K,) each, linear between; a jump stands twice."""

    days: Floats
    adopted: Floats
    """Chance of having been adopted by then."""
    closed: Floats
    """Chance of having been decided otherwise by then."""

    def p_adopted(self, days: float) -> float:
        """Chance of being adopted within so many days, that day included."""
        after = int(np.searchsorted(self.days, days, side="right"))
        if after in {0, len(self.days)}:
            return float(self.adopted[max(after - 1, 0)])
        left, right = self.days[after - 1], self.days[after]
        part = (days - left) / (right - left)
        low, high = self.adopted[after - 1], self.adopted[after]
        return float(np.clip(low + part * (high - low), 0.0, 1.0))

    @property
    def decided(self) -> Floats:
        """(K,): chance of having been decided either way."""
        return np.asarray(np.clip(self.adopted + self.closed, 0.0, 1.0))


def mixed(curves: list[tuple[float, Curve]]) -> Curve:
    """The weighted mean of step curves."""
    steps = np.unique(np.concatenate([curve.days for _, curve in curves]))
    total = sum(weight for weight, _ in curves)
    adopted, closed = (
        sum(weight * _at(curve.days, getattr(curve, name), steps) for weight, curve in curves)
        / total
        for name in ("adopted", "closed")
    )
    return stepped(steps, np.asarray(adopted), np.asarray(closed))


def stepped(days: Floats, adopted: Floats, closed: Floats) -> Curve:
    """A curve that jumps on each of some days, (M,) rising, and is flat between."""

    def before(values: Floats) -> Floats:
        earlier = np.concatenate([[0.0], values[:-1]]) if len(values) else values
        return np.concatenate([[0.0], np.stack([earlier, values], axis=1).ravel()])

    return Curve(
        days=np.concatenate([[0.0], np.repeat(days, 2)]),
        adopted=before(adopted),
        closed=before(closed),
    )


def _at(days: Floats, values: Floats, steps: Floats) -> Floats:
    """(M,): a step function, given at knots of which the last counts, at other days."""
    return np.asarray(values[np.searchsorted(days, steps, side="right") - 1])
