"""Several readers of one text: what the first finds, and what the others find besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from placet.words import Document, Question, Reading, Statement

if TYPE_CHECKING:
    from placet.readers.registry import Reader

AND = " + "
"""Stands between the names of readers."""


@dataclass(frozen=True, slots=True)
class Together:
    """Readers in the order in which they are believed.

    A statement of a later reader is kept unless its content overlaps that of one kept before.
    """

    readers: tuple[Reader, ...]

    @property
    def name(self) -> str:
        """The names of all."""
        return "+".join(reader.name for reader in self.readers)

    @property
    def version(self) -> str:
        """The versions of all."""
        return "+".join(reader.version for reader in self.readers)

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """What the readers find between them; facts are those of the first that finds any."""
        found = [reader.read(document, questions) for reader in self.readers]
        kept: list[Statement] = []
        for reading in found:
            kept += [one for one in reading.statements if not _overlaps(one, kept)]
        return replace(
            found[0],
            reader=f"{self.name} {self.version}",
            statements=tuple(sorted(kept, key=_place)),
            facts=next((reading.facts for reading in found if reading.facts), ()),
        )


def _overlaps(one: Statement, kept: Sequence[Statement]) -> bool:
    return any(
        mine.overlaps(theirs) for other in kept for mine in one.content for theirs in other.content
    )


def _place(statement: Statement) -> int:
    return min((span.start for span in statement.content), default=0)
