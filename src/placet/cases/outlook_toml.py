"""Reading the tables of `case.toml` on the future, strictly."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from placet.bodies import Body
from placet.cases.checks import announced, beside, check_order, flag, number, refuse_twins, table_at
from placet.cases.outlook import Change, Event, Outlook, Reached, Scenario
from placet.errors import CaseError, UsageError, did_you_mean
from placet.formats.tomlfile import TomlFile
from placet.procedures import load_procedure
from placet.words import Level

TABLES = ("procedure", "elections", "reached", "change", "event", "scenario")
Axes = Mapping[str, Collection[str]]
_CHANGE = ("country", "date", "chance", "announced", "what", "prior", "source")
_MOST_A_YEAR = 1000.0
_EVENT = ("id", "title", "meets", "per_year", "source")
_SCENARIO = (
    "id",
    "title",
    "terms",
    "move",
    "event",
    "change",
    "matter",
    "rule",
    "without",
    "elections",
    "note",
)


def read_outlook(file: TomlFile, body: Body, axes: Axes) -> Outlook:
    """Read the tables on the future.

    Args:
        file: the case's file.
        body: who decides; scenarios may name its members only.
        axes: each axis of the terms with its choices.

    Raises:
        CaseError: what nobody would read or could not be true; names file, line, value, mend.
    """
    members = {code for term in body.terms for code in term.members}
    events = tuple(_event(file, at, table) for at, table in file.tables("event"))
    known = _Known(file, body, frozenset(members), axes, frozenset(event.id for event in events))
    changes = tuple(known.change(at, table) for at, table in file.tables("change"))
    scenarios = tuple(known.scenario(at, table) for at, table in file.tables("scenario"))
    check_order(file, "change", [change.date for change in changes])
    refuse_twins(file, "event", [event.id for event in events])
    refuse_twins(file, "scenario", [scenario.id for scenario in scenarios])
    reached = tuple(known.reached(at, table) for at, table in file.tables("reached"))
    _check_stages(file, reached)
    return Outlook(
        procedure=_procedure(file),
        reached=reached,
        changes=changes,
        events=events,
        scenarios=scenarios,
        elections=flag(file, "", file.data, "elections"),
    )


def read_scenario(
    table: Mapping[str, Any], body: Body, axes: Axes, events: Collection[str]
) -> Scenario:
    """A scenario that is not in a file, checked in the same way.

    Raises:
        UsageError: it names what the case does not know.
    """
    nowhere = TomlFile(Path(), {}, {})
    members = frozenset(code for term in body.terms for code in term.members)
    known = _Known(nowhere, body, members, axes, frozenset(events))
    try:
        return known.scenario("scenario", {"id": "what if", **table})
    except CaseError as error:
        place = error.place.removeprefix("scenario.")
        raise UsageError(error.problem, place=place, mend=error.mend) from None


def _procedure(file: TomlFile) -> str:
    """The name of a procedure, or the path of the case's own, which lies beside the case."""
    name = beside(file, "procedure", "")
    if name:
        try:
            load_procedure(name)
        except UsageError as error:
            raise file.error("procedure", error.problem, error.mend) from None
    return name


