"""What a procedure is: stages in order, who acts at each, by which rule, on which clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from placet.errors import UsageError, did_you_mean

ANY = "any"
"""Stands for whichever body a question is put to."""


class Clock(StrEnum):
    """What decides when a stage is reached, once the one before it is."""

    GIVEN = "given"
    """Nothing here: it is reached when the record says so (an application)."""
    MEETING = "meeting"
    """The body decides it, and only when it meets."""
    SILENCE = "silence"
    """It stands at a deadline unless a member breaks silence before."""
    WAIT = "wait"
    """It takes as long as it took in past cases."""
    EACH = "each"
    """Every member acts for itself; the last of them completes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One stage of a procedure."""

    id: str
    title: str
    who: str
    """Who acts, in words."""
    clock: Clock
    body: str = ""
    """Who decides, if a body does."""
    matter: str = ""
    """The body's kind of matter, which names the rule."""
    optional: bool = False
    """May be left out; then the next stage follows the one before."""
    every_days: int = 0
    """Meeting clock: days between meetings where the calendar lists none."""
    days: int = 0
    """Silence clock: days to the deadline."""
    told_as: tuple[str, ...] = ()
    """What a reader calls it among the facts of a text."""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A past or pending case: when each stage was reached."""

    candidates: tuple[str, ...]
    """Alpha-2 codes of those that went together; one decision, so one observation."""
    reached: Mapping[str, date]
    """Stage to day; a stage that was left out or whose day is not known is missing."""
    ended: date | None = None
    """When it was given up, if it was."""
    source: str = ""
    confirmed: bool = True
    """False where it was compiled from general knowledge: check before relying on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """The way from asking to having."""

    id: str
    title: str
    bodies: tuple[str, ...]
    """Bodies whose questions follow it."""
    stages: tuple[Stage, ...]
    source: str
    records: tuple[Record, ...] = ()
    note: str = ""

    def stage(self, name: str) -> Stage:
        """The stage called `name`.

        Raises:
            UsageError: it has none.
        """
        for stage in self.stages:
            if stage.id == name:
                return stage
        raise UsageError(
            f"the procedure {self.id!r} has no stage {name!r}",
            mend=did_you_mean(name, [stage.id for stage in self.stages]),
        )

    def decided_by(self, body: str, matter: str) -> Stage | None:
        """The stage that this body must decide by this kind of matter, if there is one."""
        needed = (stage for stage in self.stages if not stage.optional)
        return next(
            (s for s in needed if s.body == ANY or (s.body, s.matter) == (body, matter)), None
        )

    def before(self, name: str) -> Stage | None:
        """The last stage before `name` that may not be left out."""
        at = self.stages.index(self.stage(name))
        return next((stage for stage in reversed(self.stages[:at]) if not stage.optional), None)

    def after(self, name: str) -> tuple[Stage, ...]:
        """The stages after `name` that may not be left out, in order."""
        at = self.stages.index(self.stage(name))
        return tuple(stage for stage in self.stages[at + 1 :] if not stage.optional)
