"""What several coders coded alike or not: by position, and by statement."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from placet.words import CODER, HolderKind, Position, Reading, Stance, Statement

MACHINE = "machine"
NOTHING = "none"
"""The code of a statement in which a coder finds no stance on the question."""
ORDINAL = (Stance.AGAINST, Stance.RELUCTANT, Stance.CONDITIONAL, Stance.FOR)
_SHORT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """What at least two coders coded, and how."""

    id: str
    question: str
    about: str
    """The holder; or the words of the statement."""
    said: date | None
    source: str
    codes: Mapping[str, str]
    """Coder to code: a stance; or each holder with its stance, or `none`."""
    entries: Mapping[str, tuple[str, ...]]
    """Coder to the ids of her positions."""

    @property
    def disputed(self) -> bool:
        """Did people code it differently?"""
        return len({code for coder, code in self.codes.items() if coder != MACHINE}) > 1


def by_position(positions: Iterable[Position], *, with_machine: bool = False) -> tuple[Unit, ...]:
    """Units of one holder's stance on a question on a day in one source, in a fixed order.

    Where a coder coded one twice, what comes later counts; `unclear` is no code.
    """
    coded: dict[tuple[str, str, date, str], dict[str, Position]] = defaultdict(dict)
    for position in sorted(positions, key=lambda p: (p.said, p.id)):
        coder = position.coder or (MACHINE if with_machine and position.read else "")
        named = position.holder_kind is HolderKind.COUNTRY and position.holder
        if coder and named and position.stance in ORDINAL:
            source = position.document or position.url or position.source
            key = (position.question, position.holder or "", position.said, source)
            coded[key][coder] = position
    return tuple(
        Unit(
            id=_id(*key),
            question=key[0],
            about=key[1],
            said=key[2],
            source=next(entry.url or entry.source for entry in entries.values()),
            codes={coder: entry.stance.value for coder, entry in sorted(entries.items())},
            entries={coder: (entry.id,) for coder, entry in sorted(entries.items())},
        )
        for key, entries in sorted(coded.items())
        if len(entries) > 1
    )


def by_statement(
    codings: Iterable[Reading],
    questions: Iterable[str],
    positions: Iterable[Position],
    machine: Iterable[Reading] = (),
) -> tuple[Unit, ...]:
    """Units of one statement and one question: who it is said to show, and where they stand.

    That a coder found nothing in a statement which she coded is a code too.

    Args:
        codings: how people coded texts; a statement among them was looked at for every question.
        questions: those of the case.
        positions: entries of the ledger, to tell which belong to a unit.
        machine: readings that count as one more coder where people coded the same statement.
    """
    asked = tuple(questions)
    ids: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for position in positions:
        coder = position.coder or (MACHINE if position.read else "")
        ids[position.statement, position.question, coder].append(position.id)
    looked = _looked([*codings, *machine])
    return tuple(
        Unit(
            id=_id(name, question),
            question=question,
            about=words_of(reading, statements[min(statements)]),
            said=statements[min(statements)].said or reading.document.published,
            source=reading.document.url or reading.document.title or reading.document.origin,
            codes={coder: _code(one, question) for coder, one in sorted(statements.items())},
            entries={coder: tuple(ids[name, question, coder]) for coder in sorted(statements)},
        )
        for name, (reading, statements) in sorted(looked.items())
        if len(statements) > 1 and any(coder != MACHINE for coder in statements)
        for question in asked
    )


def words_of(reading: Reading, statement: Statement) -> str:
    """The words of the text from a statement's first span to its last."""
    spans = [s for s in (statement.source, statement.cue, *statement.content) if s]
    start, end = min(s.start for s in spans), max(s.end for s in spans)
    return " ".join(reading.document.text[start:end].split())


def _looked(readings: Iterable[Reading]) -> dict[str, tuple[Reading, dict[str, Statement]]]:
    """Each statement with its text, and how each coder has it."""
    looked: dict[str, tuple[Reading, dict[str, Statement]]] = {}
    for reading in readings:
        person = reading.reader.startswith(CODER)
        coder = reading.reader.removeprefix(CODER) if person else MACHINE
        for statement in reading.statements:
            looked.setdefault(statement.id, (reading, {}))[1][coder] = statement
    return looked


def _code(statement: Statement, question: str) -> str:
    found = {
        f"{stance.holder or stance.holder_kind} {stance.stance}"
        for stance in statement.stances
        if stance.question == question
    }
    return ", ".join(sorted(found)) or NOTHING


def _id(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:_SHORT]
