"""Time from the signing of a protocol to each member's ratification, in two regimes.

Parliaments that act at once take days or weeks; those that do not, because of their calendar or
because they hold out, take most of a year and more. Log days are normal in each regime. Which one a
member is in depends on itself and on the round: some rounds are hurried, others are not. Members
are independent given the round's effect, which is integrated out by quadrature and learnt from
those that have ratified already. The last of n decides, so that the chance that all have ratified
is a product given the effect (mixture: Farewell, "The use of mixture models for the analysis of
survival data", Biometrics 38, 1982; shared effect: Hougaard, "Analysis of Multivariate Survival
Data", 2000, ch. 7).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NODES = 24
_NAMED = 5 / 6
"""Chance that a member that is on record against or on terms holds out: four of four did (Türkiye
and Hungary, on Finland and on Sweden), with one success and one failure added (Laplace's rule)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DurationModel:
    """Fitted figures; times are logs of (days + 1)."""

    prompt_centre: float
    prompt_spread: float
    late_centre: float
    late_spread: float
    late: float
    """Log odds of the late regime, for the average member in the average round."""
    member_spread: float
    round_spread: float
    members: Mapping[str, float] = field(default_factory=dict)
    """How much likelier each is to be late than the average, in log odds."""
    rounds: tuple[str, ...] = ()
    """What it was fitted on."""

    def cdf(
        self, member: str, days: Floats, *, elapsed: float = 0.0, p_holdout: float | None = None
    ) -> Floats:
        """(D,): chance that a member has ratified so many days after signing.

        Args:
            member: alpha-2 code.
            days: (D,) days after the signing.
            elapsed: days after the signing on which it is known not to have ratified yet.
            p_holdout: chance that it holds out; None if nothing is known.
        """
        import numpy as np

        nodes, weights = self._nodes()
        below = self._given(member, days, p_holdout, nodes)
        if elapsed <= 0:
            return np.asarray(weights @ below)
        start = self._given(member, np.array([float(elapsed)]), p_holdout, nodes)
        left = weights @ (1 - start)
        return np.asarray(np.clip(weights @ (below - start) / left, 0.0, 1.0))

    def last(
        self,
        members: Sequence[str],
        days: Floats,
        *,
        done: Mapping[str, float] | None = None,
        elapsed: float = 0.0,
        p_holdout: Mapping[str, float] | None = None,
        unseen: Collection[str] = (),
    ) -> Floats:
        """(D,): chance that all have ratified so many days after signing.

        Args:
            members: all who must.
            days: (D,) days after the signing.
            done: those who have, and after how many days.
            elapsed: days after the signing that have passed; the others have not by then.
            p_holdout: each one's chance of holding out, where something is known.
            unseen: members of whom it is not known whether they have; not all have.
        """
        import numpy as np

        held = p_holdout or {}
        weights, left = self._learnt(members, done or {}, elapsed, held, unseen)
        if not left:
            return np.ones(len(days))
        at = np.append(days, elapsed)
        waited = {m: 0.0 if m in unseen else elapsed for m in left}
        whole = np.prod([self._ahead(m, at, waited[m], held) for m in left], axis=0)
        found = weights @ whole
        start = found[-1] if elapsed > 0 else 0.0
        return np.asarray(np.clip((found[:-1] - start) / (1 - start), 0.0, 1.0))

    def who_is_last(
        self,
        members: Sequence[str],
        *,
        done: Mapping[str, float] | None = None,
        elapsed: float = 0.0,
        p_holdout: Mapping[str, float] | None = None,
    ) -> dict[str, float]:
        """Each remaining member's chance of being the last to ratify, likeliest first."""
        import numpy as np

        weights, left = self._learnt(members, done or {}, elapsed, p_holdout or {})
        grid = np.unique(np.concatenate([elapsed + np.geomspace(0.5, 6000, 600) - 0.5]))
        ahead = np.array([self._ahead(m, grid, elapsed, p_holdout or {}) for m in left])
        chances = {}
        for index, member in enumerate(left):
            others = np.prod(np.delete(ahead, index, axis=0), axis=0)
            between = np.diff(ahead[index], axis=1)
            chances[member] = float(
                weights @ (between * (others[:, 1:] + others[:, :-1]) / 2).sum(1)
            )
        total = sum(chances.values()) or 1.0
        ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
        return {member: chance / total for member, chance in ranked}

    def draw(
        self,
        members: Sequence[str],
        n: int,
        rng: np.random.Generator,
        *,
        p_holdout: Mapping[str, float] | None = None,
    ) -> Floats:
        """(n, members): days after signing, drawn."""
        import numpy as np

        effects = rng.normal(0.0, self.round_spread, (n, 1))
        chance = np.hstack([self._late(m, (p_holdout or {}).get(m), effects) for m in members])
        late = rng.random((n, len(members))) < chance
        centre = np.where(late, self.late_centre, self.prompt_centre)
        spread = np.where(late, self.late_spread, self.prompt_spread)
        logs = centre + spread * rng.standard_normal((n, len(members)))
        return np.asarray(np.maximum(0.0, np.exp(logs) - 1.0))

    def _nodes(self) -> tuple[Floats, Floats]:
        """(Z,) values and weights of the round's effect."""
        import numpy as np

        nodes, weights = np.polynomial.hermite_e.hermegauss(_NODES)
        return nodes * self.round_spread, weights / weights.sum()

    def _late(self, member: str, p_holdout: float | None, effects: Floats) -> Floats:
        """(Z, 1): chance of the late regime; what is known of it overrides the round."""
        import numpy as np
        from scipy.special import expit

        if p_holdout is not None:
            return np.full((len(effects), 1), p_holdout)
        return np.asarray(expit(self.late + self.members.get(member, 0.0) + effects))

    def _given(self, member: str, days: Floats, p_holdout: float | None, nodes: Floats) -> Floats:
        """(Z, D): chance of having ratified by each day, given the round's effect."""
        import numpy as np
        from scipy.special import ndtr

        logs = np.log(np.maximum(days, 0.0) + 1.5)
        late = self._late(member, p_holdout, nodes[:, None])
        found = (1 - late) * ndtr((logs - self.prompt_centre) / self.prompt_spread)
        found = found + late * ndtr((logs - self.late_centre) / self.late_spread)
        return np.asarray(np.where(days < 0, 0.0, found))

    def _ahead(
        self, member: str, days: Floats, elapsed: float, p_holdout: Mapping[str, float]
    ) -> Floats:
        """(Z, D): the same, given that it has not by the elapsed day."""
        import numpy as np

        nodes, _ = self._nodes()
        below = self._given(member, days, p_holdout.get(member), nodes)
        if elapsed <= 0:
            return below
        start = self._given(member, np.array([float(elapsed)]), p_holdout.get(member), nodes)
        return np.asarray(np.clip((below - start) / np.maximum(1 - start, 1e-12), 0.0, 1.0))

    def _learnt(
        self,
        members: Sequence[str],
        done: Mapping[str, float],
        elapsed: float,
        p_holdout: Mapping[str, float],
        unseen: Collection[str] = (),
    ) -> tuple[Floats, list[str]]:
        """(Z,) weights of the round's effect after what has happened, and who is left."""
        import numpy as np

        nodes, weights = self._nodes()
        logs = np.log(weights)
        left = [member for member in members if member not in done]
        for member in members:
            chance = p_holdout.get(member)
            if member in done:
                around = np.array([done[member] - 1.0, done[member]])
                density = np.diff(self._given(member, around, chance, nodes), axis=1)[:, 0]
                logs = logs + np.log(np.maximum(density, 1e-12))
            elif elapsed > 0 and member not in unseen:
                below = self._given(member, np.array([float(elapsed)]), chance, nodes)[:, 0]
                logs = logs + np.log(np.maximum(1 - below, 1e-12))
        found = np.exp(logs - logs.max())
        return np.asarray(found / found.sum()), left


def named_chance() -> float:
    """Chance that a member on record against or on terms holds out."""
    return _NAMED
