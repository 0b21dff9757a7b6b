"""Sweeps: the odds of a whole grid of scenarios."""

from placet.forecast.sweeps.grid import AS_IS, Varied, read_varied, scenario_at
from placet.forecast.sweeps.sweep import Swept, sweep

__all__ = ["AS_IS", "Swept", "Varied", "read_varied", "scenario_at", "sweep"]
