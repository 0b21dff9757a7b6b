"""placet's own forecast of a whole decision, from the few facts known of it beforehand.

Two things may end an open question: adoption, or a decision against it. Each has a daily rate,
constant within spans of time since asking, and raised or lowered by what is known: the body, its
rule, the kind of matter, whether a holdout is on record, and whether the sitting to which it was
put lies ahead (and how far), is on, or has passed. This is a piecewise exponential model of
competing risks, fitted as Poisson regressions (Holford, "The analysis of rates and of survivorship
using log-linear models", Biometrics 36, 1980), with normal priors that shrink effects to none; only
that of a sitting hardly, since to decide is what a sitting is for. How much they shrink the others
is not chosen by hand: a few strengths are fitted and averaged by their evidence, in the
approximation of Laplace (MacKay, "Bayesian interpolation", Neural Comput. 4, 1992). Each past case
counts once, spread over the days on which it would have been looked at, with what was known then
(landmarks: van Houwelingen, "Dynamic prediction by landmarking in event history analysis", Scand.
J. Stat. 34, 2007), so that a holdout named later never explains an earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.history import OpenDecision, Past, Status
from placet.forecast.casebook import Kind, RuleClass

Floats = NDArray[np.float64]

_SPANS = (0, 2, 7, 30, 90, 180, 365, 730)
"""Days since asking at which the rates may change."""
_SITTING = (4, 3)
"""Days by which decisions come before the end of a sitting, or are dated after it."""
_AHEAD = (30, 90, 180)
"""Days before a sitting at which the rates may change."""
_SITTING_SPREAD = 3.0
"""Of the effect of a sitting on the log of a rate, which is hardly shrunk."""
_HORIZON = 3650
_GRID = np.unique(np.concatenate([np.arange(61), np.round(np.geomspace(61, _HORIZON, 120))]))
_KINDS, _RULES = tuple(Kind), tuple(RuleClass)
_FIXED = ("one", "trend", "held", "before", "ahead", "sitting", "after", "sitting_held")
_START, _START_SPREAD = -5.0, 2.0
"""A rate of about one in 150 days, held weakly."""
_STEPS, _NEAR = 60, 1e-9
_LOGS = (-30.0, 30.0)
"""Logs of rates are kept between these while a fit is under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreads:
    """Prior standard deviations of effects on the log of a rate; the smaller, the more shrunk."""

    fixed: float
    group: float
    """Of bodies, rules and kinds."""
    span: float = 0.4


