"""The JSON shapes and table rows of forecasts. Keys are a promise; more may be added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placet.cli.shapes import position_shape
from placet.forecast import (
    Comparison,
    Forecast,
    MeetingOdds,
    Package,
    Replayed,
    StageOdds,
)

COLUMNS = ("scenario", "stage", "date", "p", "low", "high")
REPLAYED = (
    "as_of",
    "next_meeting",
    "p_next",
    "p_until",
    "low",
    "high",
    "least",
    "statements",
    "refused",
)


def forecast_shape(found: Forecast) -> dict[str, Any]:
    """A forecast as `placet forecast --json` prints it."""
    return {
        "case": found.case,
        "question": found.question.id,
        "as_of": found.as_of,
        "until": found.until,
        "scenario": found.scenario.id,
        "rule": {"name": found.rule, "source": found.rule_source},
        "procedure": {"name": found.procedure, "source": found.procedure_source},
        "stages": [_stage_shape(stage) for stage in found.stages],
        "today": found.today and _meeting_shape(found.today),
        "meetings": [_meeting_shape(meeting) for meeting in found.meetings],
        "ahead": found.ahead,
        "grounds": found.grounds,
        "refused": found.refused,
        "model": found.model,
        "exact": found.exact,
        "draws": found.draws,
        "seed": found.seed,
    }


def _stage_shape(stage: StageOdds) -> dict[str, Any]:
    return {
        "stage": stage.stage,
        "title": stage.title,
        "who": stage.who,
        "source": stage.source,
        "clock": stage.clock,
        "reached": stage.reached,
        "by": stage.by,
    }


def _meeting_shape(meeting: MeetingOdds) -> dict[str, Any]:
    against = [
        {
            "country": row.country,
            "standing": row.standing,
            "nearest": row.nearest,
            "said": row.said,
        }
        for row in meeting.members
        if row.nearest
    ]
    return {
        "date": meeting.date,
        "name": meeting.name,
        "assumed": meeting.assumed,
        "p_carries": meeting.p_carries,
        "p_by": meeting.p_by,
        "p_assent": {row.country: row.p_assent for row in meeting.members},
        "pivotality": meeting.pivotality,
        "blocking": meeting.blocking,
        "against": against,
    }


def comparison_shape(one: Comparison) -> dict[str, Any]:
    """A scenario beside the case as it stands."""
    return {
        **forecast_shape(one.forecast),
        "gained": one.gained,
        "lost": one.lost,
        "against": one.against,
        "blocking": one.blocking,
    }


def package_shape(package: Package) -> dict[str, Any]:
    """A package as `placet unlock --json` prints it."""
    return {
        "terms": package.terms,
        "moves": package.moves,
        "meeting": package.meeting,
        "cost": package.cost,
        "p_carries": package.p_carries,
        "p_independent": package.p_independent,
        "proven": package.proven,
        "won": package.won,
        "lost": package.lost,
        "evidence": [position_shape(position) for position in package.evidence],
    }


def forecast_rows(found: Sequence[Comparison]) -> list[list[object]]:
    """Odds as rows of a table, under `COLUMNS`."""
    return [
        [one.forecast.scenario.id, stage.stage, odds.date, odds.p, odds.low, odds.high]
        for one in found
        for stage in one.forecast.stages
        for odds in stage.by
    ]


def replay_rows(rows: Sequence[Replayed]) -> list[list[object]]:
    """Replayed odds as rows of a table, under `REPLAYED`; what was not given stays empty."""
    return [
        [
            *("" if value is None else value for value in (row.as_of, row.next_meeting)),
            *("" if value is None else value for value in (row.p_next, row.p_until)),
            *("" if value is None else value for value in (row.low, row.high)),
            " ".join(row.least),
            row.statements,
            row.refused,
        ]
        for row in rows
    ]
