"""One decision of a body from asking to outcome, and what was known of it on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property


class RuleClass(StrEnum):
    """How the body decides, in classes wide enough to have a base rate."""

    CONSENSUS = "consensus"
    UNANIMITY = "unanimity"
    RATIFICATION = "ratification"
    QUALIFIED_MAJORITY = "qualified_majority"
    TWO_THIRDS = "two_thirds"
    VETO = "veto"


class Kind(StrEnum):
    """What is asked for, judged by the proposal alone."""

    ACCESSION = "accession"
    """A step by which a state or group of states comes nearer to a body, or into it."""
    RATIFICATION = "ratification"
    SANCTIONS = "sanctions"
    MONEY = "money"
    APPOINTMENT = "appointment"
    OTHER = "other"


class Outcome(StrEnum):
    """How it ended, or that it has not."""

    ADOPTED = "adopted"
    ADOPTED_CONDITIONAL = "adopted_conditional"
    BLOCKED = "blocked"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


_ADOPTED = {Outcome.ADOPTED, Outcome.ADOPTED_CONDITIONAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A proposal put to a body. Outcome and day of decision are hindsight before that day."""

    id: str
    body: str
    matter: str
    rule: RuleClass
    members: int | None
    kind: Kind
    candidates: tuple[str, ...]
    """Whose accession is to be ratified, alpha-2 codes; empty for other matters."""
    asked: date | None
    due: date | None
    """Last day of the sitting it was put to, or end date set for it; known when it was asked."""
    holdouts: tuple[str, ...]
    """Members named as holding out before it was decided, alpha-2 codes."""
    named: date | None
    """When the first of them was on record; if unknown, taken as the day of asking."""
    decided: date | None
    outcome: Outcome
    unsure: tuple[str, ...]
    """Columns that rest on more than the source given."""
    source: str

    @property
    def adopted(self) -> bool:
        """Whether it carried, on terms or without."""
        return self.outcome in _ADOPTED

    def held_out(self, on: date) -> bool:
        """Whether a holdout was on record on a day."""
        first = self.named or self.asked
        return bool(self.holdouts) and first is not None and first <= on

    def open_on(self, on: date) -> bool:
        """Whether it had been asked by a day and was not decided by its end."""
        asked = self.asked is not None and self.asked <= on
        return asked and (self.decided is None or self.decided > on)


@dataclass(frozen=True)
class Casebook:
    """Decisions in the order in which they were asked."""

    decisions: tuple[Decision, ...]

    @cached_property
    def known_until(self) -> date:
        """The last day of which it tells: what is open, was so on that day at least."""
        return max(day for d in self.decisions for day in (d.asked, d.named, d.decided) if day)

    @property
    def timed(self) -> tuple[Decision, ...]:
        """Those whose day of asking is on record."""
        return tuple(decision for decision in self.decisions if decision.asked)
