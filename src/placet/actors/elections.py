"""Elections, held and scheduled, each with the days on which its date was known."""

from __future__ import annotations

import calendar
import csv
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

ELECTION_COLUMNS = (
    "country",
    "elects",
    "date",
    "precision",
    "known_from",
    "known_until",
    "takes_office",
    "confirmed",
    "source",
)
_YEAR, _MONTH = len("2026"), len("2026-04")


@dataclass(frozen=True, slots=True, kw_only=True)
class Election:
    """An election of a parliament or a head of state, or what was expected before it was called."""

    country: str
    """Alpha-2 code."""
    elects: str
    """parliament or head of state."""
    when: str
    """ISO 8601, as exact as known: 2026, 2026-04 or 2026-04-12; of several rounds the last."""
    known_from: date
    """From when this was known; an earlier forecast does not see it."""
    known_until: date | None = None
    """From when it no longer held: it was called for another day, or annulled."""
    takes_office: date | None = None
    """When the winner takes office, where the law says."""
    confirmed: str = "yes"
    """yes, partial (the date is, not from when it was known) or no."""
    source: str = ""

    @property
    def precision(self) -> str:
        """day, month or year."""
        return {_YEAR: "year", _MONTH: "month"}.get(len(self.when), "day")

    @property
    def latest(self) -> date:
        """The last day that it may fall on; who wins takes office after it."""
        year, month, day = int(self.when[:4]), int(self.when[5:7] or 12), self.when[8:]
        last = date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
        return min(last, (self.takes_office or date.max) - timedelta(days=1))

    def ahead(self, on: date) -> bool:
        """Was it known on a day as still to come?"""
        known = self.known_from <= on and (self.known_until is None or on < self.known_until)
        return known and on < self.latest


@lru_cache(maxsize=1)
def elections() -> tuple[Election, ...]:
    """The elections that come with placet, by country, office and date."""
    with as_file(files("placet.actors") / "data" / "elections.csv") as path:
        return read_elections(path)


def read_elections(path: Path) -> tuple[Election, ...]:
    """The rows of a table that was checked when it was made."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Election(
                country=row["country"],
                elects=row["elects"],
                when=row["date"],
                known_from=date.fromisoformat(row["known_from"]),
                known_until=_day(row["known_until"]),
                takes_office=_day(row["takes_office"]),
                confirmed=row["confirmed"],
                source=row["source"],
            )
            for row in csv.DictReader(file)
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
