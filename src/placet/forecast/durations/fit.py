"""Fitting the two regimes on the record: a posterior, not a point.

A member ratifies in the prompt regime or in the late one; log days are normal in each. Effects of
members and of rounds on the odds of the late regime, and of rounds on how long it lasts, are normal
with spreads that are not known either (Gelman and Hill, "Data Analysis Using Regression and
Multilevel/Hierarchical Models", 2007). For each of a few spreads the posterior of all the rest is
taken as normal around its mode; spreads count by the evidence for them (the approximation of
Laplace: Tierney and Kadane, J. Am. Stat. Assoc. 81, 1986; over a grid of spreads: Rue, Martino and
Chopin, J. R. Stat. Soc. B 71, 2009). A round under way is one more round, of which it is known who
has ratified and who has not: its pace is learnt with all the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from placet.forecast.durations.evidence import Evidence, Progress, evidence
from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import Protocol, Ratification, Statement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS, SEED = 512, 1
_FIRST = (2.5, 0.0, 5.5, -0.7, 0.0, 1.5, 0.5)
"""Centre and log spread of the prompt regime, of the late one, log odds of the late one, and what
a member's being on record as not ready adds to them and to the centre of the late regime."""
_PRIOR_SPREAD = (1.0, 0.5, 0.5, 0.4, 1.5, 1.0, 0.5)
"""Weak priors around the first guesses: two weeks, and most of a year; who is on record as not
ready has more than four times the odds of being late, within a factor of seven either way, and
then takes longer by two thirds, within a factor of 2.7."""
_SHAPE = len(_FIRST)
_TINY, _LEAST = 1e-300, 1e-12
_STEPS, _NEAR, _NUDGE = 60, 1e-6, 1e-5
_LEAST_BEND, _FARTHEST = 1e-3, 1.0
_ROOT = 2.5066282746310002
"""The square root of 2 pi."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreads:
    """Standard deviations of effects."""

    member: float
    """Of members, on the log odds of the late regime."""
    round: float
    """Of rounds, on the same."""
    pace: float
    """Of rounds, on the log of the days that the late regime takes."""


SPREADS = tuple(
    Spreads(member=m, round=r, pace=p)
    for m, r, p in product((0.4, 1.0), (1.0, 2.5), (0.1, 0.25, 0.6))
)
"""From hardly any to as much as there can be; all are as likely beforehand."""


def fit(
    known: Sequence[Protocol],
    done: Sequence[Ratification],
    said: Sequence[Statement] = (),
    *,
    now: Progress,
    spreads: Sequence[Spreads] = SPREADS,
    draws: int = DRAWS,
) -> DurationModel:
    """What the rounds given tell of one more.

    Args:
        known: complete rounds.
        done: what is on record of them.
        said: what their members said before.
        now: the round to be foretold, as far as it has come.
        spreads: of the effects; averaged if several.
        draws: of the posterior.

    Raises:
        ValueError: no round is given.
    """
    if not known:
        raise ValueError("no complete round to fit on")
    told = evidence(known, done, said, now)
    found, at = [], _start(told)
    for one in spreads:
        at, root, weight = _laplace(told, one, at)
        found.append((at, root, weight))
    return _model(_drawn(found, draws), told, now)


def _drawn(found: Sequence[tuple[Floats, Floats, float]], draws: int) -> Floats:
    """(draws, K) from all the modes found, of each as many as its evidence is worth."""
    import numpy as np

    weights = np.array([weight for *_, weight in found])
    share = np.exp(weights - weights.max())
    share /= share.sum()
    rng = np.random.default_rng(SEED)
    counts = np.diff(np.round(np.cumsum(np.append(0.0, share)) * draws).astype(int))
    return np.concatenate(
        [
            at + rng.standard_normal((count, len(at))) @ root
            for count, (at, root, _) in zip(counts, found, strict=True)
        ]
    )


def _model(drawn: Floats, told: Evidence, now: Progress) -> DurationModel:
    import numpy as np

    shape, members, rounds, paces = _split(drawn, told)
    own = members[:, [told.members.index(member) for member in now.members]]
    return DurationModel(
        members=now.members,
        prompt_centre=shape[:, 0],
        prompt_spread=np.exp(shape[:, 1]),
        late_centre=shape[:, 2] + paces[:, -1],
        late_spread=np.exp(shape[:, 3]),
        late=shape[:, 4:5] + own + rounds[:, -1:],
        named=shape[:, 5],
        delay=shape[:, 6],
        progress=now,
        rounds=tuple(name for name in told.rounds if name),
    )


def _start(told: Evidence) -> Floats:
    import numpy as np

    at = np.zeros(_SHAPE + len(told.members) + len(told.rounds) + told.protocols)
    at[:_SHAPE] = _FIRST
    return at


def _spread(told: Evidence, spreads: Spreads) -> Floats:
    """(K,) standard deviations beforehand, around `_start`."""
    import numpy as np

    return np.concatenate(
        [
            np.array(_PRIOR_SPREAD),
            np.full(len(told.members), spreads.member),
            np.full(len(told.rounds), spreads.round),
            np.full(told.protocols, spreads.pace),
        ]
    )


def _split(at: Floats, told: Evidence) -> tuple[Floats, Floats, Floats, Floats]:
    """Along the last axis: shape, effects of members, of rounds, and of protocols on the pace."""
    first = _SHAPE + len(told.members)
    second = first + len(told.rounds)
    return at[..., :_SHAPE], at[..., _SHAPE:first], at[..., first:second], at[..., second:]


def _laplace(told: Evidence, spreads: Spreads, start: Floats) -> tuple[Floats, Floats, float]:
    """(K,) mode; (K, K) that turns standard normal draws into those around it; log evidence.

    Newton's method with halved steps; the curvature by differences of slopes.
    """
    import numpy as np

    centre, spread = _start(told), _spread(told, spreads)

    def loss(at: Floats) -> tuple[Floats, Floats]:
        value, slope = log_likelihood(at, told)
        gap = (at - centre) / spread
        return (gap**2).sum(axis=-1) / 2 - value, gap / spread - slope

    def curvature(at: Floats, slope: Floats) -> Floats:
        bend = (loss(at + np.eye(len(at)) * _NUDGE)[1] - slope) / _NUDGE
        return _root((bend + bend.T) / 2)

    at, (value, slope) = start, loss(start)
    for _ in range(_STEPS):
        root = curvature(at, slope)
        step = root.T @ (root @ slope)
        part = 1 / max(1.0, float(np.abs(step / _FARTHEST).max()))
        while (new := loss(at - part * step))[0] > value and part > _NEAR:
            part /= 2
        at, gain, (value, slope) = at - part * step, value - new[0], new
        if gain < _NEAR:
            break
    root = curvature(at, slope)
    volume = float(np.log(spread).sum() - np.log(np.diag(root)).sum())
    return at, root, -float(value) - volume


def _root(bend: Floats) -> Floats:
    """(K, K) R with R'R the inverse of a curvature, bent more where it is not convex."""
    import numpy as np

    more = 0.0
    while True:
        try:
            lower = np.linalg.cholesky(bend + more * np.eye(len(bend)))
        except np.linalg.LinAlgError:
            more = max(2 * more, _LEAST_BEND)
        else:
            return np.linalg.inv(lower)


