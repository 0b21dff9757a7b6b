"""Discourse networks: who shares positions with whom, and who holds what, over time."""

from placet.exchange.networks.counting import DUPLICATES, VARIABLES, Event, Table, events, table
from placet.exchange.networks.frames import as_frame, edge_rows, event_rows
from placet.exchange.networks.modes import (
    ONE_MODE,
    ONE_NORMALISED,
    TWO_MODE,
    TWO_NORMALISED,
    Network,
    one_mode,
    two_mode,
)
from placet.exchange.networks.windows import KERNELS, Window, windows
from placet.exchange.networks.writing import as_graph

__all__ = [
    "DUPLICATES",
    "KERNELS",
    "ONE_MODE",
    "ONE_NORMALISED",
    "TWO_MODE",
    "TWO_NORMALISED",
    "VARIABLES",
    "Event",
    "Network",
    "Table",
    "Window",
    "as_frame",
    "as_graph",
    "edge_rows",
    "event_rows",
    "events",
    "one_mode",
    "table",
    "two_mode",
    "windows",
]
