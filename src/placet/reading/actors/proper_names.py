"""Runs of proper nouns: where a text names somebody, titles left out."""

from __future__ import annotations

from collections.abc import Iterator

from placet.reading.actors.titles import titles
from placet.reading.syntax.parse import Syntax

NAME_TAGS = frozenset({"NNP", "NNPS"})
_PARTICLES = frozenset(
    {"van", "von", "de", "der", "den", "di", "da", "al", "el", "bin", "ter", "la"}
)


def names(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """Runs of proper nouns that look like a person's name, without titles before them."""
    words = titles().parts
    token, count = 0, len(syntax.lower)
    while token < count:
        if syntax.tag[token] not in NAME_TAGS or syntax.lower[token] in words:
            token += 1
            continue
        end = token + 1
        while end < count and (
            (syntax.tag[end] in NAME_TAGS and syntax.lower[end] not in words)
            or (
                syntax.lower[end] in _PARTICLES
                and end + 1 < count
                and syntax.tag[end + 1] in NAME_TAGS
            )
            or (syntax.lower[end] == "-" and end + 1 < count and syntax.tag[end + 1] in NAME_TAGS)
        ):
            end += 1
        yield token, end
        token = end


def name_around(syntax: Syntax, head: int) -> tuple[int, int]:
    """The run of proper nouns that ends with or holds `head`, without titles before it."""
    words = titles().parts
    start, end = head, head + 1
    while start > 0 and syntax.tag[start - 1] in NAME_TAGS and syntax.lower[start - 1] not in words:
        start -= 1
    while end < len(syntax.lower) and syntax.tag[end] in NAME_TAGS and syntax.head[end] != end:
        if syntax.lower[end] in words:
            break
        end += 1
    return start, end
