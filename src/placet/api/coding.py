"""Calls of human coding: assignment, coding, agreement, adjudication, and edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.calls import open_ledger, readings, today
from placet.cases import Case
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.coding import Agreement, Occurrence, Unit
    from placet.ledger import Added
    from placet.words import Position


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreements:
    """How far coders agree, at both levels."""

    by_position: Agreement
    by_statement: Agreement


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """What coders coded differently, and whether that has been decided."""

    unit: Unit
    settled: bool


def assign(
    case: Case,
    coders: Sequence[str],
    folder: Path,
    *,
    each: int = 2,
    seed: int = 0,
    as_of: date | None = None,
) -> dict[Path, int]:
    """Write a sheet for each coder into a folder; the rows of each.

    Args:
        case: whose texts are coded: those that the ledger has a machine's reading of.
        coders: who codes.
        folder: where the sheets go; made if it is not there.
        each: how many coders code a text.
        seed: of the random assignment.
        as_of: only texts that were published by this day.
    """
    from placet.coding import assign as assigned
    from placet.coding import checked_coder, write_sheet

    texts = [r for r in readings(case, as_of=as_of) if r.statements]
    if not texts:
        raise UsageError("the ledger holds no statement to code", mend="run placet add first")
    given = assigned(texts, [checked_coder(coder) for coder in coders], each=each, seed=seed)
    sheets = {coder: folder / f"{coder}.csv" for coder in given}
    for sheet in sheets.values():
        if sheet.exists():
            raise UsageError(f"{sheet} is there already", mend="name another folder")
    folder.mkdir(parents=True, exist_ok=True)
    return {
        sheets[coder]: write_sheet(sheets[coder], found, case.questions)
        for coder, found in given.items()
    }


def code(case: Case, sheet: Path, *, by: str) -> Added:
    """Keep what a coder filled into a sheet, as her reading of each text."""
    from placet.actors import registry
    from placet.coding import checked_coder, read_sheet
    from placet.ledger import Added

    with open_ledger(case) as ledger:
        readings = read_sheet(
            sheet,
            checked_coder(by),
            ledger.readings(),
            ledger.readings(by_people=True),
            questions=[question.id for question in case.questions],
            countries=registry().country_names,
        )
        return sum((ledger.add_reading(reading) for reading in readings), Added())


def agreement(
    case: Case,
    *,
    as_of: date | None = None,
    with_machine: bool = False,
    draws: int = 2000,
    seed: int = 0,
) -> Agreements:
    """How far coders agree, on the positions and on the statements that several of them coded."""
    from placet.coding import agreement as made

    positions, statements = _units(case, as_of or today(), with_machine=with_machine)
    return Agreements(
        by_position=made(positions, "ordinal", draws=draws, seed=seed),
        by_statement=made(statements, "nominal", draws=draws, seed=seed),
    )


def disputes(case: Case) -> tuple[Dispute, ...]:
    """What people coded differently: statements first, then positions that they entered."""
    from placet.coding import is_settled

    reviewed = _reviewed(case)
    return tuple(Dispute(unit=u, settled=is_settled(u, reviewed)) for u in _disputed(case))


def adjudicate(case: Case, unit: str, verdict: str, *, by: str) -> int:
    """Let a coder's code, or `none`, be the last word on a unit; how many entries it decided."""
    from placet.coding import settle

    units = {one.id: one for one in _disputed(case)}
    if unit not in units:
        raise UsageError(
            f"nothing disputed is called {unit!r}", mend="placet adjudicate lists what is"
        )
    decisions = settle(units[unit], verdict, _reviewed(case))
    with open_ledger(case) as ledger:
        return len(ledger.decide(decisions, by=by))


def adjudicate_agreed(case: Case, *, by: str) -> int:
    """Let what coders agree on outrank what the machine read; how many entries that decided."""
    from placet.coding import agreed

    _, statements = _units(case, today(), with_machine=True)
    with open_ledger(case) as ledger:
        return len(ledger.decide(agreed(statements, _reviewed(case)), by=by))


def find(case: Case, value: str, *, field: str = "", part: bool = False) -> tuple[Occurrence, ...]:
    """Every entry that counts in which a value stands."""
    from placet.coding import occurrences

    with open_ledger(case) as ledger:
        return occurrences(ledger.positions(), value, field=field, part=part)


def rename(
    case: Case, old: str, new: str, *, field: str = "speaker", by: str, note: str = ""
) -> tuple[Position, ...]:
    """Write a name in another way wherever it stands; two names become one so."""
    from placet.coding import renamed

    decisions = renamed(find(case, old, field=field), new, note)
    with open_ledger(case) as ledger:
        return ledger.decide(decisions, by=by)


def edit(case: Case, table: Path, *, by: str, dry: bool = False) -> tuple[Position, ...]:
    """Apply a table of edits: all of them or none; with `dry`, the entries that would change."""
    from placet.actors import registry
    from placet.coding import edits

    with open_ledger(case) as ledger:
        held = ledger.positions(include_rejected=True)
        decisions = edits(
            table,
            held,
            questions=[question.id for question in case.questions],
            countries=registry().country_names,
        )
        if dry:
            wanted = {decision.position for decision in decisions}
            return tuple(position for position in held if position.id in wanted)
        return ledger.decide(decisions, by=by)


def _units(
    case: Case, day: date, *, with_machine: bool
) -> tuple[tuple[Unit, ...], tuple[Unit, ...]]:
    """By position, and by statement."""
    from placet.coding import by_position, by_statement

    with open_ledger(case) as ledger:
        machine = ledger.readings(as_of=day) if with_machine else ()
        codings = ledger.readings(as_of=day, by_people=True)
        held = ledger.positions(as_of=day, include_rejected=True)
        coded = [position for position in ledger.coded() if position.published <= day]
    entries = [*coded, *(position for position in held if position.read)]
    asked = [question.id for question in case.questions]
    return (
        by_position(entries, with_machine=with_machine),
        by_statement(codings, asked, entries, machine),
    )


def _disputed(case: Case) -> list[Unit]:
    """What people coded differently, the machine's code beside it; each dispute once."""
    positions, statements = _units(case, today(), with_machine=True)
    by_statement = [unit for unit in statements if unit.disputed]
    there = {name for unit in by_statement for names in unit.entries.values() for name in names}
    rest = [unit for unit in positions if unit.disputed]
    return by_statement + [
        unit
        for unit in rest
        if not any(name in there for names in unit.entries.values() for name in names)
    ]


def _reviewed(case: Case) -> dict[str, str]:
    with open_ledger(case) as ledger:
        held = (*ledger.coded(), *ledger.positions(include_rejected=True))
        return {position.id: position.reviewed for position in held}
