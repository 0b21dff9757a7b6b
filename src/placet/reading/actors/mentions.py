"""Where a text names a government that could hold a stance: by any name, person, office or pronoun.

A mention says only that somebody is named. Whether that government takes a position there, on what
and which, is for later steps; what is no government's (a place, an opposition) has mentions too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from placet.actors import fold
from placet.reading.actors.people import People
from placet.reading.actors.proper_names import NAME_TAGS, names
from placet.reading.actors.titles import titles
from placet.reading.syntax.parse import Syntax

_LONGEST_NAME = 6
_LARGEST_GROUP = 12
"""A group of more states than this is named as a crowd, not as each of its members."""
_CODE = re.compile(r"[A-Z]{2}")
_OTHER_CODES = {"EL": "GR", "UK": "GB"}
_WORDS_IN_CAPITALS = frozenset({"IT", "NO", "IN", "IS", "TO", "AM", "PM", "SO", "BE", "US", "AT"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_EU = "EU"
"""A member of some bodies itself."""
_REGIONS = {"south america", "latin america", "north america", "central america"}
"""Names with that of a country in them."""
_AMBIGUOUS = {
    "hague": "NL", "brussels": "BE", "korea": "KR", "koreans": "KR", "saint vincent": "VC",
    "aussies": "AU", "kiwis": "NZ", "dar": "TZ", "addis": "ET",
}  # fmt: skip
"""Names that mean other things as well: enough to look at, not enough for the registry."""


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Tokens [start, end) that name the government of `holder`, an alpha-2 code."""

    start: int
    end: int
    holder: str


def mentions(syntax: Syntax, people: People) -> list[Mention]:
    """Every mention of a government, in text order; a group's name is one of each member."""
    found = set(_named(syntax, people))
    taken = {token for one in found for token in range(one.start, one.end)}
    found.update(one for one in _persons(syntax, people) if one.end - 1 not in taken)
    found.update(one for one in _taken_up(syntax, people) if one.start not in taken)
    found.update(one for one in _codes(syntax, people) if one.start not in taken)
    return sorted(found)


def _named(syntax: Syntax, people: People) -> Iterator[Mention]:
    """Countries by name, adjective, capital or seat; groups; bodies that have a voice."""
    token, count = 0, len(syntax.lower)
    while token < count:
        length, holders = _longest(syntax, people, token)
        for holder in holders:
            yield Mention(token, token + length, holder)
        token += max(length, 1)


def _longest(syntax: Syntax, people: People, token: int) -> tuple[int, tuple[str, ...]]:
    """The longest name that begins at a token, and whom it names."""
    if not syntax.text[syntax.starts[token]].isupper():
        return 0, ()
    last = syntax.sentences[syntax.sentence[token]][1]
    for length in range(min(_LONGEST_NAME, last - token), 0, -1):
        words = syntax.words(token, token + length)
        if fold(words) in _REGIONS:
            return length, ()
        if holders := _whose(people, words):
            return length, holders
    return 0, ()


def _whose(people: People, words: str) -> tuple[str, ...]:
    registry = people.registry
    if form := registry.form(words):
        return (form[1],)
    if words.endswith("s") and (form := registry.form(words[:-1])) and form[0] == "adjective":
        return (form[1],)
    if group := registry.group(words, people.day):
        return group if len(group) <= _LARGEST_GROUP else ()
    body = registry.organisation(words)
    if body is not None and body.name == _EU:
        return (_EU,)
    other = _AMBIGUOUS.get(fold(words))
    return (other,) if other else ()


def _persons(syntax: Syntax, people: People) -> Iterator[Mention]:
    """People who hold, or are said to hold, a post of a country."""
    for start, end in names(syntax):
        country = people.proper(end - 1).country
        if country and fold(syntax.words(start, end)) not in _REGIONS:
            yield Mention(start, end, country)


def _taken_up(syntax: Syntax, people: People) -> Iterator[Mention]:
    """He, she, the minister, the government: whoever was named before."""
    words = titles()
    for token, lower in enumerate(syntax.lower):
        noun = syntax.pos[token] in {"NOUN", "PROPN"} and (
            lower in words.parts or syntax.lemma[token] in words.government
        )
        if lower not in _PERSONAL and not noun:
            continue
        if syntax.tag[token] in NAME_TAGS and syntax.dep[token] == "compound":
            continue
        if country := people.at(token).country:
            yield Mention(token, token + 1, country)


def _codes(syntax: Syntax, people: People) -> Iterator[Mention]:
    """DE, FR and IT, in minutes: two-letter codes, where a text has several that are no words."""
    found = []
    for token in range(len(syntax.lower)):
        word = syntax.words(token, token + 1)
        code = _OTHER_CODES.get(word, word)
        if _CODE.fullmatch(word) and code in people.registry.country_names:
            found.append((token, word, code))
    if len({code for _, word, code in found if word not in _WORDS_IN_CAPITALS}) > 1:
        for token, _, code in found:
            yield Mention(token, token + 1, code)
