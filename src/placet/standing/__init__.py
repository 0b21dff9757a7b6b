"""Standings: from dated evidence to where each member is, with what certainty."""

from placet.standing.changes import changes_of_case, changes_of_government
from placet.standing.explaining import Assent, Effect, Explanation, by_levels, explain
from placet.standing.filtering import Event, Reset, Signal, Tilt, forward, smoothed
from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters, parameters
from placet.standing.standings import standings, standings_of
from placet.standing.telling import bearing, bears_on

__all__ = [
    "Assent",
    "Effect",
    "Event",
    "Explanation",
    "MemberStanding",
    "Parameters",
    "Reset",
    "Signal",
    "Tilt",
    "bearing",
    "bears_on",
    "by_levels",
    "changes_of_case",
    "changes_of_government",
    "explain",
    "forward",
    "parameters",
    "smoothed",
    "standings",
    "standings_of",
]
