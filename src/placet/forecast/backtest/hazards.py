"""placet's own forecast of a whole decision, from the few facts known of it beforehand.

Two things may end an open question: adoption, or a decision against it. Each has a daily rate,
constant within spans of time since asking, and raised or lowered by what is known: the body, its
rule, the kind of matter, whether a holdout is on record, and whether the sitting to which it was
put lies ahead, is on, or has passed. This is a piecewise exponential model of competing risks,
fitted as Poisson regressions (Holford, "The analysis of rates and of survivorship using log-linear
models", Biometrics 36, 1980), with normal priors that shrink every effect to none (ridge; Hoerl and
Kennard, Technometrics 12, 1970). Each past case counts once, spread over the days on which it would
have been looked at, with what was known then (landmarks: van Houwelingen, "Dynamic prediction by
landmarking in event history analysis", Scand. J. Stat. 34, 2007), so that a holdout named later
never explains an earlier day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.history import Asked, Past, Status
from placet.forecast.casebook import Kind, RuleClass

Floats = NDArray[np.float64]

_SPANS = (0, 2, 7, 30, 90, 180, 365, 730)
"""Days since asking at which the rates may change."""
_SITTING = (4, 3)
"""Days by which decisions come before the end of a sitting, or are dated after it."""
_HORIZON = 3650
_GRID = np.unique(np.concatenate([np.arange(61), np.round(np.geomspace(61, _HORIZON, 120))]))
_KINDS, _RULES = tuple(Kind), tuple(RuleClass)
_FIXED = ("one", "trend", "held", "before", "sitting", "after", "sitting_held")
_START, _START_SPREAD = -5.0, 2.0
"""A rate of about one in 150 days, held weakly."""
_STEPS, _NEAR = 60, 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreads:
    """Prior standard deviations of effects on the log of a rate; the smaller, the more shrunk."""

    fixed: float = 1.0
    group: float = 0.5
    """Of bodies, rules and kinds."""
    span: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Hazards:
    """A fitted model."""

    bodies: tuple[str, ...]
    effects: tuple[Floats, Floats]
    """(C,) effects on the rates of adoption and of other ends."""

    def curve(self, now: Asked) -> Curve:
        """The chances of a decision still open."""
        start = 0 if now.elapsed == 0 else now.elapsed + 1
        ends = np.unique(np.concatenate([now.elapsed + _GRID + 1.0, _cuts(now, start)]))
        ends = ends[ends > start]
        starts = np.concatenate([[float(start)], ends[:-1]])
        design = _design(now, starts, self.bodies)
        yes, no = (np.exp(np.clip(design @ effect, -30, 5)) for effect in self.effects)
        mass = 1 - np.exp(-(yes + no) * (ends - starts))
        left = np.concatenate([[1.0], np.cumprod(1 - mass)[:-1]])
        share = yes / (yes + no)
        return Curve(
            days=ends - 1 - now.elapsed,
            adopted=np.cumsum(left * mass * share),
            closed=np.cumsum(left * mass * (1 - share)),
        )


_USUAL = Spreads()


@lru_cache(maxsize=4)
def fit(history: tuple[Past, ...], spreads: Spreads = _USUAL) -> Hazards:
    """The model of what has gone before.

    Args:
        history: past cases as known on the day of forecast.
        spreads: how freely effects may vary.
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
    priors = _priors(len(bodies), spreads)
    yes, no = (
        _poisson(design, time * share, (ends == status) * share, priors)
        for status in (Status.ADOPTED, Status.CLOSED)
    )
    return Hazards(bodies=bodies, effects=(yes, no))


@lru_cache(maxsize=20_000)
def _exposures(
    view: Asked, days: int, status: Status, bodies: tuple[str, ...]
) -> tuple[Floats, Floats, Floats]:
    """(S, C) covariates, (S,) days under them, (S,) how the last of them ended, from a view on."""
    start = 0 if view.elapsed == 0 else view.elapsed + 1
    stop = float(days + 1)
    cuts = _cuts(view, start)
    edges = np.concatenate([[float(start)], cuts[(cuts > start) & (cuts < stop)], [stop]])
    ends = np.zeros(len(edges) - 1)
    ends[-1] = status
    return _design(view, edges[:-1], bodies), np.diff(edges), ends


def _cuts(view: Asked, start: int) -> Floats:
    """Days since asking after which the covariates change."""
    sitting = [] if view.due is None else [view.due - _SITTING[0] + 1, view.due + _SITTING[1] + 1]
    return np.array(sorted({float(day) for day in (*_SPANS, *sitting) if day > start}))


def _design(view: Asked, starts: Floats, bodies: tuple[str, ...]) -> Floats:
    """(S, C): covariates of spells of time that begin so many days after asking."""
    none = np.zeros(len(starts))
    before, sitting, after = none, none, none
    if view.due is not None:
        opens, closes = view.due - _SITTING[0] + 1, view.due + _SITTING[1] + 1
        before, after = (starts < opens).astype(float), (starts >= closes).astype(float)
        sitting = 1 - before - after
    held = np.full(len(starts), float(view.held))
    trend = np.log1p(starts) - np.log1p(_SPANS[3])
    spans = np.searchsorted(_SPANS, starts, side="right") - 1
    columns = [none + 1, trend, held, before, sitting, after, sitting * held]
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
    return centre, spread


def _poisson(
    design: Floats, time: Floats, events: NDArray[np.float64], priors: tuple[Floats, Floats]
) -> Floats:
    """(C,) effects of largest posterior density, by Newton's method with halved steps."""
    centre, spread = priors
    at = centre.copy()

    def loss(effects: Floats) -> float:
        logs = np.clip(design @ effects, -30, 30)
        gap = (effects - centre) / spread
        return float((time * np.exp(logs) - events * logs).sum() + (gap**2).sum() / 2)

    value = loss(at)
    for _ in range(_STEPS):
        expected = time * np.exp(np.clip(design @ at, -30, 30))
        slope = design.T @ (expected - events) + (at - centre) / spread**2
        curvature = (design.T * expected) @ design + np.diag(1 / spread**2)
        step = np.linalg.solve(curvature, slope)
        size = 1.0
        while (new := loss(at - size * step)) > value and size > _NEAR:
            size /= 2
        at = at - size * step
        if value - new < _NEAR:
            break
        value = new
    return at
