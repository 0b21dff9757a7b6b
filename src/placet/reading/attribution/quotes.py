"""Quoted passages: where they stand, and how far a statement's content reaches into them."""

from __future__ import annotations

from collections.abc import Sequence

from placet.reading.attribution.model import TokenRange
from placet.reading.attribution.ranges import CLOSERS, OPENERS
from placet.reading.syntax.parse import Syntax
from placet.words import Quotation

_PAIRS = {"“": "”", "«": "»", "„": "“”", "‘": "’", "``": "''", '"': '"', "''": "''"}
_LONGEST = 400


def paragraphs(syntax: Syntax) -> list[int]:
    """Token after each line break, and the end of the text: where paragraphs end."""
    ends = [
        token + 1
        for token, pos in enumerate(syntax.pos)
        if pos == "SPACE" and "\n" in syntax.text[syntax.starts[token] : syntax.ends[token]]
    ]
    return [*ends, len(syntax.pos)]


def quoted(syntax: Syntax) -> list[TokenRange]:
    """Quoted passages with their marks, in text order; none runs over the end of a paragraph.

    A passage that is not closed runs to the end of its paragraph if the next paragraph opens with
    a mark again, as in quotes over several paragraphs.
    """
    found: list[TokenRange] = []
    start = 0
    for end in paragraphs(syntax):
        opened: int | None = None
        for token in range(start, end):
            word = syntax.lower[token]
            if opened is None:
                if word in _PAIRS:
                    opened = token
            elif word in CLOSERS and word in _PAIRS[syntax.lower[opened]]:
                if token - opened <= _LONGEST:
                    found.append(TokenRange(opened, token + 1))
                opened = None
        if opened is not None and end < len(syntax.lower) and syntax.lower[end] in OPENERS:
            while syntax.pos[end - 1] == "SPACE" and end - 1 > opened:
                end -= 1  # noqa: PLW2901 - the passage ends before the line break
            found.append(TokenRange(opened, end))
        start = end
    return found


def grown(content: TokenRange, passages: Sequence[TokenRange], cue: TokenRange) -> TokenRange:
    """The content, widened to whole quoted passages of which it is the greater part."""
    start, end = content.start, content.end
    for passage in passages:
        low, high = max(start, passage.start), min(end, passage.end)
        if high <= low or passage.overlaps(cue):
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
