"""Full texts for the page: cut into lines and pieces, so that each quote opens in its paragraph."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from placet.brief.build import start_of
from placet.brief.view import Brief
from placet.words import Span

_UNSAFE_ID = re.compile(r"[^A-Za-z0-9_.-]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A numbered place in a text: where a statement or a fact begins."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A run of text that is wholly inside or outside of what was said."""

    text: str
    said: bool
    anchors: tuple[Anchor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of a document."""

    number: int
    pieces: tuple[Piece, ...]


def anchor(brief: Brief, label: str) -> str:
    """The id of a statement's or fact's place on the page, e.g. "s-4f2a" or "f-2"."""
    if label.startswith("F"):
        return f"f-{label[1:]}"
    one = brief.said[int(label) - 1].statement
    return f"s-{_UNSAFE_ID.sub('-', one.id)}-{label}"


def text_lines(brief: Brief, number: int) -> tuple[TextLine, ...]:
    """The text of a document, line by line, with anchors where statements and facts begin."""
    said = [one for one in brief.said if one.document == number]
    told = [one for one in brief.told if one.document == number]
    places: dict[int, list[Anchor]] = {}
    for start, label in (
        *((start_of(one.statement), one.label) for one in said),
        *((one.fact.span.start, one.label) for one in told),
    ):
        places.setdefault(start, []).append(Anchor(id=anchor(brief, label), label=label))
    spans = [span for one in said for span in one.statement.content]
    return tuple(_cut(brief.document(number).text, places, spans))


def _cut(text: str, places: dict[int, list[Anchor]], spans: Sequence[Span]) -> Iterable[TextLine]:
    cuts = sorted({*places, *(s.start for s in spans), *(s.end for s in spans)})
    start = 0
    for number, line in enumerate(text.split("\n"), start=1):
        end = start + len(line)
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        yield TextLine(
            number=number,
            pieces=tuple(
                Piece(
                    text=text[low:high],
                    said=any(s.holds(low) for s in spans),
                    anchors=tuple(places.get(low, ())),
                )
                for low, high in itertools.pairwise(edges)
                if low < high
            ),
        )
        start = end + 1
