"""Moving windows of time: a table for each, in which what lies off the middle may weigh less."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from placet.errors import UsageError, did_you_mean
from placet.exchange.networks.counting import Event, Table, table

KERNELS: dict[str, Callable[[float], float]] = {
    "uniform": lambda _: 1.0,
    "triangular": lambda off: 1.0 - off,
    "epanechnikov": lambda off: 1.0 - off * off,
    "gaussian": lambda off: math.exp(-2.0 * off * off),
}
"""Weight by how far off the middle, as a share of half the window; 1 in the middle. The Gaussian's
standard deviation is half of that half."""
_UNITS = {"days": 1.0, "weeks": 7.0, "months": 365.25 / 12, "years": 365.25}
_SIZE = re.compile(r"(\d+)\s*([a-z]+)")
_MOST = 10_000


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """A stretch of time and what was said in it."""

    since: date
    until: date
    table: Table


def windows(
    found: Sequence[Event], size: str, kernel: str = "uniform", duplicates: str = "include"
) -> Iterator[Window]:
    """Windows of one size, each a unit later than the one before, all with the same labels.

    Args:
        found: events in the order of days.
        size: e.g. "30 days", "8 weeks", "6 months", "2 years"; or "50 events".
        kernel: one of `KERNELS`.
        duplicates: one of `counting.DUPLICATES`, within a window.

    Raises:
        UsageError: no such size or kernel, or there would be too many windows.
    """
    number, unit = _size(size)
    if kernel not in KERNELS:
        raise UsageError(f"no kernel {kernel!r}", mend=did_you_mean(kernel, KERNELS))
    labels = (
        tuple(sorted({event.row for event in found})),
        tuple(sorted({event.column for event in found})),
    )
    if unit == "events":
        spans = [(at, at + number) for at in range(max(0, len(found) - number) + bool(found))]
        for first, last in spans:
            inside = found[first:last]
            half = len(inside) / 2
            off = [abs(at + 0.5 - half) / half for at in range(len(inside))]
            weights = [KERNELS[kernel](one) for one in off]
            made = table(inside, duplicates, weights, labels)
            yield Window(inside[0].day, inside[-1].day, made)
        return
    half_days = number * _UNITS[unit] / 2
    for middle in _middles(found, _UNITS[unit]):
        inside = [one for one in found if abs((one.day - middle).days) <= half_days]
        weights = [KERNELS[kernel](abs((one.day - middle).days) / half_days) for one in inside]
        whole = timedelta(days=math.floor(half_days))
        made = table(inside, duplicates, weights, labels)
        yield Window(middle - whole, middle + whole, made)


def _middles(found: Sequence[Event], step: float) -> list[date]:
    """From the first event to the last, a step apart."""
    if not found:
        return []
    first, last = found[0].day, found[-1].day
    count = math.floor((last - first).days / step) + 1
    if count > _MOST:
        raise UsageError(
            f"{count} windows are more than {_MOST}", mend="take a larger unit, or set --since"
        )
    return [first + timedelta(days=round(at * step)) for at in range(count)]


def _size(size: str) -> tuple[int, str]:
    match = _SIZE.fullmatch(size.strip().lower())
    number = int(match[1]) if match else 0
    unit = match[2] if match else ""
    unit = unit if unit.endswith("s") else f"{unit}s"
    if not number or unit not in (*_UNITS, "events"):
        raise UsageError(
            f"no window is {size!r} wide",
            mend="write a number and days, weeks, months, years or events, e.g. 30 days; the "
            "ledger knows no shorter time than a day",
        )
    return number, unit
