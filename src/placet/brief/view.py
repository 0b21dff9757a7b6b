"""The brief as one frozen object: all that its faces render, and nothing they must compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from placet.cases import Meeting
from placet.count.views import Board, Count
from placet.forecast import Forecast
from placet.words import Document, Fact, Position, Reading, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A sentence of the brief and the statements or facts that it rests on."""

    text: str
    refs: tuple[str, ...] = ()
    """Labels of statements ("4") and facts ("F2")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement, numbered through the whole brief."""

    label: str
    document: int
    """Which document, counted from 1."""
    line: int
    """Line of the document on which it begins, counted from 1."""
    statement: Statement
    speaker: str
    manner: str
    content: str
    terms: tuple[str, ...]
    counts_as: tuple[str, ...]
    """What it is for the count: a member's position, a petition, a report about the body, ..."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One fact of procedure, numbered through the whole brief."""

    label: str
    document: int
    line: int
    fact: Fact
    kind: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """Who asks what of whom, where everybody stands, what follows, and what is not known."""

    title: str
    as_of: date | None
    """None where neither the caller nor a document gives a day."""
    counts: tuple[Count, ...]
    """One per question; the first is the main question."""
    readings: tuple[Reading, ...]
    asked: tuple[Line, ...]
    """By whom, on which terms."""
    rule_told: tuple[Line, ...]
    """What the texts say of the rule, beside what the body's own data says."""
    stage: tuple[Line, ...]
    said: tuple[Said, ...]
    told: tuple[Told, ...]
    not_known: tuple[Line, ...]
    sources: int
    next_meeting: Meeting | None
    forecast: Forecast | None
    """Of the main question; None where nobody asked for one, as for documents alone."""
    made_by: str
    fingerprint: str
    """First characters of the SHA-256 over all that the brief was made from."""
    command: str
    labels: Mapping[str, str] = field(default_factory=dict)
    """Id of a statement to its label."""

    @property
    def main(self) -> Count:
        """The count of the main question."""
        return self.counts[0]

    def label(self, position: Position) -> str:
        """The label of the statement that a position was made from, if it is in this brief."""
        return self.labels.get(position.statement, "")

    def document(self, number: int) -> Document:
        """A document by its number, counted from 1."""
        return self.readings[number - 1].document


def evidence(board: Board) -> tuple[Position, ...]:
    """All that a board rests on, newest first: members', collective, and without a seat."""
    rows = [position for row in board.members for position in row.evidence]
    found = {position.id: position for position in (*rows, *board.collective, *board.others)}
    return tuple(sorted(found.values(), key=lambda p: (p.said, p.id), reverse=True))
