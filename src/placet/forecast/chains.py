"""Standings carried forward: each member as a Markov chain from meeting to meeting.

A member's level follows the chain of the standing filter; between two meetings stands its
transition, into which changes of government and met conditions are multiplied. A member holds one
threshold: it assents whenever its level is at or above it. So a member that stays where it is gives
the same answer again, and repeated meetings do not wear it down. What members have in common, and
what a rule makes of their ballots at one meeting, is in `placet.ballots.carrying`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

LEVELS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Chains:
    """n members over K meetings."""

    members: tuple[str, ...]
    initial: Floats
    """(n, 4): each member's distribution over the levels, opposed first, on the as-of day."""
    steps: Floats
    """(K, n, 4, 4): transition from the meeting before (or the as-of day) to each meeting."""
    assent: Floats
    """(n, 4): each member's chance of assent at each level, not falling."""
    moved: Floats | None = None
    """(n,): the chance at the highest level of a member that a what-if has put somewhere, where it
    is greater. A silent member is held at the highest level without having said so."""

    def levels(self) -> Floats:
        """(K, n, 4): each member's distribution at each meeting."""
        import numpy as np

        state, found = self.initial, []
        for step in self.steps:
            state = np.einsum("ni,nij->nj", state, step)
            found.append(state)
        return np.array(found).reshape(len(self.steps), len(self.members), LEVELS)

    def p_assent(self) -> Floats:
        """(K, n): each member's chance of assent at each meeting."""
        import numpy as np

        return np.asarray((self.levels() * self.assent).sum(axis=-1))

    def thresholds(self, factor: Floats, together: float) -> Floats:
        """(Z, n, 4): chance that a member's threshold is each level, given the common factor.

        What is missing to one is the chance that it assents at no level.
        """
        import numpy as np

        from placet.ballots.carrying import assent_given

        return np.diff(assent_given(self.assent, factor, together), prepend=0.0, axis=-1)

    def then(self, meeting: int, kernels: Mapping[str, Floats]) -> Chains:
        """The chains with a (4, 4) kernel multiplied in for some members before a meeting."""
        steps = self.steps.copy()
        for index, member in enumerate(self.members):
            if member in kernels:
                steps[meeting, index] = steps[meeting, index] @ kernels[member]
        return replace(self, steps=steps, assent=self._spoken_for(kernels))

    def at_once(self, kernels: Mapping[str, Floats]) -> Chains:
        """The chains with a (4, 4) kernel applied on the as-of day to some members."""
        initial = self.initial.copy()
        for index, member in enumerate(self.members):
            if member in kernels:
                initial[index] = initial[index] @ kernels[member]
        return replace(self, initial=initial, assent=self._spoken_for(kernels))

    def _spoken_for(self, members: Collection[str]) -> Floats:
        """(n, 4): the chances of assent once some members are no longer merely silent."""
        import numpy as np

        if self.moved is None:
            return self.assent
        among = np.array([member in members for member in self.members])
        assent = self.assent.copy()
        assent[among, -1] = np.maximum(assent[among, -1], self.moved[among])
        return assent


def shift(chance: float, *, up: bool) -> Floats:
    """(4, 4): moves one level up (or down) with a chance, as far as there is one."""
    import numpy as np

    moved = np.eye(LEVELS, k=1 if up else -1)
    last = LEVELS - 1 if up else 0
    moved[last, last] = 1.0
    return (1 - chance) * np.eye(LEVELS) + chance * moved


def reset(chance: float, prior: Sequence[float]) -> Floats:
    """(4, 4): starts from a prior with a chance, and stays otherwise."""
    import numpy as np

    return (1 - chance) * np.eye(LEVELS) + chance * np.tile(np.asarray(prior), (LEVELS, 1))


def point(level: int) -> Floats:
    """(4, 4): moves to a level from wherever it was."""
    import numpy as np

    return np.tile(np.eye(LEVELS)[level], (LEVELS, 1))
