"""`placet brief`: the main job, from a case or from documents alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet import api
from placet.cases import CASE_FILE, load_case
from placet.cli.options import AsJson, Asked, AsOf, Published, parse_day
from placet.cli.output import check_form, talk
from placet.errors import SourceError

if TYPE_CHECKING:
    from placet.brief import Brief, Form

FORMS: dict[str, Form] = {
    "": "terminal",
    ".md": "md",
    ".html": "html",
    ".json": "json",
    ".pdf": "pdf",
}


def brief(
    targets: Annotated[
        list[str],
        typer.Argument(
            metavar="CASE|DOC...", help='A case\'s folder, or documents ("-" is stdin).'
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Write .md, .html, .json or .pdf."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option(
            "--case", metavar="CASE", help="Read documents against this case's questions."
        ),
    ] = None,
    question: Asked = "",
    as_of: AsOf = None,
    published: Published = None,
    as_json: AsJson = False,
) -> None:
    """Everything on one page: the verdict, who stands where, what was said, what is not known."""
    form: Form = "json" if as_json else _form(output)
    day = parse_day(as_of)
    if len(targets) == 1 and (Path(targets[0]) / CASE_FILE).is_file():
        result = api.brief(load_case(targets[0]), question=question, as_of=day)
    else:
        talk("loading the English parser and reading ...")
        result = api.brief_documents(
            targets,
            case=load_case(case) if case else None,
            question=question,
            as_of=day,
            published=parse_day(published),
            told=_tell_failure,
        )
    _give(result, form, output)


def _form(output: Path | None) -> Form:
    check_form(output, *(ending for ending in FORMS if ending))
    return FORMS[output.suffix.lower() if output else ""]


def _give(result: Brief, form: Form, output: Path | None) -> None:
    """Print it, or write it to a file."""
    from placet.brief import render

    content = render(result, form)
    if output is None:
        typer.echo(content)
        return
    from placet.formats import write_atomically

    write_atomically(output, content)
    talk(f"wrote {output}")


def _tell_failure(error: SourceError) -> None:
    talk(str(error))
