"""Make the registry's table of elections from the project's table of facts.

The facts tell the last election and the next one, in words; here they become dates with a
precision. From when a date was known, they do not tell: the next one counts as known since the
last, whose term it ends, and one that was held as known on its own day only, so that no replay
sees an early election coming. `tools/elections/known.csv` knows better for some, and what was
expected before an early election was called; its rows are from general knowledge, and say so.
Run: python tools/make_elections.py --data DIR
"""

from __future__ import annotations

import argparse
import calendar
import csv
import re
from collections.abc import Iterable
from pathlib import Path

from placet.actors.elections import ELECTION_COLUMNS
from placet.formats import write_rows

OURS = Path(__file__).parent / "elections" / "known.csv"
UNSURE = "general knowledge; check before relying on it"
# Rows of the facts that tell of no such election, and why.
LEFT_OUT = {
    ("ES", "head of state"): "a monarchy: the confirmation of the government stands there",
    ("FR", "parliament", "most_recent"): "the day of the other chamber",
    ("RS", "head of state"): "the day of the election of parliament",
    ("UA", "head of state", "next_scheduled"): "not held under martial law",
    ("UA", "parliament", "next_scheduled"): "not held under martial law",
}
NOT_A_COUNTRY = {"EU"}
MONTHS = tuple(calendar.month_name)
_NAMES = "|".join(MONTHS[1:])
DAY = re.compile(rf"(\d{{1,2}}) ({_NAMES}) (\d{{4}})")
MONTH = re.compile(rf"()({_NAMES}) (\d{{4}})")
YEAR = re.compile(r"()()\b(\d{4})")
AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
# The head of government's day, told in the same cell as the head of state's.
ANOTHER = re.compile(r"(chancellor|prime minister):.*")
PRECISIONS = {4: "year", 7: "month", 10: "day"}


def main() -> None:
    """Write elections.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/placet/actors/data"))
    options = parser.parse_args()
    rows = election_rows(_read(options.data / "elections.csv"), _read(OURS))
    cells = [[row[column] for column in ELECTION_COLUMNS] for row in rows]
    write_rows(options.out / "elections.csv", ELECTION_COLUMNS, cells)
    print(f"{len(rows)} elections")


def election_rows(
    facts: Iterable[dict[str, str]], ours: Iterable[dict[str, str]]
) -> list[dict[str, str]]:
    """Elections by country, office and day; where both tell of one, ours says when it was known."""
    rows = {_key(row): row for fact in facts for row in _of_fact(fact)}
    for one in ours:
        theirs = rows.get(_key(one))
        known = {column: one.get(column, "") for column in ELECTION_COLUMNS}
        rows[_key(one)] = known | {
            "precision": PRECISIONS[len(one["date"])],
            "confirmed": "partial" if theirs else "no",
            "source": theirs["source"] if theirs else UNSURE,
        }
    return [rows[key] for key in sorted(rows)]


def _of_fact(fact: dict[str, str]) -> Iterable[dict[str, str]]:
    """The last election of one office or chamber, and the next; no upper ones."""
    country = fact["country_iso2"]
    if country in NOT_A_COUNTRY or fact["chamber"].startswith("upper"):
        return
    elects = "parliament" if fact["kind"] == "legislature" else "head of state"
    told = {
        column: iso(fact[column])
        for column in ("most_recent", "next_scheduled")
        if fact[column] and not LEFT_OUT.keys() & {(country, elects), (country, elects, column)}
    }
    held = _end(told.get("most_recent", ""))
    for day in told.values():
        yield {
            "country": country,
            "elects": elects,
            "date": day,
            "precision": PRECISIONS[len(day)],
            "known_from": held,
            "known_until": "",
            "takes_office": "",
            "confirmed": fact["confirmed"],
            "source": fact["source"],
        }


def iso(text: str) -> str:
    """The last day, month or year that a text names: where several rounds are told, the last.

    Raises:
        SystemExit: it names none.
    """
    text = ANOTHER.sub("", text)
    if american := AMERICAN.findall(text):
        month, day, year = american[-1]
        return f"{year}-{int(month):02}-{int(day):02}"
    for pattern, length in ((DAY, 10), (MONTH, 7), (YEAR, 4)):
        if found := pattern.findall(text):
            day, month, year = found[-1]
            return f"{year}-{MONTHS.index(month):02}-{int(day or 0):02}"[:length]
    raise SystemExit(f"no date in {text!r}: say in LEFT_OUT what it is")


def _end(day: str) -> str:
    """The last day of a month; days as they are."""
    if PRECISIONS.get(len(day)) != "month":
        return day
    last = calendar.monthrange(int(day[:4]), int(day[5:]))[1]
    return f"{day}-{last}"


def _key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["country"], row["elects"], row["date"]


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
