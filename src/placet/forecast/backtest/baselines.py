"""What a forecast must beat: base rates, pooled waiting times, and "a named holdout blocks"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from placet.forecast.backtest.curves import Curve, mixed, stepped
from placet.forecast.backtest.history import OpenDecision, Past, Status

SHRINKAGE = 4.0
"""As many cases of all bodies are added to those of a body and rule."""


@dataclass(frozen=True, slots=True)
class BaseRate:
    """How often, and how soon, the body adopted by that rule, shrunk to all bodies.

    The incidence of adoption among cases that were open as long, with cases still open as censored
    (Aalen and Johansen, "An empirical transition matrix for non-homogeneous Markov chains based on
    censored observations", Scand. J. Stat. 5, 1978).
    """

    history: Sequence[Past]

    def curve(self, now: OpenDecision) -> Curve:
        """The chances of a decision still open."""
        alike = [
            one
            for one in self.history
            if (one.views[0].body, one.views[0].rule) == (now.body, now.rule)
        ]
        risk = sum(_still_open(one, now.elapsed) for one in alike)
        return mixed(
            [
                (SHRINKAGE, incidence(self.history, now.elapsed)),
                (float(risk), incidence(alike, now.elapsed)),
            ]
        )


@dataclass(frozen=True, slots=True)
class KaplanMeier:
    """Waiting times of all cases together, whatever the body.

    The chance of a decision either way is one minus the estimate of Kaplan and Meier
    ("Nonparametric estimation from incomplete observations", J. Am. Stat. Assoc. 53, 1958).
    """

    history: Sequence[Past]

    def curve(self, now: OpenDecision) -> Curve:
        """The chances of a decision still open."""
        return incidence(self.history, now.elapsed)


@dataclass(frozen=True, slots=True)
class HoldoutRate:
    """The base rate of cases that had a named holdout, or had none, when as old as this one."""

    history: Sequence[Past]

    def curve(self, now: OpenDecision) -> Curve:
        """The chances of a decision still open."""
        alike = [
            one
            for one in self.history
            if _still_open(one, now.elapsed) and _view(one, now.elapsed).held == now.held
        ]
        return mixed(
            [
                (SHRINKAGE, incidence(self.history, now.elapsed)),
                (float(len(alike)), incidence(alike, now.elapsed)),
            ]
        )


def holdout_blocks(now: OpenDecision) -> float:
    """The simple rule: a named holdout blocks, and what nobody holds out against carries."""
    return 0.0 if now.held else 1.0


def incidence(history: Sequence[Past], elapsed: int) -> Curve:
    """Adoption and other ends of cases that were open as long, by days from then."""
    after = [one for one in history if _still_open(one, elapsed)]
    days = np.array([one.days - elapsed for one in after], float)
    status = np.array([one.status for one in after])
    ends = np.unique(days[status != Status.OPEN])
    left, adopted, closed = 1.0, 0.0, 0.0
    found = []
    for day in ends:
        risk = float((days >= day).sum())
        here = days == day
        adopted += left * float((here & (status == Status.ADOPTED)).sum()) / risk
        closed += left * float((here & (status == Status.CLOSED)).sum()) / risk
        left = 1 - adopted - closed
        found.append((adopted, closed))
    values = np.array(found).reshape(-1, 2)
    return stepped(ends, values[:, 0], values[:, 1])


def _still_open(one: Past, elapsed: int) -> bool:
    """Whether a forecast on that day after asking could have been made of it."""
    return elapsed == 0 or one.days > elapsed


def _view(one: Past, elapsed: int) -> OpenDecision:
    return max((v for v in one.views if v.elapsed <= elapsed), key=lambda v: v.elapsed)
