"""Make the example case's table of positions from the project's table of facts.

Facts, dates, sources and links carry over, with summaries in our own words; other people's
sentences (the column `quote`) do not. What is changed on the way, and why, stands in the tables
below. The same facts give the same file, byte for byte.
Run: python tools/make_example.py --data DIR
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

from placet.formats import write_rows

QUESTIONS = {"invite_now", "membership_in_principle", "partial_territory_membership", "after_war"}
LEFT_OUT = {"EU"}  # no member of the body, and no country
DIRECTNESS = {
    "on_record_official": "on_record",
    "anonymous": "unnamed",
    "third_party_characterisation": "third_party",
    "document": "document",
}
# Rows filed under the alliance that tell of some of its members without naming them.
OF_SOME_MEMBERS = {
    "p037": "at least fifteen see the need",
    "p074": "eight had not signed",
    "p087": "all but two are in favour",
    "p189": "members weigh a recommendation",
    "p211": "more and more leaders",
}
# Whoever holds no office on the day does not speak for a government or the body, on record or in a
# paper of their own: what they say is somebody else's word about the holder.
OUT_OF_OFFICE = re.compile(
    r"\((president-elect|(\S+ )?candidate|incoming|former|election winner|member of parl)|designate"
)
SOURCES = {
    "seed article (Reuters report)": "Reuters",
    "seed article (Sky News)": "Sky News",
    "search digest page (sfsdff33.pages.dev)": "news digest (sfsdff33.pages.dev)",
    "Portuguese news item (code corpus, no url)": "Portuguese news item",
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
MOST_SURE = 5


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
    return (
        fact["id"],
        fact["date"],
        _holder(fact),
        fact["question"],
        fact["stance"],
        _directness(fact),
        f"{int(fact['confidence']) / MOST_SURE:.1f}",  # 1 a doubtful report, 5 seen in two sources
        fact["speaker"],
        SOURCES.get(fact["source"], fact["source"]),
        fact["url"] if fact["url"].startswith("http") else "",
        fact["condition"],
        fact["paraphrase"],  # ours; it says so itself where the day is not certain
    )


def _holder(fact: dict[str, str]) -> str:
    if fact["id"] in OF_SOME_MEMBERS:
        return "unnamed"
    return "body" if fact["country_iso2"] == "NATO" else fact["country_iso2"]


def _directness(fact: dict[str, str]) -> str:
    if OUT_OF_OFFICE.search(fact["speaker"]):
        return "third_party"
    return DIRECTNESS[fact["directness"]]


if __name__ == "__main__":
    main()
