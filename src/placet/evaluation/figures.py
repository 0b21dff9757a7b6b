"""Precision, recall, F1, and how sure one can be of them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypedDict


class Figure(TypedDict):
    """Precision, recall and F1, each 0 to 1, and what they are shares of."""

    p: float
    r: float
    f1: float
    n_pred: int
    n_gold: int


Interval = tuple[float, float]

_LOW, _HIGH = 0.025, 0.975


def figure(right_p: float, n_pred: int, right_r: float, n_gold: int) -> Figure:
    """Precision, recall and their harmonic mean; 0 where there is nothing to divide by."""
    precision = right_p / n_pred if n_pred else 0.0
    recall = right_r / n_gold if n_gold else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return {"p": precision, "r": recall, "f1": f1, "n_pred": n_pred, "n_gold": n_gold}


def intervals(
    rows: Sequence[Counter[Hashable]],
    measures: Mapping[str, Callable[[Counter[Hashable]], float]],
    *,
    draws: int,
    seed: int = 0,
) -> dict[str, Interval]:
    """95 % intervals of figures, by drawing documents anew with replacement.

    Args:
        rows: the counts of each document.
        measures: figures of the summed counts, by name.
        draws: how often the documents are drawn anew.
        seed: of the draws, so that the same call gives the same interval.
    """
    if not rows or not draws:
        return {}
    chance = random.Random(seed)  # noqa: S311 - resampling, not secrets
    samples: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(draws):
        total: Counter[Hashable] = Counter()
        for index in chance.choices(range(len(rows)), k=len(rows)):
            total.update(rows[index])
        for name, measure in measures.items():
            samples[name].append(measure(total))
    return {name: _middle(sorted(values)) for name, values in samples.items()}


def _middle(values: Sequence[float]) -> Interval:
    last = len(values) - 1
    return values[int(_LOW * len(values))], values[min(last, int(_HIGH * len(values)))]
