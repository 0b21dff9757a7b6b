"""What people decide on positions: a decision outranks the machine, and deletes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from placet.errors import UsageError, did_you_mean
from placet.ledger import entries, rows
from placet.ledger.opening import shown
from placet.ledger.redating import date_anew
from placet.ledger.schema import positions
from placet.words import Position

DECISIONS = ("accepted", "amended", "corrected", "rejected")
_SHORT = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says of a position."""

    position: str
    """Its id, or the beginning of it."""
    decision: str
    """accepted; rejected; corrected, with changes to what it says; or amended, with changes to
    what it says of its origin, which decides nothing."""
    note: str = ""
    """Why."""
    changes: Mapping[str, Any] = field(default_factory=dict)
    """New values of its fields."""


def decide(connection: Connection, one: Decision, by: str, where: str | Path) -> Position:
    """Keep one decision; the position as it now stands, a rejected one as it was."""
    if one.decision not in DECISIONS:
        mend = did_you_mean(one.decision, DECISIONS)
        raise UsageError(f"no decision {one.decision!r}", mend=mend)
    old = find(connection, one.position, where)
    newest = entries.head(connection, old.id)
    if newest.id != old.id:
        raise UsageError(
            f"position {old.id[:_SHORT]} has been replaced by {newest.id[:_SHORT]}",
            mend="decide on the newer one",
        )
    if one.decision in {"accepted", "rejected"}:
        return _judged(connection, old, one, by)
    if one.decision == "amended":
        return _amended(connection, old, one, by)
    return _corrected(connection, old, one, by)


def find(connection: Connection, name: str, where: str | Path) -> Position:
    """The one position whose id begins so, in the ledger at `where`."""
    query = select(positions).where(positions.c.id.startswith(name, autoescape=True)).limit(6)
    hits = [rows.position_from(row) for row in connection.execute(query).mappings()]
    if len(hits) == 1 and name:
        return hits[0]
    if not hits:
        mend = "see the ids with placet why, or with placet review"
        raise UsageError(f"no position {name!r}", file=shown(where), mend=mend)
    several = ", ".join(hit.id[:_SHORT] for hit in hits[:5])
    raise UsageError(f"{name!r} names several positions", mend=f"write more of it: {several}")


def _judged(connection: Connection, old: Position, one: Decision, by: str) -> Position:
    """Accepted or rejected; what retells it is dated anew if it no longer counts, or does again."""
    before, _ = entries.standing_decision(connection, old)
    entries.decide(connection, old.id, one.decision, by=by, note=one.note)
    if "rejected" in {before, one.decision} and before != one.decision:
        date_anew(connection, old, again=one.decision == "accepted")
    return replace(old, reviewed=one.decision)


def _amended(connection: Connection, old: Position, one: Decision, by: str) -> Position:
    """With other words on its origin; whoever read or coded it did so still."""
    if all(getattr(old, name) == value for name, value in one.changes.items()):
        return old
    new = _checked(replace(old, **one.changes, supersedes=old.id, recorded=None))
    decision, decider = entries.standing_decision(connection, old)
    _keep(connection, old, new, one, by)
    if decision:
        note = f"as decided on {old.id[:_SHORT]}"
        entries.decide(connection, new.id, decision, by=decider, note=note)
    return replace(entries.head(connection, new.id), reviewed=decision)


def _corrected(connection: Connection, old: Position, one: Decision, by: str) -> Position:
    sure = {"confidence": 1.0, "suggested": False, **one.changes}
    new = _checked(replace(old, **sure, supersedes=old.id, entered_by=by, recorded=None))
    _keep(connection, old, new, one, by)
    date_anew(connection, old)
    return replace(entries.head(connection, new.id), reviewed=one.decision)


def _keep(connection: Connection, old: Position, new: Position, one: Decision, by: str) -> None:
    entries.decide(connection, old.id, one.decision, by=by, note=one.note)
    entries.add_positions(connection, {new: ""})


def _checked(new: Position) -> Position:
    if new.said > new.published:
        raise UsageError(
            f"said on {new.said}, after it was published on {new.published}",
            mend="correct both days",
        )
    return rows.identified(new)
