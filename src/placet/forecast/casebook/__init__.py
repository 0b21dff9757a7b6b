"""Decisions of real bodies from asking to outcome: what forecasts of whole decisions learn from."""

from placet.forecast.casebook.decisions import Casebook, Decision, Kind, Outcome, RuleClass
from placet.forecast.casebook.load import load_casebook

__all__ = ["Casebook", "Decision", "Kind", "Outcome", "RuleClass", "load_casebook"]
