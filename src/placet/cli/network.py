"""`placet network`: discourse networks for other programs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsOf, CasePath, parse_day
from placet.cli.output import check_form, say
from placet.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from placet.api import NetworkWindow
    from placet.exchange.networks import Event

_MODES = ("one", "two", "events")
_FORMS = (".graphml", ".gexf", ".csv")


Output = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help=".graphml, .gexf or .csv."),
]
Mode = Annotated[
    str, typer.Option("--mode", help="one: rows by rows; two: rows by columns; events: a list.")
]
Rows = Annotated[str, typer.Option("--rows", help="member, speaker, source or question.")]
Columns = Annotated[str, typer.Option("--columns", help="Another of them.")]
Qualifier = Annotated[
    str,
    typer.Option(
        "--qualifier",
        help="One mode: congruence (if left out), conflict, subtract, ignore; two: subtract "
        "(if left out), ignore, combine.",
    ),
]
Normalised = Annotated[
    str,
    typer.Option(
        "--normalised",
        help="One mode: no, average, jaccard, cosine; two: no, activity, prominence.",
    ),
]
Duplicates = Annotated[
    str,
    typer.Option(
        "--duplicates",
        help="last: only the last word counts; include: all; or once for each document, week, "
        "month, year, range.",
    ),
]
Window = Annotated[
    str, typer.Option("--window", help='Moving windows, e.g. "6 months" or "50 events".')
]
Kernel = Annotated[
    str, typer.Option("--kernel", help="uniform, triangular, epanechnikov or gaussian.")
]
Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="First day of the window.")
]
Decided = Annotated[
    bool, typer.Option("--decided", help="Only what a person has entered or decided on.")
]


def network(
    case: CasePath,
    output: Output,
    mode: Mode = "one",
    rows: Rows = "member",
    columns: Columns = "question",
    qualifier: Qualifier = "",
    normalised: Normalised = "no",
    duplicates: Duplicates = "last",
    window: Window = "",
    kernel: Kernel = "uniform",
    since: Since = None,
    decided: Decided = False,
    as_of: AsOf = None,
) -> None:
    """Write who shares positions with whom, or who holds what, as a network."""
    if mode not in _MODES:
        raise UsageError(f"no mode {mode!r}", mend=did_you_mean(mode, _MODES))
    check_form(output, *((".csv",) if mode == "events" else _FORMS))
    chosen = api.events(
        load_case(case),
        rows=rows,
        columns=columns,
        since=parse_day(since),
        as_of=parse_day(as_of),
        decided=decided,
    )
    if mode == "events":
        _write_events(output, chosen)
        return
    found = api.networks(
        chosen,
        mode=mode,
        qualifier=qualifier,
        normalised=normalised,
        duplicates=duplicates,
        window=window,
        kernel=kernel,
    )
    _write(output, found, moving=bool(window))


def _write_events(output: Path, chosen: Sequence[Event]) -> None:
    from placet.exchange.networks import event_rows
    from placet.exchange.networks.frames import EVENT_COLUMNS
    from placet.formats import write_rows

    write_rows(output, EVENT_COLUMNS, event_rows(chosen))
    say(f"{output}: {len(chosen)} events")


def _write(output: Path, found: Sequence[NetworkWindow], *, moving: bool) -> None:
    """One file; where windows move, one for each, or for CSV one table of all edges."""
    from placet.exchange.networks import edge_rows
    from placet.exchange.networks.frames import EDGE_COLUMNS
    from placet.formats import write_rows

    if not found:
        raise UsageError("nothing was said in that time", mend="set --since or --as-of otherwise")
    if output.suffix.lower() == ".csv" and moving:
        edges = [(one.since, one.until, *edge) for one in found for edge in edge_rows(one.network)]
        write_rows(output, ("since", "until", *EDGE_COLUMNS), edges)
        say(f"{output}: {len(found)} windows, {len(edges)} edges")
        return
    for number, one in enumerate(found, 1):
        target = output
        if moving:
            target = output.with_name(f"{output.stem}-{number:04}-{one.since}{output.suffix}")
        _write_one(target, one)
    first = found[0].network
    windows = f"{len(found)} windows, " if moving else ""
    say(f"{output}: {windows}{len(first.rows)} rows, {len(first.columns)} columns")


def _write_one(target: Path, one: NetworkWindow) -> None:
    import networkx as nx

    from placet.actors import registry
    from placet.exchange.networks import as_graph
    from placet.formats import write_atomically, write_rows

    made = one.network
    if target.suffix.lower() == ".csv":
        rows = [
            [label, *map(float, row)] for label, row in zip(made.rows, made.weights, strict=True)
        ]
        write_rows(target, ["", *made.columns], rows)
        return
    graph = as_graph(made, registry().country_names)
    graph.graph |= {"since": str(one.since or ""), "until": str(one.until or "")}
    generate = nx.generate_graphml if target.suffix.lower() == ".graphml" else nx.generate_gexf
    write_atomically(target, "\n".join(generate(graph)) + "\n")
