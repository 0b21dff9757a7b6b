"""The wait until every member has acted for itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from placet.forecast.asked import Asked, Ground
from placet.forecast.stages import Each
from placet.forecast.state import State
from placet.procedures import Clock
from placet.words import Level

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_PROCEDURE = "nato-accession"
"""Whose rounds the durations are fitted on."""
_DOUBTFUL = {Level.OPPOSED, Level.RELUCTANT, Level.CONDITIONAL}


def each_member(asked: Asked, on: Ground, where: State) -> Each | None:
    """The model of each member's own time, where there is one for the procedure.

    Whoever now stands opposed, reluctant or on terms is taken to hold out as often as members on
    record did in past rounds.
    """
    if on.procedure.id != _PROCEDURE:
        return None
    from placet.forecast.durations import Progress, fitted

    members = tuple(on.rule.members)
    stage = next(stage.id for stage in on.procedure.stages if stage.clock is Clock.EACH)
    before = on.procedure.before(stage)
    signed = where.day(before.id) if before else None
    done = {
        entry.country: float((entry.date - signed).days)
        for entry in where.each
        if signed and entry.stage == stage and entry.country in members
    }
    named = frozenset(row.country for row in on.board.members if row.standing in _DOUBTFUL)
    plain = Progress(members=members, done=done, named=named - done.keys())
    if fitted(asked.as_of, replace(plain, done={})) is None:
        return None

    def pmf(horizon: int, elapsed: int) -> Floats:
        import numpy as np

        model = fitted(asked.as_of, replace(plain, elapsed=float(elapsed)))
        days = elapsed + np.arange(-1.0, horizon + 1.0)
        found = model.last(days) if model else np.zeros(len(days))
        found[0] = 0.0
        return np.diff(found)

    return pmf
