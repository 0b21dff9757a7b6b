"""Fitting the filter's parameters to closed cases by expectation and maximisation.

Baum and Welch's algorithm (Rabiner, Proc. IEEE 77, 1989) in continuous time: between two events the
expected time at each level and the expected moves between neighbours come from one matrix
exponential (Van Loan, IEEE Trans. Automatic Control 23, 1978), as in Liu et al., "Efficient
learning of continuous-time hidden Markov models", NeurIPS 2015. Confidences temper both passes.

Fitted are what holders say at each level, the prior, the pace of moves and, from ballots, the
chance of assent. The parameters one starts from weigh like so many observations (Dirichlet and
gamma priors), so that little data changes little. Each round raises the penalised likelihood.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from placet.standing.filtering import STANCES, Event, Signal, rank
from placet.standing.filtering import mixing as mixing_of
from placet.standing.filtering import weights as weights_of
from placet.standing.parameters import Parameters, vector
from placet.standing.transition import DAYS_PER_YEAR, generator, transition
from placet.words import Directness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STRENGTH = 20.0
"""What one starts from weighs like this many observations of each kind."""
_ENOUGH = 1e-7
_SLOWEST = 1e-6


@dataclass(frozen=True, slots=True, order=True)
class BallotCast:
    """What a member did on a day, when it came to it: assent, or not."""

    day: date
    yes: bool


Observed: TypeAlias = Event | BallotCast


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """Parameters fitted to histories."""

    parameters: Parameters
    objective: tuple[float, ...]
    """Penalised log-likelihood before each round and after the last; it never falls."""
    likelihood: tuple[float, ...]
    """Log-likelihood of what was heard, at the same moments."""


@dataclass(slots=True)
class _Expected:
    """What is expected to have happened, summed over all histories."""

    likelihood: float = 0.0
    said: dict[Directness, Floats] = field(default_factory=dict)
    """(4, 4) each: statements by level and stance."""
    ballots: Floats = field(default_factory=lambda: _zeros(4, 2))
    """(4, 2): noes and yeses by level."""
    begun: Floats = field(default_factory=lambda: _zeros(4))
    """Starts from the prior, by level."""
    spans: dict[int, Floats] = field(default_factory=dict)
    """For spans of so many days: weights of where they begin and end."""


def fit(
    histories: Iterable[Sequence[Observed]],
    start: Parameters,
    *,
    strength: float = STRENGTH,
    rounds: int = 200,
) -> Fitted:
    """Fit parameters to what was heard of members, one history for each member and question.

    Args:
        histories: statements, changes of government and ballots, in any order.
        start: where to begin, and what to lean on.
        strength: how many observations of each kind `start` weighs.
        rounds: at most so many.
    """
    ordered = [sorted(history, key=_rank) for history in histories]
    start = replace(start, moves_per_year=max(start.moves_per_year, _SLOWEST))
    params, objective, likelihood = start, [], []
    for _ in range(rounds + 1):
        expected = _expect(ordered, params)
        likelihood.append(expected.likelihood)
        objective.append(expected.likelihood + _penalty(params, start, strength))
        if len(objective) > 1 and objective[-1] - objective[-2] < _ENOUGH * len(ordered):
            break
        if len(objective) <= rounds:
            params = _maximised(expected, params, start, strength)
    return Fitted(parameters=params, objective=tuple(objective), likelihood=tuple(likelihood))


def _expect(histories: Sequence[Sequence[Observed]], params: Parameters) -> _Expected:
    expected = _Expected(said={kind: _zeros(4, 4) for kind in Directness})
    for history in histories:
        if history:
            _add(expected, history, params)
    return expected


def _add(expected: _Expected, history: Sequence[Observed], params: Parameters) -> None:
    """Forward and backward over one history."""
    import numpy as np

    prior = np.array(params.prior)
    gaps = [0, *((b.day - a.day).days for a, b in pairwise(history))]
    before, after, scales = [], [], []
    state = prior
    for gap, event in zip(gaps, history, strict=True):
        state = state @ _step(gap, params)
        before.append(state)
        state = _taken(state, event, params)
        scales.append(state.sum())
        state = state / scales[-1]
        after.append(state)
    expected.likelihood += float(np.log(scales).sum())
    back = np.ones(4)
    for place in reversed(range(len(history))):
        event = history[place]
        _observe(expected, event, before[place], after[place], back, scales[place], params)
        back = _told_back(back, event, params) / scales[place]
        if place:
            span = expected.spans.setdefault(gaps[place], _zeros(4, 4))
            span += np.outer(after[place - 1], back)
        back = _step(gaps[place], params) @ back
    expected.begun += prior * back


def _observe(
    expected: _Expected,
    event: Observed,
    before: Floats,
    after: Floats,
    back: Floats,
    scale: float,
    params: Parameters,
) -> None:
    """What one event adds, given where the member was, and what followed."""
    import numpy as np

    here = after * back
    if isinstance(event, BallotCast):
        expected.ballots[:, int(event.yes)] += here
        return
    mixing = mixing_of(event, params)
    if mixing:
        if mixing[1] == params.prior:
            expected.begun += mixing[0] * before.sum() * np.array(params.prior) * back / scale
    elif isinstance(event, Signal):
        column = STANCES.index(event.stance)
        expected.said[event.directness][:, column] += event.confidence * here


def _maximised(
    expected: _Expected, params: Parameters, start: Parameters, strength: float
) -> Parameters:
    """The parameters under which what is expected is likeliest."""
    import numpy as np
    from scipy.optimize import isotonic_regression

    says = {}
    for kind in Directness:
        table = expected.said[kind] + strength * np.array(start.says[kind])
        rows = [vector(map(float, row / row.sum())) for row in table]
        says[kind] = (rows[0], rows[1], rows[2], rows[3])
    heard = expected.ballots.sum(axis=1) + strength
    yes = (expected.ballots[:, 1] + strength * np.array(start.assent)) / heard
    assent = vector(map(float, isotonic_regression(yes, weights=heard).x))
    times, moves = _moves(expected, params)
    prior, pace = _chain(expected.begun, times, moves, params, start, strength)
    return replace(params, says=says, assent=assent, prior=prior, moves_per_year=pace)


def _moves(expected: _Expected, params: Parameters) -> tuple[Floats, Floats]:
    """Expected years at each level, (4,), and expected moves between them, (4, 4)."""
    import numpy as np
    from scipy.linalg import expm

    rates = np.array(generator(params.prior, params.moves_per_year))
    total = np.zeros((4, 4))
    for days, ends in expected.spans.items():
        if days:
            block = np.block([[rates.T, ends], [np.zeros((4, 4)), rates.T]])
            total += expm(block * days / DAYS_PER_YEAR)[:4, 4:]
    moves = rates * total
    np.fill_diagonal(moves, 0.0)
    return np.diag(total).copy(), moves


def _chain(
    begun: Floats,
    times: Floats,
    moves: Floats,
    params: Parameters,
    start: Parameters,
    strength: float,
) -> tuple[tuple[float, float, float, float], float]:
    """The prior and the pace together: each tilts the other, so they are found by ascent."""
    import numpy as np
    from scipy.optimize import minimize

    counts = begun + strength * np.array(start.prior)
    up, down = np.diag(moves, 1), np.diag(moves, -1)

    def loss(at: Floats) -> float:
        levels = np.concatenate([[0.0], at[:3]])
        logs = levels - np.logaddexp.reduce(levels)
        tilt, pace = np.diff(logs) / 2, at[3]
        jumps = (up * (pace + tilt) + down * (pace - tilt)).sum()
        stays = np.exp(pace) * (times[:-1] * np.exp(tilt) + times[1:] * np.exp(-tilt)).sum()
        lean = strength * (start.moves_per_year * pace - np.exp(pace))
        return float(-(counts @ logs + jumps - stays + lean))

    logs = np.log(params.prior)
    here = np.array([*(logs[1:] - logs[0]), math.log(params.moves_per_year)])
    found = minimize(loss, here, method="BFGS")
    best = found.x if found.fun <= loss(here) else here
    levels = np.concatenate([[0.0], best[:3]])
    chances = np.exp(levels - np.logaddexp.reduce(levels))
    return vector(map(float, chances)), float(math.exp(best[3]))


def _penalty(params: Parameters, start: Parameters, strength: float) -> float:
    """How far parameters are from what one leans on, as a log-density up to a constant."""
    pairs = list(zip(start.prior, params.prior, strict=True))
    for kind in Directness:
        for old, new in zip(start.says[kind], params.says[kind], strict=True):
            pairs += zip(old, new, strict=True)
    for a, b in zip(start.assent, params.assent, strict=True):
        pairs += [(a, b), (1 - a, 1 - b)]
    lean = sum(weight * math.log(p) for weight, p in pairs if weight)
    pace = params.moves_per_year
    return strength * (lean + start.moves_per_year * math.log(pace) - pace)


def _taken(state: Floats, event: Observed, params: Parameters) -> Floats:
    import numpy as np

    mixing = None if isinstance(event, BallotCast) else mixing_of(event, params)
    if mixing:
        share, prior = mixing
        return np.asarray((1 - share) * state + share * state.sum() * np.array(prior))
    return np.asarray(state * _weights(event, params))


def _told_back(back: Floats, event: Observed, params: Parameters) -> Floats:
    import numpy as np

    mixing = None if isinstance(event, BallotCast) else mixing_of(event, params)
    if mixing:
        share, prior = mixing
        return np.asarray((1 - share) * back + share * (np.array(prior) @ back))
    return np.asarray(back * _weights(event, params))


def _weights(event: Observed, params: Parameters) -> Floats:
    import numpy as np

    if isinstance(event, BallotCast):
        assent = np.array(params.assent)
        return assent if event.yes else 1 - assent
    return np.array(weights_of(event, params))


def _step(days: int, params: Parameters) -> Floats:
    import numpy as np

    return np.array(transition(days, params.prior, params.moves_per_year))


def _rank(event: Observed) -> tuple[date, int, str]:
    return (event.day, 4, "") if isinstance(event, BallotCast) else rank(event)


def _zeros(*shape: int) -> Floats:
    import numpy as np

    return np.zeros(shape)
