"""A text in windows: whole sentences, each window led by the sentences before it as context."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placet.reading.actors.mentions import Mention
from placet.reading.syntax.parse import Syntax

LONGEST = 200
"""Pieces of words of a window's own sentences."""
CONTEXT = 60
"""Pieces of words of the sentences before them."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """A text as the network's vocabulary cuts it: the number and the end of each piece."""

    ids: Sequence[int]
    starts: Sequence[int]
    ends: Sequence[int]

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The pieces that lie in the code points [start, end)."""
        return bisect_left(self.starts, start), bisect_left(self.starts, end)


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces [start, end) of a text, and the mentions that are read there."""

    start: int
    end: int
    mentions: tuple[Mention, ...]


def windows(syntax: Syntax, pieces: Pieces, named: Sequence[Mention]) -> Iterator[Window]:
    """The windows of a text that name somebody; each mention is in one of them."""
    bounds = [_pieces_of(syntax, pieces, sentence) for sentence in syntax.sentences]
    first = 0
    while first < len(bounds):
        last = first + 1
        while last < len(bounds) and bounds[last][1] - bounds[first][0] <= LONGEST:
            last += 1
        low, high = syntax.sentences[first][0], syntax.sentences[last - 1][1]
        inside = tuple(one for one in named if low <= one.start < high)
        if inside:
            before = first
            while before > 0 and bounds[first][0] - bounds[before - 1][0] <= CONTEXT:
                before -= 1
            end = min(bounds[last - 1][1], bounds[first][0] + 2 * LONGEST)
            yield Window(bounds[before][0], end, inside)
        first = last


def _pieces_of(syntax: Syntax, pieces: Pieces, sentence: tuple[int, int]) -> tuple[int, int]:
    return pieces.between(*syntax.chars(*sentence))
