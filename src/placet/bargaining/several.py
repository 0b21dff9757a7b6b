"""Positions on several issues at once: the chance that each beats all the others.

Wise, Lester and Efird, "Multidimensional Bargaining Using KTAB", KAPSARC, 2015: distance is
weighted by an actor's own salience; everybody supports, of two positions, the one that serves it
better, in proportion to its capability and to the difference; the stronger side is the likelier to
win. Who is likelier to prevail dares more: risk attitudes follow from the chances of the
risk-neutral, and the chances are reckoned anew with them. What the published program does next,
bargain by bargain, is drawn at random there and is not part of this.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.bargaining.scale import Scale
from placet.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

TOP = 100.0
"""Positions lie on a scale from zero to this."""
_LEAST = 1e-8
"""Support that every position has, so that no contest is between nobody and nobody."""
_SAME = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Prevailing:
    """Who is likely to prevail, and where that would settle each issue."""

    chance: Mapping[str, float]
    """Actor to the chance that its position beats all others; those who share one share it."""
    risk: Mapping[str, float]
    """Actor to its risk attitude, from -0.5 to 1; 0 is neutral."""
    expected: Mapping[str, float]
    """Issue to the mean of the positions, weighted by their chances."""


def prevail(issues: Mapping[str, Scale]) -> Prevailing:
    """The chance of each position on all issues together.

    Args:
        issues: each with the same actors, of the same capability, at positions from 0 to 100.

    Raises:
        UsageError: an actor is missing on an issue, has another capability there, lies off the
            scale, or cares for nothing.
    """
    import numpy as np

    names, capability, positions, salience = _arrays(issues)
    gaps = salience[:, None, :] * (positions[:, None, :] - positions[None, :, :]) / TOP
    apart = np.linalg.norm(gaps, axis=-1) / np.linalg.norm(salience, axis=-1)[:, None]
    first, back = _distinct(positions)
    risk = _risk(_beats_all(_utility(apart, np.zeros(len(names))), capability))
    chance = _beats_all(_utility(apart, risk)[:, first], capability)
    expected = chance @ positions[first]
    return Prevailing(
        chance=dict(zip(names, chance[back].tolist(), strict=True)),
        risk=dict(zip(names, risk.tolist(), strict=True)),
        expected=dict(zip(issues, expected.tolist(), strict=True)),
    )


def _utility(apart: Floats, risk: Floats) -> Floats:
    """(n, m): what each position is worth to each actor, given its risk attitude."""
    return (1 - apart) * (1 + risk[:, None] * apart)


def _beats_all(utility: Floats, capability: Floats) -> Floats:
    """(m,): the chance that each option beats every other, given that one does.

    Args:
        utility: (n, m), of each option to each actor.
        capability: (n,).
    """
    import numpy as np

    support = capability[:, None, None] * (utility[:, :, None] - utility[:, None, :])
    strength = np.clip(support, 0.0, None).sum(axis=0) + _LEAST
    wins = (strength / (strength + strength.T)).prod(axis=1)
    return np.asarray(wins / wins.sum())


def _risk(chance: Floats) -> Floats:
    """(n,): from -1/2 for the least likely to prevail to 1 for the likeliest."""
    import numpy as np

    low, high = chance.min(), chance.max()
    if high - low < _SAME:
        return np.zeros_like(chance)
    return np.asarray((3 * chance - (high + 2 * low)) / (2 * (high - low)))


def _distinct(positions: Floats) -> tuple[list[int], list[int]]:
    """Who is first at each position, and for each actor which of these positions is its own."""
    import numpy as np

    first: list[int] = []
    back: list[int] = []
    for index, position in enumerate(positions):
        same = [k for k, one in enumerate(first) if np.allclose(positions[one], position)]
        back.append(same[0] if same else len(first))
        if not same:
            first.append(index)
    return first, back


def _arrays(issues: Mapping[str, Scale]) -> tuple[list[str], Floats, Floats, Floats]:
    """Names, (n,) capability, (n, d) positions and (n, d) salience."""
    import numpy as np

    scales = list(issues.values())
    actors = {actor.name: actor for actor in scales[0].actors}
    for issue, scale in issues.items():
        known = {actor.name: actor for actor in scale.actors}
        for name in sorted(actors.keys() ^ known.keys()):
            raise UsageError(
                f"{name} has no position on every issue",
                place=issue,
                mend="give each actor a row on each issue",
            )
        for actor in scale.actors:
            if actor.capability != actors[actor.name].capability:
                raise UsageError(
                    f"{actor.name} has the capability {actor.capability:g} here and "
                    f"{actors[actor.name].capability:g} elsewhere",
                    place=issue,
                    mend="give each actor one capability",
                )
            if not 0 <= actor.position <= TOP:
                raise UsageError(
                    f"{actor.name} at {actor.position:g} is off the scale",
                    place=issue,
                    mend=f"write positions from 0 to {TOP:g}",
                )
    names = list(actors)
    rows = [[{a.name: a for a in scale.actors}[name] for scale in scales] for name in names]
    salience = np.array([[one.salience for one in row] for row in rows])
    for name, cares in zip(names, salience.sum(axis=1).tolist(), strict=True):
        if not cares:
            raise UsageError(f"{name} cares for nothing", mend="give it salience on some issue")
    capability = np.array([row[0].capability for row in rows])
    return names, capability, np.array([[one.position for one in row] for row in rows]), salience
