"""Whose words a report carries, and whether two reports carry nearly the same ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from placet.actors import fold, registry, sound

ALIKE = 0.5
"""The share of content words that reports of one statement have in common at least."""
NEGATORS = frozenset({"not", "no", "never", "nor", "neither", "without", "cannot", "n't"})
"""Words that deny what they are said of; a contracted one is split off its verb."""
_EMPTY = frozenset(
    """
    a an the and or but that this these those it its it he she they we his her their our of to in on
    at for from by with as is are was were be been being has have had will would could should can
    may might do does did said says say told tells tell added adding according who which there than
    then also still s monday tuesday wednesday thursday friday saturday sunday today yesterday
    """.split()  # noqa: SIM905 - a list of so many strings is harder to read
)
_WORD = re.compile(r"n['’]t\b|[^\W_]+(?=n['’]t\b)|[^\W_]+")
_STEM = 5
_LONGEST_NAME = 5
_PARTICLES = frozenset({"von", "van", "der", "den", "de", "di", "da", "la", "bin", "al"})
_ARTICLE = re.compile(r"\bal-", re.IGNORECASE)
_AFTER_NAMES = frozenset({"jr", "sr", "ii", "iii"})
_INSTITUTIONS = frozenset(
    {"ministry", "office", "government", "chancellery", "parliament"}
    | {"administration", "council", "agency", "party"}
)


def voice(speaker: str, words: str) -> str:
    """Whose word a report carries: under one key however a name is spelt; empty if nobody's.

    A name counts by its last word, without office, Jr or II; a description ("two diplomats") or an
    institution as it stands; of nobody in particular the content words, in any order.
    """
    named = _bare(speaker)
    if _is_name(named):
        return sound(named[-1])
    said = " ".join(sorted(content(words))) or " ".join(words.casefold().split())
    return fold(" ".join(named)) or said


def _bare(speaker: str) -> list[str]:
    """The words of a speaker's name, without office and what follows a name (Jr, II)."""
    words = _ARTICLE.sub("al ", speaker.partition(" (")[0]).split()
    while len(words) > 1 and fold(words[-1]) in _AFTER_NAMES:
        words.pop()
    return words


def _is_name(words: Sequence[str]) -> bool:
    """Is it a name, each word but particles with a capital, and no description or institution?"""
    if not words or words[-1] in _PARTICLES or fold(words[-1]) in _INSTITUTIONS:
        return False
    capitals = [word for word in words if word not in _PARTICLES]
    return len(capitals) <= _LONGEST_NAME and all(word[:1].isupper() for word in capitals)


@lru_cache(maxsize=4096)
def content(words: str) -> frozenset[str]:
    """The words that carry what is said, cut to their stems; numbers and negators whole."""
    found = _WORD.findall(words.casefold().replace("’", "'"))
    return frozenset(
        word if word.isdigit() or word in NEGATORS else word[:_STEM]
        for word in found
        if word not in _EMPTY
    )


def alike(one: str, other: str) -> bool:
    """Do two sentences say the same in nearly the same words?

    Both deny or neither does, with whatever word, and they share at least `ALIKE` of their other
    content words (Jaccard's index, as in Broder, "On the resemblance and containment of documents",
    1997).
    """
    left, right = content(one), content(other)
    if bool(left & NEGATORS) != bool(right & NEGATORS):
        return False
    left, right = left - NEGATORS, right - NEGATORS
    return bool(left and right) and len(left & right) >= ALIKE * len(left | right)


def may_retell(speaker: str, words: str, other_speaker: str, other_words: str) -> bool:
    """May two reports with two voices go back to one statement?

    They may if they are in nearly the same words, unless both name a person: each has said it then.
    """
    if not alike(words, other_words):
        return False
    return not (is_person(speaker) and is_person(other_speaker))


def is_person(speaker: str) -> bool:
    """Is it the name of somebody, and of no government?"""
    named = _bare(speaker)
    return _is_name(named) and not registry().form(" ".join(named))
