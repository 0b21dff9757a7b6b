"""Evaluation: any reader scored on any labelled file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from placet.cases import example_case
from placet.evaluation.gold import GoldDocument, load_gold
from placet.evaluation.scoring import DRAWS, Error, Evaluation, evaluate
from placet.readers import open_reader
from placet.readers.spending import Spent, added_up, taken
from placet.words import Question

__all__ = ["Error", "Evaluation", "GoldDocument", "evaluate", "evaluate_file", "load_gold"]


def evaluate_file(
    path: Path,
    readers: Sequence[str] = ("builtin",),
    *,
    questions: Sequence[Question] | None = None,
    at_least: float = 0.0,
    draws: int = DRAWS,
    account: Callable[[tuple[Spent, ...]], None] = lambda _: None,
) -> tuple[Evaluation, ...]:
    """Score readers, by name, on a labelled file.

    Args:
        path: the labelled file.
        readers: names as `placet evaluate --reader` takes them.
        questions: what positions are asked about; by default those of the shipped example.
        at_least: how sure a stance has to be to be given.
        draws: how often documents are drawn anew for the intervals.
        account: hears at the end what language models have cost.
    """
    gold = load_gold(path)
    opened = [open_reader(name, at_least=at_least) for name in readers]
    asked = example_case().questions if questions is None else tuple(questions)
    results = tuple(evaluate(gold, reader, asked, draws=draws) for reader in opened)
    account(added_up(one for reader in opened for one in taken(reader)))
    return results
