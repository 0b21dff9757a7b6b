"""Several readers asked to agree: what all of them find counts, the rest waits for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from placet.readers.together import by_place, keep, overlaps
from placet.words import Document, HolderKind, Question, Reading, Stance, StanceReading, Statement

if TYPE_CHECKING:
    from placet.actors import Registry
    from placet.readers.registry import Reader

AND = " & "
"""Stands between the names of readers that are to agree."""
Position = tuple[str | None, HolderKind, str, Stance]


@dataclass(frozen=True, slots=True)
class Agreeing:
    """Readers that are to agree on holder, question and stance, wherever in the text they see it.

    What all find counts, as sure as the surest of them is and with the words of the first. What
    some find, or what all are unsure of, is a suggestion, and less sure the fewer find it.
    """

    readers: tuple[Reader, ...]

    @property
    def name(self) -> str:
        """The names of all, each once: two models that agree read in the place of one."""
        return "&".join(dict.fromkeys(reader.name for reader in self.readers))

    @property
    def version(self) -> str:
        """The versions of all."""
        return "&".join(reader.version for reader in self.readers)

    def with_actors(self, actors: Registry) -> Agreeing:
        """The same readers with another registry."""
        return Agreeing(tuple(_taught(reader, actors) for reader in self.readers))

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """What the readers find between them; facts are those of the first that finds any."""
        found = [reader.read(document, questions) for reader in self.readers]
        seen = [_seen(reading) for reading in found]
        kept: list[Statement] = []
        told: set[Position] = set()
        for reading in found:
            first = len(kept)
            for one in reading.statements:
                new = (stance for stance in one.stances if _position(stance) not in told)
                stances = tuple(_weighed(stance, seen) for stance in new)
                if stances or not overlaps(one, kept[:first]):
                    keep(replace(one, stances=stances), kept)
            told |= {_position(stance) for one in kept for stance in one.stances}
        return replace(
            found[0],
            reader=f"{self.name} {self.version}",
            statements=tuple(sorted(kept, key=by_place)),
            facts=next((reading.facts for reading in found if reading.facts), ()),
        )


def _taught(reader: Any, actors: Registry) -> Reader:
    taught = getattr(reader, "with_actors", None)
    known: Reader = reader if taught is None else taught(actors)
    return known


def _seen(reading: Reading) -> dict[Position, StanceReading]:
    """The positions that a reading has, each as the surest of its statements has it."""
    best: dict[Position, StanceReading] = {}
    for stance in _stances(reading):
        known = best.get(_position(stance))
        if known is None or _rank(stance) > _rank(known):
            best[_position(stance)] = stance
    return best


def _rank(stance: StanceReading) -> tuple[bool, float]:
    return not stance.suggested, stance.confidence


def _stances(reading: Reading) -> Iterator[StanceReading]:
    for one in reading.statements:
        yield from one.stances


def _position(stance: StanceReading) -> Position:
    return stance.holder, stance.holder_kind, stance.question, stance.stance


def _weighed(stance: StanceReading, seen: Sequence[dict[Position, StanceReading]]) -> StanceReading:
    """A stance as it counts: once all readers see it, and one of them is sure of it."""
    theirs = [found[_position(stance)] for found in seen if _position(stance) in found]
    surest = max(one.confidence for one in theirs)
    if len(theirs) == len(seen):
        unsure = all(one.suggested for one in theirs)
        return replace(stance, confidence=surest, suggested=unsure)
    share = len(theirs) / len(seen)
    return replace(stance, confidence=round(surest * share, 3), suggested=True)
