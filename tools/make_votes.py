"""Make the record of closed votes that are forecast from statements, from the tables of facts.

Days, members, stances, ballots, speakers and sources carry over; no sentence does. An abstention
announced beforehand is a reluctant stance: neither for nor against. Rows that tell of the outcome
are no statements. Where a decision was taken by consensus no ballots were counted: all assented but
those who had left the room. The same facts give the same files, byte for byte.
Run: python tools/make_votes.py --data DIR
"""

from __future__ import annotations

import argparse
import csv
import re
from pathlib import Path

from placet.bodies import load_body
from placet.forecast.backtest.votes import votes
from placet.formats import write_rows

DIRECTNESS = {
    "on_record_official": "on_record",
    "anonymous": "unnamed",
    "third_party_characterisation": "third_party",
    "document": "document",
}
BALLOTS = {"for": "yes", "against": "no", "abstain": "abstain"}
LEFT_THE_ROOM = {"eu_ukraine_accession_talks_2023": {"HU"}}
GROUP = re.compile(r"group of \d+ \(([A-Z ]+)\)")
MOST_SURE = 5
STATED = ("date", "holder", "question", "stance", "directness", "confidence", "speaker", "source")


def main() -> None:
    """Write statements.csv and ballots.csv beside decisions.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("src/placet/forecast/backtest/votes"))
    options = parser.parse_args()
    with (options.data / "other_cases.csv").open(encoding="utf-8") as file:
        facts = list(csv.DictReader(file))
    stated, cast = [], []
    for vote in votes.decisions(options.out / "decisions.csv"):
        members = load_body(vote.body).members_on(vote.on)
        own = [fact for fact in facts if fact["case"] == vote.id]
        ballots = {
            fact["country_iso2"]: BALLOTS[fact["stance"]]
            for fact in own
            if fact["paraphrase"].startswith("VOTE:")
        }
        away = LEFT_THE_ROOM.get(vote.id, set())
        plain = ballots or {m: "absent" if m in away else "yes" for m in members}
        cast += [(vote.id, member, plain[member]) for member in members]
        stated += [row for fact in own for row in _rows(fact, vote.on.isoformat(), members)]
    write_rows(options.out / "ballots.csv", ("vote", "member", "ballot"), cast)
    write_rows(options.out / "statements.csv", (*STATED, "url"), stated)
    print(f"{len(stated)} statements, {len(cast)} ballots")


def _rows(fact: dict[str, str], day: str, members: tuple[str, ...]) -> list[tuple[str, ...]]:
    if fact["date"] >= day or fact["paraphrase"].startswith(("VOTE:", "OUTCOME:")):
        return []
    group = GROUP.search(fact["speaker"])
    holders = group.group(1).split() if group else [fact["country_iso2"]]
    stance = {"abstain": "reluctant"}.get(fact["stance"], fact["stance"])
    speaker = "joint paper" if group else fact["speaker"]
    rest = (
        *(fact["case"], stance, DIRECTNESS[fact["directness"]]),
        f"{int(fact['confidence']) / MOST_SURE:.1f}",
        *(speaker, fact["source"], fact["url"]),
    )
    return [(fact["date"], holder, *rest) for holder in holders if holder in members]


if __name__ == "__main__":
    main()
