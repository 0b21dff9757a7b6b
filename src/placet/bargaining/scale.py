"""Positions on a scale, read strictly from a table."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from placet.errors import CaseError, UsageError
from placet.formats import Row, read_rows

_FARTHEST = 1e12
_SMALLEST = 1e-12
"""Figures beyond these bounds would overflow or vanish in sums of products."""
_COLUMNS = ("actor", "position", "salience", "capability", "issue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who bargains."""

    name: str
    position: float
    """What it wants most."""
    salience: float = 1.0
    """How much it cares, from 0 to 1."""
    capability: float = 1.0
    """How much it can bring to bear, in any unit."""

    @property
    def weight(self) -> float:
        """What it brings to bear on this issue."""
        return self.salience * self.capability


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One issue: who wants what, and what holds if nothing is agreed."""

    actors: tuple[Actor, ...]
    reference: float | None = None
    """The status quo; None if there is none on the scale."""


def read_issues(path: Path, reference: float | None = None) -> dict[str, Scale]:
    """Read a CSV table with the columns actor and position; issue, salience, capability if known.

    Returns:
        Issue to its scale, in the order of the table; one issue "" where there is no such column.

    Raises:
        CaseError: a figure is none or out of range, or an actor stands twice on an issue; with its
            line.
        UsageError: the reference is no place on a scale.
    """
    if reference is not None and not abs(reference) <= _FARTHEST:
        raise UsageError(
            f"the reference {reference:g} lies nowhere", mend=f"at most {_FARTHEST:g} either way"
        )
    rows = list(read_rows(path, columns=_COLUMNS, required=_COLUMNS[:2]))
    if not rows:
        raise CaseError("names no actor", file=path, mend="give one row for each actor")
    issues: dict[str, dict[str, Actor]] = {}
    for row in rows:
        actors = issues.setdefault(row["issue"], {})
        if row["actor"] in actors:
            raise row.error("actor", "stands twice", "give each actor one row for each issue")
        actors[row["actor"]] = Actor(
            name=row["actor"],
            position=_figure(row, "position", -_FARTHEST, _FARTHEST),
            salience=_figure(row, "salience", 0.0, 1.0) if row["salience"] else 1.0,
            capability=_figure(row, "capability", 0.0, _FARTHEST) if row["capability"] else 1.0,
        )
    for issue, actors in issues.items():
        if not any(actor.weight for actor in actors.values()):
            where = f" on {issue}" if issue else ""
            raise CaseError(
                f"no actor has any weight{where}", file=path, mend="give salience and capability"
            )
    return {
        issue: Scale(actors=tuple(actors.values()), reference=reference)
        for issue, actors in issues.items()
    }


def _figure(row: Row, column: str, least: float, most: float) -> float:
    try:
        value = float(row[column])
    except ValueError:
        value = math.nan
    if not least <= value <= most or 0 < abs(value) < _SMALLEST:
        raise row.error(
            column,
            "will not do",
            f"write a number from {least:g} to {most:g}; 0 for what is under {_SMALLEST:g}",
        )
    return value
