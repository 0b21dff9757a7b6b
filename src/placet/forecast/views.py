"""The results of forecasting: plain data that every face renders alike."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from placet.cases import Scenario
from placet.words import Directness, Level, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """Chance that something has happened by a day, and its range under other settings."""

    date: date
    p: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StageOdds:
    """One stage of the procedure."""

    stage: str
    title: str
    who: str
    """Who acts."""
    source: str
    """The text that says so."""
    clock: str
    """What its odds rest on, in words."""
    reached: date | None = None
    """The day on which it was reached, if it was."""
    by: tuple[Odds, ...] = ()
    """Empty where there is no ground for a figure; `clock` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberOdds:
    """One member at one meeting."""

    country: str
    standing: str
    p_assent: float
    pivotality: float
    nearest: Directness | None = None
    """How near to the member itself the nearest word is that speaks against assent, if any does."""
    said: date | None = None
    """The newest such word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingOdds:
    """One meeting at which the question may be decided."""

    date: date
    name: str
    assumed: bool
    """Not in the calendar: assumed from how often the body meets."""
    p_carries: float
    """At this meeting, should it come to it, whatever happened before."""
    p_by: float
    """At this meeting or one before."""
    members: tuple[MemberOdds, ...] = ()
    """Who decides it: first who has refused in its own name, then who is least likely to assent."""

    blocking: tuple[tuple[str, ...], ...] = ()
    """Minimal sets of members who would stop it: whoever can alone and is likelier than not to
    withhold assent, else the one set whose members are likeliest to withhold it together."""

    @property
    def pivotality(self) -> Mapping[str, float]:
        """Chance that each member's ballot decides; empty where the rule is too large for it."""
        return {
            member.country: member.pivotality
            for member in self.members
            if not math.isnan(member.pivotality)
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """Something scheduled or possible before the horizon, as known on the as-of day."""

    date: date
    """The day; of what is known by the month or year only, the last one it may be."""
    when: str
    """As exactly as it is known: 2026, 2026-04 or 2026-04-12."""
    kind: str
    """meeting, election or hand-over."""
    what: str
    country: str = ""
    """Where it happens; none for a meeting of the body."""
    chance: float | None = None
    """Of a hand-over: that the government changes; None where it plays no part."""
    confirmed: str = "yes"
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What a forecast rests on."""

    statements: int
    members: int
    unknown: int
    newest: date | None
    oldest: date | None
    age_days: int | None
    """Half of the statements that the board lists are older than this."""
    prior: Mapping[Level, float]
    """Where a member of whom nothing is known is taken to be."""
    changes: tuple[str, ...] = ()
    """Changes of government taken into account, in words."""
    chances: tuple[str, ...] = ()
    """What the chances of those rest on, where a chance is no certainty."""
    assumptions: tuple[str, ...] = ()
    """Everything assumed on the way, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """The odds of one question in one scenario, as known on one day."""

    case: str
    question: Question
    as_of: date
    until: date
    scenario: Scenario
    rule: str
    rule_source: str
    procedure: str
    procedure_source: str
    stages: tuple[StageOdds, ...]
    decides: str
    """The stage that the question decides."""
    today: MeetingOdds | None
    """If it were put to the vote on the as-of day, which is what the count gives; None where no
    member has a position."""
    meetings: tuple[MeetingOdds, ...]
    ahead: tuple[Ahead, ...]
    """Meetings, elections and hand-overs of office to come, earliest first."""
    grounds: Grounds
    model: str
    exact: bool
    draws: int
    """Scenarios drawn where it is not exact."""
    seed: int
    names: Mapping[str, str]
    refused: str = ""
    """Why there is no figure, if there is none."""

    @property
    def decided(self) -> StageOdds | None:
        """The odds of the stage that the question decides; None where it has none."""
        return next((s for s in self.stages if s.stage == self.decides and s.by), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One scenario beside the case as it stands."""

    forecast: Forecast
    gained: tuple[str, ...]
    """Members whose chance of assent at the next meeting rises, most first."""
    lost: tuple[str, ...]
    against: tuple[str, ...]
    """Members that stand opposed or reluctant in it."""

    @property
    def blocking(self) -> tuple[tuple[str, ...], ...]:
        """Minimal sets of members who would stop it at the next meeting."""
        return self.forecast.meetings[0].blocking if self.forecast.meetings else ()
