"""Measure stances on a labelled file: python benchmarks/positions.py GOLD.jsonl [--errors].

GOLD has one JSON object a line with text, published and positions (country_iso2, question, stance;
"*" for members who are not named). A position counts as found when holder, question and stance all
agree; a holder that no label of the document names is invented. Nothing of the file is stored.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from datetime import date
from pathlib import Path

from placet.cases import example_case
from placet.reading.reader import BuiltinReader
from placet.words import Document, HolderKind, Reading

Key = tuple[str, str, str]


def main() -> None:
    """Read every text and compare its positions with the labels."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", action="store_true", help="list what was missed and invented")
    parser.add_argument("--half", type=int, choices=(0, 1), help="only every other text")
    options = parser.parse_args()
    case = example_case()
    asked = {question.id for question in case.questions}
    reader, total = BuiltinReader(), Counter[str]()
    per_question: dict[str, Counter[str]] = {name: Counter() for name in asked}
    lines = options.gold.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if options.half is not None and number % 2 != options.half:
            continue
        gold = json.loads(line)
        document = Document(
            id=hashlib.sha256(gold["text"].encode()).hexdigest(),
            text=gold["text"],
            published=date.fromisoformat(gold["published"]),
        )
        wanted = {
            (p["country_iso2"], p["question"], p["stance"])
            for p in gold["positions"]
            if p["question"] in asked
        }
        optional = {
            (p["country_iso2"], p["question"], p["stance"])
            for p in gold["positions"]
            if p["ambiguous"]
        }
        got = _positions(reader.read(document, case.questions))
        _tally(total, wanted, got, optional)
        for name, counts in per_question.items():
            parts = ({k for k in group if k[1] == name} for group in (wanted, got, optional))
            _tally(counts, *parts)
        holders = {p["country_iso2"] for p in gold["positions"]}
        invented = {key for key in got if key[0] not in holders}
        total["invented"] += len({key[0] for key in invented})
        if options.errors and wanted != got:
            print(gold["doc_id"], "missed", sorted(wanted - got), "extra", sorted(got - wanted))
    print(_line("all", total), f"invented holders {total['invented']} per {total['gold']} labels")
    for name, counts in sorted(per_question.items()):
        print(_line(name, counts))


def _positions(reading: Reading) -> set[Key]:
    found = {}
    for statement in reading.statements:
        for stance in statement.stances:
            holder = stance.holder or {HolderKind.BODY: "NATO"}.get(stance.holder_kind, "*")
            key = (holder, stance.question, stance.stance.value)
            found[key] = max(found.get(key, 0.0), stance.confidence)
    return set(found)


def _tally(counts: Counter[str], wanted: set[Key], got: set[Key], optional: set[Key]) -> None:
    must = wanted - (optional - got)
    counts["gold"] += len(must)
    counts["got"] += len(got)
    counts["right"] += len(must & got)


def _line(name: str, counts: Counter[str]) -> str:
    precision = counts["right"] / (counts["got"] or 1)
    recall = counts["right"] / (counts["gold"] or 1)
    f1 = 2 * precision * recall / ((precision + recall) or 1)
    figures = f"P {100 * precision:5.1f}  R {100 * recall:5.1f}  F1 {100 * f1:5.1f}"
    return f"{name:30} {figures}  ({counts['right']} of {counts['gold']}, {counts['got']} given)"


if __name__ == "__main__":
    main()
