"""The settings of ballots and of what moves them, read from a documented data file."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from placet.formats.tomlfile import TomlFile, read_toml

FORECAST_FILE = "forecast.toml"
"""A case's own settings, in its folder."""
_MOST = {"reset": 1.0, "granted": 1.0, "together": 0.99, "silent": 1.0, "silent_outvoted": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """See `defaults.toml` for what each means and why it has its value."""

    reset: float
    granted: float
    together: float
    silent: float
    silent_outvoted: float
    pace: float
    cost_of_term: float
    cost_of_level: float
    others: tuple[Settings, ...] = ()
    """What could be defended as well; the band is the range over them."""


def settings(path: Path | None = None) -> Settings:
    """The shipped settings, or those with what a file puts in their place.

    Args:
        path: a file that names the figures to change; the others stay as they are shipped. Its
            `[[other]]` tables, if there are any, stand for the shipped ones.

    Raises:
        CaseError: a figure is unknown or out of range.
    """
    shipped = _shipped()
    if path is None:
        return _read(shipped)
    own = read_toml(path)
    return _read(TomlFile(own.path, {**shipped.data, **own.data}, own.lines))


@lru_cache(maxsize=1)
def _shipped() -> TomlFile:
    with as_file(files("placet.ballots") / "defaults.toml") as shipped:
        return read_toml(shipped)


def _read(file: TomlFile) -> Settings:
    names = [entry.name for entry in fields(Settings) if entry.name != "others"]
    file.check_keys(file.data, "", (*names, "other"))
    settled: dict[str, Any] = {name: _figure(file, file.data, "", name) for name in names}
    plain = Settings(**settled)
    others = []
    for at, table in file.tables("other"):
        file.check_keys(table, at, names)
        figures: dict[str, Any] = {name: _figure(file, table, at, name) for name in table}
        others.append(replace(plain, **figures))
    return replace(plain, others=tuple(others))


def _figure(file: TomlFile, table: Mapping[str, Any], at: str, name: str) -> float:
    value: Any = table.get(name)
    most = _MOST.get(name, math.inf)
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good or not 0 <= value <= most:
        upper = "up" if math.isinf(most) else f"to {most:g}"
        raise file.error(
            f"{at}.{name}" if at else name,
            f"{value!r} will not do",
            f"write a number from 0 {upper}",
        )
    return float(value)
