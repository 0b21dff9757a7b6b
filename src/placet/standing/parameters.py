"""The parameters of the standing filter, read from a documented data file."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from placet.formats.tomlfile import TomlFile, read_toml
from placet.words import Directness, Level

LEVELS = (Level.OPPOSED, Level.RELUCTANT, Level.CONDITIONAL, Level.SUPPORTIVE)
Vector = tuple[float, float, float, float]
Matrix = tuple[Vector, Vector, Vector, Vector]
_SIZE = len(LEVELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """See `defaults.toml` for what each means and why it has its value."""

    prior: Vector
    up: float
    """Moves to the next better level, per day."""
    down: float
    assent: Vector
    named_from: float
    implied: float
    says: dict[Directness, Matrix]
    """Chance of each stance (against, reluctant, conditional, for) at each level."""
    shakes: dict[Directness, float]


@lru_cache(maxsize=4)
def parameters(path: Path | None = None) -> Parameters:
    """The parameters of a file, or the shipped ones.

    Raises:
        CaseError: a figure is missing, is no chance, or chances do not sum to one.
    """
    if path is not None:
        return _read(read_toml(path))
    with as_file(files("placet.standing") / "defaults.toml") as shipped:
        return _read(read_toml(shipped))


def _read(file: TomlFile) -> Parameters:
    data = file.data
    says = data.get("says", {})
    missing = [kind.value for kind in Directness if kind.value not in says]
    if missing:
        raise file.error("says", f"lacks {missing[0]!r}", f"add [says.{missing[0]}]")
    tables = {kind: says[kind.value].get("table", []) for kind in Directness}
    for kind, table in tables.items():
        for row in table:
            _check(file, f"says.{kind.value}", row, whole=True)
        if len(table) != _SIZE:
            raise file.error(f"says.{kind.value}", "has not four rows", "one row for each level")
    _check(file, "prior", data.get("prior"), whole=True)
    _check(file, "assent", data.get("assent"), whole=False)
    return Parameters(
        prior=_vector(data["prior"]),
        up=float(data["up_per_year"]) / 365.25,
        down=float(data["down_per_year"]) / 365.25,
        assent=_vector(data["assent"]),
        named_from=float(data["named_from"]),
        implied=float(data["implied"]),
        says={kind: _matrix(table) for kind, table in tables.items()},
        shakes={kind: float(says[kind.value]["shakes"]) for kind in Directness},
    )


def _check(file: TomlFile, key: str, row: Any, *, whole: bool) -> None:
    good = isinstance(row, list) and len(row) == _SIZE and all(0 <= value <= 1 for value in row)
    if not good or (whole and abs(sum(row) - 1) > 1e-9):  # noqa: PLR2004 - rounding of decimals
        total = "that sum to 1" if whole else ""
        raise file.error(key, f"{row!r} is wrong", f"write four chances {total}".strip())


def _vector(row: list[float]) -> Vector:
    first, second, third, fourth = map(float, row)
    return first, second, third, fourth


def _matrix(table: list[list[float]]) -> Matrix:
    first, second, third, fourth = map(_vector, table)
    return first, second, third, fourth
