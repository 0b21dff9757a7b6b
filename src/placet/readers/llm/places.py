"""Where the words that a model gives stand in the text; what stands nowhere is dropped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from placet.readers.llm.asking import Told
from placet.readers.llm.normal import Normal, Place


@dataclass(frozen=True, slots=True)
class Placed:
    """An attribution as places in the text."""

    source: Place | None
    cue: Place | None
    content: tuple[Place, ...]


def place(text: Normal, told: Sequence[Told], dropped: Counter[str]) -> list[Placed]:
    """Find attributions in their text, in the order of the text.

    Of several occurrences of a content the nearest to the one before is taken; of a source or cue
    the nearest to its content, outside of it.

    Args:
        text: what the model was asked about.
        told: what it answered.
        dropped: counts, by reason, what stands nowhere.
    """
    found: list[Placed] = []
    near = 0
    for one in told:
        placed = _placed(text, one, near)
        if isinstance(placed, str):
            dropped[placed] += 1
        elif placed in found:
            dropped["told twice"] += 1
        else:
            found.append(placed)
            near = placed.content[0][0]
    return found


def _placed(text: Normal, one: Told, near: int) -> Placed | str:
    """The places of an attribution, or why it has none."""
    content: list[Place] = []
    for words in filter(None, one.content):
        spot = nearest(text, words, content[-1][1] if content else near, content)
        if spot is None:
            return "content not in the text"
        content.append(spot)
    if not content:
        return "no content"
    cue = nearest(text, one.cue, content[0][0], content)
    if one.cue and cue is None:
        return "cue not in the text"
    taken = [*content, *([cue] if cue else [])]
    source = nearest(text, one.source, cue[0] if cue else content[0][0], taken)
    if one.source and source is None:
        return "source not in the text"
    return Placed(source, cue, tuple(sorted(content)))


def nearest(text: Normal, words: str, near: int, taken: Sequence[Place] = ()) -> Place | None:
    """The whole-word occurrence of words that is nearest to a place and overlaps nothing taken."""
    free = (
        (start, end)
        for start, end in text.find(words)
        if not any(start < last and first < end for first, last in taken)
    )
    return min(free, key=lambda spot: abs(spot[0] - near), default=None)
