"""How long each member takes to ratify: the record of past rounds, and a model fitted on it."""

from placet.forecast.durations.evidence import Progress
from placet.forecast.durations.fit import fit
from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import (
    Protocol,
    Ratification,
    Statement,
    protocols,
    ratifications,
    statements,
)
from placet.forecast.durations.replay import Expected, expected
from placet.forecast.durations.shipped import fitted

__all__ = [
    "DurationModel",
    "Expected",
    "Progress",
    "Protocol",
    "Ratification",
    "Statement",
    "expected",
    "fit",
    "fitted",
    "protocols",
    "ratifications",
    "statements",
]
