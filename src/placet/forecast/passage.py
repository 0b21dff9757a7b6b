"""When is a question first carried? Exactly for unanimity, by simulation for any other rule.

For unanimity the chance that it carries at every meeting of a set factorises over members, given
the common factor; the first meeting at which it carries follows by inclusion and exclusion over the
sets of meetings. Other rules are drawn.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from placet.forecast.chains import LEVELS, Chains
from placet.rules import OutOfReachError, Rule, sweep

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MOST_MEETINGS = 11
"""Sets of meetings are 2^K; beyond, passages are drawn."""


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """Chances of a first passage over K meetings."""

    at: Floats
    """(K,): that the question carries at each meeting, whatever happened before."""
    by: Floats
    """(K, K): at [j, k], that it carries at one of the meetings j to k (zero for k < j)."""
    exact: bool


def passage(
    chains: Chains, rule: Rule, put: Floats, together: float, *, draws: int, seed: int
) -> Passage:
    """The chances of first carriage.

    Args:
        chains: the members over the meetings.
        rule: who must assent; its members are those of the chains.
        put: (K,) chance that the question is put to each meeting at all.
        together: how much members move together, from 0 to 1.
        draws: how many scenarios to draw where it cannot be reckoned exactly.
        seed: of the draws.
    """
    import numpy as np

    from placet.ballots.carrying import factor, heavy

    nodes, weights = factor()
    needed = needed_by(rule)
    if needed is not None and len(put) <= MOST_MEETINGS:
        at, by = _exact(chains, needed, put, chains.thresholds(nodes, together))
        exact = True
    else:
        from placet.forecast.draws import drawn

        nodes, weights = heavy()
        sizes = [math.ceil(draws * weight) for weight in weights.tolist()]
        at, by = drawn(chains, rule, put, chains.thresholds(nodes, together), sizes, seed)
        exact = False
    return Passage(np.tensordot(weights, at, 1), np.tensordot(weights, by, 1), exact)


def anchored(found: Passage, at: Floats) -> Passage:
    """A drawn passage brought to the exact chances at the first few meetings.

    What a draw misses at the first meeting of a span it misses of the whole span alike, so that the
    difference is made up there (a control variate).

    Args:
        found: of K meetings.
        at: the exact chances at the first of them.
    """
    import numpy as np

    by, whole = found.by.copy(), found.at.copy()
    for first, chance in enumerate(at):
        by[first, first:] += chance - found.at[first]
        by[first, first] = whole[first] = chance
        by[first, first:] = np.maximum.accumulate(np.clip(by[first, first:], 0.0, 1.0))
    return Passage(whole, by, found.exact)


@lru_cache(maxsize=64)
def needed_by(rule: Rule) -> tuple[int, ...] | None:
    """Whose assent a rule of unanimity needs, as indices; None for any other rule."""
    try:
        bad = sweep(rule).bad
    except OutOfReachError:
        return None
    if bad is None:
        return None
    return tuple(index for index in range(len(rule.members)) if bad[0] >> index & 1)


def _exact(
    chains: Chains, needed: tuple[int, ...], put: Floats, thresholds: Floats
) -> tuple[Floats, Floats]:
    """(Z, K) and (Z, K, K): see `Passage`, for each node of the common factor."""
    import numpy as np

    count = len(put)
    chosen = thresholds[:, list(needed)]
    whole = np.einsum("smt,zmt->szm", joint(chains, needed), chosen, optimize=True).prod(axis=-1)
    sets = np.arange(1 << count)
    signed = whole * _signed(put)[:, None]
    by = np.zeros((thresholds.shape[0], count, count))
    for first in range(count):
        for last in range(first, count):
            within = sets & ~(((1 << (last + 1)) - 1) ^ ((1 << first) - 1)) == 0
            by[:, first, last] = np.clip(signed[within].sum(axis=0), 0.0, 1.0)
    at = np.array([by[:, meeting, meeting] for meeting in range(count)]).T
    return at.reshape(len(thresholds), count), by


def signs(put: Floats, starts: Floats) -> Floats:
    """(2^K,): what the chance to carry at all meetings of a set adds to that of carrying at last.

    Args:
        put: (K,) chance that the question is put to each meeting at all.
        starts: (K,) chance that it can be put from each meeting on, and not before.
    """
    import numpy as np

    sets = np.arange(1 << len(put))
    lowest = [sets & ((1 << first) - 1) == 0 for first in range(len(put))]
    return np.asarray(_signed(put) * np.tensordot(starts, np.array(lowest, dtype=float), 1))


def _signed(put: Floats) -> Floats:
    """(2^K,): inclusion and exclusion over sets of meetings; nothing for the empty set."""
    import numpy as np

    count = len(put)
    bits = (np.arange(1 << count)[:, None] >> np.arange(count)) & 1
    chance = np.prod(np.where(bits == 1, put, 1.0), axis=1)
    signed = chance * np.where(bits.sum(axis=1) % 2 == 1, 1.0, -1.0)
    signed[0] = 0.0
    return np.asarray(signed)


def joint(chains: Chains, needed: tuple[int, ...]) -> Floats:
    """(2^K, m, 4): that a member is at or above each threshold at all meetings of each set."""
    import numpy as np

    chosen = list(needed)
    above = np.triu(np.ones((LEVELS, LEVELS)))
    reach = np.broadcast_to(
        chains.initial[chosen][None, :, None, :], (1, len(chosen), LEVELS, LEVELS)
    )
    for step in chains.steps:
        reach = np.einsum("snti,nij->sntj", reach, step[chosen], optimize=True)
        reach = np.concatenate([reach, reach * above])
    return np.asarray(reach.sum(axis=-1))
