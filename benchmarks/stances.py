"""How well the built-in reader tells who stands where on questions that it never saw.

    python benchmarks/stances.py [--errors 20]

Two sets of labelled passages, each question one plain sentence: the real decisions that were held
out when the network was trained (named in the model's own description), and passages by a writer
whose texts were never trained on. "Board" is what counts at once, "all" is that with what is
suggested to a person. The peer in the same run is the same reader with the network left out, which
is what a plain question gave before.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from placet.evaluation.gold import GoldDocument, load_gold
from placet.evaluation.scoring import Evaluation, evaluate
from placet.reading.learned.model import shipped
from placet.reading.reader import BuiltinReader

DATA = Path(__file__).resolve().parent / "data"
DRAWS = 500


def sets() -> dict[str, tuple[GoldDocument, ...]]:
    """The labelled passages, by what they are."""
    real = [*load_gold(DATA / "passages" / "real.jsonl"), *load_gold(DATA / "passages/long.jsonl")]
    held = set(shipped().about.held)
    return {
        "held-out decisions": tuple(one for one in real if one.group in held),
        "another writer's": load_gold(DATA / "passages_unseen.jsonl"),
    }


def main() -> None:
    """Score both readers on both sets."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--errors", type=int, default=0)
    chosen = ask.parse_args()
    reader = BuiltinReader()
    readers = {"builtin": reader, "without network": replace(reader, views=lambda *_: ())}
    for name, gold in sets().items():
        decisions = len({one.group for one in gold})
        print(f"{name}: {len(gold)} passages on {decisions} decisions")
        for called, one in readers.items():
            _show(called, evaluate(gold, one, (), draws=DRAWS), chosen.errors)


def _show(name: str, found: Evaluation, errors: int) -> None:
    told = found.positions or {}
    low, high = (100 * bound for bound in found.intervals["positions"])
    for what, part in (("board", told["board"]), ("all", told)):
        p, r, f1 = (100 * part[key] for key in ("p", "r", "f1"))
        interval = f" [{low:.1f}-{high:.1f}]" if what == "all" else ""
        untold = part["untold"]
        print(
            f"  {name:15} {what:5}  P {p:5.1f}  R {r:5.1f}  F1 {f1:5.1f}{interval}  "
            f"untold {untold:.1f} per 100"
        )
    listed: Sequence[object] = found.errors[:errors]
    for error in listed:
        print(f"    {error}")


if __name__ == "__main__":
    main()
