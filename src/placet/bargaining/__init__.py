"""Spatial bargaining: where positions on a scale would settle, and what the rule lets pass."""

from placet.bargaining.challenge import VERSIONS, Round, Version, challenge, risk_exponents
from placet.bargaining.exchange import Exchange, Exchanged, exchange
from placet.bargaining.scale import Actor, Scale, read_issues
from placet.bargaining.settle import Settled, core, mean_voter, median_voter, nash, settle, winset
from placet.bargaining.several import Prevailing, prevail

__all__ = [
    "VERSIONS",
    "Actor",
    "Exchange",
    "Exchanged",
    "Prevailing",
    "Round",
    "Scale",
    "Settled",
    "Version",
    "challenge",
    "core",
    "exchange",
    "mean_voter",
    "median_voter",
    "nash",
    "prevail",
    "read_issues",
    "risk_exponents",
    "settle",
    "winset",
]
