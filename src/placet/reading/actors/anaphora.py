"""Whom a pronoun takes up: he, it, they, the administration."""

from __future__ import annotations

from typing import Protocol

from placet.reading.syntax.parse import Syntax
from placet.words import Speaker


class Named(Protocol):
    """Whom a text has named so far, and how it names them: see `People`."""

    @property
    def syntax(self) -> Syntax:
        """The text."""

    @property
    def known(self) -> dict[str, Speaker]:
        """People by their key."""

    @property
    def mentions(self) -> list[tuple[int, str]]:
        """(token, key) of each person named, in text order."""

    def at(self, head: int) -> Speaker:
        """The actor that a noun phrase names."""

    def proper(self, head: int) -> Speaker:
        """Whoever a proper noun names."""

    def common(self, head: int) -> Speaker:
        """Whoever a noun phrase without a name names."""


def last_person(people: Named, head: int) -> Speaker | None:
    """The person named last before a pronoun; or the subject of the sentence before."""
    before = [(token, key) for token, key in people.mentions if token < head]
    if not before:
        return None
    sentence = people.syntax.sentence[head]
    subjects = [
        key
        for token, key in before
        if people.syntax.sentence[token] >= sentence - 2
        and people.syntax.dep[token] in {"nsubj", "nsubjpass", "ROOT", "conj"}
    ]
    return people.known[subjects[-1] if subjects else before[-1][1]]


def last_group(people: Named, head: int) -> Speaker | None:
    """Whom "they" takes up: the officials, the diplomats of the sentence before."""
    syntax = people.syntax
    first = syntax.sentences[max(0, syntax.sentence[head] - 1)][0]
    for token in range(head - 1, first - 1, -1):
        plural = syntax.tag[token] == "NNS" and syntax.dep[token] == "nsubj"
        if plural and (told := people.common(token)).country:
            return told
    return None


def last_government(people: Named, head: int) -> Speaker:
    """The government that "it" takes up: the teller's, or the last subject's."""
    above = people.syntax.head[people.syntax.head[head]]
    teller = people.syntax.child(above, "nsubj")  # Berlin said that it ...
    if people.syntax.dep[people.syntax.head[head]] in {"ccomp", "advcl"} and teller is not None:
        told = people.at(teller) if teller < head else None
        if told is not None and told.country:
            return told
    for token in range(head - 1, max(-1, head - 60), -1):
        if people.syntax.dep[token] == "nsubj" and people.syntax.pos[token] == "PROPN":
            return people.proper(token)
    return Speaker(name="it", kind="unnamed")


def last_country(people: Named, head: int) -> str:
    """The administration, the cabinet: that of the person named last."""
    alone = [people.syntax.lower[c] for c in people.syntax.children[head]] == ["the"]
    last = last_person(people, head) if alone else None
    return last.country if last is not None else ""
