"""Speaker labels: a name and a colon before the words, as in headings and transcripts."""

from __future__ import annotations

from collections.abc import Iterator

from placet.reading.attribution.lexicon import lexicon
from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.quotes import paragraphs
from placet.reading.attribution.ranges import OPENERS, trimmed
from placet.reading.syntax.parse import Syntax

_LONGEST = 14
_LEAST = 3
_DASHES = frozenset({"-", "–", "—", "--"})
_NAMING = frozenset({"PROPN", "NOUN", "ADJ", "DET", "PART", "CCONJ", "PUNCT", "ADP", "INTJ"})


def speaker_labels(syntax: Syntax) -> list[Attribution]:
    """Minister: No invitation this year. What stands after the colon is said, to the line's end."""
    names: frozenset[str] | None = None
    found = []
    for start, colon, end in _labelled_lines(syntax):
        names = _names(syntax) if names is None else names
        who = _label(syntax, start, colon, names)
        said = trimmed(syntax, colon + 1, end)
        if who and said and _is_wording(syntax, said):
            found.append(
                Attribution(
                    source=who,
                    cue=TokenRange(colon, colon + 1),
                    content=(said,),
                    cue_head=colon,
                    source_head=who.end - 1,
                )
            )
    return found


def _labelled_lines(syntax: Syntax) -> Iterator[tuple[int, int, int]]:
    """Start, colon and end of lines with a colon near their start or before quoted words."""
    start = 0
    for end in paragraphs(syntax):
        for token in range(start + 1, end - _LEAST):
            if syntax.lower[token] != ":":
                continue
            if token - start < _LONGEST or syntax.lower[token + 1] in OPENERS:
                yield start, token, end
            break
        start = end


def _names(syntax: Syntax) -> frozenset[str]:
    """Words that are names somewhere in the text: a tagger may miss one that starts a line."""
    return frozenset(
        word for word, pos in zip(syntax.lower, syntax.pos, strict=True) if pos == "PROPN"
    )


def _label(syntax: Syntax, start: int, colon: int, names: frozenset[str]) -> TokenRange | None:
    """Who is named before the colon, without what he speaks about or to whom."""
    for token in range(start, colon):
        if syntax.lower[token] in _DASHES | {"from"} or syntax.lower[token] in OPENERS:
            start = token + 1
    end = next(
        (t for t in range(start, colon) if syntax.pos[t] == "ADP" and syntax.lower[t] != "of"),
        colon,
    )
    if end == start or any(syntax.pos[token] not in _NAMING for token in range(start, end)):
        return None
    last = end - 1
    named = syntax.lower[last] in names and syntax.pos[start] != "DET"
    if not named and syntax.lemma[last] not in lexicon().people:
        return None
    return TokenRange(start, end)


def _is_wording(syntax: Syntax, said: TokenRange) -> bool:
    """Words, not a score or a time."""
    words = [t for t in range(said.start, said.end) if syntax.pos[t] not in {"PUNCT", "NUM"}]
    return len(words) >= _LEAST
