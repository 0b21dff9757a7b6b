"""Forecasts replayed on closed decisions and ratification rounds, and scored against baselines."""

from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.entrants import ENTRANTS, Entrant, Forecaster
from placet.forecast.backtest.history import History, OpenDecision
from placet.forecast.backtest.replay import Knowledge
from placet.forecast.backtest.report import Report, Score, backtest, verdicts

__all__ = [
    "ENTRANTS",
    "Curve",
    "Entrant",
    "Forecaster",
    "History",
    "Knowledge",
    "OpenDecision",
    "Report",
    "Score",
    "backtest",
    "verdicts",
]
