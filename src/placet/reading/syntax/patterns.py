"""Phrases that name several wordings at once: "future|place ... in nato|alliance".

A phrase is words with spaces between them. `|` gives a choice of words at one place; `...` passes
over up to five words that no punctuation divides. Where the words of a text come with their lemmas
(`forms`), each word of a phrase stands for all its forms: "take cover" finds "took cover". A place
that begins with `not` takes every negation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from placet.reading.syntax.parse import Syntax

_GAP = r"(?:[^\s.,;:!?()\"“”]+ ){0,5}"
_LEMMA = "~"
_NEGATIONS = ("n't", "n’t", "never")
_AFTER_NOT = ("be", "been", "yet", "currently", "even", "really")


@lru_cache(maxsize=64)
def phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str] | None:
    """One pattern for all the phrases, the longest first; None where there are none."""
    parts = [_phrase(phrase) for phrase in sorted(phrases, key=len, reverse=True)]
    return re.compile(f"(?<= )(?:{'|'.join(parts)})(?= )") if parts else None


def forms(syntax: Syntax, tokens: Iterable[int]) -> list[str]:
    """The words at some tokens, each with its lemma if that is another word."""
    return [
        syntax.lower[token]
        if syntax.lemma[token] == syntax.lower[token]
        else f"{syntax.lower[token]}{_LEMMA}{syntax.lemma[token]}"
        for token in tokens
    ]


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
    places, text = phrase.split(), ""
    for place in places:
        if place == "...":
            text += _GAP
            continue
        choice = place.split("|")
        negated = choice[0] == "not"
        text += f"{_word((*choice, *_NEGATIONS) if negated else choice)} "
        if negated and place is not places[-1]:  # would not be on the agenda
            text += f"(?:{_word(_AFTER_NOT)} )?"
    return text.removesuffix(" ")


def _word(choice: Sequence[str]) -> str:
    """One word of several, as it stands in the text or as the lemma behind it."""
    words = "|".join(re.escape(word) for word in choice)
    return f"(?:(?:{words})(?:{_LEMMA}[^ ]+)?|[^ {_LEMMA}]+{_LEMMA}(?:{words}))"
