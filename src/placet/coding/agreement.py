"""How far coders agree on where holders stand: Krippendorff's alpha, with its interval.

A unit is what more than one coder coded: a holder's stance on a question on a day in one source.
Stances are ordinal, from against to for; what was coded as unclear is left out. The interval comes
from drawing units anew (Hayes and Krippendorff, "Answering the call for a standard reliability
measure for coding data", Communication Methods and Measures 1, 2007).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from placet.words import HolderKind, Position, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Counts = NDArray[np.int64]

MACHINE = "machine"
_SCALE = (Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL, Stance.FOR)
_ENDS = (0.025, 0.975)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What several coders coded, and how."""

    question: str
    holder: str
    said: date
    source: str
    stances: Mapping[str, Stance]
    """Coder to stance."""

    @property
    def disputed(self) -> bool:
        """Did they code it differently?"""
        return len(set(self.stances.values())) > 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far the coders of a case agree."""

    coders: tuple[str, ...]
    units: tuple[Unit, ...]
    alpha: float | None
    """1 is perfect, 0 is what chance would give; None where it is not defined."""
    low: float | None
    high: float | None


def agreement(
    positions: Iterable[Position], *, with_machine: bool = False, draws: int = 2000, seed: int = 0
) -> Agreement:
    """How far coders agree on the stances of a ledger.

    Args:
        positions: entries of the ledger; who entered each is its coder.
        with_machine: count what a reader found as one more coder.
        draws: of the bootstrap.
        seed: of its draws.
    """
    units = _units(positions, with_machine=with_machine)
    counts = _counts(units)
    alpha = _alpha(counts)
    low, high = _interval(counts, draws, seed) if alpha is not None else (None, None)
    return Agreement(
        coders=tuple(sorted({coder for unit in units for coder in unit.stances})),
        units=units,
        alpha=alpha,
        low=low,
        high=high,
    )


def _units(positions: Iterable[Position], *, with_machine: bool) -> tuple[Unit, ...]:
    """Units that at least two coders coded, in a fixed order."""
    coded: dict[tuple[str, str, date, str], dict[str, Stance]] = defaultdict(dict)
    for position in sorted(positions, key=lambda p: (p.said, p.id)):
        read = MACHINE if with_machine and position.statement else ""
        coder = position.coder or read
        named = position.holder_kind is HolderKind.COUNTRY and position.holder
        if coder and named and position.stance in _SCALE:
            source = position.url or position.document or position.source
            key = (position.question, position.holder or "", position.said, source)
            coded[key][coder] = position.stance
    return tuple(
        Unit(question=question, holder=holder, said=said, source=source, stances=stances)
        for (question, holder, said, source), stances in sorted(coded.items())
        if len(stances) > 1
    )


def _counts(units: Sequence[Unit]) -> Counts:
    """(units, stances): how many coders gave each stance."""
    import numpy as np

    counts = np.zeros((len(units), len(_SCALE)), dtype=np.int64)
    for row, unit in enumerate(units):
        for stance in unit.stances.values():
            counts[row, _SCALE.index(stance)] += 1
    return counts


def _alpha(counts: Counts) -> float | None:
    """Alpha for ordinal data; None where fewer than two stances were given at all."""
    import krippendorff

    if not len(counts) or (counts.sum(axis=0) > 0).sum() < 2:  # noqa: PLR2004 - no variation
        return None
    return float(
        krippendorff.alpha(
            value_counts=counts, level_of_measurement="ordinal", value_domain=range(len(_SCALE))
        )
    )


def _interval(counts: Counts, draws: int, seed: int) -> tuple[float | None, float | None]:
    import numpy as np

    rng = np.random.default_rng(seed)
    picks = rng.integers(0, len(counts), (draws, len(counts)))
    found = [alpha for pick in picks if (alpha := _alpha(counts[pick])) is not None]
    if not found:
        return None, None
    low, high = np.quantile(found, _ENDS)
    return float(low), float(high)
