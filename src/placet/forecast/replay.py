"""The same case forecast again and again, on what was known each time and never later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from placet.forecast.asked import Asked
from placet.forecast.forecast import forecast
from placet.forecast.views import Forecast


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What was forecast on one day."""

    as_of: date
    next_meeting: date | None
    p_next: float | None
    """Chance that it carries at the next meeting; None where there was no evidence."""
    p_until: float | None
    """Chance that it carries within the horizon."""
    low: float | None
    high: float | None
    least: tuple[str, ...]
    """Members in the way at the next meeting: first who refuses on record, then who is least
    likely to assent."""
    statements: int
    """How many statements on members' stances it rests on."""
    refused: str = ""
    """Why there is no figure, if there is none."""


def days(since: date, until: date, every: int) -> Iterator[date]:
    """Days from `since` to `until`, so many apart."""
    day = since
    while day <= until:
        yield day
        day += timedelta(days=every)


def replay(asked: Asked, on: date, horizon: int) -> Replayed:
    """The forecast as known on one day: evidence published later is not looked at."""
    known = replace(
        asked,
        as_of=on,
        until=on + timedelta(days=horizon),
        readings=tuple(
            r for r in asked.readings if r.document.published and r.document.published <= on
        ),
    )
    return _row(forecast(known))


def _row(found: Forecast) -> Replayed:
    first = found.meetings[0] if found.meetings else None
    odds = found.decided.by[-1] if found.decided else None
    return Replayed(
        as_of=found.as_of,
        next_meeting=first.date if first else None,
        p_next=first.p_carries if first else None,
        p_until=odds.p if odds else None,
        low=odds.low if odds else None,
        high=odds.high if odds else None,
        least=tuple(row.country for row in first.members if row.nearest)[:5] if first else (),
        statements=found.grounds.statements,
        refused=found.refused,
    )
