"""When each member of a round ratifies: draws of a posterior, and what follows from them.

Parliaments that act at once take days or weeks; those that do not, because of their calendar or
because they hold out, take most of a year and more. Log days are normal in each regime (mixture:
Farewell, "The use of mixture models for the analysis of survival data", Biometrics 38, 1982). Given
a draw members are independent, and the last of n decides, so that the chance that all have ratified
is a product (Hougaard, "Analysis of Multivariate Survival Data", 2000, ch. 7). The mean over draws
is the posterior predictive: what is not known of the figures widens it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.forecast.durations.evidence import Progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_LATEST = 6000
"""Days ahead up to which the last one is looked for."""
_LEAST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DurationModel:
    """S draws of what governs a round of n members; times are logs of (days + 1)."""

    members: tuple[str, ...]
    prompt_centre: Floats
    """(S,) as are the next three."""
    prompt_spread: Floats
    late_centre: Floats
    """Of this round."""
    late_spread: Floats
    late: Floats
    """(S, n) log odds of the late regime."""
    named: Floats
    """(S,): what being on record as not ready adds to them."""
    delay: Floats
    """(S,): what it adds to the centre of the late regime."""
    progress: Progress
    """How far the round has come; the draws know it."""
    rounds: tuple[str, ...] = ()
    """What it was fitted on."""

    def cdf(self, member: str, days: Floats) -> Floats:
        """(D,): chance that a member has ratified so many days after signing.

        Args:
            member: alpha-2 code.
            days: (D,) days after the signing.
        """
        import numpy as np

        if member in self.progress.done:
            return np.asarray(days >= self.progress.done[member], float)
        return np.asarray(self._ahead(member, days, self._prompt(days)).mean(axis=0))

    def last(self, days: Floats) -> Floats:
        """(D,): chance that all have ratified so many days after signing.

        Args:
            days: (D,) days after the signing, from those that have passed on.
        """
        import numpy as np

        now = self.progress
        if not now.left:
            return np.ones(len(days))
        at = np.append(days, now.elapsed)
        found = self._all(now.left, at).mean(axis=0)
        start = found[-1] if now.elapsed > 0 else 0.0
        return np.asarray(np.clip((found[:-1] - start) / (1 - start), 0.0, 1.0))

    def who_is_last(self) -> dict[str, float]:
        """Each remaining member's chance of being the last to ratify, likeliest first."""
        import numpy as np

        left, start = self.progress.left, self.progress.elapsed
        grid = start + np.geomspace(0.5, _LATEST, 300) - 0.5
        prompt = self._prompt(grid)
        ahead = [self._ahead(member, grid, prompt) for member in left]
        chances = {}
        for index, member in enumerate(left):
            others = np.ones_like(ahead[index])
            for place, other in enumerate(ahead):
                others = others if place == index else others * other
            between = np.diff(ahead[index], axis=1) * (others[:, 1:] + others[:, :-1]) / 2
            chances[member] = float(between.sum(axis=1).mean())
        total = sum(chances.values()) or 1.0
        ranked = sorted(chances.items(), key=lambda item: (-item[1], item[0]))
        return {member: chance / total for member, chance in ranked}

    def draw(self, n: int, rng: np.random.Generator) -> Floats:
        """(n, members): days after signing, drawn; of a round of which nothing has passed yet."""
        import numpy as np
        from scipy.special import expit

        which = rng.integers(0, len(self.late), n)
        odds, centres = zip(*(self._own(member) for member in self.members), strict=True)
        late = rng.random((n, len(self.members))) < expit(np.stack(odds, axis=1)[which])
        slow = np.stack(centres, axis=1)[which]
        centre = np.where(late, slow, self.prompt_centre[which, None])
        spread = np.where(late, self.late_spread[which, None], self.prompt_spread[which, None])
        logs = centre + spread * rng.standard_normal((n, len(self.members)))
        return np.asarray(np.maximum(0.0, np.exp(logs) - 1.0))

    def _all(self, left: Sequence[str], days: Floats) -> Floats:
        """(S, D): chance that all who are left have ratified by each day."""
        import numpy as np

        whole, prompt = np.ones((len(self.late), len(days))), self._prompt(days)
        for member in left:
            whole *= self._ahead(member, days, prompt)
        return whole

    def _ahead(self, member: str, days: Floats, prompt: Floats) -> Floats:
        """(S, D): chance of having ratified by each day, given that it has not by now."""
        import numpy as np

        below = self._given(member, days, prompt)
        if self.progress.elapsed <= 0 or member in self.progress.unseen:
            return below
        now = np.array([self.progress.elapsed])
        start = self._given(member, now, self._prompt(now))
        return np.asarray(np.clip((below - start) / np.maximum(1 - start, _LEAST), 0.0, 1.0))

    def _given(self, member: str, days: Floats, prompt: Floats) -> Floats:
        """(S, D): the same, from the day of signing."""
        import numpy as np
        from scipy.special import expit, ndtr

        odds, centre = self._own(member)
        late = expit(odds)[:, None]
        slow = ndtr((_logs(days) - centre[:, None]) / self.late_spread[:, None])
        return np.asarray(np.where(days < 0, 0.0, (1 - late) * prompt + late * slow))

    def _prompt(self, days: Floats) -> Floats:
        """(S, D): chance that whoever acts at once has ratified by each day, of any member."""
        import numpy as np
        from scipy.special import ndtr

        spread = self.prompt_spread[:, None]
        return np.asarray(ndtr((_logs(days) - self.prompt_centre[:, None]) / spread))

    def _own(self, member: str) -> tuple[Floats, Floats]:
        """(S,) each: its log odds of the late regime, and the centre of that, as it has spoken."""
        odds = self.late[:, self.members.index(member)]
        if member in self.progress.named:
            return odds + self.named, self.late_centre + self.delay
        return odds, self.late_centre


def _logs(days: Floats) -> Floats:
    import numpy as np

    return np.asarray(np.log(np.maximum(days, 0.0) + 1.5))
