"""`placet forecast` and `placet unlock`: odds by date, scenarios, cheapest packages."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from placet import api
from placet.cases import Case, Scenario, load_case
from placet.cli.options import AsJson, Asked, AsOf, CasePath, parse_day
from placet.errors import UsageError

_CHANGE_PARTS = 3
_OPTIONS = {"terms": "--grant", "rule": "--majority"}
"""Keys of a scenario whose option is called otherwise."""

Until = Annotated[
    str | None,
    typer.Option("--until", metavar="DATE", help="The horizon; two years ahead if left out."),
]
Named = Annotated[
    list[str] | None,
    typer.Option(
        "--scenario", metavar="ID", help="A scenario of the case, or 'all'; may be repeated."
    ),
]
Grant = Annotated[
    list[str] | None,
    typer.Option("--grant", metavar="AXIS=CHOICE", help="What if: these terms are granted."),
]
MoveTo = Annotated[
    list[str] | None,
    typer.Option("--move", metavar="MEMBER=LEVEL", help="What if: a member is at this level."),
]
Happens = Annotated[
    list[str] | None,
    typer.Option(
        "--event",
        metavar="ID=DATE|RATE",
        help="What if: an event happens then, or so often a year.",
    ),
]
Turns = Annotated[
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
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of draws, where odds are drawn.")]


def forecast(
    case: CasePath,
    question: Asked = "",
    as_of: AsOf = None,
    until: Until = None,
    scenario: Named = None,
    grant: Grant = None,
    move: MoveTo = None,
    event: Happens = None,
    change: Turns = None,
    matter: Matter = "",
    majority: Majority = "",
    without: Without = None,
    elections: Elections = False,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="DATE", help="Replay from this day, on what was known each time."
        ),
    ] = None,
    every: Annotated[int, typer.Option("--every", min=1, help="Days between replays.")] = 7,
    draws: Annotated[
        int | None, typer.Option("--draws", min=1000, help="Scenarios where odds are drawn.")
    ] = None,
    seed: Seed = 0,
    out: Annotated[
        Path | None,
        typer.Option("-o", "--out", metavar="FILE", help="Write a chart (.svg) or table (.csv)."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The odds that each stage is reached by a date, who decides, and what would change them."""
    opened = load_case(case)
    day, end = parse_day(as_of), parse_day(until)
    table = {
        **_table(grant, move, event, change, matter, without, elections=elections),
        **_majority(majority),
    }
    _check_ahead(table, day or api.today())
    if table:
        table["title"] = _in_words(table)
    scenarios = _scenarios(opened, scenario or [], table)
    if since is not None:
        from placet.cli.replay_show import give_replay

        start, last = parse_day(since) or api.today(), day or api.today()
        if start > last:
            raise UsageError(f"--since {start} is after {last}", mend="choose an earlier day")
        one = scenarios[0] if scenarios else ""
        rows = list(
            api.replay(
                opened, since=start, until=last, every=every, question=question, scenario=one
            )
        )
        give_replay(opened, opened.question(question), rows, out, as_json=as_json)
        return
    found = api.compare(
        opened, scenarios, question=question, as_of=day, until=end, draws=draws, seed=seed
    )
    from placet.cli.forecast_show import give_forecasts

    give_forecasts(found, out, as_json=as_json)


def unlock(
    case: CasePath,
    question: Asked = "",
    as_of: AsOf = None,
    until: Until = None,
    target: Annotated[
        float, typer.Option("--target", metavar="P", help="The chance wanted, between 0 and 1.")
    ] = 0.5,
    as_json: AsJson = False,
) -> None:
    """The cheapest packages of terms, members won and timing after which the question carries."""
    from placet.actors import registry
    from placet.cli.unlock_show import give_packages

    opened = load_case(case)
    packages = api.unlock(
        opened, target=target, question=question, as_of=parse_day(as_of), until=parse_day(until)
    )
    names = registry().country_names
    give_packages(opened.question(question), packages, target, names, as_json=as_json)


def _scenarios(case: Case, names: list[str], table: dict[str, Any]) -> list[Scenario]:
    """The scenarios named, and the one that the options make."""
    chosen = list(case.outlook.scenarios) if "all" in names else []
    chosen += [case.outlook.scenario(name) for name in names if name != "all"]
    return [*chosen, _what_if(case, table)] if table else chosen


def _what_if(case: Case, table: dict[str, Any]) -> Scenario:
    """The scenario of the options; an error names the option."""
    try:
        return api.what_if(case, table)
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
    if not text:
        return {}
    need = int(text) if text.isdecimal() else text
    base = "number" if isinstance(need, int) else "members"
    return {"rule": {"kind": "in favour", "at_least": need, "of": base}}


def _table(
    grant: list[str] | None,
    move: list[str] | None,
    event: list[str] | None,
    change: list[str] | None,
    matter: str,
    without: list[str] | None,
    *,
    elections: bool,
) -> dict[str, Any]:
    """The options as the table of a scenario."""
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
    }
    return {key: value for key, value in table.items() if value}


def _pairs(option: str, texts: list[str] | None) -> dict[str, str]:
    pairs = {}
    for text in texts or []:
        name, equals, value = text.partition("=")
        if not (equals and name and value):
            raise UsageError(
                f"{text!r} is no pair", place=option, mend=f"write {option} NAME=VALUE"
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
