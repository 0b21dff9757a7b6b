"""`placet train`: a span tagger learnt from a labelled corpus of the user's."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet.cli.output import say, talk
from placet.errors import CaseError, UsageError

if TYPE_CHECKING:
    from placet.readers.tagger import Labelled


def train(
    corpus: Annotated[
        Path, typer.Argument(metavar="CORPUS", help="Labelled file, as docs/evaluate.md has it.")
    ],
    output: Annotated[Path, typer.Option("-o", "--output", metavar="MODEL", help="File to write.")],
    dev: Annotated[
        Path | None,
        typer.Option("--dev", metavar="FILE", help="Score the readers on this labelled file."),
    ] = None,
) -> None:
    """Train a tagger of sources, cues and contents, for the readers `tagger` and `combined`."""
    from placet.readers.tagger import save_model
    from placet.readers.tagger import train as learnt

    if not os.access(output.parent, os.W_OK):
        raise UsageError(
            "cannot be written here",
            file=output,
            mend="name a file in a folder that may be written",
        )
    documents = _labelled(corpus)
    digest = hashlib.sha256(corpus.read_bytes()).hexdigest()
    model = learnt(documents, corpus=digest, tell=talk)
    save_model(model, output)
    say(f"{output}: learnt from {len(documents)} documents; use it as --reader combined:{output}")
    if dev:
        from placet.cli.evaluate import evaluate

        evaluate(dev, ["builtin", f"tagger:{output}", f"combined:{output}"])


def _labelled(corpus: Path) -> list[Labelled]:
    """The texts of a corpus whose statements are labelled.

    Raises:
        CaseError: none are.
    """
    from placet.evaluation import load_gold
    from placet.readers.tagger import Labelled

    documents = [
        Labelled(
            one.document.text,
            tuple((label.source, label.cue, label.content) for label in one.statements),
        )
        for one in load_gold(corpus)
        if one.statements is not None
    ]
    if not documents:
        raise CaseError("labels no statements", file=corpus, mend="see docs/evaluate.md")
    return documents
