"""The cue lexicon: word classes read from `cues.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lemmas by what they may govern; see `cues.toml` for what each class means."""

    clause: frozenset[str]
    intention: frozenset[str]
    directive: frozenset[str]
    object: frozenset[str]
    particle: frozenset[str]
    never: frozenset[str]
    prepositional: dict[str, frozenset[str]]
    complement_prepositions: frozenset[str]
    events: frozenset[str]
    light: frozenset[str]
    clause_nouns: frozenset[str]
    nouns_about: dict[str, frozenset[str]]
    """By the preposition that leads to what the noun is about."""
    about_nouns: frozenset[str]
    voice_nouns: frozenset[str]
    clause_adjectives: frozenset[str]
    about_adjectives: frozenset[str]
    people: frozenset[str]

    def known(self, verb: str) -> bool:
        """Is this verb in any of the classes of cues?"""
        return verb in self.clause or verb in self.object or verb in self.intention


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that comes with placet."""
    text = (files("placet.reading.attribution") / "cues.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    verbs = table["verbs"]

    def words(value: str) -> frozenset[str]:
        return frozenset(value.split())

    return Lexicon(
        clause=words(verbs["clause"]),
        intention=words(verbs["intention"]),
        directive=words(verbs["directive"]),
        object=words(verbs["object"]),
        particle=words(verbs["particle"]),
        never=words(verbs["other"]["never"]),
        prepositional={key: words(value) for key, value in verbs["prepositional"].items()},
        complement_prepositions=words(verbs["other"]["complement_prepositions"]),
        events=words(verbs["other"]["events"]),
        light=words(verbs["other"]["light"]),
        clause_nouns=words(table["nouns"]["clause"]),
        nouns_about={key: words(value) for key, value in table["nouns"]["about"].items()},
        about_nouns=words(" ".join(table["nouns"]["about"].values())),
        voice_nouns=words(table["nouns"]["voice"]),
        clause_adjectives=words(table["adjectives"]["clause"]),
        about_adjectives=words(table["adjectives"]["about"]),
        people=words(table["people"]["nouns"]),
    )
