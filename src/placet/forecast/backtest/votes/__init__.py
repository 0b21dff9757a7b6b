"""Closed votes forecast from what members had said: standings, count and forecast, replayed."""

from placet.forecast.backtest.votes.replay import Look, replayed
from placet.forecast.backtest.votes.scores import VoteReport, score
from placet.forecast.backtest.votes.votes import Vote, closed

__all__ = ["Look", "Vote", "VoteReport", "closed", "replayed", "score"]
