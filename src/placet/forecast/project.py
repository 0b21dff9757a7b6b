"""From a board and what-ifs to chains: standings carried through the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from placet.ballots import Settings
from placet.cases import Axis, Change, Event, Scenario
from placet.count import Board, leanings
from placet.errors import UsageError
from placet.forecast.chains import Chains, point, reset, shift
from placet.rules import Rule
from placet.standing import Parameters
from placet.standing.filtering import transition
from placet.standing.parameters import LEVELS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Kernels = Mapping[str, Floats]


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """One course of events, with its chance."""

    weight: float
    chains: Chains


def project(
    board: Board,
    days: Sequence[date],
    *,
    rule: Rule,
    changes: Iterable[Change],
    chosen: Settings,
    params: Parameters,
) -> Chains:
    """The members of a rule, carried from the board's day through the days of the meetings.

    How each leans on the board's day is `placet.ballots.leaning`. One of which nothing against is
    on record keeps to the highest level until a what-if tells otherwise of it: a move, terms that
    its conditions rule out, or a new government with a prior of its own.

    Args:
        board: where each member stands.
        days: K days, in order, after the board's.
        rule: who decides, and how.
        changes: changes of government to come.
        chosen: settings of the forecast.
        params: of the standing filter.
    """
    import numpy as np

    from placet.ballots.carrying import arrays

    members, leaned = rule.members, leanings(board, rule, chosen, params)
    params = replace(params, moves_per_year=params.moves_per_year * chosen.pace)
    initial, assent = arrays(leaned)
    free = np.array([one.free for one in leaned])
    coming = list(changes)
    steps = np.empty((len(days), len(members), len(LEVELS), len(LEVELS)))
    for k, (start, end) in enumerate(zip([board.as_of, *days], days, strict=False)):
        for quiet in (False, True):
            steps[k, free == quiet] = _moved(start, end, params, quiet=quiet)
        within = [change for change in coming if start < change.date <= end]
        for index, member in enumerate(members):
            own = [change for change in within if change.country == member]
            if own:
                quiet = bool(free[index])
                steps[k, index] = _through(own, start, end, params, chosen, quiet=quiet)
    firm = np.array([one.firm for one in leaned])
    return Chains(tuple(members), initial, steps, assent, firm)


def _moved(start: date, end: date, params: Parameters, *, quiet: bool) -> Floats:
    """The transition of a member between two days; a quiet one keeps to the highest level."""
    import numpy as np

    step = np.array(transition((end - start).days, params.prior, params.moves_per_year))
    if quiet:
        step[-1] = np.eye(len(LEVELS))[-1]
    return step


def _through(
    changes: Iterable[Change],
    start: date,
    end: date,
    params: Parameters,
    chosen: Settings,
    *,
    quiet: bool,
) -> Floats:
    """The transition of one member through its changes of government.

    Of a new government without a prior of its own no more is known than of a quiet member.
    """
    import numpy as np

    usual = np.eye(len(LEVELS))[-1].tolist() if quiet else params.prior
    step = np.eye(len(LEVELS))
    for change in changes:
        told = change.prior
        prior = usual if told is None else [told.get(level, 0.0) for level in LEVELS]
        kernel = reset(change.chance * chosen.reset, prior)
        between = _moved(start, change.date, params, quiet=quiet)
        step, start = step @ between @ kernel, change.date
    return step @ _moved(start, end, params, quiet=quiet)


def what_if(
    chains: Chains, scenario: Scenario, board: Board, axes: Iterable[Axis], chosen: Settings
) -> Chains:
    """The chains with a scenario's terms granted and members moved, at once."""
    asked = {row.country: row.conditions for row in board.members}
    for axis in axes:
        if axis.id in scenario.terms:
            chains = chains.at_once(granted(axis, scenario.terms[axis.id], asked, chosen))
    levels: Kernels = {
        member: point(LEVELS.index(level)) for member, level in scenario.move.items()
    }
    return chains.at_once(levels)


def granted(
    axis: Axis, choice: str, asked: Mapping[str, Sequence[str]], chosen: Settings
) -> dict[str, Floats]:
    """What granting a choice does: it meets conditions that name it, and rules out the others."""
    wins, loses = (
        axis.words.get(choice, ()),
        [word for other, words in axis.words.items() if other != choice for word in words],
    )
    kernels: dict[str, Floats] = {}
    for member, conditions in asked.items():
        up, down = share(conditions, wins), share(conditions, loses)
        if up or down:
            kernels[member] = shift(chosen.granted * up, up=True) @ shift(
                chosen.granted * down * (1 - up), up=False
            )
    return kernels


def share(conditions: Sequence[str], words: Iterable[str]) -> float:
    """The share of a member's recorded conditions that name any of the words."""
    named = [any(word.casefold() in text.casefold() for word in words) for text in conditions]
    return sum(named) / len(named) if named else 0.0


def branches(
    chains: Chains,
    events: Iterable[Event],
    scenario: Scenario,
    board: Board,
    days: Sequence[date],
    chosen: Settings,
) -> tuple[Branch, ...]:
    """Every course that the events may take: each before one of the meetings, or after them all.

    Raises:
        UsageError: the scenario sets an event on a day that has passed.
    """
    courses: list[list[tuple[float, int, Kernels]]] = []
    for event in events:
        timing = scenario.event.get(event.id, event.per_year)
        kernels: Kernels = event_kernels(event, board, chosen)
        listed = enumerate(chances(timing, board.as_of, days, event.id))
        courses.append([(chance, k, kernels) for k, chance in listed if chance > 0])
    found = []
    for course in product(*courses):
        weight, made = 1.0, chains
        for chance, meeting, kernels in course:
            weight *= chance
            made = made.then(meeting, kernels) if meeting < len(days) else made
        found.append(Branch(weight, made))
    return tuple(found)


def event_kernels(event: Event, board: Board, chosen: Settings) -> dict[str, Floats]:
    """What an event does to the members whose recorded conditions it meets."""
    shares = {row.country: share(row.conditions, event.meets) for row in board.members}
    return {m: shift(chosen.granted * s, up=True) for m, s in shares.items() if s}


def chances(timing: date | float, as_of: date, days: Sequence[date], name: str) -> Sequence[float]:
    """(K + 1,): chance that an event happens before each meeting, and after them all.

    Raises:
        UsageError: it is set on a day that has passed.
    """
    import numpy as np

    if isinstance(timing, date):
        if timing <= as_of:
            raise UsageError(
                f"the event {name!r} is set on {timing}, which is not after {as_of}",
                mend="set a day to come",
            )
        first = next((k for k, day in enumerate(days) if day >= timing), len(days))
        return [float(k == first) for k in range(len(days) + 1)]
    years = np.array([(day - as_of).days / 365.25 for day in days])
    left = np.concatenate([[1.0], np.exp(-timing * years), [0.0]])
    return [float(chance) for chance in -np.diff(left)]
