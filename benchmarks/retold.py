"""Are two reports of one statement taken for one event, and two statements for two?

    python benchmarks/retold.py [--pairs benchmarks/data/retold_pairs.jsonl]

Each pair of short reports is read into a ledger of its own. Counted are the pieces of evidence on
the holder's answer to the example's first question: one if the reports are taken for one event. A
pair of which one report is not read is left out, and said so.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from placet.cases import example_case
from placet.ledger import open_ledger
from placet.reading.reader import BuiltinReader
from placet.standing.telling import telling
from placet.words import Document, HolderKind

HERE = Path(__file__).parent


def main() -> None:
    """Read every pair and count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=Path, default=HERE / "data/retold_pairs.jsonl")
    counts: Counter[tuple[bool, int]] = Counter()
    for line in parser.parse_args().pairs.read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        number = events(pair)
        counts[pair["same"], number] += 1
        if number != (1 if pair["same"] else 2):
            print("\n  ".join([f"{number} events:", *(one["text"] for one in pair["reports"])]))
    for same, name in ((True, "one statement"), (False, "two statements")):
        right = counts[same, 1 if same else 2]
        print(f"{name}: {right} of {counts[same, 1] + counts[same, 2]} right", end="; ")
        print(f"{counts[same, 0]} not read")


def events(pair: dict[str, Any]) -> int:
    """The pieces of evidence on a pair's holder; 0 if not both reports were read."""
    question, reader = example_case().question(), BuiltinReader()
    with tempfile.TemporaryDirectory() as folder, open_ledger(Path(folder) / "l.sqlite") as ledger:
        for one in pair["reports"]:
            name = hashlib.sha256(one["text"].encode()).hexdigest()
            day = date.fromisoformat(one["published"])
            text = Document(id=name, text=one["text"], published=day, origin=name)
            ledger.add_reading(reader.read(text, [question]))
        heard = [
            p
            for p in ledger.positions()
            if p.holder == pair["holder"] and p.holder_kind is HolderKind.COUNTRY
        ]
    both = len({p.document for p in heard}) == len({one["text"] for one in pair["reports"]})
    return len(telling(heard, question)) if both else 0


if __name__ == "__main__":
    main()
