"""Fits how sure a rule's stance is, given what the network thinks of it.

    python tools/fit_second_opinion.py

A logistic regression on what the rules find in `benchmarks/data/positions_fresh.jsonl` and
`positions_held.jsonl`, with the example's questions and hints. Writes
`src/placet/reading/learned/second_opinion.toml`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from placet.actors import registry
from placet.cases import example_case
from placet.evaluation.gold import GoldDocument, load_gold
from placet.reading.actors.people import People
from placet.reading.learned.told import learned, second_opinion_marks
from placet.reading.learned.views import STANCES
from placet.reading.reader import BuiltinReader
from placet.reading.syntax.parse import parse, syntax
from placet.words import Question

ROOT = Path(__file__).resolve().parents[1]
FILES = ("positions_fresh.jsonl", "positions_held.jsonl")
TARGET = ROOT / "src/placet/reading/learned/second_opinion.toml"
HOLD = 0.5
"""A weak prior towards nothing, so that rare marks stay small."""

Rows = list[tuple[dict[str, float], bool]]


def rows_of(gold: GoldDocument, questions: tuple[Question, ...]) -> Rows:
    """The marks of each stance that the rules find in a document, and whether it is right."""
    ruled = replace(BuiltinReader(), views=lambda *_: ()).read(gold.document, questions)
    lists = syntax(parse(gold.document.text))
    asked = frozenset(question.subject for question in questions)
    people = People(lists, registry(), "NATO", gold.document.published, asked)
    people.learn()
    views = sorted(learned(lists, people, questions), key=lambda view: view.sure)
    said = {(view.holder, view.question): view for view in views}
    right = {one.key for one in gold.positions or ()}
    found: Rows = []
    for stance in (one for statement in ruled.statements for one in statement.stances):
        view = said.get((stance.holder or "", stance.question))
        if view is not None and stance.stance in STANCES:
            same = view.chances[STANCES.index(stance.stance)]
            marks = second_opinion_marks(stance.confidence, view, same)
            key = (stance.holder or "", stance.question, stance.stance.value)
            found.append((marks, key in right))
    return found


def fitted(rows: Rows) -> tuple[float, dict[str, float]]:
    """Where the log-odds start, and what each mark adds."""
    names = list(rows[0][0])
    table = np.array([[1.0, *(marks[name] for name in names)] for marks, _ in rows])
    signs = np.where([right for _, right in rows], 1.0, -1.0)

    def missed(weights: np.ndarray) -> float:
        told = np.logaddexp(0, -signs * (table @ weights)).sum()
        return float(told + HOLD / 2 * (weights[1:] ** 2).sum())

    found = minimize(missed, np.zeros(table.shape[1])).x
    return float(found[0]), dict(zip(names, found[1:].tolist(), strict=True))


def main() -> None:
    """Fit, and write the numbers."""
    questions = example_case().questions
    gold = [one for name in FILES for one in load_gold(ROOT / "benchmarks/data" / name)]
    rows = [row for one in gold for row in rows_of(one, questions)]
    start, marks = fitted(rows)
    lines = [
        "# How sure a rule's stance is beside the network's view: the log-odds of being right.",
        "# Written by tools/fit_second_opinion.py.",
        "",
        f"outcomes = {len(rows)}",
        f"start = {start:.3f}",
        "",
        "[marks]",
        *(f"{name} = {value:.3f}" for name, value in marks.items()),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(TARGET.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
