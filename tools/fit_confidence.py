"""Fit how sure a stance is, on labelled texts as they were read for the first time.

    python tools/fit_confidence.py
    python tools/fit_confidence.py --first GOLD.jsonl --set NAME

The first form fits `confidence.toml` to `benchmarks/data/first_readings.csv` and prints how well
sets that are left out are foretold. The second first adds what the reader as it now is finds in a
labelled file: only for texts that no rule has been written for.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from placet.cases import example_case
from placet.evaluation import load_gold
from placet.evaluation.positions import predicted
from placet.reading.claims.confidence import Curve, chance, marks, score
from placet.reading.reader import BuiltinReader
from placet.words import Stance

ROOT = Path(__file__).resolve().parents[1]
READ = ROOT / "benchmarks/data/first_readings.csv"
CURVE = ROOT / "src/placet/reading/claims/confidence.toml"
FIELDS = ("set", "document", "holder", "question", "stance", "score", "explicit", "right")
PRIOR_MEAN = {"score": 1.0}
PRIOR_SD = {"score": 0.5}
"""What the outcomes have to argue against: scores mean what they say (1), marks nothing (0)."""
HEAD = """\
# How sure a stance is: the log-odds that holder, question and stance are all right. Written by
# tools/fit_confidence.py from benchmarks/data/first_readings.csv.

"""


def first_reading(gold: Path, name: str) -> list[dict[str, str]]:
    """What the reader finds in a labelled file, and whether it is right."""
    reader = BuiltinReader(confidence=score)
    questions = example_case().questions
    rows = []
    for one in load_gold(gold):
        labels = {label.key for label in one.positions or ()}
        for key, given in predicted(reader.read(one.document, questions)).items():
            values = (*key, given.confidence, given.explicit, key in labels)
            row = (name, one.name, *(str(value).lower() for value in values[3:]))
            rows.append(dict(zip(FIELDS, (*row[:2], *key, *row[2:]), strict=True)))
    return rows


def table(rows: list[dict[str, str]]) -> tuple[NDArray[np.float64], NDArray[np.float64], list[str]]:
    """Marks (N, M), what was right (N,), names of the marks (M,)."""
    named = {question.id for question in example_case().questions if question.cues}
    found = [
        marks(
            float(row["score"]),
            Stance(row["stance"]),
            qualified=row["question"] not in named,
        )
        for row in rows
    ]
    right = np.array([row["right"] == "true" for row in rows], float)
    return np.array([list(one.values()) for one in found]), right, list(found[0])


def fit(x: NDArray[np.float64], y: NDArray[np.float64], names: list[str]) -> Curve:
    """The likeliest curve, given the prior."""
    mean = np.array([PRIOR_MEAN.get(name, 0.0) for name in names])
    sd = np.array([PRIOR_SD.get(name, 1.0) for name in names])

    def loss(w: NDArray[np.float64]) -> float:
        odds = w[0] + x @ w[1:]
        return float(
            np.logaddexp(0, np.where(y == 1, -odds, odds)).sum()
            + (((w[1:] - mean) / sd) ** 2).sum() / 2
        )

    best = minimize(loss, np.r_[1.0, mean]).x
    return Curve(float(best[0]), dict(zip(names, map(float, best[1:]), strict=True)))


def report(rows: list[dict[str, str]]) -> None:
    """Brier scores of sets that were left out of the fit."""
    x, y, names = table(rows)
    sets = np.array([row["set"] for row in rows])
    fitted, flat = np.zeros(len(y)), np.zeros(len(y))
    for name in np.unique(sets):
        out = sets == name
        shape = fit(x[~out], y[~out], names)
        fitted[out] = [chance(dict(zip(names, one, strict=True)), shape) for one in x[out]]
        flat[out] = y[~out].mean()
        right, said = y[out].mean(), fitted[out].mean()
        print(f"{name:10} {out.sum():4} given, right {right:.3f}, said {said:.3f}")
    raw = np.array([float(row["score"]) for row in rows])
    for name, p in (("scores as they are", raw), ("one figure for all", flat), ("curve", fitted)):
        print(f"Brier, each set left out: {((p - y) ** 2).mean():.4f}  {name}")


def main() -> None:
    """Add a first reading if asked to, fit, write, report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--first", type=Path)
    parser.add_argument("--set", default="")
    asked = parser.parse_args()
    with READ.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    if asked.first:
        rows += first_reading(asked.first, asked.set or asked.first.stem)
        with READ.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, FIELDS, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    x, y, names = table(rows)
    shape = fit(x, y, names)
    lines = [f"outcomes = {len(rows)}", f"start = {shape.start:.3f}", "", "[marks]"]
    lines += [f"{name} = {value:.3f}" for name, value in shape.marks.items()]
    CURVE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    report(rows)


if __name__ == "__main__":
    main()
