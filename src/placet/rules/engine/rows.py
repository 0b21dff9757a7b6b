"""Compiled loops over rows of tallies."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.compiled import compiled

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

_PIECE = 1 << 11
"""So many tallies stay in the processor's first cache."""


@compiled
def distribution(weights: Whole, quota: int, p: float, spread: float) -> Floats:
    """Chances of the tallies quota - 1, quota - 2, ... down to where nothing is left.

    Args:
        weights: of the members, lightest first; each counts with chance `p`.
        quota: tallies below it are kept.
        p: at most one half.
        spread: tallies further from the mean than so many root sums of squares are left out.
    """
    row, after = np.zeros(quota), np.zeros(quota)
    row[0] = 1.0
    low, high, squares, mean = 0, 1, 0.0, 0.0
    for w in weights:
        squares += float(w) * float(w)
        mean += p * w
        width = spread * squares**0.5
        start = max(low, int(mean - width))
        end = min(high + w, quota, int(mean + width) + 2)
        if end <= start:
            return np.zeros(1)
        # Beyond its ends a row may hold what is left of an older one.
        row[max(start - w, 0) : low] = 0.0
        row[high:end] = 0.0
        first = min(max(start, w), end)
        for t in range(start, first):
            after[t] = (1 - p) * row[t]
        stay, move, out = row[first:end], row[first - w : end - w], after[first:end]
        for t in range(end - first):
            out[t] = (1 - p) * stay[t] + p * move[t]
        row, after = after, row
        low, high = start, end
    turned = np.zeros(quota - low)
    for t in range(low, high):
        turned[quota - 1 - t] = row[t]
    return turned


@compiled
def divided(row: Floats, weights: Whole, p: float) -> Floats:
    """For each weight, the chance that a member of it is pivotal.

    What is divided out is x -> row[x] = (1 - p) rest[x] + p rest[x - w]; the alternating sum over
    windows of w tallies gives the sum of `rest` over the first of them.
    """
    sums = np.zeros(len(row) + 1)
    lost = 0.0
    for t in range(len(row)):
        # Kahan's summation: what rounding takes from one sum is given to the next.
        add = row[t] - lost
        sums[t + 1] = sums[t] + add
        lost = (sums[t + 1] - sums[t]) - add
    swings = np.zeros(len(weights))
    for place, w in enumerate(weights):
        if w > 0:
            power, swing = 1.0, 0.0
            for t in range(0, len(row), w):
                swing += power * (sums[min(t + w, len(row))] - sums[t])
                power *= -p / (1 - p)
            swings[place] = swing / (1 - p)
    return swings


@compiled
def blend(row: Floats, out: Floats, steps: Whole, factors: Floats) -> None:
    """Set out[s, t] to the sum over columns of factor * row[s, t - step].

    Args:
        row: (S, size)
        out: (S, size)
        steps: (width,), the first of which is taken to be the least.
        factors: (S, width)
    """
    size = row.shape[1]
    for s in range(row.shape[0]):
        for low in range(0, size, _PIECE):
            high = min(low + _PIECE, size)
            out[s, low:high] = 0.0
            for column, step in enumerate(steps):
                start = max(low, step)
                if start < high and factors[s, column] != 0.0:
                    factor = factors[s, column]
                    into, moved = out[s, start:high], row[s, start - step : high - step]
                    for t in range(high - start):
                        into[t] += factor * moved[t]
