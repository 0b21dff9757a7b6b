"""The record of past rounds of ratification, read strictly from the tables beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path

from placet.bodies import load_body
from placet.errors import did_you_mean
from placet.formats import ReadOnce, Row, read_rows
from placet.words import Stance

_STEPS = ("parliament_on", "head_signed_on", "deposited_on")


@dataclass(frozen=True, slots=True, kw_only=True)
class Protocol:
    """One accession protocol, or several signed and ratified together."""

    round: str
    """Protocols signed on one day belong to one round."""
    candidates: tuple[str, ...]
    signed: date
    completed: date
    """When the last member had accepted it."""
    members: tuple[str, ...]
    """Who had to."""
    source: str

    @property
    def days(self) -> int:
        """From signing until the last member had accepted it."""
        return (self.completed - self.signed).days


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratification:
    """One member's ratification of one protocol, as far as its day is on record."""

    round: str
    candidates: tuple[str, ...]
    member: str
    done: date
    """The latest step on record: parliament, head of state, or deposit."""
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What a member was reported to say on ratifying, while it had not done so."""

    round: str
    candidates: tuple[str, ...]
    said: date
    member: str
    stance: Stance
    source: str


@ReadOnce
def protocols(path: Path | None = None) -> tuple[Protocol, ...]:
    """Every round that is complete.

    Raises:
        CaseError: a day is missing or runs backwards; names file, line, value and mend.
    """
    columns = ("round", "candidates", "signed_on", "completed_on", "source")
    found = []
    for row in read_rows(path or _table("rounds.csv"), columns=columns, required=columns):
        signed, completed = row.day("signed_on"), row.day("completed_on")
        if completed < signed:
            raise row.error("completed_on", f"comes before {signed}", "check both days")
        found.append(
            Protocol(
                round=row["round"],
                candidates=tuple(row["candidates"].split()),
                signed=signed,
                completed=completed,
                members=load_body("nato").members_on(signed),
                source=row["source"],
            )
        )
    return tuple(found)


@ReadOnce
def ratifications(path: Path | None = None) -> tuple[Ratification, ...]:
    """Every ratification whose day is on record.

    Raises:
        CaseError: a stranger, or a day that is missing or before the signing.
    """
    columns = ("round", "candidates", "member", *_STEPS, "source", "confirmed")
    required = ("round", "candidates", "member", "source")
    signed = {p.round: p for p in protocols()}
    found = []
    for row in read_rows(path or _table("ratifications.csv"), columns=columns, required=required):
        if row["round"] not in signed:
            raise row.error("round", "is no round on record", did_you_mean(row["round"], signed))
        steps = [row.day(step) for step in _STEPS if row[step]]
        if not steps:
            raise row.error(_STEPS[0], "no step has a day", "give one, or leave the row out")
        if min(steps) < signed[row["round"]].signed:
            raise row.error(_STEPS[0], "is before the signing", "check the day")
        found.append(
            Ratification(
                round=row["round"],
                candidates=tuple(row["candidates"].split()),
                member=_member(row),
                done=max(steps),
                source=row["source"],
                confirmed=row["confirmed"] == "yes",
            )
        )
    return tuple(found)


@ReadOnce
def statements(path: Path | None = None) -> tuple[Statement, ...]:
    """What members said on ratifying before they did."""
    columns = ("round", "candidates", "date", "member", "stance", "source")
    found = []
    for row in read_rows(path or _table("statements.csv"), columns=columns, required=columns):
        if row["stance"] not in list(Stance):
            raise row.error("stance", "is no stance", did_you_mean(row["stance"], list(Stance)))
        found.append(
            Statement(
                round=row["round"],
                candidates=tuple(row["candidates"].split()),
                said=row.day("date"),
                member=_member(row),
                stance=Stance(row["stance"]),
                source=row["source"],
            )
        )
    return tuple(found)


def _member(row: Row) -> str:
    known = {code for term in load_body("nato").terms for code in term.members}
    if row["member"] not in known:
        raise row.error("member", "is no member of NATO", did_you_mean(row["member"], known))
    return row["member"]


def _table(name: str) -> Path:
    return Path(str(files("placet.forecast.durations") / name))
