"""What the attribution step hands on: ranges of tokens."""

from __future__ import annotations

from dataclasses import dataclass

from placet.words import Quotation, Stretch


@dataclass(frozen=True, slots=True, order=True)
class TokenRange(Stretch):
    """Tokens [start, end) of a parsed document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who (source) said or thought (cue) what (content)."""

    source: TokenRange | None
    cue: TokenRange | None
    content: tuple[TokenRange, ...]
    cue_head: int | None
    """Token of the verb, noun or preposition that carries the cue."""
    source_head: int | None
    quotation: Quotation = Quotation.INDIRECT
