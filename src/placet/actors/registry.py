"""The registry: who is who, on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TypeVar

from placet.actors.model import Actor, Group, Office, Organisation
from placet.actors.names import fold, keys, same_person, sound, without_titles
from placet.actors.tables import (
    read_countries,
    read_groups,
    read_offices,
    read_organisations,
    shipped_offices,
)

Item = TypeVar("Item")


_INCOMING = timedelta(days=100)
"""Whoever takes office within so long speaks for what is coming."""


@dataclass(frozen=True)
class Registry:
    """Countries, groups, organisations, people and their offices.

    Args:
        country_names: alpha-2 code to English short name.
        forms: folded surface form to (kind, alpha-2); kind is name, adjective or metonym.
        groups: states that are named in one word.
        offices: dated posts.
        organisations: bodies and others that speak under one name.
    """

    country_names: Mapping[str, str]
    forms: Mapping[str, tuple[str, str]]
    groups: tuple[Group, ...] = ()
    offices: tuple[Office, ...] = ()
    organisations: tuple[Organisation, ...] = ()

    def country(self, alias: str) -> str | None:
        """The alpha-2 code behind a name, adjective, demonym or metonym, or None."""
        found = self.form(alias)
        return found[1] if found else None

    def form(self, alias: str) -> tuple[str, str] | None:
        """(kind, alpha-2) of a surface form; kind is name, adjective or metonym."""
        return None if alias == "us" else self.forms.get(fold(alias))

    def group(self, name: str, on: date | None = None) -> tuple[str, ...] | None:
        """The members of a group of states on a day, or None if there is no such group.

        Without a day, the group as it was last defined.
        """
        known = self._groups_by_form.get(fold(name), ())
        found = [group for group in known if on is None or group.covers(on)]
        return max(found, key=lambda group: group.since).members if found else None

    def organisation(self, name: str) -> Organisation | None:
        """The organisation behind a name, or None."""
        return self._organisations_by_form.get(fold(name))

    def office(self, person: str, on: date | None = None) -> Office | None:
        """The post that a person holds on a day: a full name or a surname, however it is spelt.

        Who holds no post on that day has none here: a former minister does not speak for a
        government. A surname that several people share resolves only if one of them is in office,
        and nobody does who holds posts in two countries. Without a day, the latest post begun is
        given.
        """
        found = [o for o in self._posts(person) if on is None or o.covers(on)]
        if len({office.person for office in found}) != 1:
            return None
        if on is not None and len({office.area for office in found}) != 1:
            return None
        return max(found, key=lambda office: office.since)

    def incoming(self, person: str, on: date | None) -> Office | None:
        """The post that a person without one is to take over within some weeks of a day."""
        if on is None or any(office.covers(on) for office in self._posts(person)):
            return None
        soon = [o for o in self._posts(person) if on < o.since <= on + _INCOMING]
        return soon[0] if len({office.person for office in soon}) == 1 else None

    def holders(self, area: str, role: str, on: date) -> tuple[Office, ...]:
        """Who held a role in a country or organisation on a day."""
        return tuple(
            office
            for office in self._offices_by_area.get(area, ())
            if office.role == role and office.covers(on)
        )

    def resolve(self, name: str, on: date | None = None) -> Actor | None:
        """The actor behind a name, or None where it is unknown or may mean several.

        A country's government, a body, a group, the holder of an office ("the German chancellor"),
        or a person with their post on the day; a person known from another time has no post.
        """
        form = self.form(name)
        if form and form[0] != "adjective":
            return Actor(name=self.country_names[form[1]], kind="government", country=form[1])
        if found := self.organisation(name):
            kind = "body" if found.body else "organisation"
            return Actor(name=found.name, kind=kind, organisation=found.name)
        if self.group(name, on):
            return Actor(name=name, kind="group")
        if office := self.office(name, on) or self._holder(name, on):
            return self._in_office(office)
        people = {office.person for office in self._posts(name)}
        return Actor(name=people.pop(), kind="person") if len(people) == 1 else None

    def with_people(self, offices: Iterable[Office]) -> Registry:
        """The registry with more offices; it is not changed itself."""
        return replace(self, offices=(*self.offices, *offices))

    def extended(self, path: Path) -> Registry:
        """The registry with what a file of your own teaches: a row or a table each.

        Args:
            path: a .csv of offices, or a .toml of groups, laid out as the shipped ones.

        Raises:
            CaseError: the file is wrong; with its line.
        """
        if path.suffix == ".toml":
            more = read_groups(path, self.country_names.keys())
            return replace(self, groups=(*self.groups, *more))
        areas = {*self.country_names, *(known.name for known in self.organisations)}
        return self.with_people(read_offices(path, areas))

    def _posts(self, person: str) -> list[Office]:
        """Every post, of any time, of whoever may be meant by a name."""
        words = without_titles(sound(person).split())
        known = self._offices_by_surname.get(words[-1], ()) if words else ()
        return [office for name, office in known if same_person(words, name)]

    def _holder(self, name: str, on: date | None) -> Office | None:
        """Who holds the post that is named by its area and title on a day."""
        if on is None:
            return None
        words = name.removeprefix("the ").removeprefix("The ").split()
        for cut in range(1, len(words)):
            area = self._area(" ".join(words[:cut]))
            title = _title(" ".join(words[cut:]))
            found = [
                office
                for office in self._offices_by_area.get(area, ())
                if office.covers(on) and title in (_title(office.office), _title(office.role))
            ]
            if len({office.person for office in found}) == 1:
                return found[0]
        return None

    def _area(self, name: str) -> str:
        organisation = self.organisation(name)
        return organisation.name if organisation else self.country(name) or ""

    def _in_office(self, office: Office) -> Actor:
        country = office.area if office.area in self.country_names else ""
        return Actor(
            name=office.person,
            kind="person",
            country=country,
            organisation="" if country else office.area,
            office=office.office,
        )

    @cached_property
    def _groups_by_form(self) -> Mapping[str, tuple[Group, ...]]:
        return _grouped(
            (fold(alias), group) for group in self.groups for alias in (group.name, *group.aliases)
        )

    @cached_property
    def _organisations_by_form(self) -> Mapping[str, Organisation]:
        return {
            fold(alias): known
            for known in self.organisations
            for alias in (known.name, *known.aliases)
        }

    @cached_property
    def _offices_by_surname(self) -> Mapping[str, tuple[tuple[tuple[str, ...], Office], ...]]:
        return _grouped(
            (words[-1], (words, office))
            for office in self.offices
            for name in (office.person, *office.other_names)
            for words in keys(name)
        )

    @cached_property
    def _offices_by_area(self) -> Mapping[str, tuple[Office, ...]]:
        return _grouped((office.area, office) for office in self.offices)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that comes with placet. Tables are read once."""
    with as_file(files("placet.actors") / "data") as folder:
        names, forms = read_countries(folder / "countries.csv")
        return Registry(
            names,
            forms,
            read_groups(folder / "groups.toml", names.keys()),
            shipped_offices(folder / "offices.csv"),
            read_organisations(folder / "organisations.toml"),
        )


def _title(words: str) -> str:
    return fold(words).replace("-", " ")


def _grouped(pairs: Iterable[tuple[str, Item]]) -> Mapping[str, tuple[Item, ...]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for key, item in pairs:
        found[key].append(item)
    return {key: tuple(items) for key, items in found.items()}
