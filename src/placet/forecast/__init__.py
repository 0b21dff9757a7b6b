"""Forecasts: where positions, the calendar and what-ifs would take a question, stage by stage."""

from placet.forecast.asked import AS_IT_STANDS, DRAWS, Asked
from placet.forecast.compare import compare
from placet.forecast.forecast import forecast
from placet.forecast.replay import Replayed, days, replay
from placet.forecast.unlock import Move, Package, unlock
from placet.forecast.views import (
    Comparison,
    Forecast,
    Grounds,
    MeetingOdds,
    MemberOdds,
    Odds,
    StageOdds,
)

__all__ = [
    "AS_IT_STANDS",
    "DRAWS",
    "Asked",
    "Comparison",
    "Forecast",
    "Grounds",
    "MeetingOdds",
    "MemberOdds",
    "Move",
    "Odds",
    "Package",
    "Replayed",
    "StageOdds",
    "compare",
    "days",
    "forecast",
    "replay",
    "unlock",
]