def _event(file: TomlFile, at: str, table: Mapping[str, Any]) -> Event:
    file.check_keys(table, at, _EVENT)
    return Event(
        id=file.text(table, at, "id"),
        title=file.text(table, at, "title", ""),
        meets=file.texts(table, at, "meets"),
        per_year=number(file, f"{at}.per_year", table.get("per_year", 0.0), most=_MOST_A_YEAR),
        source=file.text(table, at, "source", ""),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the tables may name."""

    file: TomlFile
    body: Body
    members: frozenset[str]
    axes: Axes
    events: frozenset[str]

    def reached(self, at: str, table: Mapping[str, Any]) -> Reached:
        self.file.check_keys(table, at, ("stage", "date", "country", "source"))
        name = _procedure(self.file)
        stage = self.file.text(table, at, "stage")
        if name:
            try:
                load_procedure(name).stage(stage)
            except UsageError as error:
                raise self.file.error(f"{at}.stage", error.problem, error.mend) from None
        country = self.file.text(table, at, "country", "")
        return Reached(
            stage=stage,
            date=self.file.day(table, at, "date"),
            country=self.member(f"{at}.country", country) if country else "",
            source=self.file.text(table, at, "source", ""),
        )

    def change(self, at: str, table: Any) -> Change:
        if not isinstance(table, Mapping):
            raise self.file.error(at, f"{table!r} is no change", 'write: { country = "HU", ... }')
        self.file.check_keys(table, at, _CHANGE)
        return Change(
            country=self.member(f"{at}.country", self.file.text(table, at, "country")),
            date=self.file.day(table, at, "date"),
            chance=number(self.file, f"{at}.chance", table.get("chance", 1.0), most=1.0),
            announced=announced(self.file, at, table),
            what=self.file.text(table, at, "what", ""),
            prior=self.prior(f"{at}.prior", table["prior"]) if "prior" in table else None,
            source=self.file.text(table, at, "source", ""),
        )

    def scenario(self, at: str, table: Mapping[str, Any]) -> Scenario:
        self.file.check_keys(table, at, _SCENARIO)
        moves = table_at(self.file, at, table, "move")
        changes = table.get("change", [])
        if not isinstance(changes, list):
            raise self.file.error(
                f"{at}.change", f"{changes!r} is no list", "write: change = [{…}]"
            )
        return Scenario(
            id=self.file.text(table, at, "id"),
            title=self.file.text(table, at, "title", ""),
            terms=self.terms(at, table_at(self.file, at, table, "terms")),
            move={
                self.member(f"{at}.move", code): self.level(f"{at}.move", level)
                for code, level in moves.items()
            },
            event={
                name: self.timing(f"{at}.event", name, when)
                for name, when in table_at(self.file, at, table, "event").items()
            },
            changes=tuple(self.change(f"{at}.change", change) for change in changes),
            matter=self.matter(f"{at}.matter", self.file.text(table, at, "matter", "")),
            rule=self.rule(f"{at}.rule", table["rule"]) if "rule" in table else None,
            without=tuple(
                self.member(f"{at}.without", code) for code in self.file.texts(table, at, "without")
            ),
            elections=flag(self.file, at, table, "elections"),
            note=self.file.text(table, at, "note", ""),
        )

    def member(self, at: str, code: str) -> str:
        if code not in self.members:
            raise self.file.error(
                at, f"{code!r} is no member of {self.body.name}", did_you_mean(code, self.members)
            )
        return code

    def level(self, at: str, level: Any) -> Level:
        if level not in list(Level):
            raise self.file.error(at, f"no level {level!r}", did_you_mean(str(level), list(Level)))
        return Level(level)

    def terms(self, at: str, table: Mapping[str, Any]) -> dict[str, str]:
        for axis, choice in table.items():
            if axis not in self.axes:
                raise self.file.error(
                    f"{at}.terms", f"no axis {axis!r}", did_you_mean(axis, self.axes)
                )
            if choice not in self.axes[axis]:
                raise self.file.error(
                    f"{at}.terms",
                    f"the axis {axis!r} has no choice {choice!r}",
                    did_you_mean(str(choice), self.axes[axis]),
                )
        return dict(table)

    def timing(self, at: str, name: str, when: Any) -> date | float:
        if name not in self.events:
            mend = did_you_mean(name, self.events) if self.events else "add an [[event]]"
            raise self.file.error(at, f"no event {name!r}", mend)
        if isinstance(when, date) and not isinstance(when, datetime):
            return when
        return number(self.file, at, when, most=_MOST_A_YEAR)

    def matter(self, at: str, matter: str) -> str:
        matters = {entry.id for entry in self.body.matters}
        if matter and matter not in matters:
            problem = f"{self.body.name} has no matter {matter!r}"
            raise self.file.error(at, problem, did_you_mean(matter, matters))
        return matter

    def rule(self, at: str, table: Any) -> Mapping[str, Any]:
        try:
            self.body.rule(self.body.default, self.body.checked, instead=table)
        except UsageError as error:
            place = f"{at}{error.place.removeprefix('rule')}"
            raise self.file.error(place, error.problem, error.mend) from None
        return dict(table)

    def prior(self, at: str, table: Any) -> Mapping[Level, float]:
        named = table if isinstance(table, Mapping) else {}
        prior = {
            self.level(at, key): number(self.file, at, value, most=1.0)
            for key, value in named.items()
        }
        if not math.isclose(sum(prior.values()), 1.0, abs_tol=1e-9):
            raise self.file.error(
                at,
                f"the chances sum to {sum(prior.values()):g}",
                "let the levels' chances sum to 1",
            )
        return prior


def _check_stages(file: TomlFile, reached: Sequence[Reached]) -> None:
    """Refuse a stage reached before one that goes before it."""
    name = _procedure(file)
    order = [stage.id for stage in load_procedure(name).stages] if name else []
    whole = [(n, entry) for n, entry in enumerate(reached) if not entry.country]
    for n, entry in whole if order else ():
        for _, other in whole:
            if order.index(other.stage) < order.index(entry.stage) and entry.date < other.date:
                raise file.error(
                    f"reached[{n}].date",
                    f"{entry.stage!r} on {entry.date} comes before {other.stage!r} on {other.date}",
                    "check the two days: stages are reached in the order of the procedure",
                )
