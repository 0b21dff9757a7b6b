"""Checks that several tables of `case.toml` share; each error names file, line, value, mend."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

from placet.formats.tomlfile import TomlFile


def beside(file: TomlFile, key: str, default: str | None = None) -> str:
    """A name of what comes with placet, or the path of a file of one's own beside this one."""
    name = file.text(file.data, "", key, default)
    return str(file.path.parent / name) if name.endswith(".toml") else name


def announced(file: TomlFile, at: str, table: Mapping[str, Any]) -> date | None:
    """From when a day was known, if the table says; not after the day itself."""
    if "announced" not in table:
        return None
    known, day = file.day(table, at, "announced"), file.day(table, at, "date")
    if known > day:
        raise file.error(
            f"{at}.announced", f"{known} comes after the day itself, {day}", "write an earlier day"
        )
    return known


def chance_at(file: TomlFile, at: str, value: Any) -> float:
    """A chance from 0 to 1."""
    return number(file, at, value, most=1.0)


def table_at(file: TomlFile, at: str, table: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """A table; an empty one where there is none."""
    value = table.get(key, {})
    if not isinstance(value, Mapping):
        raise file.error(f"{at}.{key}", f"{value!r} is no table", f"write: {key} = {{ ... }}")
    return value


def flag(file: TomlFile, at: str, table: Mapping[str, Any], key: str) -> bool:
    """True or false; false where it is not said."""
    value = table.get(key, False)
    if not isinstance(value, bool):
        path = f"{at}.{key}" if at else key
        raise file.error(path, f"{value!r} is neither true nor false", f"write: {key} = true")
    return value


def number(file: TomlFile, at: str, value: Any, *, most: float) -> float:
    """A number from 0 to `most`."""
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good or not 0 <= value <= most or math.isinf(value):
        upper = "up" if math.isinf(most) else f"to {most:g}"
        raise file.error(at, f"{value!r} will not do", f"write a number from 0 {upper}")
    return float(value)


def check_order(file: TomlFile, kind: str, days: list[date]) -> None:
    """Refuse days that are not listed in their order."""
    for index in range(1, len(days)):
        if days[index] < days[index - 1]:
            raise file.error(
                f"{kind}[{index}].date",
                f"{days[index]} comes before {days[index - 1]} above it",
                "list them in the order of their dates",
            )


def refuse_twins(file: TomlFile, kind: str, ids: list[str]) -> None:
    """Refuse two tables of one id."""
    for index, name in enumerate(ids):
        if name in ids[:index]:
            raise file.error(
                f"{kind}[{index}].id", f"{name!r} stands twice", "give each its own id"
            )
