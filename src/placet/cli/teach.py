"""`placet teach`: who the people are that texts quote."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from placet import api
from placet.cases import Case, load_case
from placet.cli.options import AsJson, CasePath, parse_day
from placet.cli.output import print_json
from placet.errors import UsageError

_SHOWN = 3


def teach(
    case: CasePath,
    person: Annotated[
        str, typer.Argument(metavar="PERSON", help="The name; left out: who is not known yet.")
    ] = "",
    area: Annotated[
        str,
        typer.Option("--area", metavar="CODE", help="For whom: a country, or NATO, EU, UN."),
    ] = "",
    office: Annotated[str, typer.Option("--office", help="The post, e.g. Foreign Minister.")] = "",
    also: Annotated[
        list[str] | None, typer.Option("--also", metavar="NAME", help="Another spelling.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="First day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last day.")] = None,
    source: Annotated[str, typer.Option("--source", help="Where this is known from.")] = "",
    as_json: AsJson = False,
) -> None:
    """Teach a case who somebody is, and read again the texts that name the person."""
    opened = load_case(case)
    if not person:
        _show_strangers(api.strangers(opened), as_json=as_json)
        return
    if not area:
        raise UsageError(
            f"for whom does {person} speak?",
            mend="add --area with an alpha-2 code, e.g. --area UA",
        )
    taught = api.teach(
        opened,
        person,
        area=area,
        office=office,
        other_names=tuple(also or ()),
        since=parse_day(since),
        until=parse_day(until),
        source=source,
    )
    _show_taught(opened, person, taught, as_json=as_json)


def _show_taught(case: Case, person: str, taught: api.Taught, *, as_json: bool) -> None:
    from placet.cli.show import line

    if as_json:
        print_json("placet/teach@1", asdict(taught))
        return
    verb = "now" if taught.new else "already"
    line(
        f"{person} is {verb} known ({case.actors}); texts read again: {taught.texts}, "
        f"new positions: {taught.added.positions}"
    )


def _show_strangers(found: tuple[api.Stranger, ...], *, as_json: bool) -> None:
    from placet.cli.show import line

    if as_json:
        print_json("placet/strangers@1", {"strangers": [asdict(one) for one in found]})
        return
    line(f"not known ({len(found)})", style="bold")
    for one in found:
        more = len(one.sources) - _SHOWN
        sources = "; ".join(one.sources[:_SHOWN]) + (f"; and {more} more" if more > 0 else "")
        line(f"{one.statements:4}  {one.name}  in {sources}")
    if found:
        line('teach: placet teach CASE "NAME" --area CODE --office "POST"')
