"""`placet fit`: the standing filter's parameters, learnt from closed cases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsJson, AsOf, parse_day
from placet.cli.output import print_json
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.standing import Parameters
    from placet.standing.fitting import Fitted, Observed


def fit(
    cases: Annotated[list[Path], typer.Argument(metavar="CASE...", help="Folders of cases.")],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write a file of parameters (.toml)."),
    ] = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="DATE", help="Only what was said from then.")
    ] = None,
    as_of: AsOf = None,
    strength: Annotated[
        float,
        typer.Option("--strength", min=0.0, help="Observations that the shipped figures weigh."),
    ] = 20.0,
    as_json: AsJson = False,
) -> None:
    """Learn what holders say at each level, how fast they move and when they assent."""
    from placet.standing import parameters
    from placet.standing.fitting import fit as fitted_to

    if strength == 0:
        raise UsageError("a strength of 0 leaves rare stances without a chance", mend="say above 0")
    start, on = parameters(), parse_day(as_of) or api.today()
    histories = _heard_in(cases, start, on, parse_day(since) or date.min)
    result = fitted_to(histories, start, strength=strength)
    names = ", ".join(load_case(path).title for path in cases)
    words = sum(map(len, histories))
    remark = (
        f"Fitted to {len(histories)} histories with {words} events as of {on}: {names}.",
        f"The shipped figures weighed {strength:g} observations of each kind.",
    )
    if output:
        _write(output, result, remark)
    if as_json:
        print_json("placet/fit@1", _shape(result, len(histories), words))
    else:
        _show(result, start, remark, output)


def _heard_in(
    cases: Sequence[Path], start: Parameters, on: date, since: date
) -> list[list[Observed]]:
    """What was said of each member of each case, by then and since then.

    Raises:
        UsageError: nothing was.
    """
    histories = [history for path in cases for history in _heard(path, start, on, since)]
    if not histories:
        raise UsageError(
            "no statement of a member stands in these cases",
            mend="add documents or positions first, or choose an earlier --since",
        )
    return histories


def _heard(path: Path, start: Parameters, on: date, since: date) -> list[list[Observed]]:
    from placet.bodies import load_body
    from placet.standing import changes_of_case
    from placet.standing.closed import case_histories

    case = load_case(path)
    with api.open_ledger(case) as ledger:
        positions = ledger.positions(as_of=on)
    members = {code for term in load_body(case.body).terms for code in term.members}
    resets = changes_of_case(case.outlook.changes, on, start)
    return case_histories(
        positions, case.questions, members, start, on=on, since=since, resets=resets
    )


def _shape(result: Fitted, histories: int, events: int) -> dict[str, Any]:
    params = result.parameters
    return {
        "histories": histories,
        "events": events,
        "rounds": len(result.objective) - 1,
        "log_likelihood": {"before": result.likelihood[0], "after": result.likelihood[-1]},
        "prior": params.prior,
        "moves_per_year": params.moves_per_year,
        "assent": params.assent,
        "says": {kind.value: table for kind, table in params.says.items()},
    }


def _write(output: Path, result: Fitted, remark: tuple[str, ...]) -> None:
    from placet.formats import write_atomically
    from placet.standing.parameter_file import parameters_toml

    write_atomically(output, parameters_toml(result.parameters, remark))


def _show(result: Fitted, start: Parameters, remark: tuple[str, ...], output: Path | None) -> None:
    from placet.cli.show import line, show_table
    from placet.standing.parameters import LEVELS

    for text in remark:
        line(text)
    before, after = result.likelihood[0], result.likelihood[-1]
    rounds = len(result.objective) - 1
    line(f"log-likelihood {before:.1f} before, {after:.1f} after {rounds} rounds")
    fitted = result.parameters
    rows = [
        (level.value, *(f"{value:.2f}" for value in values))
        for level, *values in zip(
            LEVELS, start.prior, fitted.prior, start.assent, fitted.assent, strict=True
        )
    ]
    show_table(("level", "prior", "fitted", "assents", "fitted"), rows, right=4)
    line(f"moves a year: {start.moves_per_year:.2f}, fitted {fitted.moves_per_year:.2f}")
    if output:
        line(f"written: {output}; a case uses it as its standing.toml")
