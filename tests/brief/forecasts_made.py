"""A forecast of the invented case."""

from __future__ import annotations

from datetime import date

from briefs_made import DAY, question

from placet.cases import Scenario
from placet.forecast import Forecast, Grounds, MeetingOdds, Odds, StageOdds
from placet.words import Level


def foretold(*, low: float = 0.012, refused: str = "") -> Forecast:
    """Decided with 4 % by the end of July, by a range of settings."""
    end = date(2025, 7, 31)
    by = () if refused else (Odds(date=end, p=0.04, low=low, high=0.113),)
    return Forecast(
        case="NATO and the North Pole (invented)",
        question=question(),
        as_of=DAY,
        until=end,
        scenario=Scenario(id="as it stands", title="As it stands"),
        rule="no member objects",
        rule_source="",
        procedure="A single decision",
        procedure_source="",
        stages=(
            StageOdds(stage="decided", title="Decided", who="the body", source="", clock="", by=by),
        ),
        decides="decided",
        today=MeetingOdds(date=DAY, name="today", assumed=True, p_carries=0.03, p_by=0.03),
        meetings=(
            MeetingOdds(
                date=date(2024, 12, 24), name="picnic", assumed=False, p_carries=0.00002, p_by=0.0
            ),
        ),
        ahead=(),
        grounds=Grounds(
            statements=6,
            members=32,
            unknown=28,
            newest=date(2024, 12, 1),
            oldest=date(2023, 10, 30),
            age_days=12,
            prior=dict.fromkeys(Level, 0.25),
            assumptions=("there will be tea",),
        ),
        model="invented",
        exact=True,
        draws=0,
        seed=0,
        names={},
        refused=refused,
    )
