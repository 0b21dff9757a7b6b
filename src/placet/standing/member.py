"""What the ledger's evidence says about one member on one question on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from placet.words import Level, Position


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
    """Chance that the member assents to the question as it stands."""
    evidence: tuple[Position, ...] = ()
    """What it rests on, newest first."""
    conditions: tuple[str, ...] = ()
    """Terms the member has set, in words, newest first."""
    said: date | None = None
    """Day of the newest evidence."""
    age_days: int | None = None
    """Days from `said` to the as-of date."""
