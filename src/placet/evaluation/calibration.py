"""Do positions turn out right as often as the reader was sure of them? And what if it abstained?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict

from placet.evaluation.figures import Figure, figure

EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Where bins of confidence begin; the last one holds 1 too."""
THRESHOLDS = (0.0, 0.5, 0.6, 0.7, 0.8)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One position that was given: how sure, and whether it is right."""

    confidence: float
    right: bool


class Bin(TypedDict):
    """Positions about whose being right a reader was about as sure."""

    low: float
    n: int
    confidence: float
    """Their mean confidence."""
    right: float
    """The share that is right."""


class Calibration(TypedDict):
    """How far confidence can be taken at its word."""

    n: int
    brier: float
    """Mean squared distance of confidence to being right (1) or wrong (0)."""
    flat: float
    """The same, had it said the share that is right of each: what knowing no more would score."""
    ece: float
    """Expected calibration error: the mean distance, over bins by their number, of mean confidence
    to the share that is right (Naeini, Cooper and Hauskrecht, "Obtaining well calibrated
    probabilities using Bayesian binning", AAAI 2015). Small samples make it look larger."""
    bins: list[Bin]
    at_least: dict[str, Figure]
    """Precision, recall and F1 if nothing less sure were given, by threshold."""


def calibration(outcomes: Sequence[Outcome], labels: int) -> Calibration | None:
    """What confidences were worth; None if no position was given.

    Args:
        outcomes: of every position given.
        labels: how many there were to be found.
    """
    if not outcomes:
        return None
    share = _mean([one.right for one in outcomes])
    bins = [made for low, high in _ranges() if (made := _bin(outcomes, low, high))]
    return {
        "n": len(outcomes),
        "brier": _mean([(one.confidence - one.right) ** 2 for one in outcomes]),
        "flat": share * (1 - share),
        "ece": sum(b["n"] * abs(b["confidence"] - b["right"]) for b in bins) / len(outcomes),
        "bins": bins,
        "at_least": {f"{bound:g}": _kept(outcomes, bound, labels) for bound in THRESHOLDS},
    }


def _ranges() -> list[tuple[float, float]]:
    return list(zip(EDGES, (*EDGES[1:], float("inf")), strict=True))


def _bin(outcomes: Sequence[Outcome], low: float, high: float) -> Bin | None:
    inside = [one for one in outcomes if low <= one.confidence < high]
    if not inside:
        return None
    sure, right = _mean([one.confidence for one in inside]), _mean([one.right for one in inside])
    return {"low": low, "n": len(inside), "confidence": sure, "right": right}


def _kept(outcomes: Sequence[Outcome], bound: float, labels: int) -> Figure:
    kept = [one.right for one in outcomes if one.confidence >= bound]
    return figure(sum(kept), len(kept), sum(kept), labels)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)
