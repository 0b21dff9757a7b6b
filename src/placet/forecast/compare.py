"""Scenarios side by side: what each does to the odds, and who is gained and who is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from placet.cases import Scenario
from placet.forecast.asked import AS_IT_STANDS, Asked
from placet.forecast.forecast import forecast
from placet.forecast.views import Comparison, Forecast
from placet.words import Level

_NOTABLE = 0.005
"""Smaller changes in a chance of assent are not named."""


def compare(asked: Asked, scenarios: Iterable[Scenario]) -> tuple[Comparison, ...]:
    """The case as it stands first, then each scenario."""
    plain = forecast(replace(asked, scenario=AS_IT_STANDS))
    others = (forecast(replace(asked, scenario=scenario)) for scenario in scenarios)
    return (_beside(plain, plain), *(_beside(plain, other) for other in others))


def _beside(plain: Forecast, other: Forecast) -> Comparison:
    """Members are compared at the last meeting that both have, or else at the next one."""
    before, after = _assent(plain, other), _assent(other, plain)
    moved = sorted((after[m] - before[m], m) for m in after if m in before)
    camps = {Level.OPPOSED, Level.RELUCTANT}
    return Comparison(
        forecast=other,
        gained=tuple(m for change, m in reversed(moved) if change >= _NOTABLE),
        lost=tuple(m for change, m in moved if change <= -_NOTABLE),
        against=tuple(
            row.country
            for row in (other.meetings[0].members if other.meetings else ())
            if other.scenario.move.get(row.country, row.standing) in camps
        ),
    )


def _assent(found: Forecast, beside: Forecast) -> dict[str, float]:
    reckoned = [meeting for meeting in found.meetings if meeting.members]
    theirs = {meeting.date for meeting in beside.meetings if meeting.members}
    shared = [meeting for meeting in reckoned if meeting.date in theirs]
    chosen = shared[-1:] or reckoned[:1]
    return {row.country: row.p_assent for meeting in chosen for row in meeting.members}
