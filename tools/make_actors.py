"""Make the registry's tables of countries and offices.

Names come from pycountry, those of NATO's members and a few others in their languages too; names,
adjectives and metonyms of NATO's members and dated offices from the project's tables of facts. What
those lack or get wrong stands in tools/actors/: `countries.csv` adds names, `people.csv` gives
people their usual names, and `offices.csv` replaces every row of an area's role that it lists.
Run: python tools/make_actors.py --data DIR
"""

from __future__ import annotations

import argparse
import csv
import gettext
from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pycountry

from placet.actors import fold
from placet.actors.tables import OFFICE_COLUMNS
from placet.formats import write_rows

OURS = Path(__file__).parent / "actors"
NAMES = {
    "BO": "Bolivia", "BN": "Brunei", "CD": "DR Congo", "CG": "Republic of the Congo",
    "CI": "Ivory Coast", "CZ": "Czechia", "FM": "Micronesia", "GB": "United Kingdom",
    "IR": "Iran", "KP": "North Korea", "KR": "South Korea", "LA": "Laos", "MD": "Moldova",
    "NL": "Netherlands", "PS": "Palestine", "RU": "Russia", "SY": "Syria", "TR": "Türkiye",
    "TW": "Taiwan", "TZ": "Tanzania", "US": "United States", "VA": "Holy See",
    "VE": "Venezuela", "VN": "Vietnam", "XK": "Kosovo",
}  # fmt: skip
# Seats that stand for something else as well, and names that are more often something else.
LEFT_OUT = {
    "Brussels", "The Hague", "Amsterdam", "Luxembourg City", "Westminster",
    "Congo",  # which of the two
    "Island", "Ísland",  # Iceland in German and Icelandic; an island in English
    "Magyar",  # a Hungarian in Hungarian; a prime minister's surname
}  # fmt: skip
# In which members' countries are called otherwise than in English: their own languages, Ukrainian
# and Russian; as pycountry has them from iso-codes.
LANGUAGES = (
    "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "hr", "hu", "is", "it", "lt", "lv", "mk",
    "nl", "nb", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk",
)  # fmt: skip
SHORTEST = 5
"""Shorter words of other languages are too often words of English."""
# Listed among a member's names in the table of facts, yet names of its people.
DEMONYMS = {
    "Briton", "Croat", "Dane", "Finn", "Hellenic", "Icelander", "Luxembourger", "North Macedonian",
    "Pole", "Slovene", "Spaniard", "Swede", "Turk",
}  # fmt: skip
TITLES = {
    ("US", "foreign minister"): "Secretary of State",
    ("US", "defence minister"): "Secretary of Defense",
    ("US", "ambassador to NATO"): "Ambassador to NATO",
    ("UA", "deputy prime minister for European and Euro-Atlantic integration"): (
        "Deputy Prime Minister"
    ),
    ("", "foreign minister"): "Foreign Minister",
    ("", "defence minister"): "Defence Minister",
}
UNSURE = "general knowledge; check before relying on it"
NOBODY = "Vacant"


def main() -> None:
    """Write countries.csv and offices.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/placet/actors/data"))
    options = parser.parse_args()
    countries = country_rows(_read(options.data / "members_nato.csv"))
    columns = ("code", "name", "adjectives", "metonyms", "aliases")
    write_rows(options.out / "countries.csv", columns, countries)
    offices = office_rows(_read(options.data / "offices.csv"))
    write_rows(
        options.out / "offices.csv",
        OFFICE_COLUMNS,
        [[row[column] for column in OFFICE_COLUMNS] for row in offices],
    )
    print(f"{len(countries)} countries, {len(offices)} offices")


def country_rows(members: list[dict[str, str]]) -> list[tuple[str, ...]]:
    """Every country with its names; refuses a form that would name two."""
    facts = {row["iso2"]: row for row in members}
    ours = {row["code"]: row for row in _read(OURS / "countries.csv")}
    codes = sorted({country.alpha_2 for country in pycountry.countries} | {"XK"})
    rows = [_country(code, facts.get(code, {}), ours.get(code, {})) for code in codes]
    elsewhere = _in_other_languages({*facts, "UA", "RU", "BY", "MD", "GE"}, rows)
    rows = [
        (*row[:-1], ";".join(sorted({*row[-1].split(";"), *elsewhere.get(row[0], ())} - {""})))
        for row in rows
    ]
    named: dict[str, str] = {}
    for code, _, *cells in rows:
        for form in ";".join(cells).split(";"):
            if form and named.setdefault(fold(form), code) != code:
                raise SystemExit(f"{form!r} names both {named[fold(form)]} and {code}")
    return rows


def _in_other_languages(codes: set[str], rows: list[tuple[str, ...]]) -> dict[str, set[str]]:
    """Names of countries in other languages, less those that are another country's or mean two."""
    taken = {fold(form): row[0] for row in rows for cell in row[1:] for form in cell.split(";")}
    found: dict[str, set[str]] = defaultdict(set)
    for language in LANGUAGES:
        names = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
        for code in sorted(codes):
            entry = pycountry.countries.get(alpha_2=code)
            for english in (entry.name, getattr(entry, "common_name", entry.name)):
                name = names.gettext(english)
                usable = len(name) >= SHORTEST and name not in LEFT_OUT and name != english
                if usable and taken.setdefault(fold(name), code) == code:
                    found[code].add(name)
    return found


