"""The cheapest packages after which a question carries with a chosen chance, proven minimal.

A package grants terms, wins members, and waits for a meeting. For each choice of terms and meeting
the cheapest members to win are a knapsack: for unanimity the logarithm of the chance is a
sum over members, and HiGHS proves the optimum (Huangfu and Hall, "Parallelizing the dual revised
simplex method", Math. Prog. Comp. 10, 2018); for other rules every cheaper package is tried.
Members are taken as independent, which for unanimity understates the chance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import TYPE_CHECKING

from placet.errors import UsageError
from placet.forecast.asked import Asked, Ground, ground
from placet.forecast.calendar import meetings
from placet.forecast.chains import LEVELS, Chains, point
from placet.forecast.packages import Moves, cheapest_moves
from placet.forecast.project import Branch, branches, granted, project, what_if
from placet.words import Position

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_MEETINGS = 3
_PACKAGES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One member won: it becomes supportive."""

    country: str
    standing: str
    p_assent: float
    """Before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """One way to carry the question."""

    terms: Mapping[str, str]
    moves: tuple[Move, ...]
    meeting: date
    cost: float
    """Levels that members are moved, as expected, and terms granted, each at its cost."""
    p_carries: float
    """At that meeting, members moving together as in every forecast."""
    p_independent: float
    """If members were independent of each other; this is what reaches the chance wanted."""
    proven: bool
    """No cheaper moves do it with these terms at this meeting."""
    won: tuple[str, ...]
    """Members with a recorded condition that the terms meet."""
    lost: tuple[str, ...]
    """Members with a recorded condition that the terms rule out."""
    evidence: tuple[Position, ...]
    """The recorded conditions of both."""


def unlock(asked: Asked, target: float) -> tuple[Package, ...]:
    """The cheapest package for each choice of terms and meeting, cheapest first.

    Left out is what asks for more than a cheaper one at the same meeting or an earlier one.

    Raises:
        UsageError: the chance wanted is none.
    """
    if not 0 < target < 1:
        raise UsageError(f"{target:g} is no chance to aim at", mend="choose one between 0 and 1")
    on = ground(asked)
    if not on.board.known:
        return ()
    found: list[Package] = []
    for terms in _choices(asked):
        there = replace(asked, scenario=replace(asked.scenario, terms=terms))
        found.extend(_cheapest(there, on, target))
    found.sort(key=lambda package: (package.cost, -package.p_carries, package.meeting))
    kept: list[Package] = []
    for package in found:
        if not any(_no_worse(other, package) for other in kept):
            kept.append(package)
    return tuple(kept[:_PACKAGES])


def _no_worse(one: Package, other: Package) -> bool:
    """Does a package that costs no more ask for nothing that another does not, and no later?"""
    return (
        one.terms.items() <= other.terms.items()
        and {move.country for move in one.moves} <= {move.country for move in other.moves}
        and one.meeting <= other.meeting
    )


def _choices(asked: Asked) -> Iterator[dict[str, str]]:
    """Every choice of terms that somebody's condition could name, none granted first."""
    axes = [axis for axis in asked.case.axes if axis.words]
    for choice in product(*([None, *axis.words] for axis in axes)):
        yield {axis.id: name for axis, name in zip(axes, choice, strict=True) if name is not None}


def _cheapest(asked: Asked, on: Ground, target: float) -> Iterator[Package]:
    """The cheapest package with the scenario's terms at each of the next meetings."""
    import numpy as np

    listed = meetings(asked.case.meetings, on.decided, asked.as_of, asked.until)[:_MEETINGS]
    days = [meeting.date for meeting, _ in listed]
    chains = project(
        on.board,
        days,
        rule=on.rule,
        changes=asked.changes(),
        chosen=asked.chosen,
        params=asked.params,
    )
    plain = what_if(chains, asked.scenario, on.board, asked.case.axes, asked.chosen)
    firm = plain.assent[:, -1] if plain.moved is None else plain.moved
    silent = plain.assent[:, -1] < firm
    events = asked.case.outlook.events
    courses = branches(plain, events, asked.scenario, on.board, days, asked.chosen)
    for k, day in enumerate(days):
        assent = np.sum([one.weight * one.chains.p_assent()[k] for one in courses], axis=0)
        away = np.sum([one.weight * _distance(one.chains, k) for one in courses], axis=0)
        # Who would be no surer once won has the highest price: nobody is won for nothing.
        levels = np.where(assent < firm, away, LEVELS - 1.0)
        levels = np.where(silent, 1.0, levels)  # held at the highest, though it has yet to say so
        costs = levels * asked.chosen.cost_of_level
        found = cheapest_moves(on.rule, assent, firm, costs, target)
        if found is not None:
            yield _package(asked, on, day, found, _chance(asked, on, courses, found, k))


def _distance(chains: Chains, meeting: int) -> Floats:
    """(n,): how many levels each member is expected to be from supportive at a meeting."""
    import numpy as np

    return np.asarray(chains.levels()[meeting] @ np.arange(LEVELS - 1.0, -1.0, -1.0))


def _chance(
    asked: Asked, on: Ground, courses: Sequence[Branch], found: Moves, meeting: int
) -> float:
    """The chance at the meeting with these members won by then, moving together as ever."""
    from placet.ballots.carrying import carries

    won, chance = dict.fromkeys(found.members, point(LEVELS - 1)), 0.0
    for course in courses:
        there = course.chains.then(meeting, won)
        levels = there.levels()[meeting]
        chance += course.weight * carries(on.rule, levels, there.assent, asked.chosen.together)
    return chance


def _package(asked: Asked, on: Ground, meeting: date, found: Moves, chance: float) -> Package:
    rows = {row.country: row for row in on.board.members}
    won, lost, evidence = _bearing(asked, on)
    moves = [
        Move(country=member, standing=rows[member].standing, p_assent=rows[member].p_assent)
        for member in found.members
    ]
    return Package(
        terms=asked.scenario.terms,
        moves=tuple(sorted(moves, key=lambda move: (move.p_assent, move.country))),
        meeting=meeting,
        cost=asked.chosen.cost_of_term * len(asked.scenario.terms) + found.cost,
        p_carries=chance,
        p_independent=found.p_carries,
        proven=found.proven,
        won=won,
        lost=lost,
        evidence=evidence,
    )


def _bearing(
    asked: Asked, on: Ground
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[Position, ...]]:
    """Members whose recorded conditions the terms meet or rule out, and those conditions."""
    import numpy as np

    won: set[str] = set()
    lost: set[str] = set()
    evidence: list[Position] = []
    conditions = {row.country: row.conditions for row in on.board.members}
    start = np.arange(LEVELS, dtype=float)
    for axis in asked.case.axes:
        if axis.id not in asked.scenario.terms:
            continue
        kernels = granted(axis, asked.scenario.terms[axis.id], conditions, asked.chosen)
        for member, kernel in kernels.items():
            rise = float((kernel @ start - start).sum())
            (won if rise > 0 else lost).add(member)
        words = [word for listed in axis.words.values() for word in listed]
        evidence += [
            position
            for row in on.board.members
            if row.country in kernels
            for position in row.evidence
            if any(word.casefold() in position.condition.casefold() for word in words)
        ]
    return tuple(sorted(won)), tuple(sorted(lost)), tuple({p.id: p for p in evidence}.values())
