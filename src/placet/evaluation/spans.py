"""Labelled statements as spans, and the ways in which two of them can be alike.

A labelled statement has three roles: source, cue and content, each a few fragments of the text.
Two roles are compared exactly, by their normalised edges, or by the characters that they share.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from placet.words import Quotation, Span, Statement

QUOTES = "\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'`"
EDGE = QUOTES + " \t\r\n\u00a0,.;:!?-\u2013\u2014()[]\u2026"
ROLES = ("source", "cue", "content")
_DOUBLE = frozenset('"\u201c\u201d\u00ab\u00bb')

Fragments = tuple[tuple[int, int], ...]
Written = tuple[int, int] | Fragments | None
"""A span as label files write it: `[s, e]`, `[[s, e], ...]` or null."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One statement of a labelled file or of a reader, as fragments of code points."""

    source: Fragments = ()
    cue: Fragments = ()
    content: Fragments = ()

    def role(self, name: str) -> Fragments:
        """The fragments of one role."""
        fragments: Fragments = getattr(self, name)
        return fragments


@dataclass(frozen=True, slots=True)
class Item:
    """A label with everything that comparing needs, computed once."""

    label: Label
    exact: dict[str, Fragments]
    norm: dict[str, Fragments]
    chars: dict[str, frozenset[int]]
    quotation: Quotation


def fragments(span: Written) -> Fragments:
    """A span as label files write it, as fragments."""
    if not span:
        return ()
    if isinstance(span[0], int):
        return (span,)
    return span


def label_of(statement: Statement) -> Label:
    """The spans of a reader's statement."""

    def pairs(spans: Iterable[Span | None]) -> Fragments:
        return tuple((span.start, span.end) for span in spans if span)

    return Label(
        source=pairs([statement.source]),
        cue=pairs([statement.cue]),
        content=pairs(statement.content),
    )


def item(text: str, label: Label) -> Item:
    """Compute what comparing a label needs."""
    return Item(
        label=label,
        exact={role: exact_key(text, label.role(role)) for role in ROLES},
        norm={role: norm_key(text, label.role(role)) for role in ROLES},
        chars={role: characters(text, label.role(role)) for role in ROLES},
        quotation=quotation(text, label.content),
    )


def trim(text: str, start: int, end: int, edge: str = "") -> tuple[int, int]:
    """A range freed of white space, and of the characters of `edge`, on both sides."""
    while start < end and (text[start].isspace() or text[start] in edge):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in edge):
        end -= 1
    return start, end


def exact_key(text: str, spans: Fragments) -> Fragments:
    """Offsets freed of white space at the edges."""
    trimmed = (trim(text, start, end) for start, end in spans)
    return tuple(sorted((start, end) for start, end in trimmed if end > start))


def norm_key(text: str, spans: Fragments) -> Fragments:
    """Offsets freed of quotation marks, punctuation and a leading "that"; neighbours merged.

    A span of nothing but edge characters, such as the cue ":", keeps its exact key.
    """
    out: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        start, end = trim(text, first, last, EDGE)
        if not out and text[start : start + 5].lower() in {"that ", "that\n"}:
            start, end = trim(text, start + 5, end, EDGE)
        if end <= start:
            continue
        if out and not text[out[-1][1] : start].strip(EDGE):
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out) or exact_key(text, spans)


def characters(text: str, spans: Fragments) -> frozenset[int]:
    """The places of all characters that are not white space."""
    return frozenset(
        place
        for start, end in spans
        for place in range(start, min(end, len(text)))
        if not text[place].isspace()
    )


def dice(one: frozenset[int], other: frozenset[int]) -> float:
    """Twice the common characters over the sum of both; 0 if one is empty."""
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def quotation(text: str, content: Fragments) -> Quotation:
    """Direct if quotation marks open and close every fragment, mixed if there are some."""
    if not content:
        return Quotation.INDIRECT
    if all(_is_quoted(text[start:end].strip()) for start, end in content):
        return Quotation.DIRECT
    some = any(not _DOUBLE.isdisjoint(text[start:end]) for start, end in content)
    return Quotation.MIXED if some else Quotation.INDIRECT


def _is_quoted(words: str) -> bool:
    """Does it open and close with quotation marks? An empty fragment has none to say no."""
    return words[:1] in QUOTES and words.rstrip(".,;")[-1:] in QUOTES
