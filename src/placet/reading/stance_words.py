"""The words that carry a stance, by class: the lexicon of `stances.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from placet.reading import data
from placet.words import Stance


@dataclass(frozen=True, slots=True)
class StanceWords:
    """The classes of `stances.toml`."""

    support: frozenset[str]
    oppose: frozenset[str]
    delay: frozenset[str]
    refusal: frozenset[str]
    doubt: frozenset[str]
    say: frozenset[str]
    denial: frozenset[str]
    asserting: frozenset[str]
    wondering: frozenset[str]
    willing: frozenset[str]
    ending: frozenset[str]
    sharing: frozenset[str]
    fearing: frozenset[str]
    refraining: frozenset[str]
    examining: frozenset[str]
    signing: frozenset[str]
    tying: frozenset[str]
    judging: frozenset[str]
    believing: frozenset[str]
    joining: frozenset[str]
    asking: frozenset[str]
    nouns: frozenset[str]
    phrases: tuple[tuple[tuple[str, ...], Stance], ...]
    good: frozenset[str]
    bad: frozenset[str]
    far: frozenset[str]
    must: frozenset[str]
    marks: frozenset[str]
    conditions: tuple[str, ...]
    unlimiting: tuple[str, ...]
    members: frozenset[str]
    vague: frozenset[str]
    house: frozenset[str]
    reports: frozenset[str]
    false: frozenset[str]
    denying: frozenset[str]
    saying: frozenset[str]
    stand_ins: frozenset[str]
    own_say: tuple[str, ...]
    bare: tuple[str, ...]
    closing: frozenset[str]


_PHRASE_CLASSES = {
    "open": Stance.UNCLEAR,
    "delay": Stance.RELUCTANT,
    "oppose": Stance.AGAINST,
    "support": Stance.FOR,
}


@lru_cache(maxsize=1)
def stance_words() -> StanceWords:
    """The stance lexicon that comes with placet."""
    table = data.table("stances.toml")
    verbs = {name: frozenset(words.split()) for name, words in table["verbs"].items()}
    phrases = tuple(
        (tuple(table["phrases"][name]), stance) for name, stance in _PHRASE_CLASSES.items()
    )
    judged, groups = table["judgements"], table["groups"]
    return StanceWords(
        **verbs,
        phrases=phrases,
        good=frozenset(judged["good"].split()),
        bad=frozenset(judged["bad"].split()),
        far=frozenset(judged["far"].split()),
        must=frozenset(table["modals"]["must"].split()),
        marks=frozenset(table["conditions"]["marks"].split()),
        conditions=tuple(table["conditions"]["phrases"]),
        unlimiting=tuple(table["conditions"]["unlimiting"]),
        **{name: frozenset(words.split()) for name, words in groups.items()},
        stand_ins=frozenset(table["carried"]["stand_ins"].split()),
        own_say=tuple(table["phrases"]["own_say"]),
        bare=tuple(table["carried"]["bare"]),
        closing=frozenset(table["carried"]["closing"]),
    )
