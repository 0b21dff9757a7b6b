"""Several readers of one text: what the first finds, and what the others find besides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from placet.words import Document, HolderKind, Question, Reading, StanceReading, Statement

if TYPE_CHECKING:
    from placet.readers.registry import Reader

BESIDE = " + "
"""Stands between the names of readers of which each adds what those before have not found."""


@dataclass(frozen=True, slots=True)
class Together:
    """Readers in the order in which they are believed.

    A statement of a later reader is kept unless its content overlaps that of one kept before. One
    that does is kept if it tells where a holder stands of whom nothing was told on the question.
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
        told: set[tuple[str | None, HolderKind, str]] = set()
        for reading in found:
            first = tuple(kept)
            for one in reading.statements:
                new = tuple(stance for stance in one.stances if _held(stance) not in told)
                if not overlaps(one, first):
                    keep(one, kept)
                elif new:
                    keep(replace(one, stances=new), kept)
            told |= {_held(stance) for one in kept for stance in one.stances}
        return replace(
            found[0],
            reader=f"{self.name} {self.version}",
            statements=tuple(sorted(kept, key=by_place)),
            facts=next((reading.facts for reading in found if reading.facts), ()),
        )


def keep(one: Statement, kept: list[Statement]) -> None:
    """Keep a statement, in one with what another reader says of the same words."""
    for number, other in enumerate(kept):
        if other.id == one.id:
            kept[number] = replace(other, stances=(*other.stances, *one.stances))
            return
    kept.append(one)


def _held(stance: StanceReading) -> tuple[str | None, HolderKind, str]:
    return stance.holder, stance.holder_kind, stance.question


def overlaps(one: Statement, kept: Sequence[Statement]) -> bool:
    """Has its content words in common with that of one that is kept?"""
    return any(
        mine.overlaps(theirs) for other in kept for mine in one.content for theirs in other.content
    )


def by_place(statement: Statement) -> int:
    """Where its content begins, to sort by."""
    return min((span.start for span in statement.content), default=0)
