"""What the ledger's evidence says about one member on one question on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from placet.words import Directness, Level, Position, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberStanding:
    """A member's row on the board."""

    country: str
    """ISO 3166-1 alpha-2."""
    standing: str
    """A `Level`, or "unknown" while evidence is too thin."""
    probabilities: Mapping[Level, float]
    """Over the four levels; sums to one."""
    p_assent: float
    """Chance that the member assents to the question as it stands: by its levels alone as
    `standings` gives it, by the model of a ballot on a board."""
    heard: Mapping[Stance, int] = field(default_factory=dict)
    """How many pieces of evidence it rests on, by what they say; each event is one."""
    evidence: tuple[Position, ...] = ()
    """The newest of them, newest first: all, where the member has said little."""
    conditions: tuple[str, ...] = ()
    """Terms that the member has set in these, in words, newest first."""
    nearest: Directness | None = None
    """How near the nearest of all the evidence is to the member."""
    since: date | None = None
    """Day of the oldest evidence."""
    said: date | None = None
    """Day of the newest evidence."""
    age_days: int | None = None
    """Days from `said` to the as-of date."""

    @property
    def evidence_count(self) -> int:
        """How many pieces of evidence there are, listed or not."""
        return sum(self.heard.values())

    @property
    def spoken(self) -> bool:
        """Does any of the evidence take a position?"""
        return any(number for stance, number in self.heard.items() if stance != Stance.UNCLEAR)
