"""The words that carry a stance: the lexicon of `stances.toml` and `stance_phrases.toml`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from placet.reading import data
from placet.words import Stance

_CLASSES = {"support": Stance.FOR, "oppose": Stance.AGAINST, "delay": Stance.RELUCTANT}
_PHRASES = {"open": Stance.UNCLEAR, "delay": Stance.RELUCTANT, "oppose": Stance.AGAINST}
_PHRASES |= {"support": Stance.FOR}

Phrases = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The classes of `stances.toml`; each word's own stance by its word class."""

    verbs: Mapping[str, Stance]
    nouns: Mapping[str, Stance]
    adjectives: Mapping[str, Stance]
    refusal: frozenset[str]
    ending: frozenset[str]
    refraining: frozenset[str]
    denial: frozenset[str]
    denying: frozenset[str]
    doubt: frozenset[str]
    sharing: frozenset[str]
    fearing: frozenset[str]
    tying: frozenset[str]
    pledging: frozenset[str]
    asserting: frozenset[str]
    judging: frozenset[str]
    believing: frozenset[str]
    examining: frozenset[str]
    wondering: frozenset[str]
    say: frozenset[str]
    joining: frozenset[str]
    asking: frozenset[str]
    signing: frozenset[str]
    willing: frozenset[str]
    good: frozenset[str]
    bad: frozenset[str]
    far: frozenset[str]
    members: frozenset[str]
    vague: frozenset[str]
    house: frozenset[str]
    saying: frozenset[str]
    reports: frozenset[str]
    false: frozenset[str]
    stand_ins: frozenset[str]
    phrases: tuple[tuple[Phrases, Stance], ...]
    conditional: Phrases
    conditions: Phrases
    unlimiting: Phrases
    own_say: Phrases
    closing: frozenset[str]
    echoing: Phrases
    reversed: Phrases

    def of(self, lemma: str, part: str) -> Stance | None:
        """The stance that a word has by itself, by its part of speech."""
        if part == "NOUN":
            return self.nouns.get(lemma)
        return self.verbs.get(lemma) or self.adjectives.get(lemma)


@lru_cache(maxsize=1)
def stance_words() -> StanceWords:
    """The stance lexicon that comes with placet."""
    words = data.table("stance/stances.toml")
    phrases = data.table("stance/stance_phrases.toml") | data.table("stance/stance_context.toml")
    flat = ("turning", "states", "judgements", "groups", "carried")
    kept: dict[str, Any] = {
        name: frozenset(theme.split()) for one in flat for name, theme in words[one].items()
    }
    return StanceWords(
        verbs=_by_class(words["verbs"]),
        nouns=_by_class(words["nouns"]),
        adjectives=_by_class(words["adjectives"]),
        **kept,
        phrases=tuple((_themes(phrases[name]), stance) for name, stance in _PHRASES.items()),
        conditional=_themes(phrases["conditional"]),
        conditions=tuple(phrases["conditions"]["terms"]),
        unlimiting=tuple(phrases["conditions"]["unlimiting"]),
        own_say=_themes(phrases["own_say"]),
        closing=frozenset(phrases["unsaid"]["closing"]),
        echoing=tuple(phrases["echoes"]["phrases"]),
        reversed=tuple(phrases["echoes"]["reversed"]),
    )


def _by_class(table: Mapping[str, Mapping[str, str]]) -> dict[str, Stance]:
    return {
        word: stance
        for name, stance in _CLASSES.items()
        for theme in table[name].values()
        for word in theme.split()
    }


def _themes(table: Mapping[str, Any]) -> Phrases:
    return tuple(phrase for theme in table.values() for phrase in theme)
