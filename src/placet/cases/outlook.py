"""What a case says of its future: stages reached, changes of government, events, scenarios.

What is scheduled is a date; what is uncertain is a chance, with its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from placet.errors import UsageError, did_you_mean
from placet.words import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A stage of the procedure that was reached; `country` where each member acts for itself."""

    stage: str
    date: date
    country: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change of government: scheduled (chance 1) or possible."""

    announced: date | None = None
    """From when it was known; an earlier forecast does not see it."""
    country: str
    date: date
    chance: float = 1.0
    what: str = ""
    prior: Mapping[Level, float] | None = None
    """Where the incoming government is expected; None for the general prior."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that may happen and would meet conditions that members have set."""

    id: str
    title: str
    meets: tuple[str, ...]
    """Words by which recorded conditions name it."""
    per_year: float = 0.0
    """Hazard: expected number a year, as long as it has not happened."""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A named set of what-ifs. It never touches the ledger."""

    id: str
    title: str = ""
    terms: Mapping[str, str] = field(default_factory=dict)
    """Axis to the choice that is granted."""
    move: Mapping[str, Level] = field(default_factory=dict)
    """Member to the level it is moved to."""
    event: Mapping[str, date | float] = field(default_factory=dict)
    """Event to the day on which it happens, or to its hazard a year."""
    changes: tuple[Change, ...] = ()
    matter: str = ""
    """Another kind of matter, so another rule."""
    rule: Mapping[str, Any] | None = None
    """A rule that the body does not have, as the `rule` table of a body's file."""
    without: tuple[str, ...] = ()
    """Members that do not take part."""
    elections: bool = False
    """Governments may change at scheduled elections, as often as they did before."""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Everything a case says of its future."""

    procedure: str = ""
    reached: tuple[Reached, ...] = ()
    changes: tuple[Change, ...] = ()
    events: tuple[Event, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    elections: bool = False
    """What `Scenario.elections` says, in every scenario."""

    def scenario(self, name: str) -> Scenario:
        """The scenario called `name`.

        Raises:
            UsageError: the case has none of this name.
        """
        for scenario in self.scenarios:
            if scenario.id == name:
                return scenario
        names = [scenario.id for scenario in self.scenarios]
        mend = did_you_mean(name, names) if names else "add a [[scenario]] to case.toml"
        raise UsageError(f"the case has no scenario {name!r}", mend=mend)
