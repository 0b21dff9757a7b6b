"""Calibration: do things happen as often as forecast? Bins for the eye, CORP for the judgement."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.optimize import isotonic_regression

from placet.forecast.scoring.binary import brier

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Diagram:
    """Forecasts in bins of about equal numbers, (B,) each."""

    forecast: Floats
    """Mean chance in each bin."""
    observed: Floats
    """Share that happened."""
    count: NDArray[np.intp]
    bins: NDArray[np.intp]
    """(N,) bin of each forecast."""


def diagram(p: ArrayLike, y: ArrayLike, bins: int = 5) -> Diagram:
    """The data of a reliability diagram, by quantile bins; equal forecasts share a bin."""
    chance, happened = np.asarray(p, np.float64), np.asarray(y, np.float64)
    edges = np.unique(np.quantile(chance, np.linspace(0, 1, bins + 1)[1:-1]))
    raw = np.searchsorted(edges, chance, side="right")
    place = np.unique(raw, return_inverse=True)[1]
    count = np.bincount(place)
    return Diagram(
        forecast=np.bincount(place, chance) / count,
        observed=np.bincount(place, happened) / count,
        count=count,
        bins=place,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Corp:
    """Recalibrated chances, and the parts of the Brier score that they show.

    score = miscalibration - discrimination + uncertainty, each non-negative, without any choice of
    bins (Dimitriadis, Gneiting and Jordan, "Stable reliability diagrams for probabilistic
    classifiers", PNAS 118, 2021).
    """

    p: Floats
    """(N,) the chances as forecast, rising."""
    recalibrated: Floats
    """(N,) what they ought to have been: the isotonic regression of outcomes on forecasts."""
    miscalibration: float
    discrimination: float
    uncertainty: float


def corp(p: ArrayLike, y: ArrayLike) -> Corp:
    """The isotonic reliability curve and its decomposition of the Brier score."""
    chance, happened = np.asarray(p, np.float64), np.asarray(y, np.float64)
    values, place = np.unique(chance, return_inverse=True)
    count = np.bincount(place)
    mean = np.bincount(place, happened) / count
    fitted = np.clip(isotonic_regression(mean, weights=count.astype(float)).x, 0.0, 1.0)
    order = np.argsort(chance, kind="stable")
    right = fitted[place]
    overall = np.full(len(chance), happened.mean())
    score, best, flat = brier(chance, happened), brier(right, happened), brier(overall, happened)
    return Corp(
        p=values[place][order],
        recalibrated=right[order],
        miscalibration=score - best,
        discrimination=flat - best,
        uncertainty=flat,
    )
