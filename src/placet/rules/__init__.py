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
    minimal_blocking_sets,
)
from placet.rules.chances import Chance, chance, pivotality, probabilities, probability
from placet.rules.engine.compile import OutOfReachError
from placet.rules.evidence import given, sample
from placet.rules.lowered import BALLOTS
from placet.rules.power import Power, power
from placet.rules.rule import Rule
from placet.rules.toml import from_toml, to_toml

__all__ = [
    "BALLOTS",
    "And",
    "AtLeast",
    "Base",
    "Chance",
    "Decision",
    "Deemed",
    "Group",
    "InFavour",
    "NoObjection",
    "Objection",
    "Opposed",
    "Opposition",
    "Or",
    "OutOfReachError",
    "Points",
    "Power",
    "Rule",
    "Weights",
    "bounds",
    "chance",
    "decide",
    "from_toml",
    "given",
    "minimal_blocking_sets",
    "pivotality",
    "power",
    "probabilities",
    "probability",
    "sample",
    "to_toml",
]
