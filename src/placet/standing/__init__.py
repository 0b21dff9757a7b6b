"""Standings: from dated evidence to where each member is, with what certainty."""

from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters, parameters
from placet.standing.standings import bears_on, standings

__all__ = ["MemberStanding", "Parameters", "bears_on", "parameters", "standings"]
