"""Who is named in a text: people with their offices, governments, bodies, unnamed officials."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from placet.actors import Registry
from placet.actors.model import Office
from placet.actors.names import sound
from placet.reading.actors.anaphora import last_country, last_government, last_group, last_person
from placet.reading.actors.phrases import PARTY, Phrases
from placet.reading.actors.proper_names import NAME_TAGS, name_around, names
from placet.reading.actors.titles import titles
from placet.reading.syntax.parse import Syntax
from placet.words import Speaker


@dataclass(slots=True)
class People:
    """Whom a text has introduced so far, in the order of their last mention."""

    syntax: Syntax
    registry: Registry
    body: str
    """Name of the body that decides, e.g. NATO."""
    day: date | None
    asked: frozenset[str] = frozenset()
    """Codes of the countries that the questions ask about."""
    known: dict[str, Speaker] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)
    """(token, key in `known`) of each person named, in text order."""
    phrases: Phrases = field(init=False)

    def __post_init__(self) -> None:
        """Noun phrases are read against the same registry and day."""
        self.phrases = Phrases(self.syntax, self.registry, self.day)

    def learn(self) -> None:
        """Read the text once for names with their titles, so that a surname finds its person."""
        for start, end in names(self.syntax):
            self._introduce(start, end)

    def at(self, head: int) -> Speaker:
        """The actor that the noun phrase headed by `head` names."""
        lower = self.syntax.lower[head]
        if lower in {"he", "she", "him", "her", "his"}:
            return last_person(self, head) or Speaker(name=lower, kind="unnamed")
        if lower in {"it", "its"}:
            return last_government(self, head)
        if lower == "they" and (group := last_group(self, head)) is not None:
            return group
        if lower in titles().parts and (role := titles().role(self.phrases.title_words(head))):
            return self._in_capitals(head, role)
        word = self.syntax.words(head, head + 1)
        if word[:1].isupper() and (known := self.known.get(sound(word))):
            return known
        if self.syntax.tag[head] in NAME_TAGS or self.syntax.pos[head] == "PROPN":
            return self.proper(head)
        return self.common(head)

    def _in_capitals(self, head: int, role: str) -> Speaker:
        """An office without a name, capitalised or not: the Secretary General."""
        if self.syntax.tag[head] not in NAME_TAGS:
            return self.common(head)
        countries = self.phrases.countries_within(head)
        text = self.syntax.words(self.syntax.left[head], head + 1)
        return self._office(role, countries[0] if len(countries) == 1 else "", text, head)

    def _office_of(self, listed: Office | None) -> str:
        if listed is None:
            return ""
        ahead = self.day is not None and not listed.covers(self.day)
        return f"incoming {listed.office}" if ahead else listed.office

    def proper(self, head: int) -> Speaker:
        """Whoever a proper noun names: a government, a person known or new, an organisation."""
        start, end = name_around(self.syntax, head)
        text = self.syntax.words(start, end)
        if speaker := self.actor(text) or self.actor(self.syntax.words(head, head + 1)):
            return speaker
        form = self.registry.form(self.syntax.words(head, head + 1))
        if form and form[0] == "adjective":  # the British
            return self._government(form[1])
        key = sound(self.syntax.words(end - 1, end))
        if key in self.known:
            return self.known[key]
        return self._introduce(start, end) or Speaker(name=text, kind="organisation")

    def actor(self, text: str) -> Speaker | None:
        """A government, group or the body, by name, adjective or metonym."""
        bare = text.removesuffix("'s").removesuffix("’s").strip()
        if bare.casefold() in {self.body.casefold(), f"the {self.body}".casefold()}:
            return Speaker(name=self.body, kind="body", organisation=self.body, collective=True)
        form = self.registry.form(bare)
        if form and form[0] != "adjective":
            return self._government(form[1])
        people = self.registry.form(bare[:-1]) if bare.endswith("s") else None
        if people and people[0] == "adjective":  # the Americans
            return self._government(people[1])
        if self.registry.group(bare, self.day):
            return Speaker(name=bare, kind="group", collective=True)
        return None

    def _government(self, country: str) -> Speaker:
        name = self.registry.country_names[country]
        return Speaker(name=name, kind="government", country=country)

    def common(self, head: int) -> Speaker:
        """A noun phrase without a name: the chancellor, NATO diplomats, the government."""
        named = self.syntax.child(head, "appos")
        if named is not None and self.syntax.tag[named] in NAME_TAGS:
            return self.proper(named)
        words, lemma = titles(), self.syntax.lemma[head]
        countries = self.phrases.countries_within(head)
        country = countries[0] if len(countries) == 1 else ""
        country = country or ("" if countries else self._of_owner(head))
        text = self.syntax.words(self.syntax.left[head], head + 1)
        plural = self.syntax.tag[head] in {"NNS", "NNPS"}
        role = words.role(self.phrases.title_words(head))
        if role and not plural:
            return self._office(role, country, text, head)
        if lemma in words.government and not country:
            country = self.phrases.led_by(head) or last_country(self, head)
        if not countries and (lemma in words.staff or lemma in words.unnamed):
            country = country or self.phrases.led_by(head) or self._serving(head)
        if (lemma in words.government | words.staff or lemma == "country") and country:
            name = self.registry.country_names[country]
            return Speaker(name=name, kind="government", country=country, organisation=text)
        if lemma in words.documents:
            return Speaker(name=text, kind="document", country=country, collective=not country)
        if lemma in words.media:
            return Speaker(name=text, kind="organisation")
        if lemma in words.body:
            return Speaker(name=self.body, kind="body", organisation=self.body, collective=True)
        organisation = self.body if self.body.casefold() in text.casefold() else ""
        return Speaker(
            name=text,
            kind="unnamed",
            country=country,
            organisation=organisation,
            collective=plural or lemma in {"number", "majority"},
        )

    def _of_owner(self, head: int) -> str:
        """The country of whoever "his government" or "its foreign minister" belongs to."""
        owner = self.syntax.child(head, "poss")
        if owner is None or self.syntax.lower[owner] not in {"his", "her", "its"}:
            return ""
        return self.at(owner).country

    def _serving(self, head: int) -> str:
        """Officials in the Trump administration: the country of the government they serve."""
        for child in self.syntax.children[head]:
            noun = self.syntax.child(child, "pobj")
            if noun is not None and self.syntax.lemma[noun] in titles().government:
                return self.phrases.led_by(noun)
        return ""

    def _office(self, role: str, country: str, text: str, head: int) -> Speaker:
        """A person named by office alone: the one the text introduced, else the registry's."""
        for _, key in reversed([m for m in self.mentions if m[0] <= head] or self.mentions):
            known = self.known[key]
            same_role = titles().role(known.office.casefold().split()) == role
            if same_role and country in {"", known.country}:
                return known
        if country and self.day:
            holders = self.registry.holders(country, role, self.day)
            if len(holders) == 1:
                holder = holders[0]
                return Speaker(
                    name=holder.person, kind="person", office=holder.office, country=country
                )
        own = self.body if role == "Secretary General" and not country else ""
        return Speaker(name=text, kind="office", office=text, country=country, organisation=own)

    def _introduce(self, start: int, end: int) -> Speaker | None:
        """Learn the person named by tokens [start, end), with the title around the name."""
        text = self.syntax.words(start, end)
        if self.actor(text) or self.registry.form(text):
            return None
        head = end - 1
        key = sound(self.syntax.words(head, end))
        self.mentions.append((head, key))
        title = self.phrases.title_before(start) or self.phrases.title_beside(head)
        office, country = title
        old = self.known.get(key)
        listed = self.registry.office(text, self.day) or self.registry.incoming(text, self.day)
        if office == PARTY and self.registry.office(text, self.day):
            office = ""  # leads a party, and the government
        if old is None and not office and listed is None and end - start == 1:
            self.mentions.pop()
            return None
        area = listed.area if listed else ""
        in_country = area if area in self.registry.country_names else ""
        speaker = Speaker(
            name=text,
            kind="person",
            office=office or self._office_of(listed),
            country=country or ("" if area and not in_country else in_country),
            organisation=area if area and not in_country else "",
        )
        if old:
            speaker = replace(
                old,
                name=max(old.name, text, key=len),
                office=old.office or speaker.office,
                country=old.country or speaker.country,
                organisation=old.organisation or speaker.organisation,
            )
        self.known[key] = speaker
        return speaker
