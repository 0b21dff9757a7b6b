"""Who decides a meeting: each member's assent, its pivotality, and the sets that would stop it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from placet.forecast.asked import Asked, Ground
from placet.forecast.passage import heavy, needed_by
from placet.forecast.project import ADVERSE, Branch
from placet.forecast.views import MemberOdds
from placet.rules import OutOfReachError, Rule, cheapest, pivotality
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


def members_at(
    asked: Asked, on: Ground, courses: Sequence[Branch], meeting: int
) -> tuple[MemberOdds, ...]:
    """Each member's assent and pivotality at a meeting, over events and the common factor."""
    import numpy as np

    nodes, weights = heavy()
    assent, pivotal = np.zeros(len(on.rule.members)), np.zeros(len(on.rule.members))
    for branch in courses:
        levels = branch.chains.levels()[meeting]
        thresholds = branch.chains.thresholds(nodes, asked.chosen.together)
        given = np.einsum("nl,znl->zn", levels, np.cumsum(thresholds, axis=-1))
        for weight, row in zip(weights * branch.weight, given, strict=True):
            assent += weight * row
            pivotal += weight * _pivotality(on.rule, row)
    rows = {row.country: row for row in on.board.members}
    found = [
        _member(rows.get(member), member, float(assent[index]), float(pivotal[index]))
        for index, member in enumerate(on.rule.members)
    ]
    return tuple(
        sorted(
            found,
            key=lambda row: (not _refuses(rows.get(row.country)), row.p_assent, row.country),
        )
    )


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


def _pivotality(rule: Rule, chances: Floats) -> Floats:
    import numpy as np

    named = dict(zip(rule.members, np.clip(chances, 0.0, 1.0).tolist(), strict=True))
    try:
        found = pivotality(rule, named)
    except OutOfReachError:
        return np.full(len(named), np.nan)
    return np.array([found[member] for member in rule.members])


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
