"""What people's decisions in a case teach its reader: a learning curve.

    python benchmarks/lessons.py [--rounds 10]

The case is the example with its questions as plain sentences, the texts are the passages of
`positions_fresh.jsonl`. Half of them, drawn anew each round, are decided on by their labels: what
the reader suggests is accepted, corrected or rejected, so many decisions in random order. The
other half is read before and after. Average precision asks how well right readings are ranked
before wrong ones; F1 is at the shipped bound for suggestions.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np

from placet.actors import registry
from placet.cases import example_case
from placet.evaluation.gold import GoldDocument, load_gold
from placet.reading.actors.people import People
from placet.reading.learned.lessons import Decided, Lessons, learn
from placet.reading.learned.model import shipped
from placet.reading.learned.told import LIKELY, learned
from placet.reading.learned.views import STANCES, View
from placet.reading.syntax.parse import parse, syntax
from placet.words import Question, Stance

FILE = Path(__file__).resolve().parent / "data" / "positions_fresh.jsonl"
NUMBERS = (0, 20, 50, 100, 200)


@dataclass(frozen=True)
class Seen:
    """What the network saw in a text, and what its labels say."""

    views: tuple[View, ...]
    labels: dict[tuple[str, str], str]

    def decided(self) -> list[Decided]:
        """What a person who holds the labels would decide on what is suggested."""
        return [
            Decided(view, Stance(told) if told else None)
            for view in self.views
            if view.sure >= LIKELY
            for told in [self.labels.get((view.holder, view.question), "")]
        ]


def see(gold: GoldDocument, questions: Sequence[Question]) -> Seen:
    """Read one labelled text."""
    lists = syntax(parse(gold.document.text))
    people = People(lists, registry(), "NATO", gold.document.published, frozenset({"UA"}))
    people.learn()
    best: dict[tuple[str, str], View] = {}
    for view in sorted(learned(lists, people, questions), key=lambda view: view.sure):
        best[view.holder, view.question] = view
    told = [one for one in gold.positions or () if one.stance in STANCES]
    labels = {(one.holder, one.question): one.stance for one in told}
    return Seen(tuple(best.values()), labels)


def scored(texts: Sequence[Seen], lessons: Lessons | None) -> tuple[float, float]:
    """(average precision, F1 at the bound for suggestions) of the readings of some texts."""
    sure, right = [], []
    for seen in texts:
        for view in seen.views:
            scores = np.asarray(view.scores)
            if lessons is not None:
                scores = scores + lessons.added(np.asarray(view.marks))
            each = np.concatenate([[0.0], scores]) / shipped().about.temperature
            chances = np.exp(each - np.logaddexp.reduce(each))[1:]
            stance = STANCES[int(chances.argmax())].value
            sure.append(float(chances.max()))
            right.append(seen.labels.get((view.holder, view.question)) == stance)
    wanted = sum(len(seen.labels) for seen in texts)
    order = np.argsort(-np.array(sure))
    hits = np.array(right)[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    given = np.array(sure) >= LIKELY
    found = int((np.array(right) & given).sum())
    return float((precision * hits).sum() / wanted), 2 * found / (given.sum() + wanted)


def main() -> None:
    """Print the curve."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=10)
    chosen = ask.parse_args()
    plain = [
        Question(id=one.id, text=one.text, body=one.body, matter=one.matter)
        for one in example_case().questions
    ]
    texts = [see(gold, plain) for gold in load_gold(FILE)]
    told: dict[int, list[tuple[float, float]]] = {number: [] for number in NUMBERS}
    for seed in range(chosen.rounds):
        rng = Random(seed)  # noqa: S311 - no secret
        order = rng.sample(texts, len(texts))
        teaching, held = order[: len(order) // 2], order[len(order) // 2 :]
        decisions = [one for seen in teaching for one in seen.decided()]
        rng.shuffle(decisions)
        for number in NUMBERS:
            told[number].append(scored(held, learn(decisions[:number])))
    print("decisions  average precision  F1 with suggestions")
    for number, rows in told.items():
        precision, f1 = (100 * np.mean([row[at] for row in rows]) for at in (0, 1))
        print(f"{number:9}  {precision:17.1f}  {f1:19.1f}")


if __name__ == "__main__":
    main()
