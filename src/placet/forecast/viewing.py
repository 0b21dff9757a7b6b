"""From arrays to the view of a forecast."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from placet.cases import Meeting
from placet.forecast.asked import Asked, Ground
from placet.forecast.passage import factor
from placet.forecast.project import Branch
from placet.forecast.stages import Course
from placet.forecast.state import State
from placet.forecast.views import Forecast, Grounds, MeetingOdds, MemberOdds, Odds, StageOdds
from placet.procedures import Clock
from placet.rules import OutOfReachError, Rule, pivotality
from placet.standing.parameters import LEVELS
from placet.words import UNKNOWN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MODEL = "chains-1"
_SHOWN_MEETINGS = 4
"""Who decides is reckoned for so many meetings."""


def view(
    asked: Asked,
    on: Ground,
    where: State,
    courses: Sequence[Course],
    *,
    meetings: tuple[MeetingOdds, ...] = (),
    exact: bool = True,
    refused: str = "",
) -> Forecast:
    """The forecast, laid out."""
    return Forecast(
        case=asked.case.title,
        question=asked.question,
        as_of=asked.as_of,
        until=asked.until,
        scenario=asked.scenario,
        rule=on.rule.in_words(),
        rule_source=on.rule.source,
        procedure=on.procedure.title,
        procedure_source=on.procedure.source,
        stages=(*_past(on, where), *(_odds(asked, course) for course in courses)),
        decides=on.decided.id,
        meetings=meetings,
        grounds=_grounds(asked, on, where),
        model=MODEL,
        exact=exact,
        seed=asked.seed,
        names=asked.names,
        refused=refused,
    )


def meeting_odds(
    asked: Asked,
    on: Ground,
    listed: Sequence[tuple[Meeting, bool]],
    at: Floats,
    by: Floats,
    courses: Sequence[Branch],
) -> tuple[MeetingOdds, ...]:
    """Each meeting, and who decides the first few of them."""
    return tuple(
        MeetingOdds(
            date=meeting.date,
            name=", ".join(part for part in (meeting.name, meeting.place) if part),
            assumed=assumed,
            p_carries=float(at[k]),
            p_by=float(by[k]),
            members=_members(asked, on, courses, k) if k < _SHOWN_MEETINGS else (),
        )
        for k, (meeting, assumed) in enumerate(listed)
    )


def _members(
    asked: Asked, on: Ground, courses: Sequence[Branch], meeting: int
) -> tuple[MemberOdds, ...]:
    """Each member's assent and pivotality at a meeting, over events and the common factor."""
    import numpy as np

    nodes, weights = factor()
    assent, pivotal = np.zeros(len(on.rule.members)), np.zeros(len(on.rule.members))
    for branch in courses:
        levels = branch.chains.levels()[meeting]
        thresholds = branch.chains.thresholds(nodes, asked.chosen.together)
        given = np.einsum("nl,znl->zn", levels, np.cumsum(thresholds, axis=-1))
        for weight, row in zip(weights * branch.weight, given, strict=True):
            if weight > 0:
                assent += weight * row
                pivotal += weight * _pivotality(on.rule, row)
    standing = {row.country: row.standing for row in on.board.members}
    rows = [
        MemberOdds(
            country=member,
            standing=standing.get(member, UNKNOWN),
            p_assent=float(assent[index]),
            pivotality=float(pivotal[index]),
        )
        for index, member in enumerate(on.rule.members)
    ]
    return tuple(sorted(rows, key=lambda row: (row.p_assent, row.country)))


def _pivotality(rule: Rule, chances: Floats) -> Floats:
    import numpy as np

    named = dict(zip(rule.members, np.clip(chances, 0.0, 1.0).tolist(), strict=True))
    try:
        found = pivotality(rule, named)
    except OutOfReachError:
        return np.full(len(named), np.nan)
    return np.array([found[member] for member in rule.members])


def _past(on: Ground, where: State) -> tuple[StageOdds, ...]:
    return tuple(
        StageOdds(
            stage=entry.stage,
            title=on.procedure.stage(entry.stage).title,
            clock=entry.source or "on record in the case",
            reached=entry.date,
        )
        for entry in where.reached
    )


def _odds(asked: Asked, course: Course) -> StageOdds:
    odds: tuple[Odds, ...] = ()
    if course.by is not None:
        ahead = [(day, (day - asked.as_of).days) for day in shown_days(asked.as_of, asked.until)]
        odds = tuple(_odds_on(day, course.by[:, offset]) for day, offset in ahead)
    return StageOdds(stage=course.stage.id, title=course.stage.title, clock=course.clock, by=odds)


def _odds_on(day: date, values: Floats) -> Odds:
    """The odds as set, and their range over all settings."""
    chances = [min(1.0, max(0.0, float(value))) for value in values]
    return Odds(date=day, p=chances[0], low=min(chances), high=max(chances))


def _grounds(asked: Asked, on: Ground, where: State) -> Grounds:
    rows = [row for row in on.board.members if row.country in on.rule.members]
    heard = [position.said for row in rows for position in row.evidence]
    return Grounds(
        statements=len(heard),
        members=len(on.rule.members),
        unknown=sum(row.standing == UNKNOWN for row in rows),
        newest=max(heard, default=None),
        oldest=min(heard, default=None),
        prior=dict(zip(LEVELS, asked.params.prior, strict=True)),
        changes=tuple(
            f"{change.date} {asked.names.get(change.country, change.country)}: "
            f"{change.what or 'change of government'} (chance {change.chance:.0%})"
            for change in asked.changes()
        ),
        assumptions=_assumptions(asked, on, where),
    )


def _assumptions(asked: Asked, on: Ground, where: State) -> tuple[str, ...]:
    chosen, before = asked.chosen, on.procedure.before(on.decided.id)
    found = [
        f"members share {chosen.together:.0%} of what moves their readiness",
        f"one that has taken no position goes along with chance {chosen.silent:g}",
        f"a new government starts afresh with chance {chosen.reset:g}",
        f"a met condition moves its member one level with chance {chosen.granted:g}",
    ]
    if before and before.clock is Clock.GIVEN and not where.day(before.id):
        found.append(f"'{before.title}' is not on record and is taken as done")
    return tuple(found)


def shown_days(as_of: date, until: date) -> tuple[date, ...]:
    """The last day of each month up to the horizon, and the horizon."""
    days: list[date] = []
    first = as_of.replace(day=1)
    while True:
        first = (first + timedelta(days=32)).replace(day=1)
        end = first - timedelta(days=1)
        if end >= until:
            return (*days, until)
        if end > as_of:
            days.append(end)
