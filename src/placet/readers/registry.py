"""Readers by name: the built-in one and strangers' by entry point.

A reader is anything with a name, a version and a `read`. A package offers one by an entry point of
the group `placet.readers`; a strange reader is found in the same way as our own. Where a reader
needs to be told something (a file of a trained model, the name of a language model), it is written
after a colon and handed to the reader's `from_argument`. One that knows people by our registry has
`with_actors`, which gives the same reader with another registry.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

from placet.actors import Registry
from placet.errors import PlacetError, SourceError, UsageError, did_you_mean
from placet.readers.abstaining import Abstaining
from placet.readers.agreeing import AND, Agreeing
from placet.readers.counting import CountingFrom
from placet.readers.together import BESIDE, Together
from placet.reading.learned.lessons import Lessons
from placet.words import Document, Question, Reading

GROUP = "placet.readers"
BUILTIN = "builtin"


class Reader(Protocol):
    """Reads a document against questions."""

    @property
    def name(self) -> str:
        """What it is called, without a space."""

    @property
    def version(self) -> str:
        """Its version: whatever changes what it finds changes this."""

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """Everything that the document says, read against the questions."""


def reader_names() -> tuple[str, ...]:
    """The names of all readers that are installed."""
    return tuple(sorted(_offered()))


def open_reader(
    name: str = BUILTIN,
    actors: Registry | None = None,
    *,
    at_least: float = 0.0,
    count_from: float | None = None,
    lessons: Lessons | None = None,
) -> Reader:
    """The reader of a name, with what it is told after a colon: `builtin`, `theirs:FILE`.

    Args:
        name: of the reader; or of several, as in "builtin + theirs:FILE", and of several that are
            to agree, as in "llm:... & llm:...". What is to agree is taken together first.
        actors: who is who, if not as shipped; readers that do not ask keep to their own.
        at_least: how sure a stance has to be; of one that is less so the reader says nothing.
        count_from: from which chance on a stance counts, instead of by the reader's own bound.
        lessons: what people have taught in a case; readers that learn nothing keep to themselves.

    Raises:
        UsageError: there is none of this name, or what stands after the colon is wrong.
    """
    several = [_agreeing(one, actors, lessons) for one in name.split(BESIDE)]
    opened = Together(tuple(several)) if len(several) > 1 else several[0]
    bounded = opened if count_from is None else CountingFrom(opened, count_from)
    return Abstaining(bounded, at_least) if at_least else bounded


def _agreeing(names: str, actors: Registry | None, lessons: Lessons | None) -> Reader:
    several = [_taught(_open(one.strip(), actors), lessons) for one in names.split(AND)]
    return Agreeing(tuple(several)) if len(several) > 1 else several[0]


def _open(name: str, actors: Registry | None) -> Reader:
    kind, colon, argument = name.partition(":")
    offered = _offered()
    if kind not in offered:
        raise UsageError(f"no reader {kind!r}", mend=did_you_mean(kind, offered))
    factory: Any = offered[kind].load()
    told = getattr(factory, "from_argument", None)
    if told is None and colon:
        raise UsageError(
            f"the reader {kind} takes nothing after a colon, not {argument!r}",
            mend=f"write {kind}",
        )
    reader: Any = told(argument) if told is not None else factory()
    taught = getattr(reader, "with_actors", None)
    opened: Reader = taught(actors) if actors is not None and taught is not None else reader
    return opened


def _taught(reader: Reader, lessons: Lessons | None) -> Reader:
    with_lessons = getattr(reader, "with_lessons", None)
    if lessons is None or with_lessons is None:
        return reader
    taught: Reader = with_lessons(lessons)
    return taught


def read_safely(
    reader: Reader, document: Document, questions: Sequence[Question]
) -> Reading | SourceError:
    """The reading of a document, or why the reader failed on it; the rest can go on."""
    place = document.origin or document.title or document.id[:12]
    try:
        return reader.read(document, questions)
    except UsageError:
        raise
    except PlacetError as error:
        return SourceError(error.problem, file=error.file or place, mend=error.mend)
    except Exception as error:  # noqa: BLE001 - a reader is a stranger's code; the rest goes on
        return SourceError(
            f"the reader {reader.name} failed: {type(error).__name__}: {error}",
            file=place,
            mend="read it with another reader, and report this to the reader's makers",
        )


def _offered() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}
