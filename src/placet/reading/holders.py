"""Whose stance it is: the subject of the predicate that carries it, speaker or not."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.attribution.sources import agent, is_passive, subject
from placet.reading.parse import Syntax
from placet.reading.people import People
from placet.reading.stances import stance_words
from placet.words import HolderKind, Speaker

_ALLIANCE = frozenset({"alliance", "council"})


@dataclass(frozen=True, slots=True)
class Holder:
    """A country, the body, or members who are not named."""

    country: str | None
    kind: HolderKind


BODY = Holder(None, HolderKind.BODY)
UNNAMED = Holder(None, HolderKind.UNNAMED)


def holders(
    syntax: Syntax, people: People, predicate: int
) -> tuple[tuple[Holder, ...], int | None]:
    """The holders named by a predicate's subject, and the subject's head; () if it names none."""
    head = agent(syntax, predicate) if is_passive(syntax, predicate) else None
    if head is None:
        head = subject(syntax, predicate)
    if head is None:
        return (), None
    found = holders_of(syntax, people, head)
    if not found and (named := _said_to_be(syntax, head)) is not None:
        return holders_of(syntax, people, named), named
    return found, head


def holders_of(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """Every holder that a noun phrase names: "Belgium, Slovenia and Spain" names three."""
    if syntax.lower[head] in {"they", "both"}:
        return _named_together_before(syntax, people, head)
    found: list[Holder] = []
    for token in _coordinated(syntax, head):
        found += [holder for holder in _holders_at(syntax, people, token) if holder not in found]
    if found == [UNNAMED] and (listed := _listed_after(syntax, people, head)):
        return listed
    return tuple(found)


def _said_to_be(syntax: Syntax, head: int) -> int | None:
    """Who is among the heavyweights that ...: the subject of the copula that a noun completes."""
    node = head
    for _ in range(3):
        if syntax.lemma[node] == "be":
            return subject(syntax, node)
        if syntax.dep[node] not in {"attr", "pobj", "prep"}:
            return None
        node = syntax.head[node]
    return subject(syntax, node) if syntax.lemma[node] == "be" else None


def _listed_after(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """At least three countries object: A, B and C - a colon names them."""
    _, last = syntax.sentences[syntax.sentence[head]]
    colon = next((t for t in range(head, last) if syntax.lower[t] == ":"), None)
    return _countries(people, range(colon + 1, last)) if colon is not None else ()


def _named_together_before(syntax: Syntax, people: People, head: int) -> tuple[Holder, ...]:
    """The countries that the nearest of the sentences before names side by side."""
    number = syntax.sentence[head]
    for before in range(number - 1, max(-1, number - 3), -1):
        named = _countries(people, range(*syntax.sentences[before]), together=True)
        if len(named) > 1:
            return named
    return ()


def _countries(people: People, tokens: range, *, together: bool = False) -> tuple[Holder, ...]:
    """The countries that a stretch of text names; only coordinated ones with `together`."""
    syntax = people.syntax
    found = []
    for token in tokens:
        form = people.country_at(token)
        joined = syntax.dep[token] == "conj" or syntax.child(token, "conj") is not None
        if form and (joined or not together):
            found.append(Holder(form, HolderKind.COUNTRY))
    return tuple(dict.fromkeys(found))


def _holders_at(syntax: Syntax, people: People, token: int) -> tuple[Holder, ...]:
    members = people.registry.group(syntax.words(syntax.left[token], token + 1), people.day)
    if members or (members := people.registry.group(syntax.words(token, token + 1), people.day)):
        return tuple(Holder(code, HolderKind.COUNTRY) for code in members)
    if syntax.lower[token] in {"who", "which", "that"} and syntax.dep[token] == "nsubj":
        antecedent = syntax.head[syntax.head[token]]
        return () if antecedent == token else holders_of(syntax, people, antecedent)
    lemma = syntax.lemma[token]
    if lemma in stance_words().members and syntax.tag[token] == "NNS":
        named = people.countries_within(token)
        if named and syntax.child(token, "poss") is None and lemma != "ally":
            return tuple(Holder(code, HolderKind.COUNTRY) for code in named)
        if not named:
            return (UNNAMED,) if _is_vague(syntax, token) else (BODY,)
    return of_speaker(people.at(token))


def of_speaker(speaker: Speaker) -> tuple[Holder, ...]:
    """Whose stance somebody's own words are."""
    if speaker.country:
        return (Holder(speaker.country, HolderKind.COUNTRY),)
    if speaker.kind in {"body", "unnamed"} and speaker.organisation:
        return (BODY,)
    if speaker.kind == "person" and speaker.organisation:
        return (BODY,)
    return ()


def _coordinated(syntax: Syntax, head: int) -> list[int]:
    found = [head]
    for token in found:
        found += [c for c in syntax.children[token] if syntax.dep[c] == "conj"]
    return found


def _is_vague(syntax: Syntax, token: int) -> bool:
    """At least five other governments, several allies: some members, and nobody says which."""
    words = stance_words().vague
    low, high = syntax.left[token], token
    return any(syntax.lower[t] in words or syntax.pos[t] == "NUM" for t in range(low, high))
