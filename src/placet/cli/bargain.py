"""`placet bargain`: where positions on a scale would settle."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cli.options import AsJson, parse_day


def bargain(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE", help="A CSV table: actor, position, and salience, capability if known."
        ),
    ],
    reference: Annotated[
        float | None,
        typer.Option("--reference", metavar="X", help="What holds if nothing is agreed."),
    ] = None,
    rule: Annotated[
        str,
        typer.Option(
            "--rule", metavar="BODY[:MATTER]", help="Who decides; the actors are its members."
        ),
    ] = "",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day of the rule; today.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Mean voter, median, Nash, and the core and winset under a body's own rule."""
    from placet.bargaining import read_scale, settle
    from placet.bodies import load_body
    from placet.cli.show import line

    body, _, matter = rule.partition(":")
    day = parse_day(on) or api.today()
    chosen = load_body(body).rule(matter or load_body(body).default, day) if rule else None
    scale = read_scale(file, reference)
    found = settle(scale, chosen)
    if as_json:
        from placet.formats import dumps

        names = [actor.name for actor in scale.actors]
        typer.echo(dumps("placet/bargain@1", {"actors": names, "settled": found}))
        return
    line(f"mean voter    {found.mean_voter:.4g}  weighted by capability and salience")
    line(f"median voter  {found.median_voter:.4g}")
    if found.nash is not None:
        says = "everybody gains" if found.agreement else "not everybody gains: the reference stays"
        line(f"Nash          {found.nash:.4g}  {says}")
    if chosen is not None:
        line(f"core          {_interval(found.core)}  {chosen.in_words()} ({chosen.source})")
    if chosen is not None and reference is not None:
        line(f"winset        {_interval(found.winset)}  what beats {reference:g}")


def _interval(found: tuple[float, float] | None) -> str:
    return "empty" if found is None else f"{found[0]:.4g} to {found[1]:.4g}"
