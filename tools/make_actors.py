"""Make the registry's tables of countries and offices from the project's tables of facts.

Names of countries come from pycountry; aliases, adjectives and metonyms of NATO's members and the
dated offices from the tables of facts; those of other states are listed below.
Run: python tools/make_actors.py --data DIR
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import pycountry

from placet.formats import write_rows

NAMES = {
    "BO": "Bolivia", "BN": "Brunei", "CD": "DR Congo", "CZ": "Czechia", "FM": "Micronesia",
    "GB": "United Kingdom", "IR": "Iran", "KP": "North Korea", "KR": "South Korea", "LA": "Laos",
    "MD": "Moldova", "PS": "Palestine", "RU": "Russia", "SY": "Syria", "TR": "Türkiye",
    "TW": "Taiwan", "TZ": "Tanzania", "US": "United States", "VA": "Holy See", "VE": "Venezuela",
    "VN": "Vietnam", "NL": "Netherlands", "CI": "Ivory Coast",
}  # fmt: skip
# adjectives and demonyms | capitals and seats that stand for the government | other names
OTHERS = {
    "UA": "Ukrainian|Kyiv;Kiev;Bankova|",
    "RU": "Russian|Moscow;Kremlin|Russian Federation",
    "BY": "Belarusian;Belarussian|Minsk|",
    "MD": "Moldovan|Chisinau;Chișinău|",
    "GE": "Georgian|Tbilisi|",
    "RS": "Serbian;Serb|Belgrade|",
    "BA": "Bosnian|Sarajevo|Bosnia",
    "XK": "Kosovar;Kosovan|Pristina|Kosovo",
    "AT": "Austrian|Vienna|",
    "CH": "Swiss|Bern|",
    "IE": "Irish|Dublin|",
    "MT": "Maltese|Valletta|",
    "CY": "Cypriot|Nicosia|",
    "CN": "Chinese|Beijing|PRC",
    "JP": "Japanese|Tokyo|",
    "KR": "South Korean|Seoul|Republic of Korea",
    "KP": "North Korean|Pyongyang|DPRK",
    "IN": "Indian|New Delhi|",
    "PK": "Pakistani|Islamabad|",
    "IL": "Israeli||",
    "IR": "Iranian|Tehran|",
    "SA": "Saudi|Riyadh|Saudi Arabia",
    "AE": "Emirati|Abu Dhabi|UAE;Emirates",
    "QA": "Qatari|Doha|",
    "EG": "Egyptian|Cairo|",
    "SY": "Syrian|Damascus|",
    "BR": "Brazilian|Brasilia|",
    "MX": "Mexican||",
    "AR": "Argentine;Argentinian|Buenos Aires|",
    "AU": "Australian|Canberra|",
    "NZ": "New Zealand|Wellington|",
    "ZA": "South African|Pretoria|",
    "NG": "Nigerian|Abuja|",
    "KE": "Kenyan|Nairobi|",
    "DZ": "Algerian|Algiers|",
    "KZ": "Kazakh|Astana|",
    "AM": "Armenian|Yerevan|",
    "AZ": "Azerbaijani;Azeri|Baku|",
}
# Brussels is the seat of the alliance and the Union; The Hague and Westminster mean other things.
NO_METONYMS = {"Brussels", "The Hague", "Amsterdam", "Luxembourg", "Luxembourg City", "Westminster"}
EXTRA = {
    "DE": "Chancellery", "US": "Oval Office;State Department", "GB": "Number 10", "FR": "Elysee",
    "IT": "Palazzo Chigi",
}  # fmt: skip


_WHOLE = len("2024-11-29")


def main() -> None:
    """Write countries.csv and offices.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/placet/actors/data"))
    options = parser.parse_args()
    with (options.data / "members_nato.csv").open(encoding="utf-8") as file:
        members = {row["iso2"]: row for row in csv.DictReader(file)}
    countries = sorted({country.alpha_2 for country in pycountry.countries} | {"XK"})
    rows = [_country(code, members.get(code)) for code in countries]
    write_rows(
        options.out / "countries.csv", ("code", "name", "adjectives", "metonyms", "aliases"), rows
    )
    with (options.data / "offices.csv").open(encoding="utf-8") as file:
        offices = [_office(row) for row in csv.DictReader(file) if row["person"]]
    columns = ("person", "office", "role", "area", "since", "until", "confirmed", "source")
    write_rows(options.out / "offices.csv", columns, offices)
    print(f"{len(rows)} countries, {len(offices)} offices")


def _country(code: str, member: dict[str, str] | None) -> tuple[str, ...]:
    entry = pycountry.countries.get(alpha_2=code)
    name = (
        NAMES.get(code) or getattr(entry, "common_name", None) or getattr(entry, "name", "Kosovo")
    )
    aliases = {name, getattr(entry, "name", name), getattr(entry, "official_name", name)}
    adjectives, metonyms = set[str](), set[str]()
    if member:
        aliases |= {member["name"], *member["aliases"].split("|")}
        adjectives = {member["demonym"]}
        metonyms = {member["capital"], *member["metonyms"].split("|")} - NO_METONYMS
        metonyms |= set(EXTRA.get(code, "").split(";"))
    elif code in OTHERS:
        parts = [set(part.split(";")) for part in OTHERS[code].split("|")]
        adjectives, metonyms = parts[0], parts[1]
        aliases |= parts[2]
    if code == "US":
        aliases |= {"United States", "the States"}
    joined = (";".join(sorted(part - {""})) for part in (adjectives, metonyms, aliases))
    return (code, name, *joined)


def _office(row: dict[str, str]) -> tuple[str, ...]:
    return (
        row["person"],
        row["office"],
        row["role"],
        row["country_iso2"],
        _day(row["since"], "2000-01-01"),
        _day(row["until"], "2000-12-28"),
        row["confirmed"] if len(row["since"]) == _WHOLE else "partial",
        row["source"],
    )


def _day(text: str, filler: str) -> str:
    """A whole date; where the table knows only the year or month, a day in it."""
    return text + filler[len(text) :] if text else ""


if __name__ == "__main__":
    main()
