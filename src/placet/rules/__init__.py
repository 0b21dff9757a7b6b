"""Rules of decision: an algebra over yes, abstain, no and absent, and what a rule answers."""

from __future__ import annotations

from placet.rules.algebra import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    NoObjection,
    Objection,
    Opposed,
    Opposition,
    Or,
    Points,
    Weights,
)
from placet.rules.answers import (
    Decision,
    bounds,
    decide,
)
from placet.rules.blocs import BlocPower, bloc_power
from placet.rules.chances import (
    Chance,
    chance,
    pivotalities,
    pivotality,
    probabilities,
    probability,
    steps_taken,
)
from placet.rules.coalitions import (
    Cheapest,
    MinimalPower,
    cheapest,
    minimal_blocking_sets,
    minimal_power,
    minimal_winning_coalitions,
    stoppers,
)
from placet.rules.engine.compile import OutOfReachError
from placet.rules.engine.sweeps import Sweep, sweep
from placet.rules.evidence import given, sample
from placet.rules.lowered import BALLOTS
from placet.rules.power import Power, power
from placet.rules.rule import Rule, weighted
from placet.rules.scenarios import decide_all
from placet.rules.toml import from_toml, to_toml

__all__ = [
    "BALLOTS",
    "And",
    "AtLeast",
    "Base",
    "BlocPower",
    "Chance",
    "Cheapest",
    "Decision",
    "Deemed",
    "Group",
    "InFavour",
    "MinimalPower",
    "NoObjection",
    "Objection",
    "Opposed",
    "Opposition",
    "Or",
    "OutOfReachError",
    "Points",
    "Power",
    "Rule",
    "Sweep",
    "Weights",
    "bloc_power",
    "bounds",
    "chance",
    "cheapest",
    "decide",
    "decide_all",
    "from_toml",
    "given",
    "minimal_blocking_sets",
    "minimal_power",
    "minimal_winning_coalitions",
    "pivotalities",
    "pivotality",
    "power",
    "probabilities",
    "probability",
    "sample",
    "steps_taken",
    "stoppers",
    "sweep",
    "to_toml",
    "weighted",
]