def _country(code: str, fact: dict[str, str], ours: dict[str, str]) -> tuple[str, ...]:
    entry = pycountry.countries.get(alpha_2=code)
    iso = getattr(entry, "name", "")
    name = NAMES.get(code) or getattr(entry, "common_name", iso)
    listed = {fact.get("name", ""), *fact.get("aliases", "").split("|")}
    names = {name, iso, getattr(entry, "official_name", ""), *(listed - DEMONYMS)}
    people = {fact.get("demonym", ""), *(listed & DEMONYMS), *_cell(ours, "adjectives")}
    seats = {fact.get("capital", ""), *fact.get("metonyms", "").split("|")}
    names |= _cell(ours, "aliases")
    # The Vatican, Luxembourg or Kuwait: where the seat is called as the country, it is a name.
    seats = (seats | _cell(ours, "metonyms")) - names
    groups = (people | {_plural(word) for word in people} - names, seats, names)
    return (code, name, *(";".join(sorted(group - LEFT_OUT - {""})) for group in groups))


def _plural(word: str) -> str:
    """Several of a people: Poles, Ukrainians; none where the adjective is no name of a person."""
    if not word or word.endswith(("s", "sh", "tch", "nch", "ese", "ic")):
        return ""
    return f"{word}s"


def office_rows(compiled: list[dict[str, str]]) -> list[dict[str, str]]:
    """Offices in order of area, role and day, under people's usual names."""
    usual = {row["compiled"]: row for row in _read(OURS / "people.csv")}
    ours = [_ours(row) for row in _read(OURS / "offices.csv")]
    replaced = {(row["area"], row["role"]) for row in ours}
    theirs = [_compiled(row, usual) for row in compiled if row["person"] not in {"", NOBODY}]
    rows = [row for row in theirs if (row["area"], row["role"]) not in replaced] + ours
    rows.sort(key=lambda row: (row["area"], row["role"], row["since"]))
    return _without_overlaps(rows)


def _compiled(row: dict[str, str], usual: dict[str, dict[str, str]]) -> dict[str, str]:
    known = usual.get(row["person"], {})
    area, role = row["country_iso2"], row["role"]
    whole = all(len(row[day]) in {0, len("2024-11-29")} for day in ("since", "until"))
    return {
        "person": known.get("person", row["person"]),
        "other_names": known.get("other_names", ""),
        "office": TITLES.get((area, role)) or TITLES.get(("", role)) or _title(row["office"]),
        "role": role,
        "area": area,
        "since": row["since"] + "2000-01-01"[len(row["since"]) :],
        "until": row["until"] + "2000-12-28"[len(row["until"]) :] if row["until"] else "",
        "confirmed": row["confirmed"] if whole else "partial",
        "source": "" if row["source"] == "compiled; see confirmed" else row["source"],
    }


def _ours(row: dict[str, str]) -> dict[str, str]:
    title = row["office"] or TITLES[("", row["role"])]
    source = UNSURE if row["confirmed"] == "no" else ""
    return {**row, "office": title, "source": source}


def _title(office: str) -> str:
    return "Prime Minister" if office == "head of government" else office


def _without_overlaps(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Days in office are counted once: who hands over on a day held the post until the day before.

    Raises:
        SystemExit: two people would hold one post for longer than that.
    """
    posts: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        posts[row["area"], row["role"]].append(row)
    for post, held in posts.items():
        if post[1] == "special envoy":  # several at once
            continue
        for before, after in pairwise(held):
            if before["until"] == after["since"]:
                day = date.fromisoformat(after["since"]) - timedelta(days=1)
                before["until"] = day.isoformat()
            if not before["until"] or before["until"] >= after["since"]:
                raise SystemExit(f"{post}: {before['person']} and {after['person']} overlap")
    return rows


def _cell(row: dict[str, str], column: str) -> set[str]:
    return set(row.get(column, "").split(";"))


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


if __name__ == "__main__":
    main()
