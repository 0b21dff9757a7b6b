"""Options that mean the same in every command."""

from __future__ import annotations

import getpass
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from placet.errors import UsageError
from placet.formats.days import read_day


def who(by: str) -> str:
    """Who acts: as named, or as the machine knows its user."""
    return by or getpass.getuser()


def parse_day(text: str | None) -> date | None:
    """A day written as 2024-11-29.

    Raises:
        UsageError: there is no such day.
    """
    if text is None:
        return None
    try:
        return read_day(text)
    except ValueError as error:
        raise UsageError(
            f"{text!r} is no day ({error})", mend="write year-month-day, e.g. 2024-11-29"
        ) from None


CasePath = Annotated[Path, typer.Argument(metavar="CASE", help="The case's folder.")]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="Show what was known on this day; today if left out."
    ),
]
Asked = Annotated[
    str,
    typer.Option(
        "--question", metavar="ID", help="One question of the case; its first if left out."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead of text.")]
Published = Annotated[
    str | None,
    typer.Option("--published", metavar="DATE", help="Date of texts that carry none."),
]
ReaderName = Annotated[
    str,
    typer.Option(
        "--reader", metavar="NAME", help="Whose reading; builtin, or one that a package offers."
    ),
]
AtLeast = Annotated[
    float,
    typer.Option(
        "--at-least",
        metavar="CHANCE",
        help="Give no stance that is less sure than this, e.g. 0.6.",
    ),
]
CountFrom = Annotated[
    float | None,
    typer.Option(
        "--count-from",
        metavar="CHANCE",
        help="A stance counts from this chance on, below it is suggested; 0.8 if not told.",
    ),
]
OnlyRelevant = Annotated[
    bool,
    typer.Option(
        "--only-relevant",
        help="Pass over texts that name no actor of the case or none of its cues.",
    ),
]
DryRun = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Tell how much would be sent to language models; send and keep nothing."
    ),
]
By = Annotated[
    str,
    typer.Option("--by", metavar="NAME", envvar="PLACET_BY", help="Who decides or enters this."),
]
Where = Annotated[
    str,
    typer.Option(
        "--on",
        metavar="PLACE",
        help="Where the work is done, if not here: processes:N, ray or ray:ADDRESS.",
    ),
]
