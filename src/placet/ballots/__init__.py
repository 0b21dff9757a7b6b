"""Ballots: the one model of what members do if a question is put, and what becomes of it."""

from placet.ballots.ballot import ADVERSE, OTHERWISE, Ballots, Leaning, leaning
from placet.ballots.settings import FORECAST_FILE, Settings, settings
from placet.ballots.silence import silence

__all__ = [
    "ADVERSE",
    "FORECAST_FILE",
    "OTHERWISE",
    "Ballots",
    "Leaning",
    "Settings",
    "leaning",
    "settings",
    "silence",
]
