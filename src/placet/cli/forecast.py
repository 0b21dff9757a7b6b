"""`placet forecast` and `placet unlock`: odds by date, scenarios, cheapest packages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet import api
from placet.cases import Case, Scenario, load_case
from placet.cli.options import AsJson, Asked, AsOf, CasePath, parse_day
from placet.cli.output import check_form
from placet.cli.what_ifs import (
    Change,
    Elections,
    Event,
    Grant,
    Majority,
    Matter,
    Move,
    Without,
    scenarios_of,
    what_ifs,
)
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.forecast import Replayed

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
Since = Annotated[
    str | None,
    typer.Option(
        "--since", metavar="DATE", help="Replay from this day, on what was known each time."
    ),
]
Every = Annotated[int, typer.Option("--every", min=1, help="Days between replays.")]
Draws = Annotated[
    int | None, typer.Option("--draws", min=1000, help="Scenarios where odds are drawn.")
]
Seed = Annotated[int, typer.Option("--seed", min=0, help="Of draws, where odds are drawn.")]
Output = Annotated[
    Path | None,
    typer.Option("-o", "--output", metavar="FILE", help="Write a chart (.svg) or table (.csv)."),
]


def forecast(
    case: CasePath,
    question: Asked = "",
    as_of: AsOf = None,
    until: Until = None,
    scenario: Named = None,
    grant: Grant = None,
    move: Move = None,
    event: Event = None,
    change: Change = None,
    matter: Matter = "",
    majority: Majority = "",
    without: Without = None,
    elections: Elections = False,
    since: Since = None,
    every: Every = 7,
    draws: Draws = None,
    seed: Seed = 0,
    output: Output = None,
    as_json: AsJson = False,
) -> None:
    """The odds that each stage is reached by a date, who decides, and what would change them."""
    check_form(output, ".svg", ".csv")
    opened, day = load_case(case), parse_day(as_of)
    table = what_ifs(
        grant=grant,
        move=move,
        event=event,
        change=change,
        matter=matter,
        majority=majority,
        without=without,
        elections=elections,
    )
    scenarios = scenarios_of(opened, scenario or [], table, day or api.today())
    if since is not None:
        from placet.cli.replay_show import give_replay

        told = _replayed(opened, question, scenarios, (since, day), every)
        give_replay(opened, opened.question(question), told, output, as_json=as_json)
        return
    from placet.cli.forecast_show import give_forecasts

    end = parse_day(until)
    found = api.compare(
        opened, scenarios, question=question, as_of=day, until=end, draws=draws, seed=seed
    )
    give_forecasts(found, output, as_json=as_json)


def _replayed(
    case: Case,
    question: str,
    scenarios: Sequence[Scenario],
    days: tuple[str, date | None],
    every: int,
) -> list[Replayed]:
    """The odds on every so many days, of the first scenario; the last day is today if not said."""
    first, last = parse_day(days[0]) or api.today(), days[1] or api.today()
    if first > last:
        raise UsageError(f"--since {first} is after {last}", mend="choose an earlier day")
    one = scenarios[0] if scenarios else ""
    told = api.replay(case, since=first, until=last, every=every, question=question, scenario=one)
    return list(told)


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

    opened, day = load_case(case), parse_day(as_of)
    packages = api.unlock(
        opened, target=target, question=question, as_of=day, until=parse_day(until)
    )
    names = registry().country_names
    today = api.count(opened, question=question, as_of=day).p_carries
    give_packages(opened.question(question), packages, target, names, today, as_json=as_json)
