"""What commands put out: objects as JSON, files of the forms that there are."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer

from placet.errors import UsageError


def talk(message: str) -> None:
    """Say something about the work, on standard error so that results stay clean."""
    from placet.formats import escape_terminal

    sys.stderr.write(f"placet: {escape_terminal(message)}\n")
    sys.stderr.flush()


def print_json(schema: str, shape: Mapping[str, Any]) -> None:
    """Print an object with its schema, e.g. `placet/board@1`, as `docs/contract.md` has it."""
    from placet.formats import dumps

    typer.echo(dumps(schema, shape))


def say(text: str) -> None:
    """Print lines whose names of files may hold anything."""
    from placet.formats import escape_terminal

    typer.echo(escape_terminal(text))


def check_form(file: Path | None, *forms: str) -> None:
    """Refuse a file to be written whose name ends in none of the forms that there are.

    Raises:
        UsageError: it ends in another.
    """
    if file is not None and file.suffix.lower() not in forms:
        raise UsageError(
            f"{file.name}: no such form", mend=f"name a file that ends in {', '.join(forms)}"
        )
