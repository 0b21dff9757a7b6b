"""Chances in words, alike wherever the same one is shown."""

from __future__ import annotations

_TINY, _ONE, _TEN, _SURE = 0.0001, 0.01, 0.1, 0.995


def chance_text(p: float) -> str:
    """A chance with no more digits than tell something, and never quite none or all."""
    if p < _TINY:
        return "under 0.01 %"
    if p > _SURE:
        return "over 99 %"
    digits = 2 if p < _ONE else 1 if p < _TEN else 0
    return f"{p * 100:.{digits}f} %"


def span_text(low: float, high: float) -> str:
    """A range of chances, or the one that both ends read as."""
    first, last = chance_text(low), chance_text(high)
    return first if first == last else f"{first} to {last}"
