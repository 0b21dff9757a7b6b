"""The results of counting: plain data that every face (terminal, page, file) renders alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from placet.standing.member import MemberStanding
from placet.words import Position, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """Where every member of the body stands on one question, as known on one day."""

    case: str
    """Title of the case."""
    body: str
    """Name of the body, in full."""
    question: Question
    as_of: date
    members: tuple[MemberStanding, ...]
    """One row per member on that day, sorted by distance from yes, then by name."""
    names: Mapping[str, str]
    """Alpha-2 code to English short name, for members and for every other holder named."""
    collective: tuple[Position, ...] = ()
    """The newest evidence about the body or about members who are not named, newest first."""
    others: tuple[Position, ...] = ()
    """The newest positions of countries without a seat (the applicant, a third state)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """A set of changes after which the question carries, and with what chance."""

    changes: tuple[str, ...]
    """In words, e.g. "Hungary moves from opposed to supportive"."""
    countries: tuple[str, ...]
    p_carries: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The body's own rule applied to a board."""

    board: Board
    rule: str
    """The rule in plain words."""
    rule_source: str
    """The legal text it comes from."""
    carries: bool | None
    """True or False if no way of filling what is unknown changes it; None while open."""
    worst: bool
    """Does it carry with every undecided member against?"""
    best: bool
    """Does it carry with every undecided member in favour?"""
    p_carries: float | None
    """None where no member has a position: without evidence there are no odds."""
    supportive: tuple[str, ...]
    conditional: tuple[str, ...]
    reluctant: tuple[str, ...]
    opposed: tuple[str, ...]
    unknown: tuple[str, ...]
    blocking: tuple[str, ...]
    """Opposed members without whom it would carry, or who together keep it from carrying."""
    reported: tuple[Position, ...]
    """Collective evidence that says the body does (not) agree."""
    pivotality: Mapping[str, float]
    """Chance that a member's ballot decides, given everybody's chance of assent."""
    unlock: tuple[Unlock, ...]
    verdict: str
    """The result as one sentence."""
