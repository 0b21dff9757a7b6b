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
    pivotality,
    probability,
)
from placet.rules.indices import Power, power
from placet.rules.rule import Rule
from placet.rules.toml import from_toml, to_toml

__all__ = [
    "And",
    "AtLeast",
    "Base",
    "Decision",
    "Deemed",
    "Group",
    "InFavour",
    "NoObjection",
    "Objection",
    "Opposed",
    "Opposition",
    "Or",
    "Points",
    "Power",
    "Rule",
    "Weights",
    "bounds",
    "decide",
    "from_toml",
    "minimal_blocking_sets",
    "pivotality",
    "power",
    "probability",
    "to_toml",
]
