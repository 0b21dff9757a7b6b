"""How good forecasts were: proper scores, calibration, and how sure one can be of either."""

from placet.forecast.scoring.binary import (
    Murphy,
    brier,
    brier_scores,
    log_score,
    log_scores,
    murphy,
    skill,
)
from placet.forecast.scoring.dates import coverage, crps, quantiles, steps
from placet.forecast.scoring.reliability import Corp, Diagram, corp, diagram
from placet.forecast.scoring.resample import Interval, bootstrap

__all__ = [
    "Corp",
    "Diagram",
    "Interval",
    "Murphy",
    "bootstrap",
    "brier",
    "brier_scores",
    "corp",
    "coverage",
    "crps",
    "diagram",
    "log_score",
    "log_scores",
    "murphy",
    "quantiles",
    "skill",
    "steps",
]
