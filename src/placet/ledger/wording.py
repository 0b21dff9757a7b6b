"""Whose words a report carries, and whether two reports carry nearly the same ones."""

from __future__ import annotations

import re

from placet.actors import fold, registry, sound

ALIKE = 0.5
"""The share of content words that reports of one statement have in common at least."""
_NEGATORS = frozenset({"not", "no", "never", "nor", "neither", "without", "cannot", "n't"})
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


def voice(speaker: str, words: str) -> str:
    """Whose word a report carries: under one key however a name is spelt; empty if nobody's.

    A name counts by its last word, without office; a description ("two diplomats") as it stands; of
    nobody in particular the content words, in any order.
    """
    bare = speaker.partition(" (")[0]
    if is_name(bare):
        return sound(bare.split()[-1])
    return fold(bare) or " ".join(sorted(content(words))) or " ".join(words.casefold().split())


def is_name(speaker: str) -> bool:
    """Is it a name, each word with a capital, and no description?"""
    words = speaker.split()
    return 0 < len(words) <= _LONGEST_NAME and all(word[:1].isupper() for word in words)


def content(words: str) -> frozenset[str]:
    """The words that carry what is said, cut to their stems; numbers whole."""
    found = _WORD.findall(words.casefold().replace("’", "'"))
    return frozenset(
        word if word.isdigit() else word[:_STEM] for word in found if word not in _EMPTY
    )


def alike(one: str, other: str) -> bool:
    """Do two sentences say the same in nearly the same words?

    They are negated alike, and share at least `ALIKE` of their content words (Jaccard's index, as
    in Broder, "On the resemblance and containment of documents", 1997).
    """
    left, right = content(one), content(other)
    if not left or not right or (left ^ right) & _NEGATORS:
        return False
    return len(left & right) >= ALIKE * len(left | right)


def may_retell(speaker: str, words: str, other_speaker: str, other_words: str) -> bool:
    """May two reports with two voices go back to one statement?

    They may if they are in nearly the same words, unless both name a person: each has said it then.
    """
    if not alike(words, other_words):
        return False
    return not (is_person(speaker) and is_person(other_speaker))


def is_person(speaker: str) -> bool:
    """Is it the name of somebody, and of no government?"""
    bare = speaker.partition(" (")[0]
    return is_name(bare) and not registry().form(bare)
