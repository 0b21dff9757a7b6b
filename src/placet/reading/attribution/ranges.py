"""Cutting ranges of tokens out of a parse, by the conventions of PARC3 and PolNeAR."""

from __future__ import annotations

from collections.abc import Iterable

from placet.reading.attribution.model import TokenRange
from placet.reading.syntax.parse import Syntax

OPENERS = frozenset('"“«„‘') | {"``"}
CLOSERS = frozenset('"”»’') | {"''"}
_EDGE = frozenset(",;:.-–—") | {"--", "..."}
_LINKS = frozenset({"and", "but", "yet", "so", "or"})
_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_GAP = 3


def trimmed(syntax: Syntax, start: int, end: int) -> TokenRange | None:
    """The range without white space and punctuation at its edges; None if nothing is left.

    Nor does it begin with the word that links its sentence to the one before, or end with "and".
    """

    def loose(token: int) -> bool:
        return syntax.pos[token] == "SPACE" or syntax.lower[token] in _EDGE

    while start < end and (loose(start) or _links_back(syntax, start)):
        start += 1
    while end > start and (loose(end - 1) or syntax.pos[end - 1] == "CCONJ"):
        end -= 1
    return TokenRange(start, end) if end > start else None


def _links_back(syntax: Syntax, token: int) -> bool:
    first, _ = syntax.sentences[syntax.sentence[token]]
    return token == first and syntax.lower[token] in _LINKS


def without(start: int, end: int, holes: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of [start, end) when the holes are cut out."""
    parts = [(start, end)]
    for low, high in holes:
        parts = [
            piece
            for first, last in parts
            for piece in ((first, min(last, low)), (max(first, high), last))
            if piece[0] < piece[1]
        ]
    return parts


def subtree(syntax: Syntax, token: int) -> tuple[int, int]:
    """The range of a token's subtree."""
    return syntax.left[token], syntax.right[token] + 1


def verb_group(syntax: Syntax, verb: int) -> TokenRange:
    """The verb with its auxiliaries, negation, adverbs and particle, as one range."""
    start = end = verb
    for child in reversed(syntax.children[verb]):
        if child < start and syntax.dep[child] in _GROUP and syntax.right[child] == start - 1:
            start = syntax.left[child]
    for child in syntax.children[verb]:
        touches = syntax.left[child] == end + 1
        if child > end and syntax.dep[child] in {"prt", "neg", "advmod"} and touches:
            if syntax.pos[child] == "SCONJ" or syntax.right[child] - child > 1:
                break
            end = syntax.right[child]
    while start < verb and syntax.pos[start] in {"PUNCT", "SPACE", "CCONJ", "SCONJ"}:
        start += 1
    return TokenRange(start, end + 1)


def cue_group(syntax: Syntax, verb: int) -> TokenRange:
    """The verb group with the verbs that govern it: was quick to embrace, kept saying."""
    group = verb_group(syntax, verb)
    head = syntax.head[verb]
    infinitive = syntax.lower[group.start] == "to" and group.start < verb
    gerund = syntax.tag[verb] == "VBG" and group.start == verb
    if not (infinitive or gerund) or syntax.dep[verb] != "xcomp" or head > verb:
        return group
    above = head if syntax.pos[head] in {"VERB", "AUX"} else syntax.head[head]
    if syntax.pos[above] not in {"VERB", "AUX"} or syntax.right[head] < verb:
        return group
    outer = cue_group(syntax, above)
    between = range(outer.end, group.start)
    linked = all(syntax.head[token] == head or token == head for token in between)
    return TokenRange(outer.start, group.end) if linked and len(between) <= _GAP else group


def noun_phrase(syntax: Syntax, head: int) -> TokenRange:
    """A source: the noun phrase with titles and appositions, without a clause that trails it."""
    start, end = subtree(syntax, head)
    for child in syntax.children[head]:
        long_clause = syntax.dep[child] in {"relcl", "advcl", "parataxis", "ccomp"}
        if child > head and long_clause and syntax.lower[syntax.left[child] - 1] != ",":
            continue
        if child > head and syntax.dep[child] in {"parataxis", "ccomp", "advcl"}:
            end = min(end, syntax.left[child])
    return trimmed(syntax, start, end) or TokenRange(head, head + 1)


def head_of(syntax: Syntax, part: TokenRange) -> int:
    """The token of a range whose own head stands outside of it."""
    for token in range(part.start, part.end):
        above = syntax.head[token]
        outside = above == token or not part.holds(above)
        if outside and syntax.pos[token] not in {"PUNCT", "SPACE"}:
            return token
    return part.start
