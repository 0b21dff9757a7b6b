"""Scores of the chance of a yes or no: Brier, log score, Murphy's decomposition, skill.

Arrays have the shape (N,): one forecast `p` in [0, 1] and one outcome `y` in {0, 1} each. Lower is
better. Both scores are strictly proper: only the true chance minimises them in expectation
(Gneiting and Raftery, "Strictly proper scoring rules, prediction, and estimation", J. Am. Stat.
Assoc. 102, 2007).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

CLIP = 0.01
"""The log score takes no chance as nearer to 0 or 1 than this: one sure miss costs 4.6, not
infinity. Clipped, it is proper for chances between the clips only."""


def brier_scores(p: ArrayLike, y: ArrayLike) -> Floats:
    """(N,): squared distance of each chance to what happened."""
    chance, happened = _checked(p, y)
    return np.asarray((chance - happened) ** 2)


def brier(p: ArrayLike, y: ArrayLike) -> float:
    """Mean squared distance to what happened; 0 is perfect, 0.25 is a coin."""
    return float(brier_scores(p, y).mean())


def log_scores(p: ArrayLike, y: ArrayLike, *, clip: float = CLIP) -> Floats:
    """(N,): minus the log of the chance given to what happened, in nats."""
    chance, happened = _checked(p, y)
    inside = np.clip(chance, clip, 1 - clip)
    return np.asarray(-np.log(np.where(happened == 1, inside, 1 - inside)))


def log_score(p: ArrayLike, y: ArrayLike, *, clip: float = CLIP) -> float:
    """Mean log score in nats; 0.69 is a coin."""
    return float(log_scores(p, y, clip=clip).mean())


def skill(score: float, reference: float) -> float | None:
    """Share of a reference's score that a forecast saves; None if the reference is perfect."""
    return None if reference == 0 else 1 - score / reference


@dataclass(frozen=True, slots=True, kw_only=True)
class Murphy:
    """Parts of a Brier score.

    score = reliability - resolution + uncertainty + within. `within` is what the binning hides: the
    variance of forecasts in their bin, less twice their covariance with what happened; it is zero
    if forecasts within a bin are alike (Murphy, "A new vector partition of the probability score",
    J. Appl. Meteorol. 12, 1973; Stephenson, Coelho and Jolliffe, "Two extra components in the Brier
    score decomposition", Weather Forecast. 23, 2008).
    """

    reliability: float
    """How far chances lie from the frequencies that followed; less is better."""
    resolution: float
    """How far those frequencies differ from the overall one; more is better."""
    uncertainty: float
    """Variance of what happened: no merit or fault of the forecast."""
    within: float

    @property
    def score(self) -> float:
        """The Brier score."""
        return self.reliability - self.resolution + self.uncertainty + self.within


def murphy(p: ArrayLike, y: ArrayLike, bins: NDArray[np.intp] | None = None) -> Murphy:
    """The parts of the Brier score.

    Args:
        p: (N,) chances.
        y: (N,) outcomes.
        bins: (N,) number of each forecast's bin; equal chances share a bin if left out.
    """
    chance, happened = _checked(p, y)
    if bins is None:
        bins = np.unique(chance, return_inverse=True)[1]
    overall = happened.mean()
    count = np.bincount(bins)
    used = count > 0
    share = count[used] / len(chance)
    forecast = np.bincount(bins, chance)[used] / count[used]
    observed = np.bincount(bins, happened)[used] / count[used]
    place = (np.cumsum(used) - 1)[bins]
    off_forecast, off_observed = chance - forecast[place], happened - observed[place]
    return Murphy(
        reliability=float((share * (forecast - observed) ** 2).sum()),
        resolution=float((share * (observed - overall) ** 2).sum()),
        uncertainty=float(overall * (1 - overall)),
        within=float((off_forecast**2 - 2 * off_forecast * off_observed).mean()),
    )


def _checked(p: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
    chance, happened = np.asarray(p, np.float64), np.asarray(y, np.float64)
    if chance.ndim != 1 or chance.shape != happened.shape or not len(chance):
        raise ValueError(f"chances {chance.shape} and outcomes {happened.shape} do not match")
    if not ((chance >= 0) & (chance <= 1)).all():
        raise ValueError("a chance lies outside 0 to 1, or is missing")
    if not np.isin(happened, (0, 1)).all():
        raise ValueError("an outcome is neither 0 nor 1")
    return chance, happened
