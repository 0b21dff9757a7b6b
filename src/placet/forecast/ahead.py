"""The next points at which something is decided: meetings, elections, hand-overs of office."""

from __future__ import annotations

from collections.abc import Iterator

from placet.forecast.asked import Asked
from placet.forecast.calendar import meetings
from placet.forecast.views import Ahead
from placet.procedures import Stage

_ELECTS = {"parliament": "parliament, which makes the government", "head of state": "president"}


def ahead(asked: Asked, decided: Stage | None) -> tuple[Ahead, ...]:
    """Everything to come that is known of on the as-of day, earliest first.

    Args:
        asked: the case, the day and the horizon.
        decided: the stage that meetings may decide; None where it has been decided.
    """
    found = (*_meetings(asked, decided), *_elections(asked), *_hand_overs(asked))
    return tuple(sorted(found, key=lambda one: (one.date, one.kind, one.country)))


def _meetings(asked: Asked, decided: Stage | None) -> Iterator[Ahead]:
    if decided is None:
        return
    for meeting, assumed in meetings(asked.case.meetings, decided, asked.as_of, asked.until):
        yield Ahead(
            date=meeting.date,
            when=meeting.date.isoformat(),
            kind="meeting",
            what=", ".join(part for part in (meeting.name, meeting.place) if part),
            confirmed="assumed" if assumed else "yes",
            source=meeting.source,
        )


def _elections(asked: Asked) -> Iterator[Ahead]:
    """Elections, and the hand-overs that the law sets after them where no change tells of them."""
    told = {(change.country, change.date) for change in asked.changes()}
    for one in asked.elections():
        yield Ahead(
            date=one.latest,
            when=one.when,
            kind="election",
            what=_ELECTS[one.elects],
            country=one.country,
            confirmed=one.confirmed,
            source=one.source,
        )
        day = one.takes_office
        if day and day <= asked.until and (one.country, day) not in told:
            yield Ahead(
                date=day,
                when=day.isoformat(),
                kind="hand-over",
                what=f"whoever wins the election of {one.when} takes office",
                country=one.country,
                confirmed=one.confirmed,
                source=one.source,
            )


def _hand_overs(asked: Asked) -> Iterator[Ahead]:
    for change in asked.changes():
        yield Ahead(
            date=change.date,
            when=change.date.isoformat(),
            kind="hand-over",
            what=change.what or "change of government",
            country=change.country,
            chance=change.chance,
            source=change.source,
        )
