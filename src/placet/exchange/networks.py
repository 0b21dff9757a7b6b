"""Discourse networks: who shares positions with whom, and who holds what.

Holders and questions form a two-mode network; two holders are congruent in a question on which both
are for or both are against, and in conflict where one is for and the other against (Leifeld,
"Discourse network analysis", in: Victor, Montgomery, Lubell (eds), "The Oxford Handbook of
Political Networks", 2017). A stance on terms, reluctant or unclear is neither. What a holder said
last on a question within the window counts, once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from placet.errors import UsageError, did_you_mean
from placet.words import HolderKind, Position, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

KINDS = ("congruence", "conflict", "subtract")
NORMALISED = ("no", "average", "jaccard", "cosine")
_SIGN = {Stance.FOR: 1.0, Stance.AGAINST: -1.0}


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A matrix with its labels; the same rows and columns where it has one mode."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Floats
    """(rows, columns)."""


def affiliation(
    positions: Iterable[Position], *, since: date | None = None, until: date | None = None
) -> Network:
    """Holders by questions: 1 for, -1 against, 0 neither.

    Args:
        positions: the ledger's evidence.
        since: the first day of the window; open if left out.
        until: its last day.
    """
    import numpy as np

    last: dict[tuple[str, str], Position] = {}
    for position in sorted(positions, key=lambda p: (p.said, p.id)):
        inside = (since is None or since <= position.said) and (
            until is None or position.said <= until
        )
        named = position.holder_kind is HolderKind.COUNTRY and position.holder
        if inside and named and position.reviewed != "rejected":
            last[position.holder or "", position.question] = position
    holders = tuple(sorted({holder for holder, _ in last}))
    questions = tuple(sorted({question for _, question in last}))
    weights = np.zeros((len(holders), len(questions)))
    for (holder, question), position in last.items():
        place = holders.index(holder), questions.index(question)
        weights[place] = _SIGN.get(position.stance, 0.0)
    return Network(holders, questions, weights)


def one_mode(two: Network, kind: str = "congruence", normalised: str = "no") -> Network:
    """Holders by holders: in how many questions they agree, are in conflict, or the difference.

    Args:
        two: holders by questions.
        kind: congruence, conflict, or subtract (congruence less conflict).
        normalised: no; average (by the mean number of questions of the two); jaccard (by the number
            that either took a stance on); cosine (by the geometric mean).

    Raises:
        UsageError: no such kind or normalisation.
    """
    import numpy as np

    for word, known in ((kind, KINDS), (normalised, NORMALISED)):
        if word not in known:
            raise UsageError(f"no {word!r}", mend=did_you_mean(word, known))
    yes, no = (two.weights > 0).astype(float), (two.weights < 0).astype(float)
    same, other = yes @ yes.T + no @ no.T, yes @ no.T + no @ yes.T
    weights = {"congruence": same, "conflict": other, "subtract": same - other}[kind]
    taken = (two.weights != 0).astype(float)
    count = taken.sum(axis=1)
    both = taken @ taken.T
    scale = {
        "no": np.ones_like(both),
        "average": (count[:, None] + count[None, :]) / 2,
        "jaccard": count[:, None] + count[None, :] - both,
        "cosine": np.sqrt(count[:, None] * count[None, :]),
    }[normalised]
    found = np.divide(weights, scale, out=np.zeros_like(weights), where=scale > 0)
    np.fill_diagonal(found, 0.0)
    return Network(two.rows, two.rows, found)


def as_graph(network: Network, names: Mapping[str, str]) -> Any:
    """The network as a networkx graph, which writes GraphML and GEXF; zero weights are no edges."""
    import networkx as nx

    graph = nx.Graph()
    one = network.rows == network.columns
    for mode, labels in enumerate((network.rows,) if one else (network.rows, network.columns)):
        for label in labels:
            graph.add_node(label, label=names.get(label, label), mode=mode)
    for row, source in enumerate(network.rows):
        for column, target in enumerate(network.columns):
            weight = float(network.weights[row, column])
            if weight and (not one or row < column):
                graph.add_edge(source, target, weight=weight)
    return graph
