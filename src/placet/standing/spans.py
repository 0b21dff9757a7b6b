"""What a span of days does to the levels of many members, in arrays.

Each day is a matrix for each member: the chain moves on, a change of government takes part of it
back to a prior, and so does what takes no position; then what was said weighs the levels. A span is
the product of its days, taken from the last one back: where so much was said of a member that all
starts come to the same levels, the days before need not be looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.standing.hearing import TINY
from placet.standing.parameters import Parameters, Vector
from placet.standing.tables import AllHeard, Floats, Places
from placet.standing.transition import transition

Resets: TypeAlias = dict[int, list[tuple[int, float, Vector]]]
"""Changes of government by day: whose, with what chance, toward what."""
_AT_A_TIME = 64
"""Days of which the matrices are at hand together."""
_SAME = 1e-14
"""Levels as near as this differ by what was rounded."""
_ROUNDS = 3
"""So many pairings and the product of eight days is still far from too small a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Passed:
    """What happened from some day to another."""

    end: int
    """The last day."""
    product: Floats
    """(4, 4, n): levels before (rows) to levels after, up to a factor for each member."""
    forgets: bool
    """Do all starts come to the same levels, for every member?"""

    def levels(self, before: Floats) -> Floats:
        """(s, n, 4): the levels at the end, from those before."""
        after = np.einsum("sni,ijn->snj", before, self.product)
        return np.asarray(after / after.sum(axis=2, keepdims=True))


def passed(
    heard: AllHeard, days: Places, before: int, end: int, resets: Resets, params: Parameters
) -> Passed:
    """What happened on some days, as levels at the end from levels `before`.

    Args:
        heard: what was heard, on these days among others.
        days: those on which something happened, ascending.
        before: the day from which the chain moves on to the first of them.
        end: the day to which it moves on after the last.
        resets: changes of government.
        params: of the filter.
    """
    last = int(days[-1]) if len(days) else before
    product = _moved(np.array([end - last]), params)[:, :, 0].repeat(heard.logs.shape[1], axis=2)
    open_ones = np.arange(heard.logs.shape[1])
    for stop in range(len(days), 0, -_AT_A_TIME):
        start = max(0, stop - _AT_A_TIME)
        since = int(days[start - 1]) if start else before
        steps = _steps(heard, days[start:stop], since, resets, params)[..., open_ones]
        steps = np.concatenate([steps, product[:, :, None, open_ones]], axis=2)
        product[:, :, open_ones] = _product(steps)
        open_ones = open_ones[~_forgets(product[:, :, open_ones])]
        if not len(open_ones):
            break
    return Passed(end, product, forgets=not len(open_ones))


def _moved(gaps: Places, params: Parameters) -> Floats:
    """(4, 4, d, 1): the chain after gaps of so many days."""
    lengths, which = np.unique(gaps, return_inverse=True)
    moves = [transition(int(gap), params.prior, params.moves_per_year) for gap in lengths]
    return np.array(moves)[which].transpose(1, 2, 0)[..., None]


def _steps(
    heard: AllHeard, days: Places, before: int, resets: Resets, params: Parameters
) -> Floats:
    """(4, 4, d, n): what each day does to the levels (rows) of each member, up to a factor."""
    moved = _moved(np.diff(days, prepend=before), params)
    spoken = np.maximum(days, 0)  # before day 0 there are changes of government alone
    logs = np.moveaxis(heard.logs[spoken], 2, 0) * (days >= 0)[:, None]  # 4, d, n
    weights = np.exp(logs - logs.max(axis=0))
    stays = np.exp(heard.stays[spoken] * (days >= 0)[:, None])
    kept, added = weights * stays, weights * (1 - stays)
    added *= np.array(params.prior)[:, None, None]
    steps = np.asarray(moved * kept + added)
    for place, day in enumerate(days.tolist()):
        for member, share, start in resets.get(day, ()):
            anew = (1 - share) * moved[:, :, place, 0] + share * np.array(start)
            steps[:, :, place, member] = anew * kept[:, place, member] + added[:, place, member]
    return steps


def _product(steps: Floats) -> Floats:
    """(4, 4, n): of all steps one after the other, taken in pairs, up to a factor."""
    rounds = 0
    while steps.shape[2] > 1:
        even = steps.shape[2] // 2 * 2
        pairs = np.einsum("ikdn,kjdn->ijdn", steps[:, :, :even:2], steps[:, :, 1:even:2])
        steps = np.concatenate([pairs, steps[:, :, even:]], axis=2)
        rounds += 1
        if rounds % _ROUNDS == 0:
            steps /= steps.max(axis=(0, 1))
    return np.asarray(steps[:, :, 0] / steps[:, :, 0].max(axis=(0, 1)))


def _forgets(product: Floats) -> NDArray[np.bool_]:
    """(n,): do all starts of a member come to the same levels?"""
    levels = product / np.maximum(product.sum(axis=1, keepdims=True), TINY)
    return np.asarray((np.ptp(levels, axis=0) <= _SAME).all(axis=0))
