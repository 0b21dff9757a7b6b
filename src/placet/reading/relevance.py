"""Passing over texts that cannot hold a position: no actor of the case, or none of its cues.

A scan of the raw text, before any parse. It may let through what holds nothing; it must not pass
over what the reader would find a position in, so that words are matched by their stems, and the
irregular forms of the language's common verbs are listed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from placet.actors import registry
from placet.bodies import load_body
from placet.reading import data
from placet.reading.patterns import choices
from placet.words import Question

_BETWEEN = r"[\w'’\-]*[\s\-'’]*(?:[\w'’\-]+\s+){0,6}?"
"""The rest of a stem's word, and what may stand before the next."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Names and cues that both have to occur; a cue of several fixed words needs no name."""

    actors: re.Pattern[str]
    cues: re.Pattern[str]
    telling: re.Pattern[str]

    def passes(self, text: str) -> bool:
        """Could the reader find a position in this text?"""
        low = text.lower()
        if not (self.actors.search(low) or self.telling.search(low)):  # few texts name them
            return False
        return bool(self.cues.search(low))


@lru_cache(maxsize=8)
def sieve(questions: tuple[Question, ...]) -> Sieve:
    """The sieve of some questions: by their subjects, their bodies, and their cues."""
    names = sorted(_actors(questions), key=len, reverse=True)
    actors = rf"\b(?:{'|'.join(map(re.escape, names))})"
    phrases = {cue for question in questions for cue in (*question.cues, *question.also)}
    whole = sorted(cue for cue in phrases if " " in cue and not set("|.") & set(cue))
    telling = "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in whole)
    return Sieve(
        re.compile(actors), re.compile(_cues(phrases)), re.compile(rf"\b(?:{telling or '(?!)'})\b")
    )


def _actors(questions: Sequence[Question]) -> set[str]:
    """Names in lower case of the countries that are asked about; of the bodies, if none is."""
    subjects = {question.subject for question in questions if question.subject}
    if subjects and all(question.subject for question in questions):
        return {form for form, (_, code) in registry().forms.items() if code in subjects}
    names = set(data.table("relevance.toml")["body"])
    for question in questions:
        short = re.findall(r"\(([^)]+)\)", load_body(question.body).title)
        names |= {name.lower() for name in (question.body, *short)}
    return names


def _cues(phrases: Iterable[str]) -> str:
    """The cues by their words' stems; between the words of a cue others may stand."""
    irregular: dict[str, list[str]] = data.table("relevance.toml")["irregular"]
    parts = {_BETWEEN.join(_stems(place, irregular) for place in choices(cue)) for cue in phrases}
    return rf"\b(?:{'|'.join(sorted(parts))})"


def _stems(words: Sequence[str], irregular: dict[str, list[str]]) -> str:
    """What every form of the words begins with."""
    stems: set[str] = set()
    for word in words:
        stems |= {word, *irregular[word]} if word in irregular else {_stem(word)}
    return f"(?:{'|'.join(map(re.escape, sorted(stems)))})"


def _stem(word: str) -> str:
    """What every regular form of a word begins with: invit-, entr-, admi-."""
    return word[:-1] if word[-1] in "ey" else word
