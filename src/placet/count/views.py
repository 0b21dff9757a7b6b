"""The results of counting: plain data that every face (terminal, page, file) renders alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from placet.ballots import Settings, settings
from placet.standing import MemberStanding, Parameters, parameters
from placet.words import UNKNOWN, Position, Question


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
    silence: tuple[str, ...] = ()
    """What is taken of members with no word against on record, in words."""
    params: Parameters = field(default_factory=parameters, repr=False)
    """Of the standing filter, and the chance of assent at each level."""
    settings: Settings = field(default_factory=settings, repr=False)
    """Of members' ballots."""

    @property
    def known(self) -> bool:
        """Has any member a standing? Without evidence there are no odds."""
        return any(row.standing != UNKNOWN for row in self.members)

    @property
    def spoken(self) -> int:
        """Of how many members a position is on record, by themselves or by others."""
        return sum(row.spoken for row in self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlock:
    """A set of changes after which the question carries, and with what chance."""

    changes: tuple[str, ...]
    """In words, e.g. "Hungary moves from opposed to supportive"."""
    countries: tuple[str, ...]
    p_carries: float | None
    """The chance today if they were sure to assent and the others stood where they stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The body's own rule applied to a board."""

    board: Board
    rule: str
    """The rule in plain words."""
    rule_source: str
    """The legal text it comes from."""
    carries: bool | None
    """True or False if no way of filling what is unknown changes it and the chance says the same;
    None while open."""
    worst: bool
    """Does it carry with every undecided member against?"""
    best: bool
    """Does it carry with every undecided member in favour?"""
    p_carries: float | None
    """The chance that it carries if it is put to the vote on the board's day, which is what
    `placet forecast` gives for that day; None where no member has a position."""
    low: float | None
    high: float | None
    """The range of that chance under the other settings that could be defended."""
    headline: str
    """The chance as one sentence, with what it rests on."""
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
    """Chance that a member's ballot decides if it is put to the vote on the board's day."""
    unlock: tuple[Unlock, ...]
    verdict: str
    """The result as one sentence."""
