"""Phrases that name several wordings at once: "future|place ... in nato|alliance".

A phrase is words with spaces between them. `|` gives a choice of words at one place; `...` passes
over up to five words that no punctuation divides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

_GAP = r"(?:[^\s.,;:!?()\"“”]+ ){0,5}"


@lru_cache(maxsize=64)
def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all the phrases, the longest first; None where there are none."""
    parts = [_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(f"(?<= )(?:{'|'.join(parts)})(?= )") if parts else None


def found(pattern: re.Pattern[str] | None, words: Iterable[str]) -> Iterator[tuple[int, int]]:
    """(first, last) place of each match among the words, from left to right."""
    if pattern is None:
        return
    text = f" {' '.join(word.replace(' ', '_').strip() or '_' for word in words)} "
    for match in pattern.finditer(text):
        first = text.count(" ", 0, match.start()) - 1
        yield first, first + match.group().count(" ")


def mentioned(phrases: tuple[str, ...], words: Iterable[str]) -> bool:
    """Does one of the phrases stand among the words?"""
    return next(found(phrases_pattern(phrases), words), None) is not None


def choices(phrase: str) -> list[Sequence[str]]:
    """The choices at each place of a phrase, gaps left out."""
    return [place.split("|") for place in phrase.split() if place != "..."]


def _phrase(phrase: str) -> str:
    """A gap takes the space behind it with it; a choice stands in brackets."""
    text = ""
    for place in phrase.split():
        if place == "...":
            text += _GAP
            continue
        if place == "not":  # would not be on the agenda
            text += "not (?:be |been )?"
            continue
        words = "|".join(re.escape(word) for word in place.split("|"))
        text += f"(?:{words}) "
    return text.removesuffix(" ")
