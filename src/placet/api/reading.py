"""Reading documents, one after another or many at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
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
    from placet.readers.spending import Sending, Spent
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
    count_from: float | None = None,
    only_relevant: bool = False,
    actors: Registry | None = None,
    on: str = "",
    lessons: Lessons | None = None,
    account: Callable[[tuple[Spent, ...]], None] = lambda _: None,
) -> Iterator[Reading | SourceError]:
    """Read documents; one that cannot be read is yielded as its error, and the rest goes on.

    Args:
        paths: files, folders, or "-" for standard input.
        questions: what the texts are read against; by default those of the shipped example.
        published: date of texts that carry none.
        reader: whose reading, e.g. "builtin".
        at_least: how sure a stance has to be to be given.
        count_from: how sure it has to be to count, below which it is suggested.
        only_relevant: pass over texts that name no actor of the case or none of its cues, without
            a parse and without a word.
        actors: who is who, if not as shipped.
        on: where it is done; see `api.spread`. The readings come in the order of the texts.
        lessons: what people have taught the reader in this case; readers that learn nothing keep
            to themselves.
        account: hears at the end, also of a run that breaks off, what each model has cost.
    """
    from placet.readers.spending import added_up, taken

    asked = example_case().questions if questions is None else tuple(questions)
    one = _ReadOne(reader, actors, asked, at_least, count_from, lessons)
    if not on:
        one.open()  # a reader that does not exist is named before anything is read
    spent: list[Spent] = []
    try:
        for done in spread(on)(one, _loaded(paths, asked, published, only_relevant)):
            spent += done.spent
            yield done.result
    finally:
        account(added_up((*spent, *taken(one.opened))))


@dataclass(frozen=True, slots=True, kw_only=True)
class WouldSend:
    """What a reading would send elsewhere.

    Args:
        documents: that would be read.
        models: what each of them would be sent; empty where the reader tells of none.
        failed: documents that cannot be read.
    """

    documents: int
    models: tuple[Sending, ...]
    failed: tuple[SourceError, ...] = ()


def would_send(
    paths: Iterable[str | Path],
    *,
    questions: Sequence[Question] | None = None,
    published: date | None = None,
    reader: str = "builtin",
    only_relevant: bool = False,
) -> WouldSend:
    """How much a reading of documents would send to language models; nothing is sent or kept.

    The arguments are those of `read`.
    """
    from placet.readers import open_reader
    from placet.readers.spending import added_up, senders

    asked = example_case().questions if questions is None else tuple(questions)
    asking = tuple(senders(open_reader(reader)))
    documents = 0
    failed: list[SourceError] = []
    sent: list[Sending] = []
    for loaded in _loaded(paths, asked, published, only_relevant):
        if isinstance(loaded, SourceError):
            failed.append(loaded)
            continue
        documents += 1
        sent += added_up(one for sender in asking for one in sender.would_send(loaded, asked))
    return WouldSend(documents=documents, models=added_up(sent), failed=tuple(failed))


def _loaded(
    paths: Iterable[str | Path],
    asked: tuple[Question, ...],
    published: date | None,
    only_relevant: bool,
) -> Iterator[Document | SourceError]:
    """The documents to be read, and those that cannot be."""
    from placet.reading.intake import load_all
    from placet.reading.questions.relevance import sieve

    passed = sieve(asked).passes if only_relevant else None
    for document in load_all(paths, published=published):
        if passed is None or not isinstance(document, Document) or passed(document.text):
            yield document


@dataclass(frozen=True, slots=True)
class _Done:
    """A document's reading, and what it has cost."""

    result: Reading | SourceError
    spent: tuple[Spent, ...] = ()


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
    count_from: float | None = None
    lessons: Lessons | None = None
    opened: Reader | None = None

    def open(self) -> Reader:
        from placet.readers import open_reader

        if self.opened is None:
            self.opened = open_reader(
                self.reader,
                self.actors,
                at_least=self.at_least,
                count_from=self.count_from,
                lessons=self.lessons,
            )
        return self.opened

    def __call__(self, document: Document | SourceError) -> _Done:
        from placet.readers import read_safely
        from placet.readers.spending import taken

        if not isinstance(document, Document):
            return _Done(document)
        reader = self.open()
        return _Done(read_safely(reader, document, self.questions), taken(reader))
