"""`placet find`, `rename` and `edit`: a value, a name or many entries changed across a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsJson, By, CasePath, who
from placet.cli.output import print_json

_FIELDS = "speaker, channel, source, holder, question or condition"


def find(
    case: CasePath,
    value: Annotated[str, typer.Argument(metavar="VALUE", help="What to look for.")],
    field: Annotated[str, typer.Option("--field", help=f"{_FIELDS}; all if left out.")] = "",
    part: Annotated[bool, typer.Option("--part", help="Within longer values too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Every entry in which a value stands, with the words of its source."""
    found = api.find(load_case(case), value, field=field, part=part)
    if as_json:
        from placet.cli.shapes import position_shape

        shapes = [
            {"field": one.field, "value": one.value, "position": position_shape(one.position)}
            for one in found
        ]
        print_json("placet/occurrences@1", {"occurrences": shapes})
        return
    from placet.cli.show import line, show_positions

    places = list(dict.fromkeys((one.field, one.value) for one in found))
    if not places:
        line(f"{value!r} stands nowhere" + ("" if part else "; try --part"))
    for place in places:
        entries = [one.position for one in found if (one.field, one.value) == place]
        show_positions(f"{place[0]}: {place[1]} ({len(entries)})", entries)


def rename(
    case: CasePath,
    old: Annotated[str, typer.Argument(metavar="OLD", help="The name as it stands.")],
    new: Annotated[
        str, typer.Argument(metavar="NEW", help="The name to be; one that is there merges both.")
    ],
    field: Annotated[str, typer.Option("--field", help="speaker, channel or source.")] = "speaker",
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    by: By = "",
) -> None:
    """Write a name in another way across the ledger; what stood before stays in its history."""
    from placet.cli.show import line

    changed = api.rename(load_case(case), old, new, field=field, by=who(by), note=note)
    line(f"now say {new!r}: {len(changed)}")


def edit(
    case: CasePath,
    table: Annotated[
        Path,
        typer.Argument(
            metavar="TABLE", help="A CSV file: id, and columns to change; an export will do."
        ),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="List what would change, and change nothing.")
    ] = False,
    by: By = "",
) -> None:
    """Apply a table of changes to entries: all of them, or none."""
    from placet.cli.show import line, show_positions

    changed = api.edit(load_case(case), table, by=who(by), dry=dry_run)
    if dry_run:
        show_positions(f"would change ({len(changed)})", changed)
        return
    line(f"changed: {len(changed)}")
