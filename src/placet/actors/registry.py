"""The registry: who is who, on which day. Field names follow Popolo where it has them."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from placet.actors.names import fold, sound
from placet.errors import CaseError
from placet.formats.tomlfile import read_toml


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A post held by a person from one day to another."""

    person: str
    office: str
    role: str
    """head of state, head of government, foreign minister, ..."""
    area: str
    """Alpha-2 code of the country, or the organisation (NATO, EU)."""
    since: date
    until: date | None = None
    confirmed: str = "yes"
    """yes, partial or no: how sure the table is."""
    source: str = ""

    def covers(self, day: date) -> bool:
        """Was the post held on `day`?"""
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """States that are named in one word."""

    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    since: date
    until: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whom a name resolves to."""

    name: str
    kind: str
    """person, government, group or organisation."""
    country: str = ""
    organisation: str = ""
    office: str = ""


@dataclass(frozen=True)
class Registry:
    """Countries, groups, people and their offices.

    Args:
        country_names: alpha-2 code to English short name.
        forms: folded surface form to (kind, alpha-2); kind is name, adjective or metonym.
        groups: states that are named in one word.
        offices: dated posts.
    """

    country_names: Mapping[str, str]
    forms: Mapping[str, tuple[str, str]]
    groups: tuple[Group, ...] = ()
    offices: tuple[Office, ...] = ()

    def country(self, alias: str) -> str | None:
        """The alpha-2 code behind a name, adjective, demonym or metonym, or None."""
        found = self.forms.get(fold(alias))
        return found[1] if found else None

    def form(self, alias: str) -> tuple[str, str] | None:
        """(kind, alpha-2) of a surface form; kind is name, adjective or metonym."""
        return self.forms.get(fold(alias))

    def group(self, name: str, on: date | None = None) -> tuple[str, ...] | None:
        """The members of a group of states on a day, or None if there is no such group."""
        wanted = fold(name)
        for group in self._groups_by_form.get(wanted, ()):
            if on is None or (group.since <= on and (group.until is None or on <= group.until)):
                return group.members
        return None

    def office(self, person: str, on: date | None = None) -> Office | None:
        """The post of `person` on a day: a full name or a surname, however it is spelt.

        A surname that several people of the registry share resolves only if one of them holds a
        post on that day. Without a day, or outside every post, the latest post begun is given.
        """
        words = fold(person).split()
        if not words:
            return None
        found = [
            office
            for office in self._offices_by_surname.get(sound(words[-1]), ())
            if len(words) == 1 or _same_given_name(words, fold(office.person).split())
        ]
        if on is not None:
            started = [office for office in found if office.since <= on]
            found = [office for office in started if office.covers(on)] or started
        if len({office.person for office in found}) != 1:
            return None
        return max(found, key=lambda office: office.since)

    def holders(self, area: str, role: str, on: date) -> tuple[Office, ...]:
        """Who held a role in a country or organisation on a day."""
        return tuple(
            office
            for office in self._offices_by_area.get(area, ())
            if office.role == role and office.covers(on)
        )

    def resolve(self, name: str, on: date | None = None) -> Actor | None:
        """The actor behind a name: a country's government, a group, or a person with their post."""
        if code := self.country(name):
            return Actor(name=self.country_names[code], kind="government", country=code)
        if self.group(name, on):
            return Actor(name=name, kind="group")
        if office := self.office(name, on):
            country = office.area if office.area in self.country_names else ""
            return Actor(
                name=office.person,
                kind="person",
                country=country,
                organisation="" if country else office.area,
                office=office.office,
            )
        return None

    def extended(self, path: Path) -> Registry:
        """The registry with the people of a table of your own, one row each.

        Raises:
            CaseError: the table is wrong; with its line.
        """
        return Registry(
            self.country_names, self.forms, self.groups, (*self.offices, *_read_offices(path))
        )

    @cached_property
    def _groups_by_form(self) -> Mapping[str, list[Group]]:
        found: dict[str, list[Group]] = defaultdict(list)
        for group in self.groups:
            for alias in (group.name, *group.aliases):
                found[fold(alias)].append(group)
        return found

    @cached_property
    def _offices_by_surname(self) -> Mapping[str, tuple[Office, ...]]:
        return _grouped((sound(fold(o.person).split()[-1]), o) for o in self.offices)

    @cached_property
    def _offices_by_area(self) -> Mapping[str, tuple[Office, ...]]:
        return _grouped((office.area, office) for office in self.offices)


@lru_cache(maxsize=1)
def registry() -> Registry:
    """The registry that comes with placet. Tables are read once."""
    names: dict[str, str] = {}
    forms: dict[str, tuple[str, str]] = {}
    with as_file(files("placet.actors") / "data") as folder:
        with (folder / "countries.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                names[row["code"]] = row["name"]
                for kind in ("adjectives", "metonyms", "aliases"):
                    for alias in filter(None, row[kind].split(";")):
                        forms.setdefault(fold(alias), (_KINDS[kind], row["code"]))
        return Registry(
            names,
            forms,
            _read_groups(folder / "groups.toml"),
            _read_offices(folder / "offices.csv"),
        )


_KINDS = {"adjectives": "adjective", "metonyms": "metonym", "aliases": "name"}


def _read_groups(path: Path) -> tuple[Group, ...]:
    file = read_toml(path)
    return tuple(
        Group(
            name=file.text(table, at, "name"),
            aliases=file.texts(table, at, "aliases"),
            members=file.texts(table, at, "members"),
            since=file.day(table, at, "since"),
            until=file.day(table, at, "until") if "until" in table else None,
            source=file.text(table, at, "source"),
        )
        for at, table in file.tables("group")
    )


def _read_offices(path: Path) -> tuple[Office, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        return tuple(_office(path, reader.line_num, row) for row in reader)


def _office(path: Path, line: int, row: dict[str, str]) -> Office:
    try:
        return Office(
            person=row["person"],
            office=row["office"],
            role=row["role"],
            area=row["area"],
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(row["until"]) if row.get("until") else None,
            confirmed=row.get("confirmed") or "yes",
            source=row.get("source") or "",
        )
    except (KeyError, ValueError) as error:
        raise CaseError(
            f"is not a row of an office: {error}",
            file=path,
            place=str(line),
            mend="columns person,office,role,area,since,until; days as 2024-11-29",
        ) from None


def _same_given_name(words: list[str], person: list[str]) -> bool:
    """Does "Olaf Scholz", or "O. Scholz", name this person?"""
    given, known = words[0].strip("."), person[0]
    return sound(given) == sound(known) or (len(given) == 1 and known.startswith(given))


def _grouped(pairs: Iterable[tuple[str, Office]]) -> Mapping[str, tuple[Office, ...]]:
    found: dict[str, tuple[Office, ...]] = defaultdict(tuple)
    for key, office in pairs:
        found[key] += (office,)
    return found
