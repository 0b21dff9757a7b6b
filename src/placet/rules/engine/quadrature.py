"""Shapley-Shubik for one large tally: Owen's integral over a common chance, right to 1e-12.

The chance that a member is pivotal when all others vote yes with chance p is a smooth polynomial in
p. It is integrated by the rule of Clenshaw and Curtis, whose nodes are used again when their number
is doubled, until doubling changes no index by more than 1e-8: the error is then of the order of the
square of that. At each node the distribution of the tally is one programme over the members; a
member's swing comes from dividing its factor out again, from below where p <= 1/2 and otherwise on
the dual game, so that errors never grow. By Hoeffding's inequality nodes at which the tally misses
the quota, and tallies that are not reached, by more than 1e-19 are left out.

Source: Owen, Multilinear extensions of games, Management Science 18 (1972) P64-P79; Trefethen, Is
Gauss quadrature better than Clenshaw-Curtis?, SIAM Review 50 (2008) 67-87.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.rows import distribution, divided

Floats: TypeAlias = NDArray[np.float64]

_SPREAD = 4.7
"""Standard widths, in root sums of squares, beyond which Hoeffding leaves less than 1e-19."""
_FIRST = 32
_TRUSTED = 1e-8
_SUM = 1e-13


def shapley(weights: Sequence[int], quota: int) -> list[float]:
    """The Shapley-Shubik index of every member of [quota; weights]."""
    kinds = sorted(set(weights))
    times = np.array([weights.count(w) for w in kinds])
    total, reach = sum(weights), _SPREAD * float(np.sqrt(np.sum(np.square(weights, dtype=float))))

    def swings(p: float) -> Floats:
        if abs(p * total - quota) > reach + kinds[-1]:
            return np.zeros(len(kinds))
        return _at(weights, quota, kinds, p)

    count, before = _FIRST, np.full(len(kinds), np.inf)
    with ThreadPoolExecutor(cpu_count()) as pool:
        rows = np.array(list(pool.map(swings, _nodes(count))))
        while True:
            found = _weights(count) @ rows
            settled = float(np.abs(found - before).max()) <= _TRUSTED
            if count >= len(weights) or (settled and abs(found @ times - 1.0) <= _SUM):
                break
            before, count = found, 2 * count
            finer = np.empty((count + 1, len(kinds)))
            finer[::2], finer[1::2] = rows, list(pool.map(swings, _nodes(count)[1::2]))
            rows = finer
    index = dict(zip(kinds, found.tolist(), strict=True))
    return [float(index[w]) for w in weights]


def _nodes(count: int) -> Floats:
    """The `count` + 1 nodes on 0 to 1, every second of them a node of half as many."""
    nodes: Floats = np.sin(np.arange(count + 1) * (np.pi / (2 * count))) ** 2
    return nodes


def _weights(count: int) -> Floats:
    """The weights of the nodes, exact for polynomials up to degree `count`."""
    angles = np.arange(count + 1) * (np.pi / count)
    waves = np.arange(1, count // 2 + 1)
    share = np.where(waves == count // 2, 1.0, 2.0) / (4.0 * waves**2 - 1.0)
    weights: Floats = (1.0 - np.cos(2.0 * np.outer(angles, waves)) @ share) / count
    weights[[0, -1]] /= 2.0
    return weights


def _at(weights: Sequence[int], quota: int, kinds: Sequence[int], p: float) -> Floats:
    """For each weight in `kinds`, the chance that such a member is pivotal."""
    if p > 1 / 2:
        quota, p = sum(weights) - quota + 1, 1 - p
    row = distribution(np.array(sorted(weights)), quota, p, _SPREAD)
    return divided(row, np.array(kinds), p)
