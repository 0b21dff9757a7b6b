"""`placet sweep`: the odds of a whole grid of scenarios."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placet import api
from placet.cases import load_case
from placet.cli.forecast import Until
from placet.cli.options import AsJson, Asked, AsOf, CasePath, Where, parse_day
from placet.cli.output import check_form, print_json
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.forecast.sweeps import Swept

_MOST_ROWS = 1_000_000


def sweep(
    case: CasePath,
    over: Annotated[
        list[str],
        typer.Option(
            "--over",
            metavar="AXIS=VALUES",
            help="member.HU=as-is,supportive; terms.timing=as-is,now; event.ceasefire=0:2:0.1.",
        ),
    ],
    question: Asked = "",
    as_of: AsOf = None,
    until: Until = None,
    scenario: Annotated[
        str, typer.Option("--scenario", metavar="ID", help="What holds where no axis varies it.")
    ] = "",
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write every point: .csv or .parquet."),
    ] = None,
    on: Where = "",
    as_json: AsJson = False,
) -> None:
    """The odds of every combination of what-ifs: members moved, terms granted, events."""
    check_form(output, ".csv", ".parquet")
    found = api.sweep(
        load_case(case),
        over,
        question=question,
        as_of=parse_day(as_of),
        until=parse_day(until),
        scenario=scenario,
        on=on,
    )
    if output is not None:
        _write(output, found)
    _give(found, as_json=as_json)


def _give(found: Swept, *, as_json: bool) -> None:
    if as_json:
        print_json("placet/sweep@1", _shape(found))
    else:
        _show(found)


def _shape(found: Swept) -> dict[str, Any]:
    return {
        "stage": found.stage,
        "until": found.until,
        "axes": [{"axis": axis.title, "values": axis.labels} for axis in found.axes],
        "effects": [
            {"axis": title, "lowest": low, "highest": high} for title, low, high in found.effects()
        ],
        "odds": found.odds.tolist() if found.odds.size <= _MOST_ROWS else None,
    }


def _show(found: Swept) -> None:
    from placet.cli.show import line

    sizes = " × ".join(str(size) for size in found.odds.shape)
    line(f"{found.odds.size:,} scenarios ({sizes}): {found.stage} by {found.until}", style="bold")
    for word, at in (("lowest", found.odds.argmin()), ("highest", found.odds.argmax())):
        line(f"{word:8} {_share(float(found.odds.flat[at]))}  {_named(found, int(at))}")
    line("what each axis does, on average over the others", style="bold")
    ordered = sorted(found.effects(), key=lambda one: one[1] - one[2])
    for title, low, high in ordered:
        line(f"  {title:24} {_share(low)} to {_share(high)}")


def _named(found: Swept, place: int) -> str:
    import numpy as np

    at = np.unravel_index(place, found.odds.shape)
    pairs = zip(found.axes, at, strict=True)
    return ", ".join(f"{axis.title}={axis.labels[index]}" for axis, index in pairs)


def _share(p: float) -> str:
    return f"{p:.2%}" if p >= 0.0001 or p == 0 else f"{p:.1e}"  # noqa: PLR2004 - what two digits show


def _write(output: Path, found: Swept) -> None:
    import numpy as np

    from placet.formats import write_parquet, write_rows

    titles = [axis.title for axis in found.axes]
    if output.suffix.lower() == ".csv":
        if found.odds.size > _MOST_ROWS:
            raise UsageError(
                f"{found.odds.size:,} rows are too many for a CSV file", mend="write .parquet"
            )
        rows = (
            (*(axis.labels[i] for axis, i in zip(found.axes, at, strict=True)), float(odds))
            for at, odds in np.ndenumerate(found.odds)
        )
        write_rows(output, (*titles, "p"), rows)
        return
    places = np.indices(found.odds.shape).reshape(found.odds.ndim, -1)
    columns = {axis.title: (row, axis.labels) for axis, row in zip(found.axes, places, strict=True)}
    write_parquet(output, columns | {"p": found.odds.reshape(-1)}, coded=titles)
