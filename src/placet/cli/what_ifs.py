"""What-ifs on the command line: the options that make a scenario, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

import typer

from placet import api
from placet.cases import Case, Scenario
from placet.cli.options import parse_day
from placet.errors import UsageError

_CHANGE_PARTS = 3
_OPTIONS = {"terms": "--grant", "rule": "--majority"}
"""Keys of a scenario whose option is called otherwise."""

Grant = Annotated[
    list[str] | None,
    typer.Option("--grant", metavar="AXIS=CHOICE", help="What if: these terms are granted."),
]
Move = Annotated[
    list[str] | None,
    typer.Option("--move", metavar="MEMBER=LEVEL", help="What if: a member is at this level."),
]
Event = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="ID=DATE|RATE",
        help="What if: an event happens then, or so often a year.",
    ),
]
Change = Annotated[
    list[str] | None,
    typer.Option(
        "--change",
        metavar="MEMBER=DATE[:CHANCE[:LEVEL=P,...]]",
        help="What if: a change of government on a day, with a chance and a prior.",
    ),
]
Matter = Annotated[
    str, typer.Option("--matter", metavar="ID", help="What if: another kind of matter, so rule.")
]
Majority = Annotated[
    str,
    typer.Option("--majority", metavar="NEED", help="What if: so many, or a share, must assent."),
]
Without = Annotated[
    list[str] | None,
    typer.Option("--without", metavar="MEMBER", help="What if: a member does not take part."),
]
Elections = Annotated[
    bool,
    typer.Option("--elections", help="What if: governments may change at scheduled elections."),
]


def what_ifs(
    *,
    grant: list[str] | None,
    move: list[str] | None,
    event: list[str] | None,
    change: list[str] | None,
    matter: str,
    majority: str,
    without: list[str] | None,
    elections: bool,
) -> dict[str, Any]:
    """What the options say, as the table of a scenario; empty if they say nothing.

    Raises:
        UsageError: an option is not written as it has to be.
    """
    changes = [
        {"country": member, **_change(text)} for member, text in _pairs("--change", change).items()
    ]
    table = {
        "terms": _pairs("--grant", grant),
        "move": _pairs("--move", move),
        "event": {name: _timing(text) for name, text in _pairs("--event", event).items()},
        "change": changes,
        "matter": matter,
        "without": without or [],
        "elections": elections,
        "rule": _majority(majority),
    }
    return {key: value for key, value in table.items() if value}


def scenarios_of(
    case: Case, names: Sequence[str], table: dict[str, Any], as_of: date
) -> list[Scenario]:
    """The scenarios of a case that are named, and the one of what the options say, if they do.

    Raises:
        UsageError: the case has no such scenario, does not know what a what-if is of, or a change
            of government has passed by the day of the forecast.
    """
    _check_ahead(table, as_of)
    chosen = list(case.outlook.scenarios) if "all" in names else []
    chosen += [case.outlook.scenario(name) for name in names if name != "all"]
    return [*chosen, _scenario(case, table)] if table else chosen


def _scenario(case: Case, table: dict[str, Any]) -> Scenario:
    """The scenario of the options; an error names the option."""
    try:
        return api.what_if(case, {**table, "title": _in_words(table)})
    except UsageError as error:
        key = error.place.partition(".")[0]
        place = _OPTIONS.get(key, f"--{key}") if key else ""
        raise UsageError(error.problem, place=place, mend=error.mend) from None


def _in_words(table: dict[str, Any]) -> str:
    """The what-ifs of the options as the title of their scenario."""
    words = [f"{axis}: {choice}" for axis, choice in table.get("terms", {}).items()]
    words += [f"{member} {level}" for member, level in table.get("move", {}).items()]
    words += [
        f"{event} on {when}" if isinstance(when, date) else f"{event} {when:g} times a year"
        for event, when in table.get("event", {}).items()
    ]
    words += [f"{c['country']} changes on {c['date']}" for c in table.get("change", [])]
    words += [f"decided by {table['matter']}"] if "matter" in table else []
    words += [f"{table['rule']['at_least']} are enough"] if "rule" in table else []
    words += [f"without {member}" for member in table.get("without", [])]
    words += ["governments may change at elections"] if "elections" in table else []
    return "; ".join(words)


def _check_ahead(table: dict[str, Any], as_of: date) -> None:
    """Refuse a change that has passed: the odds would not know of it."""
    for change in table.get("change", []):
        if change["date"] <= as_of:
            raise UsageError(
                f"{change['country']} on {change['date']} is not after {as_of}",
                place="--change",
                mend="set a day to come; what has passed belongs into case.toml",
            )


def _majority(text: str) -> dict[str, Any]:
    """The rule that so many, or such a share, are enough."""
    if not text:
        return {}
    need = int(text) if text.isdecimal() else text
    base = "number" if isinstance(need, int) else "members"
    return {"kind": "in favour", "at_least": need, "of": base}


def _pairs(option: str, texts: list[str] | None) -> dict[str, str]:
    pairs = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not (equals and name and value):
            raise UsageError(
                f"{text!r} is no pair", place=option, mend=f"write {option} NAME=VALUE"
            )
        if name.strip() in pairs:
            raise UsageError(
                f"{name.strip()!r} is set twice", place=option, mend="give each one value"
            )
        pairs[name.strip()] = value.strip()
    return pairs


def _timing(text: str) -> date | float:
    try:
        return float(text)
    except ValueError:
        return parse_day(text) or api.today()


def _change(text: str) -> dict[str, Any]:
    """A day, with a chance and a prior if given: 2026-04-12:0.5:supportive=0.7,conditional=0.3."""
    parts = text.split(":")
    if len(parts) > _CHANGE_PARTS:
        raise UsageError(
            f"{text!r} will not do", place="--change", mend="write MEMBER=2026-04-12:0.5"
        )
    made: dict[str, Any] = {"date": parse_day(parts[0])}
    if len(parts) > 1:
        made["chance"] = _chance("--change", parts[1])
    if len(parts) == _CHANGE_PARTS:
        shares = _pairs("--change", parts[2].split(","))
        made["prior"] = {level: _chance("--change", share) for level, share in shares.items()}
    return made


def _chance(option: str, text: str) -> float:
    try:
        return float(text)
    except ValueError:
        raise UsageError(
            f"{text!r} is no chance", place=option, mend="write a number from 0 to 1"
        ) from None
