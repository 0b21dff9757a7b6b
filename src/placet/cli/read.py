"""`placet read` and `placet add`: documents in."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import (
    AsJson,
    AtLeast,
    CasePath,
    OnlyRelevant,
    Published,
    ReaderName,
    Where,
    parse_day,
)
from placet.cli.output import print_json
from placet.errors import SourceError
from placet.words import Reading

Documents = Annotated[
    list[str],
    typer.Argument(metavar="DOC...", help='Files or folders; "-" is standard input.'),
]


def read(
    documents: Documents,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="Read against this case's questions."),
    ] = None,
    published: Published = None,
    reader: ReaderName = "builtin",
    at_least: AtLeast = 0.0,
    only_relevant: OnlyRelevant = False,
    on: Where = "",
    as_json: AsJson = False,
) -> None:
    """Read documents: who said what to whom, through which channel, and where it stands.

    With --json one object per document, one per line. Nothing is stored.
    """
    day = parse_day(published)
    asked = load_case(case) if case else None
    talk(_which_questions(case))
    questions = asked.questions if asked else None
    results = api.read(
        documents,
        questions=questions,
        published=day,
        reader=reader,
        at_least=at_least,
        only_relevant=only_relevant,
        on=on,
        actors=api.known_actors(asked) if asked else None,
    )
    failed: list[SourceError] = []
    for reading in _told(results, failed):
        if as_json:
            from placet.formats import dump_line, reading_json

            typer.echo(dump_line("placet/read@1", reading_json(reading)))
        else:
            from placet.cli.show import show_reading

            show_reading(reading)
    _finish(failed)


def add(
    case: CasePath,
    documents: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOC...",
            help='Files or folders; "-" is standard input. Left out: the case\'s own documents.',
        ),
    ] = None,
    published: Published = None,
    reader: ReaderName = "builtin",
    at_least: AtLeast = 0.0,
    only_relevant: OnlyRelevant = False,
    on: Where = "",
    as_json: AsJson = False,
) -> None:
    """Read documents into a case's ledger; what it holds already changes nothing."""
    day = parse_day(published)
    opened = load_case(case)
    talk(f"reading into {opened.ledger} ...")
    report = api.add(
        opened,
        documents or (),
        published=day,
        reader=reader,
        at_least=at_least,
        only_relevant=only_relevant,
        on=on,
        told=_tell_progress,
    )
    _tell_added(report, as_json=as_json)
    _finish(list(report.failed))


def _tell_added(report: api.AddReport, *, as_json: bool) -> None:
    added = report.added
    if as_json:
        failed = [str(error) for error in report.failed]
        shape = {"added": added, "read": report.readings, "failed": failed}
        print_json("placet/add@1", shape)
        return
    typer.echo(
        f"{report.readings} documents read; new in the ledger: {added.documents} documents, "
        f"{added.statements} statements, {added.positions} positions"
    )


def talk(message: str) -> None:
    """Say something about the work, on standard error so that results stay clean."""
    from placet.formats import escape_terminal

    sys.stderr.write(f"placet: {escape_terminal(message)}\n")
    sys.stderr.flush()


def _tell_progress(result: Reading | SourceError) -> None:
    if isinstance(result, Reading):
        from placet.formats import escape_terminal

        document = result.document
        name = escape_terminal(document.title or document.origin)
        undated = "" if document.published else "; no date found, counts from today (--published)"
        talk(f"  {len(result.statements):3} statements  {name}{undated}")


def _which_questions(case: Path | None) -> str:
    whose = f"of {case}" if case else "of the shipped example ukraine-nato (choose with --case)"
    return f"loading the English parser; questions {whose}"


def _told(results: Iterable[Reading | SourceError], failed: list[SourceError]) -> Iterator[Reading]:
    for result in results:
        if isinstance(result, Reading):
            yield result
        else:
            failed.append(result)
            talk(str(result))


def _finish(failed: list[SourceError]) -> None:
    """Exit with the source error's code if any document could not be read."""
    if failed:
        raise typer.Exit(failed[0].exit_code)


__all__ = ["add", "read", "talk"]
