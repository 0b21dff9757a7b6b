"""`placet assign`, `code`, `agreement` and `adjudicate`: several people code what texts say."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsJson, AsOf, By, CasePath, parse_day, who
from placet.cli.output import print_json
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.coding import Agreement, Unit

_WORDS = 96


def assign(
    case: CasePath,
    coder: Annotated[
        list[str], typer.Option("--coder", metavar="NAME", help="Who codes; once for each.")
    ],
    output: Annotated[
        Path, typer.Option("-o", "--output", metavar="FOLDER", help="Where the sheets go.")
    ],
    each: Annotated[int, typer.Option("--each", min=1, help="How many code a text.")] = 2,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Of who codes what.")] = 0,
    as_of: AsOf = None,
) -> None:
    """Give texts to coders: a sheet for each, blind to the machine and to one another."""
    from placet.cli.show import line

    given = api.assign(load_case(case), coder, output, each=each, seed=seed, as_of=parse_day(as_of))
    for sheet, rows in given.items():
        line(f"{sheet}: {rows} rows to code")
    line(f"then: placet code {case} SHEET --by NAME")


def code(
    case: CasePath,
    sheet: Annotated[Path, typer.Argument(metavar="SHEET", help="A sheet of placet assign.")],
    by: By = "",
) -> None:
    """Keep what a coder filled into a sheet; again, after more has been filled in."""
    from placet.cli.show import line

    added = api.code(load_case(case), sheet, by=who(by))
    line(f"{added.statements} statements coded, {added.positions} new positions")


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
    """Krippendorff's alpha on what several people coded, by position and by statement."""
    from placet.cli.show import line

    found = api.agreement(
        load_case(case),
        as_of=parse_day(as_of),
        with_machine=with_machine,
        draws=draws,
        seed=seed,
    )
    if as_json:
        print_json("placet/agreement@2", asdict(found))
        return
    coders = {*found.by_position.coders, *found.by_statement.coders}
    line(f"coders  {', '.join(sorted(coders)) or 'nobody'}", style="bold")
    _show_alpha("by position", found.by_position, seed)
    _show_alpha("by statement", found.by_statement, seed)
    for unit in (*found.by_statement.units, *found.by_position.units):
        if unit.disputed:
            _show_unit(unit, "disputed")


def adjudicate(
    case: CasePath,
    settle: Annotated[
        list[str] | None,
        typer.Option(
            "--settle", metavar="ID=NAME", help="The coder who is right on a dispute, or none."
        ),
    ] = None,
    agreed: Annotated[
        bool,
        typer.Option("--agreed", help="What coders agree on outranks what the machine read."),
    ] = False,
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """List what coders dispute, and decide it: entries are accepted or rejected, none deleted."""
    from placet.cli.show import line

    opened = load_case(case)
    for asked in settle or ():
        unit, equals, verdict = asked.partition("=")
        if not equals:
            raise UsageError(f"--settle {asked}", mend="write the id, =, and a coder or none")
        number = api.adjudicate(opened, unit, verdict, by=who(by))
        line(f"{unit}: {number} entries decided")
    if agreed:
        line(f"agreed: {api.adjudicate_agreed(opened, by=who(by))} entries of the machine decided")
    if settle or agreed:
        return
    disputes = api.disputes(opened)
    if as_json:
        print_json("placet/disputes@1", {"disputes": [asdict(one) for one in disputes]})
        return
    left = sum(not one.settled for one in disputes)
    line(f"{len(disputes)} disputed, {left} to settle", style="bold")
    for one in disputes:
        _show_unit(one.unit, "settled" if one.settled else "open")


def _show_alpha(level: str, found: Agreement, seed: int) -> None:
    from placet.cli.show import line

    disputed = sum(unit.disputed for unit in found.units)
    head = f"{level:13} {len(found.units)} coded by at least two, {disputed} disputed; "
    if found.alpha is None:
        line(head + "alpha not defined: too few, or all coded alike")
        return
    line(
        f"{head}alpha {found.alpha:.2f} [{found.low:.2f}–{found.high:.2f}], "
        f"{found.level}, seed {seed}"
    )


def _show_unit(unit: Unit, state: str) -> None:
    from placet.cli.show import line

    line(f"{state}  {unit.id}  {unit.question}  {unit.said or 'undated'}  {unit.source}")
    about = unit.about if len(unit.about) <= _WORDS else unit.about[: _WORDS - 1] + "…"
    line(f"    {about}")
    line("    " + "; ".join(f"{coder}: {given}" for coder, given in unit.codes.items()))
