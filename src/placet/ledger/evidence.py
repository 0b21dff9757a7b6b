"""What standings rest on: of everything the sums, of the newest the statements themselves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from placet.ledger.events import known_from, newest_first
from placet.ledger.sums import Sums, added_up, named
from placet.words import Position

LISTED = 12
"""Of each holder and question so many of the newest statements are listed."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard on some questions, as known by a day."""

    by: date
    sums: tuple[Sums, ...]
    """Of all that was heard, by question, holder and year."""
    newest: tuple[Position, ...]
    """The newest statements of each holder on each question, at most `LISTED`."""

    def heard(self, questions: Iterable[str], by: date) -> Heard:
        """What is known here already: evidence of its day alone."""
        asked = set(questions)
        if by != self.by:
            raise ValueError(f"known by {self.by}, not by {by}")
        sums = tuple(one for one in self.sums if one.question in asked)
        return Heard(by, sums, tuple(p for p in self.newest if p.question in asked))


class Evidence(Protocol):
    """Whatever knows what was heard: a ledger, or positions at hand."""

    def heard(self, questions: Iterable[str], by: date) -> Heard:
        """What was heard on some questions, as known by a day or later."""


class Positions:
    """Positions at hand as evidence; those that a person has rejected are none."""

    def __init__(self, positions: Iterable[Position]) -> None:
        self._positions = [p for p in positions if p.reviewed != "rejected"]

    def heard(self, questions: Iterable[str], by: date) -> Heard:
        """As a ledger would tell it."""
        asked = set(questions)
        sums = tuple(s for s in self._sums if s.question in asked and s.year <= by.year)
        about = (position for position in self._positions if position.question in asked)
        return Heard(by, sums, newest_of(about, by))

    @cached_property
    def _sums(self) -> tuple[Sums, ...]:
        return added_up(self._positions)


def newest_of(positions: Iterable[Position], by: date) -> tuple[Position, ...]:
    """Of each holder and question the newest positions that were known by a day."""
    listed: dict[tuple[str, str], list[Position]] = defaultdict(list)
    for position in sorted(positions, key=newest_first, reverse=True):
        holder = named(position.holder, position.holder_kind)
        here = listed[position.question, holder]
        if holder and len(here) < LISTED and known_from(position) <= by:
            here.append(position)
    return tuple(position for key in sorted(listed) for position in listed[key])
