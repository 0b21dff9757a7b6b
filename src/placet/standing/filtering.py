"""The filter: a continuous-time hidden Markov model over four levels.

Between dates the distribution is multiplied by expm(Q t), Q being tridiagonal, so that old evidence
fades; a statement multiplies it by what a holder at each level would say, tempered by the report's
confidence (Rabiner, "A tutorial on hidden Markov models", Proc. IEEE 77, 1989; for the
continuous-time form: Jackson, "Multi-state models for panel data", J. Stat. Software 38, 2011).
Plain floats on purpose: four states need no array library, and boards start the faster for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby

from placet.standing.parameters import Parameters, Vector
from placet.words import Directness, Stance

STANCES = (Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL, Stance.FOR)
_DAYS_PER_YEAR = 365.25
_COLUMN = {stance: column for column, stance in enumerate(STANCES)}


@dataclass(frozen=True, slots=True, order=True)
class Signal:
    """One piece of evidence as the filter sees it."""

    day: date
    stance: Stance
    directness: Directness
    confidence: float


def forward(signals: Iterable[Signal], on: date, params: Parameters) -> Vector:
    """The distribution over the levels on a day, from the signals up to it.

    Signals of one day are taken together: those that take no position first, then the product of
    the others, so that their order does not matter.
    """
    state, last = params.prior, None
    ordered = sorted(signal for signal in signals if signal.day <= on)
    for day, group in groupby(ordered, key=lambda signal: signal.day):
        state = moved(state, (day - last).days if last else 0, params)
        state = updated(state, list(group), params)
        last = day
    return moved(state, (on - last).days if last else 0, params)


def updated(state: Vector, signals: Sequence[Signal], params: Parameters) -> Vector:
    """The distribution after the signals of one day."""
    for signal in signals:
        if signal.stance is Stance.UNCLEAR:
            share = params.shakes[signal.directness] * signal.confidence
            state = _vector(
                (1 - share) * p + share * q for p, q in zip(state, params.prior, strict=True)
            )
    for signal in signals:
        if signal.stance is not Stance.UNCLEAR:
            table, column = params.says[signal.directness], _COLUMN[signal.stance]
            state = _vector(
                p * row[column] ** signal.confidence for p, row in zip(state, table, strict=True)
            )
    return _scaled(state)


def moved(state: Vector, days: int, params: Parameters) -> Vector:
    """The distribution `days` later."""
    if days == 0:
        return state
    step = transition(days, params.prior, params.moves_per_year)
    return _scaled(_vector(sum(state[i] * step[i][j] for i in range(4)) for j in range(4)))


@lru_cache(maxsize=4096)
def transition(days: int, prior: Vector, moves_per_year: float) -> tuple[Vector, ...]:
    """expm(Q days), by scaling and squaring of its Taylor series.

    Q moves between neighbours only, in detailed balance with the prior: of whom nothing more is
    heard, one knows in the end as little as before.
    """
    generator = [[0.0] * 4 for _ in range(4)]
    rate = moves_per_year / _DAYS_PER_YEAR
    for level in range(3):
        tilt = math.sqrt(prior[level + 1] / prior[level])
        generator[level][level + 1], generator[level + 1][level] = rate * tilt, rate / tilt
    for level in range(4):
        generator[level][level] = -sum(generator[level])
    norm = days * max(-generator[level][level] for level in range(4))
    halvings = max(0, math.ceil(math.log2(max(1e-9, 2 * norm))) + 4)
    scale = days / 2**halvings
    small = [[value * scale for value in row] for row in generator]
    power = total = [[float(i == j) for j in range(4)] for i in range(4)]
    for order in range(1, 14):
        power = [[value / order for value in row] for row in _product(power, small)]
        total = [
            [a + b for a, b in zip(r, s, strict=True)] for r, s in zip(total, power, strict=True)
        ]
    for _ in range(halvings):
        total = _product(total, total)
    return tuple(_vector(row) for row in total)


def _product(left: list[list[float]], right: list[list[float]]) -> list[list[float]]:
    return [[sum(a * right[k][j] for k, a in enumerate(row)) for j in range(4)] for row in left]


def _scaled(state: Vector) -> Vector:
    total = sum(state)
    return _vector(p / total for p in state)


def _vector(values: Iterable[float]) -> Vector:
    first, second, third, fourth = values
    return first, second, third, fourth
