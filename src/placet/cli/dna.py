"""`placet import`: what people coded in Discourse Network Analyzer."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import CasePath

_SHOWN = 10


def import_(
    case: CasePath,
    source: Annotated[Path, typer.Argument(metavar="FILE", help="A .dna file, version 3.")],
    names: Annotated[
        Path | None,
        typer.Option(
            "--map",
            metavar="TABLE",
            help="A CSV file: kind (concept or holder), name, to (question or country); agree, "
            "disagree.",
        ),
    ] = None,
) -> None:
    """Take in what coders coded in Discourse Network Analyzer, each under the own name."""
    from placet.cli.show import line

    found, added = api.import_dna(load_case(case), source, names)
    line(
        f"new in the ledger: {added.documents} texts, {added.statements} coded statements, "
        f"{added.positions} positions"
    )
    _show_left("concepts that no question is mapped to", found.concepts)
    _show_left("organisations and people of no known country", found.holders)
    if found.concepts or found.holders:
        line("map them with --map TABLE and import again; the file itself keeps everything")


def _show_left(what: str, names: Counter[str]) -> None:
    from placet.cli.show import line

    if not names:
        return
    line(f"{what} ({len(names)}):")
    for name, number in names.most_common(_SHOWN):
        line(f"{number:5}  {name}")
    if len(names) > _SHOWN:
        line(f"       and {len(names) - _SHOWN} more")
