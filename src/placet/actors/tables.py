"""Reading the registry's tables, the shipped ones and those of a case, with errors that mend."""

from __future__ import annotations

import csv
from collections.abc import Collection
from datetime import date
from pathlib import Path

from placet.actors.model import Group, Office, Organisation
from placet.actors.names import fold
from placet.formats.tables import Row, read_rows
from placet.formats.tomlfile import read_toml

OFFICE_COLUMNS = (
    "person",
    "other_names",
    "office",
    "role",
    "area",
    "since",
    "until",
    "confirmed",
    "source",
)
_KINDS = {"aliases": "name", "metonyms": "metonym", "adjectives": "adjective"}


def read_countries(path: Path) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Names by code, and (kind, code) by folded form; a name outranks a metonym or an adjective."""
    names: dict[str, str] = {}
    forms: dict[str, tuple[str, str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for kind, called in _KINDS.items():
        for row in rows:
            names[row["code"]] = row["name"]
            for alias in filter(None, row[kind].split(";")):
                forms.setdefault(fold(alias), (called, row["code"]))
    return names, forms


def read_groups(path: Path, countries: Collection[str]) -> tuple[Group, ...]:
    """Groups of states from a TOML file of `[[group]]`.

    Raises:
        CaseError: a key is wrong or a member is no country; with its line.
    """
    file = read_toml(path)
    file.check_keys(file.data, "", ("group",))
    found = []
    for at, table in file.tables("group"):
        file.check_keys(table, at, ("name", "aliases", "members", "since", "until", "source"))
        members = file.texts(table, at, "members")
        for code in members:
            if code not in countries:
                problem = f"{code!r} is no country"
                raise file.error(f"{at}.members", problem, "write its alpha-2 code, e.g. UA")
        found.append(
            Group(
                name=file.text(table, at, "name"),
                aliases=file.texts(table, at, "aliases"),
                members=members,
                since=file.day(table, at, "since"),
                until=file.day(table, at, "until") if "until" in table else None,
                source=file.text(table, at, "source", ""),
            )
        )
    return tuple(found)


def read_organisations(path: Path) -> tuple[Organisation, ...]:
    """Organisations from a TOML file of `[[organisation]]`."""
    file = read_toml(path)
    return tuple(
        Organisation(
            name=file.text(table, at, "name"),
            aliases=file.texts(table, at, "aliases"),
            body=file.text(table, at, "body", ""),
        )
        for at, table in file.tables("organisation")
    )


def shipped_offices(path: Path) -> tuple[Office, ...]:
    """The offices that come with placet: checked when they were made, so read without checks."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Office(
                person=row["person"],
                other_names=tuple(filter(None, row["other_names"].split(";"))),
                office=row["office"],
                role=row["role"],
                area=row["area"],
                since=date.fromisoformat(row["since"]),
                until=date.fromisoformat(row["until"]) if row["until"] else None,
                confirmed=row["confirmed"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def read_offices(path: Path, areas: Collection[str]) -> tuple[Office, ...]:
    """Offices from a table that people keep; `person` and `area` are required, the rest may stand.

    A row without `since` holds for every day up to `until`.

    Raises:
        CaseError: names file, line, value and mend.
    """
    rows = read_rows(path, columns=OFFICE_COLUMNS, required=("person", "area"))
    return tuple(_office(row, areas) for row in rows)


def _office(row: Row, areas: Collection[str]) -> Office:
    if row["area"] not in areas:
        mend = "write an alpha-2 code, e.g. UA, or an organisation: NATO, EU, UN"
        raise row.error("area", "is no country and no organisation", mend)
    since = row.day("since") if row["since"] else date.min
    until = row.day("until") if row["until"] else None
    if until and until < since:
        raise row.error("until", f"lies before since, {since}", "swap the days")
    return Office(
        person=row["person"],
        other_names=tuple(part.strip() for part in row["other_names"].split(";") if part.strip()),
        office=row["office"] or row["role"],
        role=row["role"] or row["office"].casefold(),
        area=row["area"],
        since=since,
        until=until,
        confirmed=row["confirmed"] or "yes",
        source=row["source"],
    )
