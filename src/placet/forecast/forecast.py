"""The forecast of one question: P(stage reached by date), and who decides at the next meetings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from placet.cases import Meeting
from placet.forecast.asked import Asked, Ground, ground
from placet.forecast.calendar import meetings
from placet.forecast.chains import Chains
from placet.forecast.deciding import first_meetings
from placet.forecast.passage import Passage, anchored, passage
from placet.forecast.project import Branch, branches, project, what_if
from placet.forecast.ratification import each_member
from placet.forecast.stages import Course, grid, onward
from placet.forecast.state import State, state
from placet.forecast.viewing import meeting_odds, view
from placet.forecast.views import Forecast
from placet.forecast.waits import wait
from placet.procedures import Clock

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_NO_MEETING = "no meeting to decide it is in the calendar, and its procedure assumes none"
Listed = Sequence[tuple[Meeting, bool]]


def forecast(asked: Asked) -> Forecast:
    """The odds of a question in a scenario, as known on a day.

    Raises:
        UsageError: the horizon lies before the as-of day, or the scenario cannot be.
        CaseError: the body has no members on that day.
    """
    on = ground(asked)
    outlook = asked.case.outlook
    where = state(on.procedure, outlook, asked.readings, asked.subject, asked.as_of)
    if where.day(on.decided.id):
        return view(asked, on, where, _from_reached(asked, on, where))
    if not on.board.known:
        refused = "no member's standing is known: without evidence there are no odds"
        return view(asked, on, where, (), refused=refused)
    return _to_be_decided(asked, on, where)


def _to_be_decided(asked: Asked, on: Ground, where: State) -> Forecast:
    """The odds where the question is still open: as set, and under each other setting."""
    import numpy as np

    listed = meetings(asked.case.meetings, on.decided, asked.as_of, asked.until)
    if not listed and on.decided.clock not in (Clock.MEETING, Clock.SILENCE):
        return view(asked, on, where, (), refused=_NO_MEETING)
    days = [meeting.date for meeting, _ in listed]
    courses = _branches(asked, on, days)
    voted = first_meetings(asked, on, courses)
    put = np.array([meeting.chance for meeting, _ in listed])
    plain = _first_passage(asked, on, put, courses)
    if not plain.exact:
        plain = anchored(plain, put[: len(voted)] * [one.p_carries for one in voted])
    others = [
        _first_passage(other, on, put, _branches(other, on, days)).by
        for other in (replace(asked, instead=other) for other in asked.chosen.others)
    ]
    starts = np.diff(readiness(asked, on, where, days), prepend=0.0)
    first = np.einsum("j,rjk->rk", starts, np.array([plain.by, *others]))
    reached = grid([(day - asked.as_of).days for day in days], first, asked.horizon)
    decided = Course(on.decided, _clock(on, listed), reached.cumsum(axis=1))
    each = each_member(asked, on, where)
    later = onward(on.procedure, on.decided, reached, asked.as_of, each=each)
    odds = meeting_odds(on, listed, plain.at, first[0], voted)
    return view(asked, on, where, (decided, *later), meetings=odds, exact=plain.exact)


def _first_passage(asked: Asked, on: Ground, put: Floats, courses: Sequence[Branch]) -> Passage:
    """The first passage over every course of events."""
    import numpy as np

    together, seed = asked.chosen.together, asked.seed
    weights = np.array([branch.weight for branch in courses])
    draws = np.ceil(asked.draws * weights).astype(int).tolist()
    found = [
        passage(branch.chains, on.rule, put, together, draws=size, seed=seed)
        for branch, size in zip(courses, draws, strict=True)
    ]
    return Passage(
        at=np.tensordot(weights, np.array([one.at for one in found]), 1),
        by=np.tensordot(weights, np.array([one.by for one in found]), 1),
        exact=all(one.exact for one in found),
    )


def _branches(asked: Asked, on: Ground, days: Sequence[date]) -> tuple[Branch, ...]:
    chains = what_if(
        projected(asked, on, days), asked.scenario, on.board, asked.case.axes, asked.chosen
    )
    events = asked.case.outlook.events
    return branches(chains, events, asked.scenario, on.board, days, asked.chosen)


def projected(asked: Asked, on: Ground, days: Sequence[date]) -> Chains:
    """Whoever decides, carried through the days of the meetings as things stand."""
    return project(
        on.board,
        days,
        rule=on.rule,
        changes=asked.changes(),
        chosen=asked.chosen,
        params=asked.params,
    )


def readiness(asked: Asked, on: Ground, where: State, days: Sequence[date]) -> Floats:
    """(K,): chance that the stage before the decision is over by each meeting."""
    import numpy as np

    before = on.procedure.before(on.decided.id)
    begun = on.procedure.before(before.id) if before else None
    open_ = before is not None and before.clock is Clock.WAIT and not where.day(before.id)
    found = wait(on.procedure, begun.id, before.id, asked.as_of) if begun and before else None
    if not open_ or found is None or begun is None:
        return np.ones(len(days))
    since = where.day(begun.id)
    over = found.pmf(asked.horizon, (asked.as_of - since).days if since else 0).cumsum()
    return np.array([over[min((day - asked.as_of).days, asked.horizon)] for day in days])


def _from_reached(asked: Asked, on: Ground, where: State) -> tuple[Course, ...]:
    """What follows where the question has been decided."""
    import numpy as np

    last = where.reached[-1]
    now = np.zeros((1, asked.horizon + 1))
    now[:, 0] = 1.0
    return onward(
        on.procedure,
        on.procedure.stage(last.stage),
        now,
        asked.as_of,
        elapsed=(asked.as_of - last.date).days,
        each=each_member(asked, on, where),
    )


def _clock(on: Ground, listed: Listed) -> str:
    if on.decided.clock is Clock.SILENCE:
        return f"a deadline {on.decided.days} days ahead, unless silence is broken"
    assumed = sum(guess for _, guess in listed)
    beyond = f", {assumed} assumed beyond it" if assumed else ""
    return f"meetings: {len(listed) - assumed} in the calendar{beyond}"
