"""From arrays to the view of a forecast."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from statistics import median_high
from typing import TYPE_CHECKING

from placet.ballots import silence
from placet.cases import Meeting
from placet.forecast.ahead import ahead
from placet.forecast.asked import Asked, Ground
from placet.forecast.deciding import Voted, blocking_sets, put_today
from placet.forecast.stages import Course
from placet.forecast.state import State
from placet.forecast.views import Forecast, Grounds, MeetingOdds, Odds, StageOdds
from placet.procedures import Clock
from placet.standing.parameters import LEVELS
from placet.words import UNKNOWN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MODEL = "chains-1"


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
    met = (meeting.date for meeting in meetings)
    days = sorted({*shown_days(asked.as_of, asked.until), *met})
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
        stages=(*_past(on, where), *(_odds(asked, course, days) for course in courses)),
        decides=on.decided.id,
        today=put_today(asked, on) if on.board.known else None,
        meetings=meetings,
        ahead=ahead(asked, None if where.day(on.decided.id) else on.decided),
        grounds=_grounds(asked, on, where),
        model=MODEL,
        exact=exact,
        draws=0 if exact else asked.draws,
        seed=asked.seed,
        names=asked.names,
        refused=refused,
    )


def meeting_odds(
    on: Ground,
    listed: Sequence[tuple[Meeting, bool]],
    at: Floats,
    by: Floats,
    voted: Sequence[Voted],
) -> tuple[MeetingOdds, ...]:
    """Each meeting, and who decides the first few of them."""
    found = []
    for k, (meeting, assumed) in enumerate(listed):
        members = voted[k].members if k < len(voted) else ()
        found.append(
            MeetingOdds(
                date=meeting.date,
                name=", ".join(part for part in (meeting.name, meeting.place) if part),
                assumed=assumed,
                p_carries=float(at[k]),
                p_by=float(by[k]),
                members=members,
                blocking=blocking_sets(on.rule, members),
            )
        )
    return tuple(found)


def _past(on: Ground, where: State) -> tuple[StageOdds, ...]:
    return tuple(
        StageOdds(
            stage=entry.stage,
            title=on.procedure.stage(entry.stage).title,
            who=on.procedure.stage(entry.stage).who,
            source=on.procedure.stage(entry.stage).source,
            clock=entry.source or "on record in the case",
            reached=entry.date,
        )
        for entry in where.reached
    )


def _odds(asked: Asked, course: Course, days: Iterable[date]) -> StageOdds:
    odds: tuple[Odds, ...] = ()
    if course.by is not None:
        ahead = [(day, (day - asked.as_of).days) for day in days]
        odds = tuple(_odds_on(day, course.by[:, offset]) for day, offset in ahead)
    stage = course.stage
    return StageOdds(
        stage=stage.id,
        title=stage.title,
        who=stage.who,
        source=stage.source,
        clock=course.clock,
        by=odds,
    )


def _odds_on(day: date, values: Floats) -> Odds:
    """The odds as set, and their range over all settings."""
    chances = [min(1.0, max(0.0, float(value))) for value in values]
    return Odds(date=day, p=chances[0], low=min(chances), high=max(chances))


def _grounds(asked: Asked, on: Ground, where: State) -> Grounds:
    rows = [row for row in on.board.members if row.country in on.rule.members]
    listed = [position.said for row in rows for position in row.evidence]
    oldest = [row.since for row in rows if row.since]
    changes = asked.changes()
    names = asked.names
    return Grounds(
        statements=sum(row.evidence_count for row in rows),
        members=len(on.rule.members),
        unknown=sum(row.standing == UNKNOWN for row in rows),
        newest=max(listed, default=None),
        oldest=min(oldest, default=None),
        age_days=(asked.as_of - median_high(listed)).days if listed else None,
        prior=dict(zip(LEVELS, asked.params.prior, strict=True)),
        changes=tuple(
            f"{change.date} {names.get(change.country, change.country)}: "
            f"{change.what or 'change of government'} (chance {change.chance:.0%})"
            for change in changes
        ),
        chances=tuple(
            dict.fromkeys(
                f"{c.chance:.0%}: {c.source}" for c in changes if 0 < c.chance < 1 and c.source
            )
        ),
        assumptions=_assumptions(asked, on, where),
    )


def _assumptions(asked: Asked, on: Ground, where: State) -> tuple[str, ...]:
    chosen, before = asked.chosen, on.procedure.before(on.decided.id)
    found = [
        f"members share {chosen.together:.0%} of what moves their readiness",
        *silence(on.rule, chosen),
        f"a new government starts afresh with chance {chosen.reset:g}",
        f"a met condition moves its member one level with chance {chosen.granted:g}",
        "who does not assent votes against: nobody abstains or stays away",
        f"the members of {asked.as_of} decide at every meeting",
    ]
    if before and before.clock is not Clock.WAIT and not where.day(before.id):
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
