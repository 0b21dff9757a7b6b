"""A reader that says nothing where it is not sure enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from placet.errors import UsageError
from placet.words import Document, Question, Reading

if TYPE_CHECKING:
    from placet.readers.registry import Reader


@dataclass(frozen=True, slots=True)
class Abstaining:
    """Another reader, less the stances of which it is less sure than `at_least`.

    Their statements stay: what was said is not in doubt, only what it says on the question.
    """

    reader: Reader
    at_least: float

    def __post_init__(self) -> None:
        """Refuse what is no chance."""
        if not 0 <= self.at_least <= 1:
            raise UsageError(
                f"nothing is sure to {self.at_least:g}", mend="give a chance between 0 and 1"
            )

    @property
    def name(self) -> str:
        """Whose reading it is."""
        return self.reader.name

    @property
    def version(self) -> str:
        """The reader's own, and from where on it speaks."""
        return f"{self.reader.version}+sure{self.at_least:g}"

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """What the reader finds, without the stances that are not sure enough."""
        found = self.reader.read(document, questions)
        kept = (
            replace(one, stances=tuple(s for s in one.stances if s.confidence >= self.at_least))
            for one in found.statements
        )
        return replace(found, reader=f"{self.name} {self.version}", statements=tuple(kept))
