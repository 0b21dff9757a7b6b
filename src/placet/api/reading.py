"""Reading documents, one after another or many at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.spreading import spread
from placet.cases import Case, example_case
from placet.errors import SourceError
from placet.words import Document, Question, Reading

if TYPE_CHECKING:
    from placet.actors import Registry
    from placet.readers import Reader
    from placet.reading.learned.explaining import Sentence
    from placet.reading.learned.lessons import Lessons


def known_actors(case: Case) -> Registry | None:
    """The registry with what the case has taught it; None if it has taught it nothing."""
    from placet.actors import registry

    taught = [path for path in (case.actors, case.groups) if path.is_file()]
    known = registry()
    for path in taught:
        known = known.extended(path)
    return known if taught else None


def read(
    paths: Iterable[str | Path],
    *,
    questions: Sequence[Question] | None = None,
    published: date | None = None,
    reader: str = "builtin",
    at_least: float = 0.0,
    only_relevant: bool = False,
    actors: Registry | None = None,
    on: str = "",
    lessons: Lessons | None = None,
) -> Iterator[Reading | SourceError]:
    """Read documents; one that cannot be read is yielded as its error, and the rest goes on.

    Args:
        paths: files, folders, or "-" for standard input.
        questions: what the texts are read against; by default those of the shipped example.
        published: date of texts that carry none.
        reader: whose reading, e.g. "builtin".
        at_least: how sure a stance has to be to be given.
        only_relevant: pass over texts that name no actor of the case or none of its cues, without
            a parse and without a word.
        actors: who is who, if not as shipped.
        on: where it is done; see `api.spread`. The readings come in the order of the texts.
        lessons: what people have taught the reader in this case; readers that learn nothing keep
            to themselves.
    """
    from placet.reading.intake import load_all
    from placet.reading.questions.relevance import sieve

    asked = example_case().questions if questions is None else tuple(questions)
    one = _ReadOne(reader, actors, asked, at_least, lessons)
    if not on:
        one.open()  # a reader that does not exist is named before anything is read
    passed = sieve(asked).passes if only_relevant else None
    loaded = (
        document
        for document in load_all(paths, published=published)
        if passed is None or not isinstance(document, Document) or passed(document.text)
    )
    yield from spread(on)(one, loaded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """A document, and what the network considered of each of its sentences."""

    document: Document
    sentences: tuple[Sentence, ...]


def explain(
    paths: Iterable[str | Path], *, case: Case | None = None, published: date | None = None
) -> Iterator[Explained | SourceError]:
    """What the network considers of each sentence of some documents, and what comes of it.

    Args:
        paths: files, folders, or "-" for standard input.
        case: whose questions are asked, and whom it has taught; by default the shipped example.
        published: date of texts that carry none.
    """
    from placet.reading.intake import load_all
    from placet.reading.learned.explaining import explain as explained

    asked = case or example_case()
    actors = known_actors(asked)
    for document in load_all(paths, published=published):
        if not isinstance(document, Document):
            yield document
            continue
        told = explained(document.text, asked.questions, day=document.published, actors=actors)
        yield Explained(document=document, sentences=tuple(told))


@dataclass
class _ReadOne:
    """Reads a document by a reader that is opened once, wherever that is."""

    reader: str
    actors: Registry | None
    questions: tuple[Question, ...]
    at_least: float = 0.0
    lessons: Lessons | None = None
    opened: Reader | None = None

    def open(self) -> Reader:
        from placet.readers import open_reader

        if self.opened is None:
            self.opened = open_reader(
                self.reader, self.actors, at_least=self.at_least, lessons=self.lessons
            )
        return self.opened

    def __call__(self, document: Document | SourceError) -> Reading | SourceError:
        from placet.readers import read_safely

        if not isinstance(document, Document):
            return document
        return read_safely(self.open(), document, self.questions)
