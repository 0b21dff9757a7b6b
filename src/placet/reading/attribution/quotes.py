"""Quoted passages: where they stand, and how far a statement's content reaches into them."""

from __future__ import annotations

from collections.abc import Sequence

from placet.reading.attribution.model import TokenRange
from placet.reading.attribution.ranges import CLOSERS, OPENERS
from placet.reading.parse import Syntax
from placet.words import Quotation

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "``": "''", '"': '"', "''": "''"}
_LONGEST = 400


def quoted(syntax: Syntax) -> list[TokenRange]:
    """Quoted passages with their marks, in text order; none runs over the end of a paragraph."""
    found: list[TokenRange] = []
    opened: int | None = None
    for token, word in enumerate(syntax.lower):
        if (
            syntax.pos[token] == "SPACE"
            and "\n" in syntax.text[syntax.starts[token] : syntax.ends[token]]
        ):
            opened = None
        elif opened is None:
            if word in OPENERS and word in _PAIRS:
                opened = token
        elif word in CLOSERS and word in _PAIRS[syntax.lower[opened]]:
            if token - opened <= _LONGEST:
                found.append(TokenRange(opened, token + 1))
            opened = None
    return found


def grown(content: TokenRange, passages: Sequence[TokenRange], cue: TokenRange) -> TokenRange:
    """The content, widened to whole quoted passages of which it is the greater part."""
    start, end = content.start, content.end
    for passage in passages:
        low, high = max(start, passage.start), min(end, passage.end)
        inside_cue = passage.start < cue.end and cue.start < passage.end
        if high <= low or inside_cue:
            continue
        covers_most = 2 * (high - low) >= min(end - start, passage.end - passage.start)
        if covers_most:
            start, end = min(start, passage.start), max(end, passage.end)
    return TokenRange(start, end)


def quotation(
    syntax: Syntax, content: Sequence[TokenRange], passages: Sequence[TokenRange]
) -> Quotation:
    """Direct if every fragment is one quoted passage, mixed if any holds one, else indirect."""
    whole = {(passage.start, passage.end) for passage in passages}
    if content and all((part.start, part.end) in whole for part in content):
        return Quotation.DIRECT
    marks = OPENERS | CLOSERS - {"’", "‘"}
    words = (syntax.lower[token] for part in content for token in range(part.start, part.end))
    return Quotation.MIXED if any(word in marks for word in words) else Quotation.INDIRECT
