"""Attribution scored: who, how and what, against labels.

Spans are scored for each role on its own, as multisets over a document; statements are paired one
to one and each pair reaches some of six grades, from lenient to strict:

- detect: the cues overlap, or the contents do by half (dice of at least .5)
- content: the contents do by half
- attributed: content, and the source is right: by half, one within the other, or both missing
- full: attributed, and the cues overlap (or both are missing)
- exact_norm, exact: all three roles are equal, by normalised or by exact edges

Precision of a type of quotation counts by the predicted type, recall by the labelled one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from placet.evaluation.figures import Figure, figure
from placet.evaluation.spans import ROLES, Fragments, Item, Label, characters, dice, item

GRADES = ("detect", "content", "attributed", "full", "exact_norm", "exact")
TYPE_GRADES = GRADES[:4]
TYPES = ("direct", "mixed", "indirect")
SPANS = (*ROLES, "fragment")
_HALF = 0.5

Counts = Counter[Hashable]


@dataclass(frozen=True, slots=True)
class Compared:
    """One document's labels and predictions, what pairs with what, and all counts."""

    gold: tuple[Item, ...]
    predicted: tuple[Item, ...]
    pairs: tuple[tuple[int, int], ...]
    counts: Counts


def compare(text: str, gold: Iterable[Label], predicted: Iterable[Label]) -> Compared:
    """Compare one document's predictions with its labels."""
    wanted = tuple(item(text, label) for label in gold)
    got = tuple(item(text, label) for label in predicted)
    counts: Counts = Counter()
    for role in SPANS:
        _count_spans(counts, role, text, wanted, got)
    counts["n_gold"], counts["n_pred"] = len(wanted), len(got)
    for one in wanted:
        counts["gold", one.quotation.value] += 1
    for one in got:
        counts["pred", one.quotation.value] += 1
    pairs = pair(wanted, got)
    for left, right in pairs:
        for grade in grades(wanted[left], got[right]):
            counts[grade] += 1
            counts[grade, "gold", wanted[left].quotation.value] += 1
            counts[grade, "pred", got[right].quotation.value] += 1
    return Compared(wanted, got, pairs, counts)


def pair(gold: Sequence[Item], predicted: Sequence[Item]) -> tuple[tuple[int, int], ...]:
    """Pair one to one so that likeness is greatest in sum; what shares nothing stays alone."""
    if not gold or not predicted:
        return ()
    weights = np.array([[_likeness(one, other) for other in predicted] for one in gold])
    rows, columns = linear_sum_assignment(weights, maximize=True)
    found = zip(rows.tolist(), columns.tolist(), strict=True)
    return tuple((row, column) for row, column in found if weights[row, column] > 0)


def _likeness(gold: Item, predicted: Item) -> float:
    content = dice(gold.chars["content"], predicted.chars["content"])
    cue = not gold.chars["cue"].isdisjoint(predicted.chars["cue"])
    if content == 0 and not cue:
        return 0.0
    return 4 * content + cue + dice(gold.chars["source"], predicted.chars["source"])


def grades(gold: Item, predicted: Item) -> set[str]:
    """The grades that a pair reaches."""
    content = dice(gold.chars["content"], predicted.chars["content"])
    cue = not gold.chars["cue"].isdisjoint(predicted.chars["cue"])
    out = set()
    if cue or content >= _HALF:
        out.add("detect")
    if content >= _HALF:
        out.add("content")
        if same_source(gold.chars["source"], predicted.chars["source"]):
            out.add("attributed")
            if cue or not (gold.chars["cue"] or predicted.chars["cue"]):
                out.add("full")
    if all(gold.norm[role] == predicted.norm[role] for role in ROLES):
        out.add("exact_norm")
    if all(gold.exact[role] == predicted.exact[role] for role in ROLES):
        out.add("exact")
    return out


def same_source(one: frozenset[int], other: frozenset[int]) -> bool:
    """Do two sources overlap by half, stand one within the other, or are both missing?"""
    if not one or not other:
        return not one and not other
    return dice(one, other) >= _HALF or one <= other or other <= one


def report(counts: Counts) -> dict[str, Any]:
    """Every figure of the counts: by span, by statement, by type of quotation."""
    return {
        "span": {role: _span_figures(counts, role) for role in SPANS},
        "statement": {grade: statement_figure(counts, grade) for grade in GRADES},
        "by_type": {
            kind: {
                grade: figure(
                    counts[grade, "pred", kind],
                    counts["pred", kind],
                    counts[grade, "gold", kind],
                    counts["gold", kind],
                )
                for grade in TYPE_GRADES
            }
            for kind in TYPES
        },
    }


def statement_figure(counts: Counts, grade: str) -> Figure:
    """Precision, recall and F1 of the statements that reach a grade."""
    return figure(counts[grade], counts["n_pred"], counts[grade], counts["n_gold"])


def _span_figures(counts: Counts, role: str) -> dict[str, Figure]:
    gold, predicted = counts[role, "n_gold"], counts[role, "n_pred"]
    exact, norm = counts[role, "exact"], counts[role, "norm"]
    both = counts[role, "chars_both"]
    return {
        "exact": figure(exact, predicted, exact, gold),
        "norm": figure(norm, predicted, norm, gold),
        "overlap": figure(counts[role, "soft_p"], predicted, counts[role, "soft_r"], gold),
        "token": figure(both, counts[role, "chars_pred"], both, counts[role, "chars_gold"]),
    }


def _count_spans(
    counts: Counts, role: str, text: str, gold: Sequence[Item], predicted: Sequence[Item]
) -> None:
    for name, keys in (("exact", lambda one: one.exact), ("norm", lambda one: one.norm)):
        common = _keys(role, gold, keys) & _keys(role, predicted, keys)
        counts[role, name] += sum(common.values())
    wanted, got = _sets(role, text, gold), _sets(role, text, predicted)
    counts[role, "n_gold"] += len(wanted)
    counts[role, "n_pred"] += len(got)
    soft_p, soft_r = _covered(got, wanted), _covered(wanted, got)
    counts[role, "soft_p"] += soft_p  # type: ignore[assignment]  # a share, not a whole number
    counts[role, "soft_r"] += soft_r  # type: ignore[assignment]
    all_wanted, all_got = frozenset[int]().union(*wanted), frozenset[int]().union(*got)
    counts[role, "chars_both"] += len(all_wanted & all_got)
    counts[role, "chars_gold"] += len(all_wanted)
    counts[role, "chars_pred"] += len(all_got)


def _covered(sets: Sequence[frozenset[int]], others: Sequence[frozenset[int]]) -> float:
    """The sum over `sets` of the share that the best of `others` covers."""
    return sum(max((len(one & o) / len(one) for o in others), default=0) for one in sets)


def _keys(
    role: str, items: Sequence[Item], keys: Callable[[Item], dict[str, Fragments]]
) -> Counter[Hashable]:
    if role == "fragment":
        return Counter(fragment for one in items for fragment in keys(one)["content"])
    return Counter(keys(one)[role] for one in items if keys(one)[role])


def _sets(role: str, text: str, items: Sequence[Item]) -> list[frozenset[int]]:
    if role == "fragment":
        return [characters(text, (part,)) for one in items for part in one.exact["content"]]
    return [one.chars[role] for one in items if one.chars[role]]
