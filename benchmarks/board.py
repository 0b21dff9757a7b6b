"""The example's board against a map that a person drew, member by member.

    python benchmarks/board.py MAP.csv [--as-of 2024-11-29]

MAP.csv has `country_iso2` and, for each question, a column with for, conditional, reluctant,
against or unclear. Members on which both agree are counted; the others are listed with our
probabilities.
"""

from __future__ import annotations

import argparse
import csv
from datetime import date
from pathlib import Path

from placet import api
from placet.cases import example_case
from placet.standing import MemberStanding

_LEVELS = {
    "for": "supportive",
    "conditional": "conditional",
    "reluctant": "reluctant",
    "against": "opposed",
    "unclear": "unknown",
}


def main() -> None:
    """Print agreement on every question that the map has a column for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("map", type=Path)
    parser.add_argument("--as-of", type=date.fromisoformat, default=date(2024, 11, 29))
    options = parser.parse_args()
    with options.map.open(encoding="utf-8", newline="") as file:
        rows = {row["country_iso2"]: row for row in csv.DictReader(file)}
    case = example_case()
    for question in case.questions:
        if not all(question.id in row for row in rows.values()):
            continue
        board = api.board(case, question=question.id, as_of=options.as_of)
        other = [
            member
            for member in board.members
            if member.standing != _LEVELS[rows[member.country][question.id]]
        ]
        print(f"{question.id}: {len(board.members) - len(other)} of {len(board.members)} agree")
        for member in other:
            print(f"  {member.country}  map {rows[member.country][question.id]}, {_told(member)}")


def _told(member: MemberStanding) -> str:
    chances = ", ".join(f"{level} {p:.2f}" for level, p in member.probabilities.items())
    return f"ours {member.standing} ({chances})"


if __name__ == "__main__":
    main()
