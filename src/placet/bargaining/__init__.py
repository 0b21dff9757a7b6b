"""Spatial bargaining: where positions on a scale would settle, and what the rule lets pass."""

from placet.bargaining.scale import Actor, Scale, read_scale
from placet.bargaining.settle import Settled, core, mean_voter, median_voter, nash, settle, winset

__all__ = [
    "Actor",
    "Scale",
    "Settled",
    "core",
    "mean_voter",
    "median_voter",
    "nash",
    "read_scale",
    "settle",
    "winset",
]
