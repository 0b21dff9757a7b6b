"""A claim: a stance reading, and the statement of the text that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.attribution import TokenRange
from placet.words import Condition, StanceReading


@dataclass(frozen=True, slots=True)
class Claim:
    """A stance reading, and the statement that carries it."""

    reading: StanceReading
    attribution: int | None
    """Index of the attribution; None where the text itself asserts it."""
    predicate: int
    clause: TokenRange
    terms: tuple[Condition, ...] = ()
    """On which it holds, where whoever makes the claim tells them apart."""
