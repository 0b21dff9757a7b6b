"""Passing over texts that cannot hold a position: they name nothing that the questions name.

A scan of the raw text, before any parse. It may let through what holds nothing; it must not pass
over what the reader would find a position in. A question's own sentence says what to look for: the
countries and other names in it, by every form, and the stems of its telling words; hints add to
these. A text passes that has a name and a word of deciding, or two different stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from placet.actors import registry
from placet.bodies import load_body
from placet.reading import data
from placet.words import Question

_ENOUGH = 2
"""Different stems that make a text worth reading without a name."""
_SHORTEST = 4
"""Letters of a word that tells something."""


@dataclass(frozen=True, slots=True)
class Sieve:
    """Names, words of deciding, and stems; the patterns are of texts in lower case."""

    names: re.Pattern[str] | None
    deciding: re.Pattern[str]
    stems: re.Pattern[str] | None

    def passes(self, text: str) -> bool:
        """Could the reader find a position in this text?"""
        low = text.lower()
        if self.names is not None and self.names.search(low) and self.deciding.search(low):
            return True
        return self._has_stems(low)

    def _has_stems(self, low: str) -> bool:
        """Stand enough different stems in the text? All, where there are no more and no name."""
        if self.stems is None:
            return self.names is None
        needed = _ENOUGH if self.names else min(_ENOUGH, self.stems.pattern.count("|") + 1)
        seen: set[str] = set()
        for match in self.stems.finditer(low):
            seen.add(match.group(1))
            if len(seen) >= needed:
                return True
        return False


@lru_cache(maxsize=8)
def sieve(questions: tuple[Question, ...]) -> Sieve:
    """The sieve of some questions."""
    words = data.table("questions/relevance.toml")
    bodies = {name.lower() for question in questions for name in _body_names(question)}
    names, stems = set[str](), set[str]()
    for question in questions:
        own = {name for name in _names(question) if name not in bodies}
        names |= own
        said = (*_telling(question.text), *_hinted(question))
        stems |= {_stem(word) for word in said if word not in own | bodies}
    stems -= set(words["common"])
    deciding = {*words["deciding"], *words["body"], *bodies, *stems}
    return Sieve(_pattern(names), _pattern(deciding) or re.compile(""), _pattern(stems))


def _body_names(question: Question) -> list[str]:
    """How texts name the body: its short names."""
    return [question.body, *re.findall(r"\(([^)]+)\)", load_body(question.body).title)]


def _names(question: Question) -> set[str]:
    """Names in the question in lower case: countries by all their forms, others as they stand."""
    found, codes = set[str](), {question.subject} - {""}
    for word in re.findall(r"(?<!^)\b[A-Z][\w'’.]+(?: [A-Z][\w'’.]+)*", question.text):
        code = registry().country(word)
        if code:
            codes.add(code)
        elif not registry().organisation(word):  # too many texts name those
            found.add(word.lower())
    return found | {form for form, (_, code) in registry().forms.items() if code in codes}


def _telling(sentence: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", sentence.lower()) if len(word) >= _SHORTEST]


def _hinted(question: Question) -> list[str]:
    phrases = " ".join((*question.cues, *question.also))
    return _telling(phrases.replace("|", " "))


def _stem(word: str) -> str:
    """What the regular forms of a word begin with: invit-, entr-, admi-."""
    for ending in ("ation", "ition", "sion", "ment", "ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return word.removesuffix(ending)
    return word[:-1] if word[-1] in "eys" and len(word) > _SHORTEST else word


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    """Words that begin with one of these; the longest first, so that each counts as itself."""
    listed: Sequence[str] = sorted(words, key=lambda word: (-len(word), word))
    if not listed:
        return None
    return re.compile(rf"\b({'|'.join(map(re.escape, listed))})")
