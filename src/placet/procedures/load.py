"""Reading a procedure's file, strictly."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import Any

from placet.bodies import load_body
from placet.errors import UsageError, did_you_mean
from placet.formats.tomlfile import TomlFile, read_toml
from placet.procedures.procedure import ANY, Clock, Procedure, Record, Stage

_STAGE = ("id", "title", "who", "clock", "body", "matter", "optional", "every_days", "days")
_TEXTS = ("told_as", "source", "note")
_MOST_DAYS = 36_525
_RECORD = ("candidates", "ended", "source", "confirmed")


SINGLE = "vote"
"""The procedure of a question that stands alone."""


def procedure_names() -> tuple[str, ...]:
    """The procedures that come with placet."""
    names = (item.name for item in (files("placet.procedures") / "data").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def load_procedure(name: str | Path) -> Procedure:
    """The procedure called `name`, or the one in a file of your own.

    Raises:
        UsageError: no such procedure.
        CaseError: its file is wrong; with the place, the value and the mend.
    """
    if isinstance(name, Path) or name.endswith(".toml"):
        return _read(read_toml(Path(name)))
    if name not in procedure_names():
        raise UsageError(f"no procedure {name!r}", mend=did_you_mean(name, procedure_names()))
    return _shipped(name)


def procedure_of(name: str, body: str, matter: str) -> Procedure:
    """The procedure that a question follows: the named one, where the body decides in it.

    Else the question stands alone: a single decision, or one under silence.
    """
    named = load_procedure(name) if name else None
    if named and named.decided_by(body, matter):
        return named
    return _shipped("silence" if matter == "silence" else SINGLE)


@lru_cache
def _shipped(name: str) -> Procedure:
    return _read(read_toml(Path(str(files("placet.procedures") / "data" / f"{name}.toml"))))


def _read(file: TomlFile) -> Procedure:
    file.check_keys(file.data, "", ("title", "bodies", "source", "note", "stage", "record"))
    stages = tuple(_stage(file, at, table) for at, table in file.tables("stage"))
    if not stages:
        raise file.error("stage", "the procedure has no stage", "add a [[stage]]")
    names = [stage.id for stage in stages]
    for index, name in enumerate(names):
        if name in names[:index]:
            raise file.error(f"stage[{index}].id", f"{name!r} stands twice", "give each its own id")
    return Procedure(
        id=file.path.stem,
        title=file.text(file.data, "", "title"),
        bodies=file.texts(file.data, "", "bodies"),
        stages=stages,
        source=file.text(file.data, "", "source"),
        records=tuple(_record(file, at, table, names) for at, table in file.tables("record")),
        note=file.text(file.data, "", "note", ""),
    )


def _stage(file: TomlFile, at: str, table: Mapping[str, Any]) -> Stage:
    file.check_keys(table, at, (*_STAGE, *_TEXTS))
    clock = file.text(table, at, "clock")
    if clock not in list(Clock):
        raise file.error(f"{at}.clock", f"no clock {clock!r}", did_you_mean(clock, list(Clock)))
    stage = Stage(
        id=file.text(table, at, "id"),
        title=file.text(table, at, "title"),
        who=file.text(table, at, "who"),
        clock=Clock(clock),
        body=file.text(table, at, "body", ""),
        matter=file.text(table, at, "matter", ""),
        optional=table.get("optional") is True,
        every_days=_days(file, at, table, "every_days", needed=clock == Clock.MEETING),
        days=_days(file, at, table, "days", needed=clock == Clock.SILENCE),
        told_as=file.texts(table, at, "told_as"),
        source=file.text(table, at, "source"),
        note=file.text(table, at, "note", ""),
    )
    if stage.body and stage.body != ANY:
        _check_matter(file, at, stage)
    return stage


def _check_matter(file: TomlFile, at: str, stage: Stage) -> None:
    try:
        matters = {entry.id for entry in load_body(stage.body).matters}
    except UsageError as error:
        raise file.error(f"{at}.body", error.problem, error.mend) from None
    if stage.matter not in matters:
        raise file.error(
            f"{at}.matter",
            f"{stage.body} has no matter {stage.matter!r}",
            did_you_mean(stage.matter, matters),
        )


def _days(file: TomlFile, at: str, table: Mapping[str, Any], key: str, *, needed: bool) -> int:
    value = table.get(key, 0)
    if not isinstance(value, int) or isinstance(value, bool) or not needed <= value <= _MOST_DAYS:
        raise file.error(
            f"{at}.{key}",
            f"{value!r} is no number of days",
            f"write: {key} = 182, in days, {_MOST_DAYS} at most",
        )
    return value


def _record(file: TomlFile, at: str, table: Mapping[str, Any], stages: Sequence[str]) -> Record:
    file.check_keys(table, at, (*_RECORD, *stages))
    reached = {stage: file.day(table, at, stage) for stage in stages if stage in table}
    _check_order(file, at, reached)
    ended = table.get("ended")
    if ended is not None and (not isinstance(ended, date) or isinstance(ended, datetime)):
        raise file.error(f"{at}.ended", f"{ended!r} is not a date", "write: ended = 2015-03-12")
    return Record(
        candidates=file.texts(table, at, "candidates"),
        reached=reached,
        ended=ended,
        source=file.text(table, at, "source"),
        confirmed=table.get("confirmed", True) is not False,
    )


def _check_order(file: TomlFile, at: str, reached: Mapping[str, date]) -> None:
    """Stages are listed in their order, so their days must not run backwards."""
    days = list(reached.items())
    for (earlier, first), (later, second) in pairwise(days):
        if second < first:
            raise file.error(
                f"{at}.{later}",
                f"{later} on {second} comes before {earlier} on {first}",
                "check both dates",
            )
