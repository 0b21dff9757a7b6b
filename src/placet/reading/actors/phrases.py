"""What the words of a noun phrase name by themselves: countries, titles, who leads a government."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from placet.actors import Registry
from placet.reading.actors.titles import titles
from placet.reading.syntax.parse import Syntax

PARTY = "opposition politician"
"""The office of whoever is named by a party, a seat or a past post alone."""
_MODIFIERS = frozenset({"amod", "compound", "poss", "nmod", "pobj", "prep", "conj", "nn"})


@dataclass(frozen=True, slots=True)
class Phrases:
    """Noun phrases of a text, against the registry as it was on the day of the text."""

    syntax: Syntax
    registry: Registry
    day: date | None

    def country_at(self, token: int) -> str | None:
        """The country that a token names as such, not by its adjective."""
        form = self.form_at(token)
        return form[1] if form and form[0] != "adjective" else None

    def countries_within(self, head: int) -> list[str]:
        """Countries that a noun phrase names by adjective, possessive or name, in text order."""
        found = []
        for token in range(self.syntax.left[head], self.syntax.right[head] + 1):
            near = token == head or self._modifies(token, head)
            if near and (form := self.form_at(token)) and form[1] not in found:
                found.append(form[1])
        return found

    def _modifies(self, token: int, head: int) -> bool:
        """Does `token` hang on `head` by modifiers only, not inside a clause?"""
        while token != head:
            if self.syntax.dep[token] not in _MODIFIERS or self.syntax.head[token] == token:
                return False
            token = self.syntax.head[token]
        return True

    def form_at(self, token: int) -> tuple[str, str] | None:
        """How a capitalised token names a country, alone or with the word before it, and which."""
        word = self.syntax.words(token, token + 1)
        if not word[:1].isupper():
            return None
        if token and (pair := self.registry.form(f"{self.syntax.words(token - 1, token + 1)}")):
            return pair
        return self.registry.form(word)

    def led_by(self, head: int) -> str:
        """The country of a government that is called by its leader: the Biden administration."""
        leader = self.syntax.child(head, "compound", "poss")
        name = self.syntax.words(leader, leader + 1) if leader is not None else ""
        listed = self.registry.office(name, self.day) if name[:1].isupper() else None
        return listed.area if listed and listed.area in self.registry.country_names else ""

    def title_before(self, start: int) -> tuple[str, str] | None:
        """Ukrainian Foreign Minister [Andrii Sybiha]: the office, and the country it names."""
        words = titles().parts
        first = start
        while first > 0 and self.syntax.lower[first - 1] in words:
            first -= 1
        country = ""
        before = first
        for _ in range(4):
            if before <= 0 or self.syntax.sentence[before - 1] != self.syntax.sentence[start]:
                break
            before -= 1
            if self.syntax.pos[before] not in {"ADJ", "PROPN", "PART", "NOUN"}:
                break
            if form := self.form_at(before):
                country = form[1]
                break
        if first == start:
            return ("", country) if country and before == start - 2 else None
        return " ".join(self.syntax.words(first, start).split()), country

    def title_beside(self, head: int) -> tuple[str, str]:
        """[Espen Barth Eide], Norway's foreign minister - and the other way round."""
        beside = self.syntax.child(head, "appos")
        if beside is None and self.syntax.dep[head] == "appos":
            beside = self.syntax.head[head]
        if beside is None or self.syntax.pos[beside] not in {"NOUN", "PROPN"}:
            return "", ""
        countries = self._represented(beside)
        span = slice(self.syntax.left[beside], self.syntax.right[beside] + 1)
        if titles().of_a_party & set(self.syntax.lower[span]):
            return PARTY, countries[0] if countries else ""
        if not titles().role(self.title_words(beside)):
            return "", ""
        title = [w for w in self.title_words(beside) if w not in {"the", "its", "their", "his"}]
        return " ".join(title), countries[0] if countries else ""

    def _represented(self, head: int) -> list[str]:
        """The countries of a title, less the one that an envoy or an ambassador is sent to."""
        sent = [
            self.syntax.child(child, "pobj")
            for child in self.syntax.children[head]
            if self.syntax.lower[child] in {"to", "for"}
        ]
        away = {form[1] for token in sent if token is not None and (form := self.form_at(token))}
        own = [code for code in self.countries_within(head) if code not in away]
        return own or [code for code in (self.led_by(head),) if code]

    def title_words(self, head: int) -> list[str]:
        """The words of a title in lower case: its compounds, adjectives and head, no country."""
        syntax = self.syntax
        keep = [
            t
            for t in range(syntax.left[head], head + 1)
            if (t == head or (syntax.head[t] == head and syntax.dep[t] in {"compound", "amod"}))
            and not self.registry.form(syntax.words(t, t + 1))
        ]
        words = [syntax.lower[t] for t in keep[:-1]] + [syntax.lemma[head]]
        return [part for word in words for part in word.split()]
