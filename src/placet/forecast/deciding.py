"""Who decides a meeting: each member's assent, its pivotality, and the sets that would stop it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.ballots import ADVERSE
from placet.forecast.asked import Asked, Ground
from placet.forecast.passage import needed_by
from placet.forecast.project import Branch, project, what_if
from placet.forecast.views import MeetingOdds, MemberOdds
from placet.rules import Rule, cheapest
from placet.standing import MemberStanding
from placet.words import UNKNOWN, Directness, Level, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OWN = frozenset({Directness.DOCUMENT, Directness.ON_RECORD})
"""A member's own word, not somebody else's about it."""
_DIRECTNESS = list(Directness).index
_EVEN = 0.5
_SURE = 1 - 1e-9
_SHOWN_MEETINGS = 4
"""Who decides is reckoned for so many meetings."""


@dataclass(frozen=True, slots=True)
class Voted:
    """What comes of a question if it is put to one meeting, whatever happened before."""

    p_carries: float
    members: tuple[MemberOdds, ...]


def put_today(asked: Asked, on: Ground) -> MeetingOdds:
    """The odds if the question were put on the as-of day, in the scenario: those of the count."""
    plain = project(
        on.board, (), rule=on.rule, changes=(), chosen=asked.chosen, params=asked.params
    )
    chains = what_if(plain, asked.scenario, on.board, asked.case.axes, asked.chosen)
    found = _voted(asked, on, [(1.0, chains.initial, chains.assent)])
    return MeetingOdds(
        date=asked.as_of,
        name="If it were put to the vote on this day",
        assumed=True,
        p_carries=found.p_carries,
        p_by=found.p_carries,
        members=found.members,
        blocking=blocking_sets(on.rule, found.members),
    )


def first_meetings(asked: Asked, on: Ground, courses: Sequence[Branch]) -> list[Voted]:
    """What comes of the question if it is put to each of the first few meetings."""
    levels = [(branch.weight, branch.chains.levels(), branch.chains.assent) for branch in courses]
    shown = range(min(_SHOWN_MEETINGS, len(levels[0][1])))
    return [
        _voted(asked, on, [(w, found[k], assent) for w, found, assent in levels]) for k in shown
    ]


def _voted(asked: Asked, on: Ground, courses: Sequence[tuple[float, Floats, Floats]]) -> Voted:
    """The odds of a vote, and each member's assent and pivotality, over courses of events.

    Each course has its chance, and (n, 4) levels and chances of assent at them.
    """
    import numpy as np

    from placet.ballots.carrying import deciding

    chance, size = 0.0, len(on.rule.members)
    assent, pivotal = np.zeros(size), np.zeros(size)
    for weight, levels, at_each in courses:
        whole, each = deciding(on.rule, levels, at_each, asked.chosen.together)
        chance += weight * whole
        assent += weight * (levels * at_each).sum(axis=-1)
        pivotal += weight * each
    rows = {row.country: row for row in on.board.members}
    found = [
        _member(rows.get(member), member, float(assent[index]), float(pivotal[index]))
        for index, member in enumerate(on.rule.members)
    ]
    found.sort(key=lambda row: (not _refuses(rows.get(row.country)), row.p_assent, row.country))
    return Voted(chance, tuple(found))


def _member(
    row: MemberStanding | None, member: str, p_assent: float, pivotality: float
) -> MemberOdds:
    against = [position for position in row.evidence if position.stance in ADVERSE] if row else []
    nearest = min((position.directness for position in against), key=_DIRECTNESS, default=None)
    said = max((p.said for p in against if p.directness is nearest), default=None)
    return MemberOdds(
        country=member,
        standing=row.standing if row else UNKNOWN,
        p_assent=p_assent,
        pivotality=pivotality,
        nearest=nearest,
        said=said,
    )


def _refuses(row: MemberStanding | None) -> bool:
    """Does it stand opposed by its own word, rather than by what others say of it?"""
    if row is None or row.standing != Level.OPPOSED:
        return False
    return any(p.stance is Stance.AGAINST and p.directness in OWN for p in row.evidence)


def blocking_sets(rule: Rule, members: Sequence[MemberOdds]) -> tuple[tuple[str, ...], ...]:
    """Minimal sets of members who would stop a question, as `MeetingOdds.blocking` says."""
    if not members:
        return ()
    needed = needed_by(rule)
    if needed is not None:
        alone = {rule.members[index] for index in needed}
        found = [row.country for row in members if row.country in alone and row.p_assent < _EVEN]
        if found:
            return tuple((member,) for member in found)
    costs = {row.country: -math.log1p(-min(row.p_assent, _SURE)) for row in members}
    return (cheapest(rule, costs, block=True).members,)
