"""Where each member's tile stands: members are equal, so tiles are equal.

No outline map: none is neutral on disputed borders. A layout is a data file of rough geography; a
body for which no layout has every member gets a grid by alphabet.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

_WIDEST = 10
_GAP = "."


@dataclass(frozen=True, slots=True)
class Place:
    """A tile's place in the grid, counted from 0."""

    row: int
    column: int


def layout(members: Collection[str]) -> Mapping[str, Place]:
    """A place for each member: from the smallest layout that has them all, else by alphabet."""
    for places in _layouts():
        if places.keys() >= set(members):
            return _closed_up({code: places[code] for code in members})
    columns = min(_WIDEST, max(1, math.ceil(math.sqrt(2 * len(members)))))
    return {
        code: Place(at // columns, at % columns) for at, code in enumerate(sorted(set(members)))
    }


@lru_cache(maxsize=1)
def _layouts() -> tuple[Mapping[str, Place], ...]:
    found = []
    for file in files("placet.brief").joinpath("tiles").iterdir():
        if file.name.endswith(".toml"):
            rows = tomllib.loads(file.read_text(encoding="utf-8"))["rows"]
            found.append(_places(rows))
    return tuple(sorted(found, key=len))


def _places(rows: list[str]) -> Mapping[str, Place]:
    return {
        code: Place(row, column)
        for row, cells in enumerate(rows)
        for column, code in enumerate(cells.split())
        if code != _GAP
    }


def _closed_up(places: Mapping[str, Place]) -> Mapping[str, Place]:
    """The same places without the rows and columns that nobody stands in."""
    rows = sorted({place.row for place in places.values()})
    columns = sorted({place.column for place in places.values()})
    return {
        code: Place(rows.index(place.row), columns.index(place.column))
        for code, place in places.items()
    }
