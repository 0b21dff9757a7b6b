"""Plain data made frozen objects, strictly: each value checked against the type of its field.

One reader of types serves every format, so that none of them can forget to check.
"""

from __future__ import annotations

import dataclasses
import math
import types
from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from placet.formats.days import checked_day, read_day
from placet.formats.texts import load_json

Kind = TypeVar("Kind")
_Read = Callable[[Any], Any]
_BIG = 2**63
"""Whole numbers beyond it fit into no database."""
_SHOWN = 60


class ShapeError(ValueError):
    """A value that is not what its place asks for."""

    def __init__(self, problem: str, place: str = "") -> None:
        self.problem, self.place = problem, place
        super().__init__(f"{place}: {problem}" if place else problem)

    def within(self, place: str) -> ShapeError:
        """The same error, seen from outside of a list or table."""
        inner = self.place if self.place.startswith("[") or not self.place else f".{self.place}"
        return ShapeError(self.problem, place + inner)


def shaped(kind: type[Kind], data: object, *, besides: bool = False) -> Kind:
    """An object of a frozen dataclass from plain data.

    Fields may be texts, numbers, truth values, days (also as `{"date": "2024-11-29"}`), words of an
    enumeration, tuples, tables of one type, other dataclasses, and unions of these.

    Args:
        kind: the dataclass.
        data: tables and lists of what JSON or TOML has.
        besides: pass over what stands beside the fields.

    Raises:
        ShapeError: a field is missing, unknown or of another type; with its place.
    """
    made: Kind = checked(kind, data, besides=besides)
    return made


def shaped_json(kind: type[Kind], text: str) -> Kind:
    """The same from a JSON text.

    Raises:
        ValueError: it is no JSON, or a `ShapeError`.
    """
    return shaped(kind, load_json(text))


def checked(kind: Any, value: object, *, besides: bool = False) -> Any:
    """A value of any type that a field may have; see `shaped`.

    Raises:
        ShapeError: it is of another type.
    """
    return _reader(kind, besides)(value)


@cache
def _reader(kind: Any, besides: bool) -> _Read:
    if dataclasses.is_dataclass(kind):
        return _object(kind, besides)
    origin, inner = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return _one_of(tuple(_reader(part, besides) for part in inner), _named(kind))
    if origin is tuple:
        return _tuple(inner, besides)
    if origin is dict:
        return _table(_reader(inner[1], besides))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _word(kind)
    return _PLAIN[kind]


def _object(kind: Any, besides: bool) -> _Read:
    hints = get_type_hints(kind)
    fields = {one.name: _reader(hints[one.name], besides) for one in dataclasses.fields(kind)}
    needed = [
        one.name
        for one in dataclasses.fields(kind)
        if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
    ]

    def read(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise _wrong(data, f"no {kind.__name__.lower()}")
        values = {}
        for name, value in data.items():
            if name not in fields:
                if besides:
                    continue
                raise ShapeError(f"unknown key {name[:_SHOWN]!r}")
            try:
                values[name] = fields[name](value)
            except ShapeError as error:
                raise error.within(name) from None
        for name in needed:
            if name not in values:
                raise ShapeError(f"{name!r} is missing")
        return kind(**values)

    return read


def _table(inner: _Read) -> _Read:
    def read(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise _wrong(data, "no table")
        values = {}
        for name, value in data.items():
            try:
                values[str(name)] = inner(value)
            except ShapeError as error:
                raise error.within(str(name)[:_SHOWN]) from None
        return values

    return read


def _tuple(inner: tuple[Any, ...], besides: bool) -> _Read:
    many = len(inner) > 1 and inner[1] is Ellipsis
    parts = [_reader(part, besides) for part in inner if part is not Ellipsis]

    def read(data: Any) -> Any:
        if not isinstance(data, list | tuple):
            raise _wrong(data, "no list")
        if not many and len(data) != len(parts):
            raise _wrong(data, f"no list of {len(parts)}")
        made = []
        for at, value in enumerate(data):
            try:
                made.append(parts[0 if many else at](value))
            except ShapeError as error:
                raise error.within(f"[{at}]") from None
        return tuple(made)

    return read


def _one_of(readers: tuple[_Read, ...], named: str) -> _Read:
    def read(data: Any) -> Any:
        deepest: ShapeError | None = None
        for one in readers:
            try:
                return one(data)
            except ShapeError as error:
                if error.place and (deepest is None or len(error.place) > len(deepest.place)):
                    deepest = error
        raise deepest or _wrong(data, f"no {named}")

    return read


def _word(kind: type[Enum]) -> _Read:
    words = {member.value: member for member in kind}

    def read(data: Any) -> Any:
        if isinstance(data, str) and data in words:
            return words[data]
        raise _wrong(data, f"none of {', '.join(map(str, words))}")

    return read


def _text(data: Any) -> str:
    if not isinstance(data, str):
        raise _wrong(data, "no text")
    return data


def _whole(data: Any) -> int:
    if isinstance(data, bool) or not isinstance(data, int) or not -_BIG <= data < _BIG:
        raise _wrong(data, "no whole number")
    return data


def _number(data: Any) -> float:
    good = isinstance(data, int | float) and not isinstance(data, bool)
    if not good or not abs(data) < math.inf or (isinstance(data, int) and abs(data) > _BIG):
        raise _wrong(data, "no number")
    return float(data)


def _truth(data: Any) -> bool:
    if not isinstance(data, bool):
        raise _wrong(data, "neither true nor false")
    return data


def _day(data: Any) -> date:
    if isinstance(data, Mapping) and list(data) == ["date"]:
        try:
            return _day(data["date"])
        except ShapeError as error:
            raise error.within("date") from None
    try:
        if isinstance(data, date) and not isinstance(data, datetime):
            return checked_day(data)
        return read_day(_text(data))
    except ValueError:
        raise _wrong(data, "no day") from None


def _moment(data: Any) -> datetime:
    try:
        made = datetime.fromisoformat(_text(data))
    except ValueError:
        raise _wrong(data, "no moment") from None
    if made.tzinfo is not None:
        raise _wrong(data, "no moment in UTC without a time zone")
    return made


def _nothing(data: Any) -> None:
    if data is not None:
        raise _wrong(data, "not null")


_PLAIN: dict[Any, _Read] = {
    str: _text,
    int: _whole,
    float: _number,
    bool: _truth,
    date: _day,
    datetime: _moment,
    type(None): _nothing,
}


def _wrong(data: object, what: str) -> ShapeError:
    shown = f"{type(data).__name__} of {len(data)}" if isinstance(data, list | dict) else _cut(data)
    return ShapeError(f"{shown} is {what}")


def _cut(data: object) -> str:
    # the digits of a whole number may be too many to be written out
    whole = isinstance(data, int) and not isinstance(data, bool) and abs(data) > 10**_SHOWN
    return "a number of very many digits" if whole else repr(data)[:_SHOWN]


def _named(kind: Any) -> str:
    return " or ".join(getattr(part, "__name__", str(part)) for part in get_args(kind))
