"""The odds of every scenario of a grid at once, for unanimity; one by one for any other rule.

Under unanimity the odds are a sum, over sets of meetings and nodes of the common factor, of
products over members (see `passage`). Moving a member exchanges its factor of the product, and the
rate of an event is a weight of its courses: so all points are products of small matrices, and each
is exactly what the forecast of its scenario gives.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING, TypeVar

from placet.errors import UsageError
from placet.forecast.asked import Asked, Ground, ground
from placet.forecast.calendar import meetings
from placet.forecast.chains import Chains, point
from placet.forecast.forecast import forecast, projected, readiness
from placet.forecast.passage import (
    MOST_MEETINGS,
    joint,
    needed_by,
    signs,
)
from placet.forecast.project import chances, event_kernels, what_if
from placet.forecast.state import state
from placet.forecast.sweeps.grid import Varied, checked, scenario_at
from placet.standing.parameters import LEVELS
from placet.words import Level

if TYPE_CHECKING:
    from datetime import date

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Item = TypeVar("Item")
Result = TypeVar("Result")
Mapped = Callable[[Callable[[Item], Result], Iterable[Item]], Iterable[Result]]

MOST_ONE_BY_ONE = 2_000
_AT_ONCE = 32_000_000
"""Numbers held in one block of a product."""


@dataclass(frozen=True, slots=True, eq=False)
class Swept:
    """The odds of a grid."""

    axes: tuple[Varied, ...]
    odds: Floats
    """(values of the first axis, of the second, ...): P(decided in favour by the horizon)."""
    until: date
    stage: str

    def effects(self) -> tuple[tuple[str, float, float], ...]:
        """Each axis with the lowest and the highest mean of the odds over its values."""
        found = []
        for at, axis in enumerate(self.axes):
            others = tuple(other for other in range(self.odds.ndim) if other != at)
            means = self.odds.mean(axis=others)
            found.append((axis.title, float(means.min()), float(means.max())))
        return tuple(found)


@dataclass(frozen=True, slots=True, eq=False)
class _Task:
    """One choice of terms: all its members' moves and events' courses are reckoned together."""

    asked: Asked
    axes: tuple[Varied, ...]


def sweep(asked: Asked, axes: Sequence[Varied], mapped: Mapped[_Task, Floats] = map) -> Swept:
    """The odds of every point of a grid.

    Args:
        asked: the case; what its scenario sets holds where no axis varies it.
        axes: of the grid.
        mapped: how the choices of terms are gone through: `map`, or one that spreads them.

    Raises:
        UsageError: the grid is wrong, the question is decided already, or it is too large for a
            rule other than unanimity.
    """
    import numpy as np

    shape = checked(axes)
    on = ground(asked)
    if state(on.procedure, asked.case.outlook, asked.readings, asked.subject, asked.as_of).day(
        on.decided.id
    ):
        raise UsageError("the question has been decided", mend="choose an earlier --as-of")
    listed = meetings(asked.case.meetings, on.decided, asked.as_of, asked.until)
    terms = [axis for axis in axes if axis.kind == "terms"]
    rest = tuple(axis for axis in axes if axis.kind != "terms")
    if needed_by(on.rule) is None or len(listed) > MOST_MEETINGS:
        odds = np.array(list(_one_by_one(asked, axes, shape))).reshape(shape)
        return Swept(tuple(axes), odds, asked.until, on.decided.title)
    tasks = [
        _Task(replace(asked, scenario=scenario_at(terms, at, asked.scenario)), rest)
        for at in np.ndindex(*(len(axis.values) for axis in terms))
    ]
    blocks = np.array(list(mapped(_swept, tasks)))
    order = [*terms, *rest]
    blocks = blocks.reshape([len(axis.values) for axis in order])
    odds = blocks.transpose([order.index(axis) for axis in axes])
    return Swept(tuple(axes), odds, asked.until, on.decided.title)


def _one_by_one(asked: Asked, axes: Sequence[Varied], shape: tuple[int, ...]) -> Iterator[float]:
    import numpy as np

    if math.prod(shape) > MOST_ONE_BY_ONE:
        raise UsageError(
            f"{math.prod(shape):,} scenarios would be drawn one by one, more than "
            f"{MOST_ONE_BY_ONE:,}: the rule is not unanimity, or the meetings are many",
            mend="take fewer values, or a nearer --until",
        )
    for at in np.ndindex(*shape):
        found = forecast(replace(asked, scenario=scenario_at(axes, at, asked.scenario))).decided
        yield found.by[-1].p if found else math.nan


def _swept(task: _Task) -> Floats:
    """(values of each axis): the odds under one choice of terms."""
    import numpy as np

    asked, axes = task.asked, task.axes
    on = ground(asked)
    where = state(on.procedure, asked.case.outlook, asked.readings, asked.subject, asked.as_of)
    listed = meetings(asked.case.meetings, on.decided, asked.as_of, asked.until)
    days = [meeting.date for meeting, _ in listed]
    starts = np.diff(readiness(asked, on, where, days), prepend=0.0)
    weights = signs(np.array([meeting.chance for meeting, _ in listed]), starts)
    plain = projected(asked, on, days)
    moved = [axis for axis in axes if axis.kind == "member"]
    chains = what_if(plain, asked.scenario, on.board, asked.case.axes, asked.chosen)
    timings = _timings(asked, on, days, axes)
    shape = [len(axis.values) for axis in moved]
    events = asked.case.outlook.events
    odds = np.zeros([*(len(values) for values in timings), *shape])
    for course in product(range(len(days) + 1), repeat=len(events)):
        weight = _outer([values[:, at] for values, at in zip(timings, course, strict=True)])
        if not weight.any():
            continue
        made = chains
        for event, meeting in zip(events, course, strict=True):
            if meeting < len(days):
                made = made.then(meeting, event_kernels(event, on.board, asked.chosen))
        found = _moves(made, on, weights, moved, asked.chosen.together)
        odds += np.multiply.outer(weight, found)
    return _ordered(odds, [event.id for event in events], moved, axes)


def _timings(
    asked: Asked, on: Ground, days: Sequence[date], axes: Sequence[Varied]
) -> list[Floats]:
    """For each event (values, K + 1): its chance to come before each meeting, or after them."""
    import numpy as np

    varied = {axis.name: axis for axis in axes if axis.kind == "event"}
    found = []
    for event in asked.case.outlook.events:
        usual = asked.scenario.event.get(event.id, event.per_year)
        values = varied[event.id].values if event.id in varied else (None,)
        timings = [usual if value is None else value for value in values]
        rows = [chances(one, on.board.as_of, days, event.id) for one in timings]  # type: ignore[arg-type]
        found.append(np.array(rows))
    return found


def _moves(
    chains: Chains, on: Ground, weights: Floats, moved: Sequence[Varied], together: float
) -> Floats:
    """(levels of each member that is moved): the odds on one course of events."""
    import numpy as np

    from placet.ballots.carrying import factor

    nodes, masses = factor()
    needed = needed_by(on.rule) or ()
    thresholds = chains.thresholds(nodes, together)
    own = {axis.name: chains.members.index(axis.name) for axis in moved}
    rest = tuple(index for index in needed if index not in own.values())
    base = _factors(chains, rest, thresholds).prod(axis=-1)
    base *= weights[:, None] * masses
    options = []
    for axis in moved:
        if own[axis.name] not in needed:
            options.append(np.ones((len(axis.values), base.size)))
            continue
        rows = [
            _factors(_at(chains, axis.name, value), (own[axis.name],), thresholds)
            for value in axis.values
        ]
        options.append(np.array(rows).reshape(len(rows), -1))
    return _contracted(base.reshape(-1), options)


def _at(chains: Chains, member: str, level: object) -> Chains:
    if not isinstance(level, Level):
        return chains
    kernels: Mapping[str, Floats] = {member: point(LEVELS.index(level))}
    return chains.at_once(kernels)


def _factors(chains: Chains, members: tuple[int, ...], thresholds: Floats) -> Floats:
    """(sets of meetings, nodes, members): the chance to assent at every meeting of a set."""
    import numpy as np

    chosen = thresholds[:, list(members)]
    return np.asarray(np.einsum("smt,zmt->szm", joint(chains, members), chosen, optimize=True))


def _contracted(base: Floats, options: Sequence[Floats]) -> Floats:
    """The sum over the last axis of the product of one row of each, for all choices of rows."""
    import numpy as np

    shape = [len(one) for one in options]
    half = next(
        (n for n in range(len(shape)) if math.prod(shape[:n]) ** 2 >= math.prod(shape)), len(shape)
    )
    rows = max(math.prod(shape[:half]), math.prod(shape[half:]), 1)
    width = max(1, _AT_ONCE // rows)
    total = np.zeros((math.prod(shape[:half]), math.prod(shape[half:])))
    for start in range(0, len(base), width):
        cut = slice(start, start + width)
        left = _rows(base[None, cut], [one[:, cut] for one in options[:half]])
        right = _rows(np.ones((1, left.shape[1])), [one[:, cut] for one in options[half:]])
        total += left @ right.T
    return np.clip(total, 0.0, 1.0).reshape(shape)


def _rows(first: Floats, options: Iterable[Floats]) -> Floats:
    """(choices, width): the product of one row of each, for all choices of rows."""
    for one in options:
        first = (first[:, None, :] * one[None]).reshape(-1, first.shape[1])
    return first


def _outer(parts: Sequence[Floats]) -> Floats:
    import numpy as np

    found: Floats = np.array(1.0)
    for part in parts:
        found = np.multiply.outer(found, part)
    return found


def _ordered(
    odds: Floats, events: Sequence[str], moved: Sequence[Varied], axes: Sequence[Varied]
) -> Floats:
    """The axes of the grid in its order; an event that is not varied has one value, and no axis."""
    titles = [f"event.{name}" for name in events] + [axis.title for axis in moved]
    wanted = [axis.title for axis in axes]
    idle = tuple(at for at, title in enumerate(titles) if title not in wanted)
    left = [title for title in titles if title in wanted]
    ordered: Floats = odds.squeeze(axis=idle).transpose([left.index(title) for title in wanted])
    return ordered
