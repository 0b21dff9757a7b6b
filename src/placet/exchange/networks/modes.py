"""Networks of one and of two modes.

With X the counts of row i on column k at level l (for, against): "ignore" forgets the level,
congruence sums products at the same level and conflict at different ones (Leifeld, "Discourse
network analysis", in: Victor, Montgomery, Lubell (eds), "The Oxford Handbook of Political
Networks", 2017). What is neither for nor against counts only where the level is forgotten.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.errors import UsageError, did_you_mean
from placet.exchange.networks.counting import Table

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ONE_MODE = ("ignore", "congruence", "conflict", "subtract")
ONE_NORMALISED = ("no", "average", "jaccard", "cosine")
TWO_MODE = ("ignore", "combine", "subtract")
TWO_NORMALISED = ("no", "activity", "prominence")


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A matrix with its labels; the same rows and columns where it has one mode."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    weights: Floats
    """(rows, columns)."""
    modes: int = 2
    """1 where rows and columns are the same nodes; of two, only the names may be the same."""


def two_mode(found: Table, qualifier: str = "subtract", normalised: str = "no") -> Network:
    """Rows by columns.

    Args:
        found: counts.
        qualifier: ignore, how many statements; subtract, those for less those against; combine, 1
            where only for, 2 where only against, 3 where both.
        normalised: no; activity, by the row's number of statements; prominence, by the column's.

    Raises:
        UsageError: no such qualifier or normalisation, or `combine` normalised.
    """
    import numpy as np

    _check(qualifier, TWO_MODE, normalised, TWO_NORMALISED)
    if qualifier == "combine" and normalised != "no":
        raise UsageError("what is combined are kinds, no amounts", mend="leave --normalised out")
    yes, no = found.counts[..., 0], found.counts[..., 1]
    every = found.counts.sum(axis=2)
    weights = {
        "ignore": every,
        "subtract": yes - no,
        "combine": (yes > 0) + 2.0 * (no > 0),
    }[qualifier]
    scale = {
        "no": np.ones_like(every),
        "activity": np.broadcast_to(every.sum(axis=1, keepdims=True), every.shape),
        "prominence": np.broadcast_to(every.sum(axis=0, keepdims=True), every.shape),
    }[normalised]
    return Network(found.rows, found.columns, _divided(weights, scale))


def one_mode(found: Table, qualifier: str = "congruence", normalised: str = "no") -> Network:
    """Rows by rows; what a row shares with itself is left out.

    Args:
        found: counts.
        qualifier: ignore, congruence, conflict, or subtract (congruence less conflict).
        normalised: by the size of the two rows' vectors of counts for and against, levels
            forgotten (`ignore`: with what is neither): no; average, their mean number of
            statements; jaccard, their squares less their product, which for what counts once is
            how many columns either spoke on; cosine, the root of the product of their squares.

    Raises:
        UsageError: no such qualifier or normalisation.
    """
    import numpy as np

    _check(qualifier, ONE_MODE, normalised, ONE_NORMALISED)
    yes, no = found.counts[..., 0], found.counts[..., 1]
    spoke = found.counts.sum(axis=2) if qualifier == "ignore" else yes + no
    same, other = yes @ yes.T + no @ no.T, yes @ no.T + no @ yes.T
    both = spoke @ spoke.T
    weights = {
        "ignore": both,
        "congruence": same,
        "conflict": other,
        "subtract": same - other,
    }[qualifier]
    total, square = spoke.sum(axis=1), np.diag(both)
    scale = {
        "no": np.ones_like(both),
        "average": (total[:, None] + total) / 2,
        "jaccard": square[:, None] + square - both,
        "cosine": np.sqrt(square[:, None] * square),
    }[normalised]
    weights = _divided(weights, scale)
    np.fill_diagonal(weights, 0.0)
    return Network(found.rows, found.rows, weights, modes=1)


def _divided(weights: Floats, scale: Floats) -> Floats:
    import numpy as np

    found: Floats = np.divide(weights, scale, out=np.zeros_like(weights), where=scale > 0)
    return found


def _check(
    qualifier: str, qualifiers: tuple[str, ...], normalised: str, ways: tuple[str, ...]
) -> None:
    for word, known in ((qualifier, qualifiers), (normalised, ways)):
        if word not in known:
            raise UsageError(f"no {word!r}", mend=did_you_mean(word, known))
