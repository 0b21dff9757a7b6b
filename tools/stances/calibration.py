"""How sure the network may be: one number that makes its chances come true as often as they say."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar

BOUNDS = (0.25, 0.5, 0.6, 0.7, 0.8, 0.9)


def record(report: Sequence[Mapping[str, Any]]) -> dict[str, list[float]]:
    """By chance: the share of such stances that are right, and the share of all that they are."""
    scale = temperature(report)
    sure, right, wanted = [], [], 0
    for row in report:
        labels = {(holder, question): answer for holder, question, answer in row["labels"]}
        wanted += len(labels)
        for holder, question, each in row["answers"]:
            scaled = np.array(each) ** (1 / scale)
            scaled /= scaled.sum()
            answer = 1 + int(scaled[1:].argmax())
            sure.append(scaled[answer])
            right.append(labels.get((holder, question)) == answer)
    told, hits = np.array(sure), np.array(right)
    return {
        f"{bound:g}": [
            round(float(hits[told >= bound].mean()), 3),
            round(float(hits[told >= bound].sum() / wanted), 3),
        ]
        for bound in BOUNDS
    }


def temperature(report: Sequence[Mapping[str, Any]]) -> float:
    """By what the scores are divided, fitted on passages that were held out.

    Guo et al., "On calibration of modern neural networks", ICML 2017.
    """
    chances, right = [], []
    for row in report:
        wanted = {(holder, question): answer for holder, question, answer in row["labels"]}
        for holder, question, each in row["answers"]:
            chances.append(each)
            right.append(wanted.get((holder, question), 0))
    logs = np.log(np.clip(np.array(chances), 1e-9, 1.0))
    rows, answers = np.arange(len(right)), np.array(right)

    def missed(value: float) -> float:
        scaled = logs / math.exp(value)
        scaled -= np.logaddexp.reduce(scaled, axis=1, keepdims=True)
        return float(-scaled[rows, answers].mean())

    return round(math.exp(minimize_scalar(missed, bounds=(-1, 1), method="bounded").x), 3)
