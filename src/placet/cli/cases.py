"""`placet new`, `export` and `restore`: cases as folders and files of other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import Case, load_case
from placet.cases.start import start_case
from placet.cli.options import AsOf, CasePath, parse_day
from placet.cli.output import check_form, say
from placet.errors import UsageError


def new(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder to make.")],
    body: Annotated[str, typer.Option("--body", help="Who decides, e.g. nato.")],
    title: Annotated[str, typer.Option("--title", help="What the case is called.")] = "",
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            metavar="SENTENCE",
            help="What is asked, in one sentence; again for each further question.",
        ),
    ] = None,
) -> None:
    """Start a case: a folder with its questions, each a plain sentence, and a place for texts."""
    file = start_case(case, body=body, title=title, questions=question or ())
    for asked in load_case(case).questions:
        say(f"{asked.id}: {asked.text}")
    if not question:
        say(f"next: write the question as one sentence into {file}")
    say(f"next: put texts into {case / 'documents'} and run: placet add {case}")


def export(
    case: CasePath,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="What to write, by its ending: .jsonl the whole ledger; .csv or .parquet its "
            "positions; .jsonld its statements as web annotations; .dna texts and statements for "
            "Discourse Network Analyzer.",
        ),
    ] = None,
    onto: Annotated[
        Path | None,
        typer.Option("--onto", metavar="FILE", help="A .dna file that the new one adds to."),
    ] = None,
    as_of: AsOf = None,
) -> None:
    """Write a case's ledger for other programs: all of it, its positions, or its statements."""
    opened = load_case(case)
    target = output or opened.path / "ledger.jsonl"
    kind = target.suffix.lower()
    check_form(target, *_WRITERS, ".dna")
    if onto and kind != ".dna":
        raise UsageError("--onto is for .dna files", mend="leave it out")
    if kind == ".jsonl" and as_of is not None:
        raise UsageError("the whole ledger has no --as-of", mend="leave it out")
    day = parse_day(as_of)
    if kind == ".dna":
        number = api.export_dna(opened, target, as_of=day, onto=onto)
    else:
        number = _WRITERS[kind](opened, target, day)
    say(f"{target}: {number} entries")


def _whole(case: Case, target: Path, _: date | None) -> int:
    return api.export(case, target)


def _positions(case: Case, target: Path, as_of: date | None) -> int:
    from placet.exchange import POSITION_COLUMNS, position_rows
    from placet.formats import write_parquet, write_rows

    rows = position_rows(api.positions(case, as_of=as_of))
    if target.suffix.lower() == ".csv":
        write_rows(target, POSITION_COLUMNS, rows)
        return len(rows)
    columns = {name: [str(row[at]) for row in rows] for at, name in enumerate(POSITION_COLUMNS)}
    write_parquet(target, columns)
    return len(rows)


def _annotations(case: Case, target: Path, as_of: date | None) -> int:
    import json

    from placet.exchange import as_annotations
    from placet.formats import write_atomically

    found = as_annotations(api.readings(case, as_of=as_of))
    write_atomically(target, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return int(found["total"])


_WRITERS: dict[str, Callable[[Case, Path, date | None], int]] = {
    ".jsonl": _whole,
    ".csv": _positions,
    ".parquet": _positions,
    ".jsonld": _annotations,
}


def restore(
    case: CasePath,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that export wrote.")],
) -> None:
    """Bring an exported ledger into a case; entries that it holds already change nothing."""
    say(f"{api.restore(load_case(case), source)} new entries")
