"""Intervals by bootstrap over cases, since the forecasts of one case rise and fall together."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

DRAWS, SEED = 2000, 20_241_129
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure and the ends of its interval; None where too few clusters tell."""

    value: float
    low: float | None
    high: float | None


def bootstrap(
    clusters: Sequence[Hashable],
    statistic: Callable[[NDArray[np.intp]], float],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    level: float = 0.95,
) -> Interval:
    """A statistic with its percentile interval from whole clusters drawn with replacement.

    Args:
        clusters: (N,) the cluster of each row.
        statistic: of rows, given as indices (M,), in which a row may stand more than once.
        draws: how many samples.
        seed: of the random draws.
        level: of the interval.

    Source: Field and Welsh, "Bootstrapping clustered data", J. R. Stat. Soc. B 69 (2007).
    """
    names = {name: number for number, name in enumerate(dict.fromkeys(clusters))}
    numbers = np.array([names[name] for name in clusters])
    rows = [np.flatnonzero(numbers == number) for number in range(len(names))]
    value = statistic(np.arange(len(clusters)))
    if len(rows) < _FEWEST:
        return Interval(value, None, None)
    rng = np.random.default_rng(seed)
    drawn = [
        statistic(np.concatenate([rows[number] for number in picked]))
        for picked in rng.integers(0, len(rows), (draws, len(rows)))
    ]
    low, high = np.quantile(drawn, [(1 - level) / 2, (1 + level) / 2])
    return Interval(value, float(low), float(high))
