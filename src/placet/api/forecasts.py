"""Calls on a case's future: odds, scenarios, replays and packages that unlock."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from placet.api.calls import open_ledger, today
from placet.api.spreading import spread
from placet.cases import Case, Scenario

if TYPE_CHECKING:
    from placet.forecast import Asked, Comparison, Forecast, Package, Replayed
    from placet.forecast.sweeps import Swept

_YEARS = 2


def forecast(
    case: Case,
    *,
    question: str = "",
    as_of: date | None = None,
    until: date | None = None,
    scenario: Scenario | str = "",
    draws: int | None = None,
    seed: int = 0,
) -> Forecast:
    """The odds of a question, stage by stage, as known on a day.

    Args:
        case: the case.
        question: one of its questions; the first by default.
        as_of: the day; today by default.
        until: the horizon; two years ahead by default.
        scenario: a what-if, or the name of one in the case.
        draws: scenarios drawn where the odds cannot be reckoned exactly.
        seed: of the draws.
    """
    from placet.forecast import forecast as made

    return made(_asked(case, question, as_of, until, scenario, draws, seed))


def compare(
    case: Case,
    scenarios: Sequence[Scenario | str] = (),
    *,
    question: str = "",
    as_of: date | None = None,
    until: date | None = None,
    draws: int | None = None,
    seed: int = 0,
) -> tuple[Comparison, ...]:
    """The case as it stands, and each scenario beside it; by default all that the case names."""
    from placet.forecast import compare as made

    chosen = [_scenario(case, one) for one in scenarios or case.outlook.scenarios]
    return made(_asked(case, question, as_of, until, "", draws, seed), chosen)


def replay(
    case: Case,
    *,
    since: date,
    until: date,
    every: int = 7,
    horizon: int = 365,
    question: str = "",
    scenario: Scenario | str = "",
) -> Iterator[Replayed]:
    """The forecast of every so many days, each on what was known then and never later."""
    from placet.forecast import days
    from placet.forecast import replay as made

    asked = _asked(case, question, until, None, scenario, None, 0)
    with open_ledger(case) as ledger:
        asked = replace(asked, evidence=ledger)
        for day in days(since, until, every):
            yield made(asked, day, horizon)


def unlock(
    case: Case,
    *,
    target: float = 0.5,
    question: str = "",
    as_of: date | None = None,
    until: date | None = None,
    scenario: Scenario | str = "",
) -> tuple[Package, ...]:
    """The cheapest packages after which the question carries with a chance of `target`."""
    from placet.forecast import unlock as made

    return made(_asked(case, question, as_of, until, scenario, None, 0), target)


def sweep(
    case: Case,
    over: Sequence[str],
    *,
    question: str = "",
    as_of: date | None = None,
    until: date | None = None,
    scenario: Scenario | str = "",
    on: str = "",
) -> Swept:
    """The odds of a whole grid of scenarios.

    Args:
        case: the case.
        over: the axes: `member.HU=as-is,supportive`, `terms.timing=as-is,now`,
            `event.ceasefire=0:2:0.1`.
        question: one of its questions; the first by default.
        as_of: the day; today by default.
        until: the horizon; two years ahead by default.
        scenario: what holds where no axis varies it.
        on: what reckons it: this process, or as `api.spread` says.
    """
    from placet.bodies import load_body
    from placet.forecast.sweeps import read_varied
    from placet.forecast.sweeps import sweep as made

    asked = _asked(case, question, as_of, until, scenario, None, 0)
    members = load_body(case.body).members_on(asked.as_of)
    return made(asked, [read_varied(one, case, members) for one in over], spread(on))


def what_if(case: Case, table: Mapping[str, Any]) -> Scenario:
    """A scenario that the case does not name, written as its table in `case.toml` would be.

    Raises:
        UsageError: it names a member, an axis, a choice or an event that the case does not have.
    """
    from placet.bodies import load_body
    from placet.cases.outlook_toml import read_scenario

    axes = {axis.id: axis.choices for axis in case.axes}
    events = [event.id for event in case.outlook.events]
    return read_scenario(table, load_body(case.body), axes, events)


def _asked(
    case: Case,
    question: str,
    as_of: date | None,
    until: date | None,
    scenario: Scenario | str,
    draws: int | None,
    seed: int,
) -> Asked:
    from placet.actors import registry
    from placet.forecast import AS_IT_STANDS, DRAWS, Asked
    from placet.standing import bearing

    day = as_of or today()
    one = case.question(question)
    with open_ledger(case) as ledger:
        heard, readings = ledger.heard(bearing(one), day), ledger.told("stage", as_of=day)
    names = registry().country_names
    return Asked(
        case=case,
        question=one,
        evidence=heard,
        readings=tuple(readings),
        as_of=day,
        until=until or _years_later(day, _YEARS),
        scenario=_scenario(case, scenario) if scenario else AS_IT_STANDS,
        draws=DRAWS if draws is None else draws,
        seed=seed,
        subject=re.escape(names[one.subject]) if one.subject else "",
        names=names,
    )


def _scenario(case: Case, scenario: Scenario | str) -> Scenario:
    return case.outlook.scenario(scenario) if isinstance(scenario, str) else scenario


def _years_later(day: date, years: int) -> date:
    leap = (day.month, day.day) == (2, 29)
    if day.year + years > date.max.year:
        return date.max
    return day.replace(year=day.year + years, day=28 if leap else day.day)
