"""Grids of scenarios: what is varied, over which values."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from placet.cases import Case, Scenario
from placet.errors import UsageError, did_you_mean
from placet.formats.days import read_day
from placet.words import Level

AS_IS = "as-is"
MOST = 20_000_000
"""Points of a grid; the odds of more do not fit in the memory of a laptop."""
_KINDS = ("member", "terms", "event")
_RANGE = 3

Value = Level | str | float | date | None


@dataclass(frozen=True, slots=True)
class Varied:
    """What one axis of a grid varies; `None` leaves it as it stands."""

    kind: Literal["member", "terms", "event"]
    name: str
    """Alpha-2 code, id of an axis of terms, or id of an event."""
    values: tuple[Value, ...]

    @property
    def title(self) -> str:
        """As it is written: member.HU."""
        return f"{self.kind}.{self.name}"

    @property
    def labels(self) -> tuple[str, ...]:
        """The values as they are written."""
        return tuple(AS_IS if value is None else str(value) for value in self.values)


def read_varied(text: str, case: Case, members: Collection[str]) -> Varied:
    """An axis as it is written.

    `member.HU=as-is,supportive`, `terms.timing=now,as-is`, or `event.ceasefire=0:2:0.1`: rates a
    year from, to, by; or a list of rates and days.

    Raises:
        UsageError: it names what the case does not have, or a value that will not do.
    """
    title, equals, listed = text.partition("=")
    kind, dot, name = title.partition(".")
    if not (equals and dot and listed) or kind not in _KINDS:
        raise UsageError(
            f"no axis is {text!r}",
            mend="write member.CODE=LEVEL,..., terms.AXIS=CHOICE,... or event.ID=FROM:TO:BY",
        )
    words = [word.strip() for word in listed.split(",")]
    if kind == "member":
        _known(name, members, "member")
        levels = [level.value for level in Level]
        return Varied("member", name, tuple(_level(word, levels) for word in words))
    if kind == "terms":
        choices: Mapping[str, Sequence[str]] = {axis.id: axis.choices for axis in case.axes}
        _known(name, choices, "axis of terms")
        for word in words:
            _known(word, (*choices[name], AS_IS), f"choice of {name}")
        return Varied("terms", name, tuple(None if word == AS_IS else word for word in words))
    _known(name, [event.id for event in case.outlook.events], "event")
    return Varied("event", name, _timings(words))


def checked(axes: Sequence[Varied]) -> tuple[int, ...]:
    """The shape of a grid.

    Raises:
        UsageError: it has no axis, one twice, or too many points.
    """
    if not axes:
        raise UsageError("nothing is varied", mend="give --over at least once")
    titles = [axis.title for axis in axes]
    for title in titles:
        if titles.count(title) > 1:
            raise UsageError(f"{title} is varied twice", mend="write its values in one list")
    shape = tuple(len(axis.values) for axis in axes)
    if math.prod(shape) > MOST:
        raise UsageError(
            f"{math.prod(shape):,} scenarios are more than {MOST:,}",
            mend="take fewer values, or sweep part by part",
        )
    return shape


def scenario_at(axes: Sequence[Varied], at: Sequence[int], base: Scenario) -> Scenario:
    """The scenario of one point of a grid, to be forecast by itself."""
    terms, move, event = dict(base.terms), dict(base.move), dict(base.event)
    for axis, index in zip(axes, at, strict=True):
        value = axis.values[index]
        if isinstance(value, Level):
            move[axis.name] = value
        elif axis.kind == "terms" and isinstance(value, str):
            terms[axis.name] = value
        elif isinstance(value, (float, date)):
            event[axis.name] = value
    return replace(base, terms=terms, move=move, event=event)


def _level(word: str, levels: Sequence[str]) -> Level | None:
    if word == AS_IS:
        return None
    _known(word, [*levels, AS_IS], "level")
    return Level(word)


def _timings(words: Sequence[str]) -> tuple[Value, ...]:
    found: list[Value] = []
    for word in words:
        parts = word.split(":")
        if word == AS_IS:
            found.append(None)
        elif len(parts) == _RANGE:
            first, last, by = (_rate(part) for part in parts)
            if by <= 0 or last < first:
                raise UsageError(f"{word!r} runs nowhere", mend="write FROM:TO:BY, e.g. 0:2:0.1")
            count = math.floor((last - first) / by + 1e-9) + 1
            if count > MOST:
                raise UsageError(
                    f"{word!r} makes {count:,} scenarios, more than {MOST:,}",
                    mend="take larger steps",
                )
            found += [first + by * at for at in range(count)]
        elif word.count("-") > 1:
            found.append(_day(word))
        else:
            found.append(_rate(word))
    return tuple(found)


def _rate(word: str) -> float:
    try:
        value = float(word)
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise UsageError(f"{word!r} is no rate", mend="write how often a year, from 0")
    return value


def _day(word: str) -> date:
    try:
        return read_day(word)
    except ValueError:
        raise UsageError(f"{word!r} is no day", mend="write it as 2025-06-30") from None


def _known(name: str, choices: Collection[str], what: str) -> None:
    if name not in choices:
        raise UsageError(f"no {what} {name!r}", mend=did_you_mean(name, choices))
