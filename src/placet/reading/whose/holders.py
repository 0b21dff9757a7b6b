"""Which holders a noun phrase names: countries, the body, members who are not named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placet.reading.actors.gatherings import listed_after, taken_up
from placet.reading.actors.people import People
from placet.reading.actors.titles import titles
from placet.reading.attribution.sources import agent, subject
from placet.reading.stance.lexicon import stance_words
from placet.reading.syntax.parse import Syntax
from placet.words import HolderKind, Speaker

_JOINT = frozenset({"declaration", "communique", "communiqué", "text"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A country, the body, or members who are not named."""

    country: str | None
    kind: HolderKind


BODY = Holder(None, HolderKind.BODY)
UNNAMED = Holder(None, HolderKind.UNNAMED)


def holders_of(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """Every holder that a noun phrase names: "Belgium, Slovenia and Spain" names three."""
    if together := _of_members(people, taken_up(syntax, people, head)):
        return together
    found: list[Holder] = []
    for token in (*_coordinated(syntax, head), *_joined_by(syntax, head)):
        found += [holder for holder in _holders_at(syntax, people, token) if holder not in found]
    if UNNAMED in found and (listed := listed_after(syntax, people, head)):
        spelt_out = (Holder(code, HolderKind.COUNTRY) for code in listed)
        return tuple(dict.fromkeys((*(one for one in found if one != UNNAMED), *spelt_out)))
    return tuple(found)


def _of_members(people: People, codes: Sequence[str]) -> tuple[Holder, ...]:
    """The holders of a list, without the country that is asked about, which is no member yet."""
    return tuple(Holder(code, HolderKind.COUNTRY) for code in codes if code not in people.asked)


def said_to_be(syntax: Syntax, head: int) -> int | None:
    """Who is called so: X is among the sceptics, one of the sceptics is X, X, a sceptic, ..."""
    node = head
    for _ in range(5):
        above = syntax.head[node]
        if syntax.lemma[node] in {"be", "count", "belong", "rank"}:
            return subject(syntax, node)
        if syntax.dep[node] == "appos":
            return above
        if syntax.dep[node] == "nsubj" and syntax.lemma[above] in {"be", "include"}:
            other = syntax.child(above, "attr", "dobj")
            return other if other is not None and syntax.pos[other] == "PROPN" else None
        if syntax.dep[node] not in {"attr", "pobj", "prep"}:
            return None
        node = above
    return subject(syntax, node) if syntax.lemma[node] == "be" else None


def _holders_at(syntax: Syntax, people: People, token: int) -> tuple[Holder, ...]:
    """The holders that one token names, with what hangs on it."""
    members = people.registry.group(syntax.words(syntax.left[token], token + 1), people.day)
    if members or (members := people.registry.group(syntax.words(token, token + 1), people.day)):
        return tuple(Holder(code, HolderKind.COUNTRY) for code in members)
    if syntax.lower[token] in {"who", "which", "that"} and syntax.dep[token] == "nsubj":
        antecedent = syntax.head[syntax.head[token]]
        belongs = said_to_be(syntax, antecedent)  # is among those who
        other = antecedent if belongs in {None, antecedent, token} else belongs
        return holders_of(syntax, people, other) if other not in {None, token} else ()
    return _several(syntax, people, token) or of_speaker(people.at(token))


def _several(syntax: Syntax, people: People, token: int) -> tuple[Holder, ...]:
    """Danish and Swedish diplomats, at least seven members, nine presidents, the allies."""
    if syntax.tag[token] != "NNS":
        return ()
    lemma = syntax.lemma[token]
    named = people.phrases.countries_within(token)
    person = lemma in titles().unnamed | titles().parts
    member = lemma in stance_words().members
    if syntax.child(token, "poss") is None and (
        (person and len(named) > 1) or (member and named and lemma != "ally")
    ):
        return tuple(Holder(code, HolderKind.COUNTRY) for code in named)
    if named or not (person or member):
        return ()
    if _is_vague(syntax, token):
        return (UNNAMED,) if member else of_speaker(people.at(token)) or (UNNAMED,)
    return (BODY,) if member else ()


def of_speaker(speaker: Speaker) -> tuple[Holder, ...]:
    """Whose stance somebody's own words are."""
    if speaker.country:
        return (Holder(speaker.country, HolderKind.COUNTRY),)
    joint = speaker.kind == "document" and speaker.collective
    if joint and _JOINT & set(speaker.name.casefold().split()):
        return (BODY,)
    if speaker.kind in {"body", "unnamed"} and speaker.organisation:
        return (BODY,)
    if speaker.kind in {"person", "office"} and speaker.organisation:
        return (BODY,)
    return ()


def _joined_by(syntax: Syntax, head: int) -> list[int]:
    """Denmark, joined by the Baltic states, ..."""
    with_them = (c for c in syntax.children[head] if syntax.lower[c] in {"joined", "backed"})
    others = (agent(syntax, verb) for verb in with_them if syntax.dep[verb] == "acl")
    return [other for other in others if other is not None]


def _coordinated(syntax: Syntax, head: int) -> list[int]:
    found = [head]
    for token in found:
        found += [c for c in syntax.children[token] if _goes_on(syntax, c)]
    return found


def _goes_on(syntax: Syntax, token: int) -> bool:
    """The next of a list, whatever a parser calls it: Spain, Italy, Belgium and Slovenia."""
    if syntax.dep[token] == "conj":
        return True
    misread = syntax.dep[token] in {"npadvmod", "appos"} and syntax.pos[token] == "PROPN"
    return misread and syntax.child(token, "conj") is not None


def _is_vague(syntax: Syntax, token: int) -> bool:
    """At least five other governments, several allies: some members, and nobody says which."""
    words = stance_words().vague
    before = [syntax.lower[t] for t in range(syntax.left[token], token)]
    whole = {"all", "every"} & set(before) and not {"but", "not", "almost", "nearly"} & set(before)
    if whole:
        return False  # all the allies are the body
    counted = any(syntax.pos[t] == "NUM" for t in range(syntax.left[token], token))
    return counted or any(word in words for word in before)
