"""Who codes which text: each as often as wanted, by chance, the work and the pairs in balance."""

from __future__ import annotations

import itertools
import random
from collections.abc import Sequence
from typing import TypeVar

from placet.errors import UsageError

Text = TypeVar("Text")


def assign(
    texts: Sequence[Text], coders: Sequence[str], *, each: int = 2, seed: int = 0
) -> dict[str, tuple[Text, ...]]:
    """Give each text whole to `each` coders; no coder gets over one text more than another pair.

    Texts in random order go round all the groups of `each` coders, themselves in random order, so
    that no two coders share more than one text more than any other two.

    Returns:
        Coder to texts, in the order in which the texts were given.

    Raises:
        UsageError: a coder twice, or fewer coders than a text needs.
    """
    if len(set(coders)) < len(coders):
        raise UsageError("a coder is named twice", mend="name each coder once")
    if not 1 <= each <= len(coders):
        raise UsageError(
            f"{each} coders for each text, of {len(coders)}",
            mend="name as many coders as each text needs, or lower --each",
        )
    draw = random.Random(seed)  # noqa: S311 - balance, not secrecy
    groups = list(itertools.combinations(coders, each))
    draw.shuffle(groups)
    order = list(range(len(texts)))
    draw.shuffle(order)
    given: dict[str, list[int]] = {coder: [] for coder in coders}
    for text, group in zip(order, itertools.cycle(groups), strict=False):
        for coder in group:
            given[coder].append(text)
    return {coder: tuple(texts[at] for at in sorted(found)) for coder, found in given.items()}
