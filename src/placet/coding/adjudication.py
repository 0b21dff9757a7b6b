"""Adjudication: one coder's code, or none, made the last word on what coders dispute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.coding.units import MACHINE, NOTHING, Unit
from placet.errors import UsageError, did_you_mean
from placet.ledger import Decision


def settle(unit: Unit, verdict: str, reviewed: Mapping[str, str]) -> tuple[Decision, ...]:
    """The decisions by which a unit is coded as one of its coders did.

    Entries of the same code, the machine's too, are accepted, and the others rejected.

    Args:
        unit: what is to be decided.
        verdict: the coder who is right, or `none` if no stance is to be kept.
        reviewed: the decision on each position so far; what is decided so already is left out.

    Raises:
        UsageError: nobody of that name coded it.
    """
    if verdict != NOTHING and verdict not in unit.codes:
        raise UsageError(
            f"{verdict!r} did not code {unit.id}",
            mend=did_you_mean(verdict, [*unit.codes, NOTHING]),
        )
    right = NOTHING if verdict == NOTHING else unit.codes[verdict]
    note = f"adjudicated {unit.id}: {right}"
    return tuple(
        Decision(position=name, decision=decision, note=note)
        for coder, names in unit.entries.items()
        for decision in ("accepted" if unit.codes[coder] == right else "rejected",)
        for name in names
        if reviewed.get(name, "") != decision
    )


def agreed(units: Iterable[Unit], reviewed: Mapping[str, str]) -> tuple[Decision, ...]:
    """The decisions by which what coders agree on outranks what the machine read there."""
    return tuple(
        decision
        for unit in units
        for people in ([coder for coder in unit.codes if coder != MACHINE],)
        if len(people) > 1 and not unit.disputed
        for decision in settle(unit, people[0], reviewed)
        if decision.position in unit.entries.get(MACHINE, ())
    )


def is_settled(unit: Unit, reviewed: Mapping[str, str]) -> bool:
    """Has a person decided on every entry of people in the unit?"""
    return all(
        reviewed.get(name)
        for coder, names in unit.entries.items()
        for name in names
        if coder != MACHINE
    )
