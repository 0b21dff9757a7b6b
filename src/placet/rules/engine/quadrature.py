"""Shapley-Shubik for one large tally: Owen's integral over a common chance, to rounding.

The chance that a member is pivotal when all others vote yes with chance p is a polynomial in p of
degree n - 1; Gauss-Legendre with half as many nodes integrates it exactly. At each node the
distribution of the tally is one programme over the members; a member's swing comes from dividing
its factor out again, from below where p <= 1/2 and otherwise on the dual game, so that errors never
grow. By Hoeffding's inequality nodes at which the tally misses the quota, and tallies that are not
reached, by more than 1e-19 are left out.

Source: Owen, Multilinear extensions of games, Management Science 18 (1972) P64-P79.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

_SPREAD = 4.7
"""Standard widths, in root sums of squares, beyond which Hoeffding leaves less than 1e-19."""


def shapley(weights: Sequence[int], quota: int) -> list[float]:
    """The Shapley-Shubik index of every member of [quota; weights]."""
    n = len(weights)
    nodes, shares = np.polynomial.legendre.leggauss(n // 2 + 1)
    chances, shares = (nodes + 1) / 2, shares / 2
    total, reach = sum(weights), _SPREAD * float(np.sqrt(np.sum(np.square(weights, dtype=float))))
    near = np.abs(chances * total - quota) <= reach + max(weights)
    kinds = sorted(set(weights))
    with ThreadPoolExecutor(cpu_count()) as pool:
        rows = list(pool.map(lambda p: _at(weights, quota, kinds, p), chances[near]))
    index = dict(zip(kinds, shares[near] @ np.array(rows), strict=True))
    return [float(index[w]) for w in weights]


def _at(weights: Sequence[int], quota: int, kinds: Sequence[int], p: float) -> Floats:
    """For each weight in `kinds`, the chance that such a member is pivotal."""
    if p > 1 / 2:
        quota, p = sum(weights) - quota + 1, 1 - p
    row = _row(sorted(weights), quota, p)
    # What is divided out is x -> row[x] = (1 - p) rest[x] + p rest[x - w].
    odds = -p / (1 - p)
    powers = odds ** np.arange(len(row))
    swings = np.zeros(len(kinds))
    for place, w in enumerate(kinds):
        if w:
            windows = np.concatenate([row, np.zeros(-len(row) % w)]).reshape(-1, w).sum(axis=1)
            swings[place] = windows @ powers[: len(windows)] / (1 - p)
    return swings


def _row(weights: Sequence[int], quota: int, p: float) -> Floats:
    """Chances of the tallies quota - 1, quota - 2, ... down to where nothing is left."""
    row, after, work = np.zeros(quota), np.zeros(quota), np.empty(quota)
    row[0] = 1.0
    low, high, squares, mean = 0, 1, 0.0, 0.0
    for w in weights:
        squares += w * w
        mean += p * w
        width = _SPREAD * squares**0.5
        start = max(low, int(mean - width))
        end = min(high + w, quota, int(mean + width) + 2)
        if end <= start:
            return np.zeros(1)
        kept = slice(start, max(min(end, high), start))
        np.multiply(row[kept], 1 - p, out=after[kept])
        after[kept.stop : end] = 0.0
        first = max(start, low + w)
        if first < end:
            after[first:end] += np.multiply(row[first - w : end - w], p, out=work[: end - first])
        row, after = after, row
        low, high = start, end
    return np.concatenate([np.zeros(quota - high), row[low:high][::-1]])
