"""When the body decides: meetings listed, assumed ones beyond them; changes of government."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from placet.cases import Change, Meeting
from placet.procedures import Clock, Stage


def meetings(
    listed: Iterable[Meeting], stage: Stage, as_of: date, until: date
) -> tuple[tuple[Meeting, bool], ...]:
    """Meetings after a day that were known of on it, each with whether it is only assumed.

    Beyond the last one listed the body is taken to meet as often as its procedure says. A silence
    procedure has one deadline.
    """
    if stage.clock is Clock.SILENCE:
        end = as_of + timedelta(days=stage.days)
        return ((Meeting(date=end, name="Deadline of the silence procedure"), True),)
    known = sorted(
        (
            meeting
            for meeting in listed
            if as_of < meeting.date <= until and (meeting.announced or as_of) <= as_of
        ),
        key=lambda meeting: meeting.date,
    )
    found = [(meeting, False) for meeting in known]
    past = max((meeting.date for meeting in listed if meeting.date <= as_of), default=as_of)
    next_one = (known[-1].date if known else past) + timedelta(days=stage.every_days)
    while stage.every_days and next_one <= until:
        if next_one > as_of:
            found.append((Meeting(date=next_one, name="Meeting assumed"), True))
        next_one += timedelta(days=stage.every_days)
    return tuple(found)


def known_changes(changes: Iterable[Change], as_of: date, until: date) -> tuple[Change, ...]:
    """Changes of government still to come that were known of on a day, earliest first."""
    return tuple(
        sorted(
            (
                change
                for change in changes
                if as_of < change.date <= until and (change.announced or as_of) <= as_of
            ),
            key=lambda change: change.date,
        )
    )