def log_likelihood(at: Floats, told: Evidence) -> tuple[Floats, Floats]:
    """Of the evidence, and its slopes (..., K), at effects (..., K)."""
    import numpy as np

    high, high_slope = _below(told.high, at, told)
    low, low_slope = _below(told.low, at, told)
    seen = np.maximum(high - low, _TINY)
    value = (told.weight * np.log(seen)).sum(axis=-1)
    rows = told.weight / seen * (high_slope - low_slope)
    eve, eve_slope = _below(told.eve, at, told)
    ratio = np.log(np.maximum(eve, _TINY) / np.maximum(high, _TINY))
    ratio_slope = high_slope / np.maximum(high, _TINY) - eve_slope / np.maximum(eve, _TINY)
    for open_ in told.ending:
        earlier = np.minimum(ratio[..., open_].sum(axis=-1), -_LEAST)
        weight = told.weight[open_][0]
        value = value + weight * np.log(-np.expm1(earlier))
        pull = weight / np.expm1(-earlier)
        rows[..., open_] += pull[..., None] * ratio_slope[..., open_]
    late, pace = rows[4], rows[2] @ told.of_protocol
    named = rows[[4, 2]] @ told.named
    shape = np.moveaxis(np.concatenate([rows.sum(axis=-1), named]), 0, -1)
    effects = (shape, late @ told.of_member, late @ told.of_round, pace)
    return value, np.concatenate(effects, axis=-1)


def _below(logs: Floats, at: Floats, told: Evidence) -> tuple[Floats, Floats]:
    """(..., N): chance of having ratified by then; (5, ..., N): slopes by the first of `_FIRST`."""
    import numpy as np
    from scipy.special import expit, ndtr

    shape, members, rounds, paces = _split(at, told)
    first, scale, centre, spread, odds, named, delay = np.moveaxis(shape, -1, 0)[..., None]
    scale, spread = np.exp(scale), np.exp(spread)
    effects = members[..., told.member] + rounds[..., told.round]
    late = expit(odds + told.named * named + effects)
    prompt = (logs - first) / scale
    slow = (logs - centre - told.named * delay - paces[..., told.protocol]) / spread
    by_prompt, by_slow = ndtr(prompt), ndtr(slow)
    dense_prompt = (1 - late) * np.exp(-(prompt**2) / 2) / _ROOT
    dense_slow = late * np.exp(-(slow**2) / 2) / _ROOT
    slopes = np.array(
        [
            -dense_prompt / scale,
            -dense_prompt * prompt,
            -dense_slow / spread,
            -dense_slow * slow,
            late * (1 - late) * (by_slow - by_prompt),
        ]
    )
    return np.asarray((1 - late) * by_prompt + late * by_slow), slopes
