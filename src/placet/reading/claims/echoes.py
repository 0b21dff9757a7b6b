"""Who takes up another's stance: shares that view, takes the same line, holds a similar position.

Such a sentence names no question and no stance of its own; both are those of the stance told last.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.reading.actors.people import People
from placet.reading.attribution.sources import subject
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import governing_verb, is_negated
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import forms, found, phrases_pattern
from placet.reading.whose.holders import Holder, holders_of
from placet.words import HolderKind

_INVERTING = frozenset({"so", "as", "nor", "neither"})
_FAR = 6
"""Tokens behind "so do" within which somebody is named."""


def echoes(syntax: Syntax, people: People) -> Iterator[tuple[int, tuple[Holder, ...], bool]]:
    """(token, holders, reversed) of each clause that takes up what was told before, in text order.

    Reversed are those that say only that somebody does not: "the United States does not".
    """
    words = stance_words()
    for phrases in (words.echoing, words.reversed):
        pattern = phrases_pattern(phrases)
        for first, last in syntax.sentences:
            for start, end in found(pattern, forms(syntax, range(first, last))):
                phrase = range(first + start, first + end + 1)
                inverted = syntax.lower[phrase.start] in _INVERTING
                verb = phrase.start if inverted else governing_verb(syntax, phrase.start)
                elided = phrases is words.reversed
                if elided and not _breaks_off(syntax, phrase.stop):
                    continue
                if not elided and not inverted and is_negated(syntax, verb):
                    continue
                if named := _countries(syntax, people, verb, phrase):
                    yield verb, named, elided


def _breaks_off(syntax: Syntax, token: int) -> bool:
    """Does the clause end here?"""
    return token >= len(syntax.pos) or syntax.pos[token] == "PUNCT" or syntax.lower[token] == "and"


def _countries(syntax: Syntax, people: People, verb: int, phrase: range) -> tuple[Holder, ...]:
    named = (
        holder
        for token in _named_by(syntax, people, verb, phrase)
        for holder in holders_of(syntax, people, token)
    )
    return tuple(dict.fromkeys(one for one in named if one.kind is not HolderKind.BODY))


def _named_by(syntax: Syntax, people: People, verb: int, phrase: range) -> Iterator[int]:
    """Those whose view it is; in "its position is similar", the noun's owner."""
    head = subject(syntax, verb)
    inverted = syntax.lower[phrase.start] in _INVERTING
    if head is None or inverted or syntax.pos[verb] not in {"VERB", "AUX"}:
        yield from _beside(syntax, people, phrase)
        return
    for noun in phrase:
        of = syntax.child(noun, "prep") if syntax.dep[noun] == "attr" else None
        named = syntax.child(of, "pobj") if of is not None and syntax.lower[of] == "of" else None
        if named is not None:  # it is the position of
            yield named
            return
    owner = syntax.child(head, "poss")
    yield owner if head in phrase and owner is not None else head


def _beside(syntax: Syntax, people: People, phrase: range) -> Iterator[int]:
    """So do the Danes and that of Madrid: whoever is named behind the phrase, else before it."""
    _, last = syntax.sentences[syntax.sentence[phrase.start]]
    behind = range(phrase.stop, min(last, phrase.stop + _FAR))
    for token in behind:
        if syntax.pos[token] == "PUNCT":
            break
        if people.phrases.form_at(token) or syntax.pos[token] in {"NOUN", "PROPN"}:
            yield token
            return
    if phrase.start and people.phrases.country_at(phrase.start - 1):
        yield phrase.start - 1
