"""From the decision to having: each later stage's wait, one after another on a grid of days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from placet.forecast.waits import FEWEST, wait
from placet.procedures import Clock, Procedure, Stage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Each = Callable[[int, int], "Floats"]
"""(horizon, elapsed days) to the chance that the last member acts on each day from now."""


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """One stage: the chance that it has been reached by each day, or why there is no figure."""

    stage: Stage
    clock: str
    by: Floats | None
    """(R, H + 1): as set, then under each other setting, from the as-of day on."""


def onward(
    procedure: Procedure,
    start: Stage,
    reached: Floats,
    on: date,
    *,
    elapsed: int = 0,
    each: Each | None = None,
) -> tuple[Course, ...]:
    """The stages after one whose days are known in probability.

    Args:
        procedure: the way.
        start: the stage that `reached` is about.
        reached: (R, H + 1) chance that it is reached on each day from `on`.
        on: the as-of day; only past cases known by it tell how long a stage takes.
        elapsed: days since it was reached, when it was.
        each: the wait until the last member has acted, where there is a model of it.
    """
    found: list[Course] = []
    before, state = start, reached
    grounded = True
    for stage in procedure.after(start.id):
        pmf, clock = _wait(procedure, before, stage, on, state.shape[1] - 1, elapsed, each)
        grounded = grounded and pmf is not None
        if pmf is not None:
            state = _then(state, pmf)
        found.append(Course(stage, clock, state.cumsum(axis=1) if grounded else None))
        before, elapsed = stage, 0
    return tuple(found)


def _wait(
    procedure: Procedure,
    before: Stage,
    stage: Stage,
    on: date,
    horizon: int,
    elapsed: int,
    each: Each | None,
) -> tuple[Floats | None, str]:
    """(H + 1,) chance that the wait ends on each day, and what it rests on in words."""
    if stage.clock is Clock.EACH and each is not None:
        return each(horizon, elapsed), "each member's own time, the last of them completes it"
    found = wait(procedure, before.id, stage.id, on)
    if found is None:
        return None, f"fewer than {FEWEST} past cases by {on}: no figure"
    words = f"{found.completed} past cases, median {found.median:.0f} days"
    if found.pending:
        words += f"; {found.pending} not completed"
    return found.pmf(horizon, elapsed), words


def _then(state: Floats, pmf: Floats) -> Floats:
    import numpy as np
    from scipy.signal import fftconvolve

    size = state.shape[1]
    found = fftconvolve(state, np.broadcast_to(pmf, state.shape), axes=1)[:, :size]
    return np.asarray(np.clip(found, 0.0, None))


def grid(days: Sequence[int], by: Floats, horizon: int) -> Floats:
    """(R, H + 1): chance of being reached on each day, from cumulative chances at some days."""
    import numpy as np

    state = np.zeros((len(by), horizon + 1))
    for day, chance in zip(days, np.diff(by, axis=1, prepend=0.0).T, strict=True):
        if day <= horizon:
            state[:, day] += np.clip(chance, 0.0, None)
    return state
