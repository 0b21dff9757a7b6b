"""The chain between dates: expm(Q t) from the eigenvalues of Q, in plain floats.

Q moves between neighbouring levels only and is in detailed balance with the prior, so that it is
similar to a symmetric matrix; Jacobi's rotations find its eigenvalues once for all spans of time
(Golub and Van Loan, "Matrix Computations", section 8.5).
"""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import combinations

from placet.standing.parameters import Matrix, Vector, vector

DAYS_PER_YEAR = 365.25
_SIZE = 4
_SWEEPS = 12
Square = list[list[float]]


@lru_cache(maxsize=4096)
def transition(days: int, prior: Vector, moves_per_year: float) -> Matrix:
    """expm(Q days): chance of each level `days` later (columns) from each level (rows)."""
    values, vectors = _spectrum(prior, moves_per_year)
    grown = [math.exp(value * days / DAYS_PER_YEAR) for value in values]
    root = [math.sqrt(p) for p in prior]
    first, second, third, fourth = (
        vector(
            max(
                0.0,
                sum(vectors[i][k] * grown[k] * vectors[j][k] for k in range(_SIZE))
                * (root[j] / root[i]),
            )
            for j in range(_SIZE)
        )
        for i in range(_SIZE)
    )
    return first, second, third, fourth


def generator(prior: Vector, moves_per_year: float) -> Square:
    """Q, per year: tridiagonal, tilted so that the prior is where the moves balance."""
    rates = [[0.0] * _SIZE for _ in range(_SIZE)]
    for level in range(_SIZE - 1):
        tilt = math.sqrt(prior[level + 1] / prior[level])
        rates[level][level + 1] = moves_per_year * tilt
        rates[level + 1][level] = moves_per_year / tilt
    for level in range(_SIZE):
        rates[level][level] = -sum(rates[level])
    return rates


@lru_cache(maxsize=64)
def _spectrum(prior: Vector, moves_per_year: float) -> tuple[tuple[float, ...], Square]:
    """Eigenvalues of Q and, as columns, the orthonormal eigenvectors of its symmetric twin."""
    rates = generator(prior, moves_per_year)
    root = [math.sqrt(p) for p in prior]
    work = [[root[i] * rates[i][j] / root[j] for j in range(_SIZE)] for i in range(_SIZE)]
    vectors = [[float(i == j) for j in range(_SIZE)] for i in range(_SIZE)]
    for _ in range(_SWEEPS):
        for p, q in combinations(range(_SIZE), 2):
            _rotate(work, vectors, p, q)
    return tuple(work[i][i] for i in range(_SIZE)), vectors


def _rotate(work: Square, vectors: Square, p: int, q: int) -> None:
    """One rotation of Jacobi: makes the entry (p, q) zero."""
    if work[p][q] == 0.0:
        return
    angle = 0.5 * math.atan2(2 * work[p][q], work[q][q] - work[p][p])
    c, s = math.cos(angle), math.sin(angle)
    for row in (*work, *vectors):
        row[p], row[q] = c * row[p] - s * row[q], s * row[p] + c * row[q]
    for j in range(_SIZE):
        work[p][j], work[q][j] = c * work[p][j] - s * work[q][j], s * work[p][j] + c * work[q][j]
