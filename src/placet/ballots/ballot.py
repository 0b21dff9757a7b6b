"""The one model of a member's ballot: from where it stands and what was heard to what it does.

Board, count, brief, unlock, forecast, sweep, backtest and `why` take every chance from here. A
member assents with a chance that its level sets. One of which nothing against is on record is held
at the highest level, and how surely it goes along there depends on what the rule makes of its no:
who could stop it alone speaks up before, or goes along; who would only be outvoted need say nothing
before, and only its word in favour tells. What members have in common is in `carrying`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from placet.ballots.settings import Settings
from placet.standing import Parameters
from placet.standing.parameters import Vector
from placet.words import Stance

ADVERSE = frozenset({Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL})
"""Whoever is on record with one of these holds out, or may."""
_HIGHEST: Vector = (0.0, 0.0, 0.0, 1.0)


class Ballots(NamedTuple):
    """A member's chances of each ballot, in the order of `rules.BALLOTS`; they sum to one."""

    yes: float
    abstain: float
    no: float
    absent: float


OTHERWISE = Ballots(yes=0.0, abstain=0.0, no=1.0, absent=0.0)
"""What a member does that does not assent: nobody abstains or stays away as yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaning:
    """What a member's ballot is drawn from."""

    levels: Vector
    """Chance of each level, opposed first."""
    assent: Vector
    """Chance of assent at each level, not falling."""
    free: bool
    """Nothing against is on record: it is held at the highest level without having said so."""
    firm: float
    """Chance of assent at the highest level once a what-if has put it there."""

    @property
    def p_assent(self) -> float:
        """Chance that it assents if the question is put."""
        return sum(p * q for p, q in zip(self.levels, self.assent, strict=True))

    @property
    def ballots(self) -> Ballots:
        """Its chances of each ballot if the question is put."""
        left = 1.0 - self.p_assent
        return Ballots(self.p_assent, *(left * share for share in OTHERWISE[1:]))


def leaning(
    levels: Vector,
    heard: Mapping[Stance, int],
    *,
    stops: bool,
    params: Parameters,
    chosen: Settings,
) -> Leaning:
    """Which way a member leans.

    Args:
        levels: where it stands, by the standing filter.
        heard: how many pieces of evidence there are, by what they say.
        stops: whether its no alone would stop what all others want.
        params: of the standing filter, for the chance of assent at each level.
        chosen: for what silence tells.
    """
    said = params.assent[-1]
    firm = chosen.silent if stops else said
    if any(heard.get(stance) for stance in ADVERSE):
        return Leaning(levels=levels, assent=params.assent, free=False, firm=said)
    top = firm if stops or heard.get(Stance.FOR) else chosen.silent_outvoted
    first, second, third, _ = params.assent
    below = min(first, top), min(second, top), min(third, top)
    return Leaning(levels=_HIGHEST, assent=(*below, top), free=True, firm=firm)
