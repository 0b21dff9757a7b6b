"""The parameters of the standing filter, read from a documented data file."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from placet.formats.files import ReadOnce
from placet.formats.tomlfile import TomlFile, read_toml
from placet.words import Directness, Level

LEVELS = (Level.OPPOSED, Level.RELUCTANT, Level.CONDITIONAL, Level.SUPPORTIVE)
Vector = tuple[float, float, float, float]
Matrix = tuple[Vector, Vector, Vector, Vector]
_SIZE = len(LEVELS)


def vector(values: Iterable[float]) -> Vector:
    """Four numbers, one for each level."""
    first, second, third, fourth = values
    return first, second, third, fourth


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Parameters:
    """See `defaults.toml` for what each means and why it has its value."""

    prior: Vector
    moves_per_year: float
    assent: Vector
    named_from: float
    implied: float
    says: Mapping[Directness, Matrix]
    """Chance of each stance (against, reluctant, conditional, for) at each level."""
    shakes: Mapping[Directness, float]
    reset: float
    believed: Mapping[Directness, float]


@ReadOnce
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
    keys = (
        "prior",
        "moves_per_year",
        "assent",
        "named_from",
        "implied",
        "reset",
        "believed",
        "says",
    )
    file.check_keys(file.data, "", keys)
    kinds = [kind.value for kind in Directness]
    says = file.data.get("says")
    says = says if isinstance(says, dict) else {}
    file.check_keys(says, "says", kinds)
    believed = file.data.get("believed")
    believed = believed if isinstance(believed, dict) else {}
    file.check_keys(believed, "believed", kinds)
    tables = {kind: _says(file, kind, says.get(kind.value)) for kind in Directness}
    return Parameters(
        prior=_chances(file, "prior", file.data.get("prior"), whole=True),
        moves_per_year=_figure(file, "moves_per_year", file.data, most=math.inf),
        assent=_chances(file, "assent", file.data.get("assent")),
        named_from=_figure(file, "named_from", file.data),
        implied=_figure(file, "implied", file.data),
        says={kind: matrix for kind, (matrix, _) in tables.items()},
        shakes={kind: shakes for kind, (_, shakes) in tables.items()},
        reset=_figure(file, "reset", file.data),
        believed={kind: _figure(file, f"believed.{kind.value}", believed) for kind in Directness},
    )


def _says(file: TomlFile, kind: Directness, table: Any) -> tuple[Matrix, float]:
    at = f"says.{kind.value}"
    if not isinstance(table, dict):
        raise file.error("says", f"lacks {kind.value!r}", f"add [{at}]")
    file.check_keys(table, at, ("table", "shakes"))
    rows = table.get("table")
    if not isinstance(rows, list) or len(rows) != _SIZE:
        raise file.error(f"{at}.table", "has not four rows", "write one row for each level")
    first, second, third, fourth = (_chances(file, f"{at}.table", row, whole=True) for row in rows)
    return (first, second, third, fourth), _figure(file, f"{at}.shakes", table)


def _chances(file: TomlFile, at: str, row: Any, *, whole: bool = False) -> Vector:
    """Four chances; when they are the whole of what can be, all above zero with the sum one."""
    good = isinstance(row, list) and len(row) == _SIZE and all(_is_chance(value) for value in row)
    if not good or (whole and not (min(row) > 0 and math.isclose(sum(row), 1))):
        mend = "write four chances" + (" above 0 that sum to 1" if whole else " from 0 to 1")
        raise file.error(at, f"{row!r} will not do", mend)
    first, second, third, fourth = map(float, row)
    return first, second, third, fourth


def _figure(file: TomlFile, at: str, table: Mapping[str, Any], most: float = 1.0) -> float:
    value: Any = table.get(at.rpartition(".")[2])
    if not _is_chance(value, most):
        mend = "write a number from 0" + ("" if math.isinf(most) else f" to {most:g}")
        raise file.error(at, f"{value!r} will not do", mend)
    return float(value)


def _is_chance(value: Any, most: float = 1.0) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most
