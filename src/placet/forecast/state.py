"""Where a case is in its procedure, as its ledger and its file tell by a day."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from placet.cases import Outlook, Reached
from placet.procedures import Procedure
from placet.words import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Which stages were reached, and when."""

    reached: tuple[Reached, ...]
    """Of the whole body, earliest first."""
    each: tuple[Reached, ...]
    """Of single members, where each acts for itself."""

    def day(self, stage: str) -> date | None:
        """The day on which a stage was reached."""
        return next((entry.date for entry in self.reached if entry.stage == stage), None)


def state(
    procedure: Procedure,
    outlook: Outlook,
    readings: Iterable[Reading],
    subject: str,
    on: date,
) -> State:
    """The stages reached by a day.

    What the case's file says comes first. A reader's fact counts where its sentence names the
    subject, from the day on which its document was published; a stage skipped on the way counts as
    reached with it.

    Args:
        procedure: the stages.
        outlook: what the case's file says.
        readings: what was read in the case's documents.
        subject: how texts name the candidate, as a regular expression; "" if the question has none.
        on: the day.
    """
    names = [stage.id for stage in procedure.stages]
    stated = [e for e in outlook.reached if e.date <= on and e.stage in names]
    told = {e.stage: e for e in sorted(_told(procedure, readings, subject, on), key=_late_first)}
    for entry in (e for e in stated if not e.country):
        told[entry.stage] = entry
    return State(
        reached=tuple(sorted(told.values(), key=lambda e: (names.index(e.stage), e.date))),
        each=tuple(entry for entry in stated if entry.country),
    )


def _late_first(entry: Reached) -> int:
    return -entry.date.toordinal()


def _told(
    procedure: Procedure, readings: Iterable[Reading], subject: str, on: date
) -> Iterable[Reached]:
    words = {word: stage.id for stage in procedure.stages for word in stage.told_as}
    named = re.compile(subject, re.IGNORECASE) if subject else None
    for reading in readings:
        published = reading.document.published
        if published is None or published > on or named is None:
            continue
        for fact in reading.facts:
            if fact.kind != "stage" or fact.value not in words:
                continue
            if named.search(_sentence(reading.document.text, fact.span.start, fact.span.end)):
                title = reading.document.title or reading.document.publisher
                yield Reached(
                    stage=words[str(fact.value)], date=published, source=f"told by {title!r}"
                )


def _sentence(text: str, start: int, end: int) -> str:
    """The text around a span, to the nearest full stop or line end on both sides."""
    left = max(text.rfind(mark, 0, start) for mark in (". ", "\n"))
    rights = [at for at in (text.find(mark, end) for mark in (". ", "\n")) if at >= 0]
    return text[left + 1 : min(rights, default=len(text))]
