"""Dates in texts: absolute ones, and relative ones counted from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
PHRASE = re.compile(
    rf"\b(?:(?:this|next|last|coming)\s+(?:week|month|year|{'|'.join(_DAYS)})"
    rf"|today|tomorrow|yesterday|(?:on\s+)?(?:{'|'.join(_DAYS)})"
    rf"|\d{{1,2}}(?:[–-]\d{{1,2}})?\s+(?:{_MONTHS})(?:,?\s+\d{{4}})?"
    rf"|(?:{_MONTHS})\s+\d{{1,2}}(?:,\s+\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})\b",
    re.IGNORECASE,
)
Interval = tuple[date, date]


def resolve(phrase: str, published: date | None) -> Interval | None:
    """The first and last day that a phrase means, or None where it must stay open.

    A bare weekday is the last one up to the day of publication; "next" and "this" look ahead.
    """
    words = phrase.lower().removeprefix("on ").split()
    if relative := _relative(words, published):
        return relative
    if words[-1] in _DAYS or words[0] in {"this", "next", "last", "coming", "today"}:
        return None
    return _absolute(phrase, published)


def _relative(words: list[str], published: date | None) -> Interval | None:
    if published is None:
        return None
    shift = {"yesterday": -1, "today": 0, "tomorrow": 1}.get(words[0])
    if shift is not None:
        return (published + timedelta(shift),) * 2
    step = {"last": -1, "next": 1, "coming": 1}.get(words[0], 0)
    if words[-1] in _DAYS:
        return _weekday(words, published)
    if words[-1] == "week":
        monday = published - timedelta(published.weekday()) + timedelta(7 * step)
        return monday, monday + timedelta(6)
    if words[-1] == "month":
        month = published.month - 1 + step
        first = date(published.year + month // 12, month % 12 + 1, 1)
        return first, (first + timedelta(32)).replace(day=1) - timedelta(1)
    if words[-1] == "year":
        return date(published.year + step, 1, 1), date(published.year + step, 12, 31)
    return None


def _weekday(words: list[str], published: date) -> Interval:
    ahead = (_DAYS.index(words[-1]) - published.weekday()) % 7
    if words[0] in {"next", "coming"}:
        ahead = ahead or 7
    elif words[0] == "last" or (words[0] != "this" and ahead):
        ahead -= 7
    return (published + timedelta(ahead),) * 2


def _absolute(phrase: str, published: date | None) -> Interval | None:
    first, _, rest = phrase.partition(" ")
    low, dash, high = first.replace("–", "-").partition("-")
    if dash and high.isdigit() and rest:
        begin, end = (_absolute(f"{day} {rest}", published) for day in (low, high))
        return (begin[0], end[1]) if begin and end else None
    has_year = re.search(r"\d{4}", phrase) is not None
    if not has_year and published is None:
        return None
    import dateparser  # slow to import, and few texts need it

    base = {"RELATIVE_BASE": _noon(published)} if published else {}
    settings = {"PREFER_DATES_FROM": "current_period", "DATE_ORDER": "DMY", **base}
    found = dateparser.parse(phrase, languages=["en"], settings=settings)
    if found is None:
        return None
    day = found.date()
    if not has_year and published and abs((day - published).days) > 183:  # noqa: PLR2004
        day = day.replace(year=day.year + (1 if day < published else -1))
    return day, day


def _noon(day: date) -> object:
    from datetime import datetime, time

    return datetime.combine(day, time(12))


def written(interval: Interval) -> str:
    """A day, or an interval as ISO 8601 writes it."""
    first, last = interval
    return first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
