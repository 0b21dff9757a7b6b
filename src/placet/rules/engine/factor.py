"""One common factor: votes that are independent only once it is known.

A member votes yes when sqrt(r) z + sqrt(1 - r) e falls below the quantile of its chance, z common
to all and e its own, both normal; r is then the correlation between any two. Given z the votes are
independent, and the sum over them is one more scenario; z is integrated by the trapezoidal rule,
whose error for such integrands falls faster than any power of the step, halved until it is settled.

Source: Vasicek (1987), for the model; Trefethen and Weideman, SIAM Review 56 (2014) 385-458, for
the rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from placet.rules.engine.compile import Weighing

Floats: TypeAlias = NDArray[np.float64]

_END = 9.0
"""Beyond it a normal deviate falls with a chance of 1e-19."""
_FIRST, _LAST = 36, 36 << 6
_SETTLED = 1e-12


def common(backend: Weighing, yes: Sequence[float], correlation: float) -> tuple[float, float]:
    """The chance of carrying, and how much the last halving of the step changed it."""
    steps = _FIRST
    found = _sum(backend, yes, correlation, np.linspace(-_END, _END, steps + 1)) / steps
    while True:
        middles = np.linspace(-_END, _END, 2 * steps + 1)[1::2]
        finer = found / 2 + _sum(backend, yes, correlation, middles) / (2 * steps)
        error, found, steps = abs(finer - found), finer, 2 * steps
        if error <= _SETTLED or steps >= _LAST:
            return min(found, 1.0), error


def drawn(yes: Sequence[float], correlation: float, size: int, rng: np.random.Generator) -> Floats:
    """(S, n, 2): the members' chances given each of `size` draws of the factor."""
    return _given(yes, correlation, rng.standard_normal(size))


def _sum(backend: Weighing, yes: Sequence[float], correlation: float, z: Floats) -> float:
    weights = np.exp(-(z**2) / 2) * (2 * _END / np.sqrt(2 * np.pi))
    return float(weights @ backend.total(_given(yes, correlation, z)))


def _given(yes: Sequence[float], correlation: float, z: Floats) -> Floats:
    distance = ndtri(np.array(yes)) - np.sqrt(correlation) * z[:, None]
    chances: Floats = ndtr(distance / np.sqrt(1 - correlation))
    return np.stack([1 - chances, chances], axis=2)
