"""`placet agreement`: how far the coders of a case agree, and where they do not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsJson, AsOf, CasePath, parse_day


def agreement(
    case: CasePath,
    as_of: AsOf = None,
    with_machine: Annotated[
        bool, typer.Option("--with-machine", help="Count what was read as one more coder.")
    ] = False,
    draws: Annotated[int, typer.Option("--draws", min=100, help="Of the bootstrap.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of its draws.")] = 0,
    as_json: AsJson = False,
) -> None:
    """Krippendorff's alpha on stances that several people entered, and what they dispute."""
    from placet.cli.show import line
    from placet.coding import agreement as made

    positions = api.positions(load_case(case), as_of=parse_day(as_of))
    found = made(positions, with_machine=with_machine, draws=draws, seed=seed)
    if as_json:
        from placet.formats import dumps

        typer.echo(dumps("placet/agreement@1", asdict(found)))
        return
    line(f"coders  {', '.join(found.coders) or 'nobody'}", style="bold")
    line(f"units   {len(found.units)} coded by at least two of them")
    if found.alpha is None:
        line("alpha   not defined: too few units, or all of one stance")
    else:
        line(f"alpha   {found.alpha:.2f} [{found.low:.2f}–{found.high:.2f}], ordinal, seed {seed}")
    for unit in (unit for unit in found.units if unit.disputed):
        given = ", ".join(f"{coder}: {stance}" for coder, stance in sorted(unit.stances.items()))
        line(f"disputed  {unit.holder}  {unit.question}  {unit.said}  {given}")
        line(f"    {unit.source}")
