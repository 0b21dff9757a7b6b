"""The wait until every member has acted for itself."""

from __future__ import annotations

from placet.forecast.asked import Asked, Ground
from placet.forecast.stages import Each
from placet.forecast.state import State


def each_member(asked: Asked, on: Ground, where: State) -> Each | None:
    """The model of each member's own time, where there is one for the procedure."""
    del asked, on, where
    return None
