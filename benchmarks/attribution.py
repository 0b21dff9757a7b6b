"""Measure attribution on a labelled corpus: python benchmarks/attribution.py GOLD.jsonl SCORER.py.

GOLD has one JSON object a line with doc_id, text and statements; SCORER is the scoring script that
lies beside it, whose docstring defines every figure. Nothing of the corpus is stored.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from placet.reading.attribution import TokenRange, attributions
from placet.reading.parse import Syntax, parse_many, syntax


def main() -> None:
    """Predict every document of GOLD and hand both to the scorer."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("scorer_options", nargs="*", default=["--by-type"])
    options, more = parser.parse_known_args()
    text = options.gold.read_text(encoding="utf-8")
    whole = options.gold.suffix == ".json"
    docs = [json.loads(text)] if whole else [json.loads(line) for line in text.splitlines()]
    parsed = parse_many(doc["text"] for doc in docs)
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for doc, tree in zip(docs, parsed, strict=True):
            lists = syntax(tree)
            found = [
                {
                    "source": _chars(lists, one.source),
                    "cue": _chars(lists, one.cue),
                    "content": [_chars(lists, part) for part in one.content],
                }
                for one in attributions(lists)
            ]
            file.write(
                json.dumps({"doc_id": doc["doc_id"], "text": "", "statements": found}) + "\n"
            )
        file.flush()
        command = [sys.executable, options.scorer, options.gold, file.name]
        subprocess.run([*map(str, command), *options.scorer_options, *more], check=True)


def _chars(lists: Syntax, part: TokenRange | None) -> list[int] | None:
    return list(lists.chars(part.start, part.end)) if part else None


if __name__ == "__main__":
    main()
