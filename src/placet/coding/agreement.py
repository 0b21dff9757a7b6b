"""Krippendorff's alpha between coders (Krippendorff, "Content Analysis", 4th ed., 2018, ch. 12).

By position the codes are stances, ordinal from against to for; by statement they are nominal. The
interval comes from drawing units anew (Hayes and Krippendorff, "Answering the call for a standard
reliability measure for coding data", Communication Methods and Measures 1, 2007).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from placet.coding.units import ORDINAL, Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

Level = Literal["ordinal", "nominal"]
_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far coders agree."""

    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    level: Level
    """Of measurement: ordinal or nominal."""
    alpha: float | None
    """1 is perfect, 0 is what chance would give; None where it is not defined."""
    low: float | None
    high: float | None


def agreement(
    units: Sequence[Unit], level: Level, *, draws: int = 2000, seed: int = 0
) -> Agreement:
    """How far coders agree.

    Args:
        units: what at least two of them coded.
        level: ordinal, where the codes are stances; or nominal.
        draws: of the bootstrap.
        seed: of its draws.
    """
    counts = _counts(units, level)
    alpha = _alpha(counts, level)
    low, high = _interval(counts, level, draws, seed) if alpha is not None else (None, None)
    return Agreement(
        coders=tuple(sorted({coder for unit in units for coder in unit.codes})),
        units=tuple(units),
        level=level,
        alpha=alpha,
        low=low,
        high=high,
    )


def _counts(units: Sequence[Unit], level: Level) -> Counts:
    """(units, codes): how many coders gave each code."""
    import numpy as np

    seen = {code for unit in units for code in unit.codes.values()}
    column = {code: at for at, code in enumerate(ORDINAL if level == "ordinal" else sorted(seen))}
    counts = np.zeros((len(units), len(column)), dtype=np.int64)
    for row, unit in enumerate(units):
        for code in unit.codes.values():
            counts[row, column[code]] += 1
    return counts


def _alpha(counts: Counts, level: Level) -> float | None:
    """Alpha; None where fewer than two different codes were given at all."""
    import krippendorff

    if not len(counts) or (counts.sum(axis=0) > 0).sum() < 2:  # noqa: PLR2004 - no variation
        return None
    return float(
        krippendorff.alpha(
            value_counts=counts,
            level_of_measurement=level,
            value_domain=range(counts.shape[1]),
        )
    )


def _interval(
    counts: Counts, level: Level, draws: int, seed: int
) -> tuple[float | None, float | None]:
    import numpy as np

    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(counts), (draws, len(counts)))
    found = [alpha for pick in picks if (alpha := _alpha(counts[pick], level)) is not None]
    if not found:
        return None, None
    low, high = np.quantile(found, _ENDS)
    return float(low), float(high)
