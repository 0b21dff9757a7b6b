"""Positions made for tests of standings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from placet.words import Directness, HolderKind, Position, Stance

ON = date(2024, 11, 29)
_PLAIN = Position(
    id="1",
    question="q",
    holder="IS",
    holder_kind=HolderKind.COUNTRY,
    stance=Stance.AGAINST,
    confidence=0.8,
    directness=Directness.ON_RECORD,
    said=ON,
    published=ON,
)


def position(**changes: object) -> Position:
    """Iceland on record against it on the day, but for what is told to be otherwise."""
    return replace(_PLAIN, **changes)  # type: ignore[arg-type]
