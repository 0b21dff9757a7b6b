"""How sure the network may be: one number that makes its chances come true as often as they say."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from scipy.optimize import minimize_scalar


def temperature(report: Iterable[Mapping[str, Any]]) -> float:
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
