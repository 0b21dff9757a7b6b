"""A reader whose stances count from a chance on that a person has set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from placet.errors import UsageError
from placet.words import Document, Question, Reading

if TYPE_CHECKING:
    from placet.readers.registry import Reader


@dataclass(frozen=True, slots=True)
class CountingFrom:
    """Another reader, whose less sure stances are suggestions and whose surer ones are none."""

    reader: Reader
    bound: float

    def __post_init__(self) -> None:
        """Refuse what is no chance."""
        if not 0 <= self.bound <= 1:
            raise UsageError(
                f"nothing can count from {self.bound:g} on", mend="give a chance between 0 and 1"
            )

    @property
    def name(self) -> str:
        """Whose reading it is."""
        return self.reader.name

    @property
    def version(self) -> str:
        """The reader's own, and from where on it counts."""
        return f"{self.reader.version}+from{self.bound:g}"

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """What the reader finds, each stance counted or suggested by its own chance."""
        found = self.reader.read(document, questions)
        told = (
            replace(
                one,
                stances=tuple(
                    replace(stance, suggested=stance.confidence < self.bound)
                    for stance in one.stances
                ),
            )
            for one in found.statements
        )
        return replace(found, reader=f"{self.name} {self.version}", statements=tuple(told))
