"""`placet new`, `placet export` and `placet restore`: cases as folders of plain text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cases.start import start_case
from placet.cli.options import CasePath


def new(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="Folder to make.")],
    body: Annotated[str, typer.Option("--body", help="Who decides, e.g. nato.")],
    title: Annotated[str, typer.Option("--title", help="What the case is called.")] = "",
    question: Annotated[
        str, typer.Option("--question", help="What is asked, in one sentence.")
    ] = "",
) -> None:
    """Start a case: a folder with a case.toml to fill in and a place for documents."""
    file = start_case(case, body=body, title=title, question=question)
    typer.echo(f"{file}\nnext: put texts into {case / 'documents'} and run: placet add {case}")


def export(
    case: CasePath,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="JSON Lines file to write."),
    ] = None,
) -> None:
    """Write the whole ledger as plain text, every entry with its dates, reader and source."""
    opened = load_case(case)
    target = output or opened.path / "ledger.jsonl"
    lines = api.export(opened, target)
    typer.echo(f"{target}: {lines} entries")


def restore(
    case: CasePath,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A file that export wrote.")],
) -> None:
    """Bring an exported ledger into a case; entries that it holds already change nothing."""
    typer.echo(f"{api.restore(load_case(case), source)} new entries")
