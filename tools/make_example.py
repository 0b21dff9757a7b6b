"""Make the example case's table of positions from the project's table of facts.

Facts, dates, sources and links carry over, with summaries in our own words; other people's
sentences (the column `quote`) do not. Run: python tools/make_example.py --data DIR
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from placet.formats import write_rows

QUESTIONS = {"invite_now", "membership_in_principle", "partial_territory_membership", "after_war"}
HOLDERS = {"NATO": "body"}
LEFT_OUT = {"EU"}  # no member, and no country
DIRECTNESS = {
    "on_record_official": "on_record",
    "anonymous": "unnamed",
    "third_party_characterisation": "third_party",
    "document": "document",
}
COLUMNS = (
    "id",
    "date",
    "holder",
    "question",
    "stance",
    "directness",
    "confidence",
    "speaker",
    "source",
    "url",
    "condition",
    "summary",
)


def main() -> None:
    """Read the table of facts and write the example's positions."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("examples/ukraine-nato/positions.csv"))
    options = parser.parse_args()
    with (options.data / "positions_ukraine_nato.csv").open(encoding="utf-8") as file:
        rows = [
            _row(fact)
            for fact in csv.DictReader(file)
            if fact["question"] in QUESTIONS and fact["country_iso2"] not in LEFT_OUT
        ]
    write_rows(options.out, COLUMNS, rows)
    print(f"{options.out}: {len(rows)} positions")


def _row(fact: dict[str, str]) -> tuple[str, ...]:
    confidence = int(fact["confidence"]) / 5  # 1 = doubtful report, 5 = seen in two sources
    return (
        fact["id"],
        fact["date"],
        HOLDERS.get(fact["country_iso2"], fact["country_iso2"]),
        fact["question"],
        fact["stance"],
        DIRECTNESS[fact["directness"]],
        f"{confidence:.1f}",
        fact["speaker"],
        fact["source"],
        fact["url"] if fact["url"].startswith("http") else "",
        fact["condition"],
        fact["paraphrase"],
    )


if __name__ == "__main__":
    main()
