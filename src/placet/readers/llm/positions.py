"""Positions as the model tells them, looked up: holder, question, stance, and where they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from placet.bodies import load_body
from placet.readers.llm.asking import NOT_NAMED, STANCES, THE_BODY, ToldPosition
from placet.readers.llm.normal import Normal, Place
from placet.readers.llm.places import nearest
from placet.reading.actors.people import People
from placet.reading.whose.holders import BODY, UNNAMED, Holder
from placet.words import Directness, HolderKind, Question, Stance

_LONGEST_NAME = 4
"""Words that a name has at most."""
_LONGEST_CALLED = 100
"""Characters that a holder's name has at most."""
_A_WORD = re.compile(r"\w[\w.'’&-]*")


@dataclass(frozen=True, slots=True)
class Stand:
    """A position that stands in the text."""

    holder: Holder
    named: bool
    """Does the text name the holder anywhere?"""
    question: str
    stance: Stance
    directness: Directness
    words: Place
    terms: tuple[Place, ...] = ()


def stands(
    text: Normal,
    told: Sequence[ToldPosition],
    questions: Sequence[Question],
    people: People,
    named: Collection[str],
    dropped: Counter[str],
) -> list[Stand]:
    """The positions that a piece of text bears out, in the order in which they were told.

    Args:
        text: what the model was asked about.
        told: what it answered.
        questions: that it was asked.
        people: whom the whole text introduces.
        named: the countries that it names; see `named_in`.
        dropped: counts, by reason, what does not hold.
    """
    found: list[Stand] = []
    near = 0
    for one in told:
        if (why := _unknown(one, questions)) is not None:
            dropped[why] += 1
            continue
        words = nearest(text, one.words, near)
        holders = holders_called(one.holder, people, questions)
        if words is None or not holders:
            dropped["holder is no government" if words else "position's words not in the text"] += 1
            continue
        near = words[0]
        terms = tuple(_terms(text, one, near, dropped))
        for holder in holders:
            there = holder.country is None or holder.country in named
            found.append(_stand(one, holder, there, words, terms))
    return found


def _stand(
    one: ToldPosition, holder: Holder, named: bool, words: Place, terms: tuple[Place, ...]
) -> Stand:
    near = Directness.COLLECTIVE if holder == UNNAMED else Directness(one.directness)
    return Stand(holder, named, one.question, Stance(one.stance), near, words, terms)


def _unknown(one: ToldPosition, questions: Sequence[Question]) -> str | None:
    """What of a position is none of the words that it was to be told in."""
    if one.question not in {question.id for question in questions}:
        return "no such question"
    if one.stance not in set(STANCES):
        return "no such stance"
    return None if one.directness in set(Directness) else "no such directness"


def _terms(text: Normal, one: ToldPosition, near: int, dropped: Counter[str]) -> Iterator[Place]:
    for words in filter(None, one.terms):
        spot = nearest(text, words, near)
        if spot is None:
            dropped["term not in the text"] += 1
        else:
            yield spot


def holders_called(name: str, people: People, questions: Sequence[Question]) -> tuple[Holder, ...]:
    """Whose position it is: a country by name, adjective, capital or code; the body; a group.

    A person in office, and one whom the text introduces with an office, stands for the country.
    Empty if it is none of these.
    """
    if len(name) > _LONGEST_CALLED:
        return ()
    called = name.casefold().removeprefix("the ")
    if called == THE_BODY.removeprefix("the ") or _is_body(called, people, questions):
        return (BODY,)
    if called in {NOT_NAMED, f"{NOT_NAMED} members"}:
        return (UNNAMED,)
    registry, day = people.registry, people.day
    if name in registry.country_names:
        return (Holder(name, HolderKind.COUNTRY),)
    country = partial(Holder, kind=HolderKind.COUNTRY)
    if code := registry.country(name):
        return (country(code),)
    if members := registry.group(name, day):
        return tuple(country(code) for code in members if code not in people.asked)
    known = [one.country for one in people.known.values() if one.name == name and one.country]
    actor = registry.resolve(name, day)
    code = actor.country if actor and actor.country else next(iter(known), "")
    return (country(code),) if code else ()


def _is_body(called: str, people: People, questions: Sequence[Question]) -> bool:
    """Is it a name of the body that is asked, or of the organisation whose body it is?"""
    asked = {question.body for question in questions}
    names = {people.body.casefold(), *asked, *(load_body(one).title.casefold() for one in asked)}
    known = people.registry.organisation(called)
    return called in names or (known is not None and known.body in asked)


def named_in(people: People) -> frozenset[str]:
    """The countries that the text names: by name, adjective or capital, in a group, by a person."""
    registry, day = people.registry, people.day
    found = {one.country for one in people.known.values() if one.country}
    words = [match.group() for match in _A_WORD.finditer(people.syntax.text)]
    for first, word in enumerate(words):
        if not word[:1].isupper():
            continue
        for last in range(first + 1, min(first + _LONGEST_NAME, len(words)) + 1):
            name = " ".join(words[first:last]).rstrip(".")
            if code := registry.country(name):
                found.add(code)
            found.update(registry.group(name, day) or ())
            if office := registry.office(name, day):
                found.add(office.area)
    return frozenset(found)
