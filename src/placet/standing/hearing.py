"""From sums to what the filter takes in: of each holder one event a day, and what it rests on."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from placet.ledger.evidence import Heard
from placet.ledger.packing import KINDS, STANCES, UNCLEAR
from placet.ledger.sums import GROUPS
from placet.standing.filtering import Day
from placet.standing.parameters import Parameters, Vector, vector
from placet.standing.telling import as_plain, carried_over, weight
from placet.words import Directness, Question, Stance

TINY = 1e-300
Place: TypeAlias = tuple[int, int, int]
"""Ordinal day, directness, stance."""


@dataclass(slots=True)
class Hearing:
    """What was heard of one holder on a question."""

    days: list[Day] = field(default_factory=list)
    heard: Counter[Stance] = field(default_factory=Counter)
    """Pieces of evidence by stance."""
    on: set[date] = field(default_factory=set)
    """The days on which anything was said."""
    kinds: set[Directness] = field(default_factory=set)


@dataclass(slots=True)
class _Cell:
    """What was said on one day in one way."""

    number: int = 0
    sure: float = 0.0
    """Sum of confidences."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where one member stands, and what was heard of it."""

    own: Vector
    """From what is known of the member itself."""
    state: Vector
    """With what is known of the body."""
    hearing: Hearing


def hearings(heard: Heard, question: Question, params: Parameters) -> Mapping[str, Hearing]:
    """What was heard of each holder; nothing of those who are not in it."""
    cells: dict[tuple[str, str], dict[Place, _Cell]] = defaultdict(dict)
    stays: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for row in heard.sums:
        if row.holder in GROUPS:
            continue
        own, found = row.question == question.id, cells[row.holder, row.question]
        for day, kind, stance, number, sure in row.known(heard.by):
            cell = found.setdefault((day, kind, stance), _Cell())
            cell.number += number
            cell.sure += sure
            if stance == UNCLEAR and own:
                left = 1 - params.shakes[KINDS[kind]] * sure
                stays[row.holder][day] += number * math.log(max(left, TINY))
    logs: dict[str, dict[int, list[float]]] = defaultdict(dict)
    hearing: dict[str, Hearing] = defaultdict(Hearing)
    tables = log_tables(params)
    for (holder, name), found in cells.items():
        share = weight(name, question, params)
        for (day, kind, stance), cell in _bearing(found, name, question).items():
            _note(hearing[holder], day, kind, stance, cell.number)
            likely = logs[holder].setdefault(day, [0.0] * 4)
            if stance != UNCLEAR:
                for level, value in enumerate(tables[kind][stance]):
                    likely[level] += share * cell.sure * value
    for holder, by_day in logs.items():
        hearing[holder].days = [
            Day(date.fromordinal(day), _scaled(by_day[day]), 1 - math.exp(stays[holder][day]))
            for day in sorted(by_day)
        ]
    return hearing


def log_tables(params: Parameters) -> list[list[Vector]]:
    """By directness and stance, the log-chance of that stance at each level; none for unclear."""
    columns = {Stance.AGAINST: 0, Stance.RELUCTANT: 1, Stance.CONDITIONAL: 2, Stance.FOR: 3}
    return [
        [
            vector(math.log(row[columns[stance]]) for row in params.says[kind])
            if stance in columns
            else (0.0, 0.0, 0.0, 0.0)
            for stance in STANCES
        ]
        for kind in KINDS
    ]


def _bearing(cells: Mapping[Place, _Cell], name: str, question: Question) -> dict[Place, _Cell]:
    """The cells of a question that bear on the one that is asked.

    What was said on another question carries over only until its holder says something else there,
    later and as plainly.
    """
    heard = {key: cell for key, cell in cells.items() if cell.number > 0}
    if name == question.id:
        return heard
    follows = carried_over(name, question)
    alike = {follows, Stance.UNCLEAR}
    other = [(day, kind) for day, kind, stance in heard if STANCES[stance] not in alike]
    since = [
        max((day for day, near in other if near <= as_plain(kind)), default=0) for kind in KINDS
    ]
    return {
        (day, kind, stance): cell
        for (day, kind, stance), cell in heard.items()
        if STANCES[stance] is follows and day >= since[kind]
    }


def _note(hearing: Hearing, day: int, kind: int, stance: int, number: int) -> None:
    hearing.heard[STANCES[stance]] += number
    hearing.on.add(date.fromordinal(day))
    hearing.kinds.add(KINDS[kind])


def _scaled(logs: Iterable[float]) -> Vector:
    values = list(logs)
    most = max(values)
    return vector(math.exp(value - most) for value in values)
