"""What a rule makes of members' ballots that lean on one common factor.

Given the factor members are independent, and the rule's engine gives the chance. The factor is
integrated by the trapezoidal rule, whose error for such integrands falls faster than any power of
the step (Trefethen and Weideman, SIAM Review 56, 2014); the step is halved until it is settled. A
member's threshold is one level; the chance that it lies at or below a level is the chance of assent
there (a Gaussian copula; Li, "On default correlation", J. Fixed Income 9, 2000).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from placet.ballots.ballot import OTHERWISE, Leaning
from placet.rules import Rule, decide_all, pivotalities, probabilities, steps_taken

Floats = NDArray[np.float64]

_END, _STEPS, _MOST_STEPS = 7.0, 56, 56 << 4
_SETTLED = 1e-3
"""Where halving the step changes a chance by less, halving it again changes next to nothing."""
_LIGHT = 1e-8
"""A node of less weight than this is passed over where each of them costs."""
_TINY = 1e-12
_ASSENTS = np.array([1.0, 0.0, 0.0, 0.0])
_MOST_WORK = 10_000_000
"""Of additions for one value of the factor; where it takes more, ballots are drawn instead."""
_DRAWS, _SEED = 50_000, 0


@lru_cache(maxsize=8)
def factor(steps: int = _STEPS) -> tuple[Floats, Floats]:
    """(Z,) nodes and weights of the common factor."""
    nodes = np.linspace(-_END, _END, steps + 1)
    weights = np.exp(-(nodes**2) / 2)
    return nodes, weights / weights.sum()


@lru_cache(maxsize=1)
def heavy() -> tuple[Floats, Floats]:
    """Half as many nodes, those that matter, and their weights: draws are shared out by them."""
    nodes, weights = factor(_STEPS // 2)
    kept = weights > _LIGHT
    return nodes[kept], weights[kept] / weights[kept].sum()


def assent_given(assent: Floats, nodes: Floats, together: float) -> Floats:
    """(Z, n, 4): chance of assent at each level, given each value of the common factor.

    Args:
        assent: (n, 4), each member's chance of assent at each level.
        nodes: (Z,), values of the factor; the higher, the readier are all.
        together: how much members move together, from 0 to 1.
    """
    cut = ndtri(np.clip(assent, _TINY, 1 - _TINY))
    pull = np.sqrt(together) * nodes[:, None, None]
    return np.asarray(ndtr((cut + pull) / np.sqrt(1 - together)))


def carries(rule: Rule, levels: Floats, assent: Floats, together: float) -> float:
    """The chance that a question carries if it is put.

    Args:
        rule: over n members.
        levels: (n, 4), where each of them stands, in the rule's order.
        assent: (n, 4), each one's chance of assent at each level.
        together: how much members move together, from 0 to 1.
    """
    return _settled(rule, levels, assent, together)[0]


def deciding(rule: Rule, levels: Floats, assent: Floats, together: float) -> tuple[float, Floats]:
    """The same, and (n,) the chance that each member's ballot decides.

    Those are no numbers where ballots have to be drawn.
    """
    chance, steps = _settled(rule, levels, assent, together)
    if not _exact(rule):
        return chance, np.full(len(rule.members), np.nan)
    nodes, weights = factor(steps)
    kept = weights > _LIGHT
    rows = pivotalities(rule, _given(levels, assent, nodes[kept], together))
    return chance, np.asarray(weights[kept] @ rows)


def arrays(leanings: Sequence[Leaning]) -> tuple[Floats, Floats]:
    """(n, 4) each: where members stand, and their chances of assent at each level."""
    return np.array([one.levels for one in leanings]), np.array([one.assent for one in leanings])


def _settled(rule: Rule, levels: Floats, assent: Floats, together: float) -> tuple[float, int]:
    """The chance, and the number of steps at which halving them changes it no more."""
    steps = _STEPS
    nodes, weights = factor(steps)
    found = _chances(rule, _given(levels, assent, nodes, together))
    while True:
        chance, coarse = float(weights @ found), float(factor(steps // 2)[1] @ found[::2])
        done = abs(chance - coarse) < _SETTLED or steps >= _MOST_STEPS
        if done or not _exact(rule):  # what is drawn never settles closer
            return min(1.0, chance), steps
        steps *= 2
        nodes, weights = factor(steps)
        finer = np.empty(steps + 1)
        finer[::2] = found
        finer[1::2] = _chances(rule, _given(levels, assent, nodes[1::2], together))
        found = finer


def _given(levels: Floats, assent: Floats, nodes: Floats, together: float) -> Floats:
    """(Z, n, 4): each member's chances of its ballots, given each value of the common factor."""
    given = np.einsum("nl,znl->zn", levels, assent_given(assent, nodes, together))
    yes = given.clip(0.0, 1.0)[:, :, None]
    found: Floats = yes * _ASSENTS + (1.0 - yes) * np.array(OTHERWISE)
    return found


def _chances(rule: Rule, given: Floats) -> Floats:
    """(Z,): the chance that it carries, members being independent; drawn where it must be."""
    if _exact(rule):
        return probabilities(rule, given)
    rng, size, shares = np.random.default_rng(_SEED), _DRAWS // len(given), []
    for row in given:
        drawn = rng.random((size, len(row), 1)) >= row.cumsum(axis=1)[:, :-1]
        shares.append(decide_all(rule, drawn.sum(axis=2)).mean())
    return np.array(shares, dtype=np.float64)


@lru_cache(maxsize=64)
def _exact(rule: Rule) -> bool:
    """Can the engine hold the rule, and go through the values of the factor in good time?"""
    work = steps_taken(rule)
    return work is not None and work <= _MOST_WORK
