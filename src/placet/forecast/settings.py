"""The settings of a forecast, read from a documented data file."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from placet.formats.tomlfile import TomlFile, read_toml

_MOST = {"reset": 1.0, "granted": 1.0, "together": 0.99, "silent": 1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """See `defaults.toml` for what each means and why it has its value."""

    reset: float
    granted: float
    together: float
    silent: float
    cost_of_term: float
    cost_of_level: float


@lru_cache(maxsize=4)
def settings(path: Path | None = None) -> Settings:
    """The settings of a file, or the shipped ones.

    Raises:
        CaseError: a figure is missing or out of range.
    """
    if path is not None:
        return _read(read_toml(path))
    with as_file(files("placet.forecast") / "defaults.toml") as shipped:
        return _read(read_toml(shipped))


def _read(file: TomlFile) -> Settings:
    names = [entry.name for entry in fields(Settings)]
    file.check_keys(file.data, "", names)
    return Settings(**{name: _figure(file, name) for name in names})


def _figure(file: TomlFile, name: str) -> float:
    value: Any = file.data.get(name)
    most = _MOST.get(name, math.inf)
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good or not 0 <= value <= most:
        upper = "up" if math.isinf(most) else f"to {most:g}"
        raise file.error(name, f"{value!r} will not do", f"write a number from 0 {upper}")
    return float(value)