SPREADS = tuple(Spreads(fixed=f, group=g) for f in (0.7, 1.5) for g in (0.25, 0.75))
"""Strong and weak: within two deviations lie effects of 4 or 20 times, of groups 1.6 or 4.5."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Rate:
    """One of the two daily rates, once for each of G strengths of shrinkage."""

    effects: Floats
    """(C, G)."""
    weights: Floats
    """(G,) summing to 1: how well each explains the past."""

    def at(self, design: Floats) -> Floats:
        """(S, G): the rate under given covariates."""
        return np.asarray(np.exp(np.clip(design @ self.effects, *_LOGS)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hazards:
    """A fitted model."""

    bodies: tuple[str, ...]
    adoption: _Rate
    other: _Rate

    def curve(self, now: OpenDecision) -> Curve:
        """The chances of a decision still open."""
        start = 0 if now.elapsed == 0 else now.elapsed + 1
        ends = np.unique(np.concatenate([now.elapsed + _GRID + 1.0, _cuts(now, start)]))
        ends = ends[ends > start]
        starts = np.concatenate([[float(start)], ends[:-1]])
        design = _design(now, starts, self.bodies)
        yes, no = self.adoption.at(design)[:, :, None], self.other.at(design)[:, None, :]
        left = np.exp(-np.cumsum((yes + no) * (ends - starts)[:, None, None], axis=0))
        ended = -np.diff(left, axis=0, prepend=1.0)
        share = yes / (yes + no)
        adopted, closed = (
            np.einsum("sab,a,b->s", part, self.adoption.weights, self.other.weights)
            for part in (ended * share, ended * (1 - share))
        )
        return Curve(
            days=ends - 1 - now.elapsed, adopted=np.cumsum(adopted), closed=np.cumsum(closed)
        )


@lru_cache(maxsize=16)
def fit(history: tuple[Past, ...], spreads: tuple[Spreads, ...] = SPREADS) -> Hazards:
    """The model of what has gone before.

    Args:
        history: past cases as known on the day of forecast.
        spreads: how freely effects may vary; averaged if several.
    """
    bodies = tuple(sorted({one.views[0].body for one in history}))
    looks = [(one, view) for one in history for view in one.views]
    rows = [_exposures(view, one.days, one.status, bodies) for one, view in looks]
    share = np.concatenate(
        [
            np.full(len(row[1]), 1 / len(one.views))
            for (one, _), row in zip(looks, rows, strict=True)
        ]
    )
    design, time, ends = (np.concatenate(part) for part in zip(*rows, strict=True))
    priors = [_priors(len(bodies), one) for one in spreads]
    adoption, other = (
        _rate(design, time * share, (ends == status) * share, priors)
        for status in (Status.ADOPTED, Status.CLOSED)
    )
    return Hazards(bodies=bodies, adoption=adoption, other=other)


def _rate(
    design: Floats, time: Floats, events: Floats, priors: list[tuple[Floats, Floats]]
) -> _Rate:
    found = [_poisson(design, time, events, prior) for prior in priors]
    evidence = np.array([one[1] for one in found])
    weights = np.exp(evidence - evidence.max())
    return _Rate(
        effects=np.stack([one[0] for one in found], axis=1), weights=weights / weights.sum()
    )


@lru_cache(maxsize=20_000)
def _exposures(
    view: OpenDecision, days: int, status: Status, bodies: tuple[str, ...]
) -> tuple[Floats, Floats, Floats]:
    """(S, C) covariates, (S,) days under them, (S,) how the last of them ended, from a view on."""
    start = 0 if view.elapsed == 0 else view.elapsed + 1
    stop = float(days + 1)
    cuts = _cuts(view, start)
    edges = np.concatenate([[float(start)], cuts[(cuts > start) & (cuts < stop)], [stop]])
    ends = np.zeros(len(edges) - 1)
    ends[-1] = status
    return _design(view, edges[:-1], bodies), np.diff(edges), ends


def _cuts(view: OpenDecision, start: int) -> Floats:
    """Days since asking after which the covariates change."""
    sitting: list[int] = []
    if view.due is not None:
        opens, closes = _sitting(view.due)
        sitting = [*(opens - days for days in _AHEAD), opens, closes]
    return np.array(sorted({float(day) for day in (*_SPANS, *sitting) if day > start}))


def _sitting(due: int) -> tuple[int, int]:
    """Days since asking on which a sitting opens, and on which it is over."""
    return due - _SITTING[0] + 1, due + _SITTING[1] + 1


def _design(view: OpenDecision, starts: Floats, bodies: tuple[str, ...]) -> Floats:
    """(S, C): covariates of spells of time that begin so many days after asking."""
    none = np.zeros(len(starts))
    before, ahead, sitting, after = none, none, none, none
    if view.due is not None:
        opens, closes = _sitting(view.due)
        before, after = (starts < opens).astype(float), (starts >= closes).astype(float)
        ahead = np.log1p(np.maximum(opens - starts, 0))
        sitting = 1 - before - after
    held = np.full(len(starts), float(view.held))
    trend = np.log1p(starts) - np.log1p(_SPANS[3])
    spans = np.searchsorted(_SPANS, starts, side="right") - 1
    columns = [none + 1, trend, held, before, ahead, sitting, after, sitting * held]
    columns += [(spans == span).astype(float) for span in range(len(_SPANS))]
    columns += [none + (view.body == body) for body in bodies]
    columns += [none + (view.rule == rule) for rule in _RULES]
    columns += [none + (view.kind == kind) for kind in _KINDS]
    return np.stack(columns, axis=1)


def _priors(bodies: int, spreads: Spreads) -> tuple[Floats, Floats]:
    """(C,) centres and spreads of the effects."""
    groups = bodies + len(_RULES) + len(_KINDS)
    spread = np.concatenate(
        [
            np.full(len(_FIXED), spreads.fixed),
            np.full(len(_SPANS), spreads.span),
            np.full(groups, spreads.group),
        ]
    )
    centre = np.zeros(len(spread))
    centre[0], spread[0] = _START, _START_SPREAD
    spread[_FIXED.index("sitting")] = _SITTING_SPREAD
    return centre, spread


def _poisson(
    design: Floats, time: Floats, events: Floats, prior: tuple[Floats, Floats]
) -> tuple[Floats, float]:
    """(C,) effects of largest posterior density, and the log evidence of their prior.

    Newton's method with halved steps; the evidence up to a constant, by Laplace's approximation.
    """
    centre, spread = prior
    at = centre.copy()

    def loss(effects: Floats) -> float:
        logs = np.clip(design @ effects, *_LOGS)
        gap = (effects - centre) / spread
        return float((time * np.exp(logs) - events * logs).sum() + (gap**2).sum() / 2)

    def curvature(effects: Floats) -> tuple[Floats, Floats]:
        expected = time * np.exp(np.clip(design @ effects, *_LOGS))
        return expected, (design.T * expected) @ design + np.diag(1 / spread**2)

    value = loss(at)
    for _ in range(_STEPS):
        expected, bend = curvature(at)
        slope = design.T @ (expected - events) + (at - centre) / spread**2
        step, size = np.linalg.solve(bend, slope), 1.0
        while (new := loss(at - size * step)) > value and size > _NEAR:
            size /= 2
        at = at - size * step
        if value - new < _NEAR:
            break
        value = new
    volume = np.linalg.slogdet(curvature(at)[1])[1] / 2 + np.log(spread).sum()
    return at, -loss(at) - float(volume)
