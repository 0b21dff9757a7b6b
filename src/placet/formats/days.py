"""Days from outside: calendar dates of the centuries in which governments are counted."""

from __future__ import annotations

from datetime import date

FIRST, LAST = date(1000, 1, 1), date(2999, 12, 31)
"""So far from the ends of the calendar that no reckoning with days runs over them."""


def read_day(text: str) -> date:
    """A day written as 2024-11-29.

    Raises:
        ValueError: there is no such day, or it is not of our era.
    """
    return checked_day(date.fromisoformat(text))


def checked_day(day: date) -> date:
    """The day, if it lies from `FIRST` to `LAST`.

    Raises:
        ValueError: it does not.
    """
    if not FIRST <= date(day.year, day.month, day.day) <= LAST:
        raise ValueError(f"{day} does not lie from {FIRST} to {LAST}")
    return day
