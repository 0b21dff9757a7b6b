"""Teaching the registry: people in a table of one's own, and who is not known yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from placet.actors.model import Office
from placet.actors.registry import Registry
from placet.actors.tables import OFFICE_COLUMNS
from placet.errors import UsageError
from placet.formats import read_rows, write_rows
from placet.words import Reading


@dataclass(frozen=True, slots=True)
class Stranger:
    """A person whose word is reported, and whom the registry does not know."""

    name: str
    """As written."""
    statements: int
    sources: tuple[str, ...]
    """The texts that report it."""


def strangers(readings: Iterable[Reading], known: Registry) -> tuple[Stranger, ...]:
    """Speakers of whom neither text nor registry says for whom they speak; most heard first."""
    heard: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {}
    for reading in readings:
        document = reading.document
        for statement in reading.statements:
            speaker = statement.speaker
            if speaker is None or speaker.kind != "person":
                continue
            if speaker.country or speaker.organisation:
                continue
            if not known.office(speaker.name, statement.said or document.published):
                heard[speaker.name] += 1
                source = document.publisher or document.title or document.origin
                where.setdefault(speaker.name, {})[source] = None
    ordered = sorted(heard, key=lambda name: (-heard[name], name))
    return tuple(Stranger(name, heard[name], tuple(where[name])) for name in ordered)


def teach(path: Path, office: Office, known: Registry) -> bool:
    """Write a person's post into a table of offices; is it new there?

    Args:
        path: the table; made if it is not there.
        office: who holds which post, from when on; `date.min` if no first day is known.
        known: the registry that the table adds to.

    Raises:
        UsageError: a name is missing, no country or organisation is called so, or the days are in
            the wrong order.
        CaseError: the table as it stands is wrong; with its line.
    """
    _check(office, known)
    rows = []
    if path.exists():
        known.extended(path)  # a wrong table is named before it is written to
        rows = [
            [row[column] for column in OFFICE_COLUMNS]
            for row in read_rows(path, columns=OFFICE_COLUMNS)
        ]
    fresh = _row(office)
    if fresh in rows:
        return False
    write_rows(path, OFFICE_COLUMNS, [*rows, fresh])
    return True


def _check(office: Office, known: Registry) -> None:
    if not office.person.strip():
        raise UsageError("nobody is named", mend="write the person's name")
    areas = {*known.country_names, *(one.name for one in known.organisations)}
    if office.area not in areas:
        raise UsageError(
            f"no country or organisation is called {office.area!r}",
            mend="write an alpha-2 code, e.g. UA, or an organisation, e.g. NATO",
        )
    if office.until and office.until < office.since:
        raise UsageError(
            f"until {office.until} lies before since {office.since}", mend="swap the days"
        )


def _row(office: Office) -> list[str]:
    return [
        office.person,
        ";".join(office.other_names),
        office.office,
        office.role,
        office.area,
        "" if office.since == date.min else office.since.isoformat(),
        office.until.isoformat() if office.until else "",
        office.confirmed,
        office.source,
    ]
