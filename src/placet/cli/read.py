"""`placet read` and `placet add`: documents in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from placet import api
from placet.cases import Case, load_case
from placet.cli.options import (
    AsJson,
    AtLeast,
    CasePath,
    CountFrom,
    DryRun,
    OnlyRelevant,
    Published,
    ReaderName,
    Where,
    parse_day,
)
from placet.cli.output import print_json, talk
from placet.cli.sending import show_sending, tell_spent
from placet.errors import SourceError
from placet.words import Question, Reading

BUILTIN = "builtin"
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
    count_from: CountFrom = None,
    only_relevant: OnlyRelevant = False,
    on: Where = "",
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Show what was considered of each sentence, and why not."),
    ] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read documents: who said what to whom, through which channel, and where it stands.

    With --json one object per document, one per line. Nothing is stored.
    """
    day = parse_day(published)
    asked = load_case(case) if case else None
    if explain:
        talk(_which_questions(case))
        _explain(documents, asked, day, as_json=as_json)
        return
    questions = asked.questions if asked else None
    if dry_run:
        _dry_run(documents, questions, day, reader, only_relevant, as_json)
        return
    talk(_which_questions(case))
    results = api.read(
        documents,
        questions=questions,
        published=day,
        reader=reader,
        at_least=at_least,
        count_from=count_from,
        only_relevant=only_relevant,
        on=on,
        actors=api.known_actors(asked) if asked else None,
        account=tell_spent,
    )
    failed: list[SourceError] = []
    for reading in _told(results, failed):
        _show(reading, as_json=as_json)
    _finish(failed)


def _record(count_from: float | None) -> str:
    """From which chance on a stance counts, and what that has been worth."""
    from placet.reading.learned.model import about_shipped
    from placet.reading.learned.told import SURE

    bound = SURE if count_from is None else count_from
    told = about_shipped().record
    nearest = max((b for b in told if float(b) <= bound), key=float, default=min(told, key=float))
    right, found = told[nearest]
    return (
        f"a stance counts from a chance of {bound:g} on, below it waits as a suggestion "
        f"(--count-from); from {nearest} on, on questions that the network never saw, "
        f"{right:.0%} were right and {found:.0%} of all that was said were found"
    )


def _explain(
    documents: list[str], case: Case | None, published: date | None, *, as_json: bool
) -> None:
    """Show what was considered of each sentence of each document."""
    from placet.formats import dump_line

    failed: list[SourceError] = []
    for told in api.explain(documents, case=case, published=published):
        if isinstance(told, SourceError):
            failed.append(told)
            talk(str(told))
        elif as_json:
            from placet.cli.shapes import explained_shape

            typer.echo(dump_line("placet/explained@1", explained_shape(told)))
        else:
            from placet.cli.show import show_explained

            show_explained(told)
    _finish(failed)


def _show(reading: Reading, *, as_json: bool) -> None:
    if as_json:
        from placet.formats import dump_line, reading_json

        typer.echo(dump_line("placet/read@1", reading_json(reading)))
    else:
        from placet.cli.show import show_reading

        show_reading(reading)


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
    count_from: CountFrom = None,
    only_relevant: OnlyRelevant = False,
    on: Where = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Read documents into a case's ledger; what it holds already changes nothing."""
    day = parse_day(published)
    opened = load_case(case)
    if dry_run:
        texts = api.texts_of(opened, documents or ())
        _dry_run(texts, opened.questions, day, reader, only_relevant, as_json)
        return
    talk(f"reading into {opened.ledger} ...")
    report = api.add(
        opened,
        documents or (),
        published=day,
        reader=reader,
        at_least=at_least,
        count_from=count_from,
        only_relevant=only_relevant,
        on=on,
        told=_tell_progress,
        account=tell_spent,
    )
    _tell_added(report, as_json=as_json)
    if reader == BUILTIN:
        talk(_record(count_from))
    _finish(list(report.failed))


def _dry_run(
    documents: Sequence[str | Path],
    questions: Sequence[Question] | None,
    day: date | None,
    reader: str,
    only_relevant: bool,
    as_json: bool,
) -> None:
    would = api.would_send(
        documents, questions=questions, published=day, reader=reader, only_relevant=only_relevant
    )
    show_sending(reader, would, as_json=as_json)
    for error in would.failed:
        talk(str(error))
    _finish(list(would.failed))


def _tell_added(report: api.AddReport, *, as_json: bool) -> None:
    added = report.added
    if as_json:
        failed = [str(error) for error in report.failed]
        shape = {"added": added, "read": report.readings, "failed": failed}
        shape["taught"] = report.taught
        shape["notices"] = [str(notice) for notice in report.notices]
        print_json("placet/add@1", shape)
        return
    typer.echo(
        f"{report.readings} documents read; new in the ledger: {added.documents} documents, "
        f"{added.statements} statements, {added.positions} positions"
    )
    if report.taught:
        talk(f"taught by {report.taught} decisions of people in this case")
    tell_notices(report.notices)


def tell_notices(notices: Iterable[api.Notice]) -> None:
    """Say what a person would want to know of the case, on standard error."""
    for notice in notices:
        talk(f"note: {notice.problem}\n  mend: {notice.mend}")


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


__all__ = ["add", "read", "tell_notices"]
