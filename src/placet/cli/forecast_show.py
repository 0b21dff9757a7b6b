"""Forecasts, replays and packages for people and as JSON."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

from placet.cli.forecast_shapes import (
    COLUMNS,
    comparison_shape,
    forecast_rows,
    forecast_shape,
)
from placet.cli.output import print_json
from placet.cli.show import labelled, line, show_table
from placet.forecast import (
    Comparison,
    Forecast,
    MeetingOdds,
    Odds,
    StageOdds,
)
from placet.formats import chance_text
from placet.words import UNKNOWN, Level

_SHOWN_DATES = 3
_SHOWN_MEMBERS = 9
_SHOWN_AHEAD = 12
_DATE = 12
_FEW = 3
"""So many members that stop it together are named in the table."""
_TINY = 1e-4


def give_forecasts(found: Sequence[Comparison], output: Path | None, *, as_json: bool) -> None:
    """The case as it stands, then the scenarios beside it."""
    plain = found[0].forecast
    if output is not None:
        write_out(output, lambda: _forecast_chart(found), COLUMNS, forecast_rows(found))
    if as_json:
        others = [comparison_shape(one) for one in found[1:]]
        print_json("placet/forecast@1", {**forecast_shape(plain), "scenarios": others})
        return
    show_forecast(plain)
    if len(found) > 1:
        _show_comparison(found)


def show_forecast(found: Forecast) -> None:
    """One forecast: odds by date first, then who decides and when, then what it rests on."""
    line(f"{found.case} · {found.question.text}", style="bold")
    line(f"as known on {found.as_of} · until {found.until} · {found.procedure}")
    if found.refused:
        labelled("no figure", found.refused, style="bold")
    for stage in found.stages:
        if stage.reached:
            labelled("reached", f"{stage.title}: {stage.reached} ({stage.clock})")
    if found.today:
        labelled("today", f"{chance_text(found.today.p_carries)}, if it is put to the vote")
    ahead = [stage for stage in found.stages if not stage.reached]
    days = _days(ahead)
    if days:
        columns = ["reached by", *(str(day) for day in days), "range"]
        show_table(columns, [_stage_row(stage, days) for stage in ahead], right=len(days) + 1)
        labelled("range", f"by {days[-1]}, under the other settings that could be defended")
    for stage in ahead:
        labelled("clock", f"{stage.stage}: {stage.title}, by {stage.who}; {stage.clock}")
    for meeting in found.meetings[:2]:
        _show_meeting(found, meeting)
    _show_ahead(found)
    _show_grounds(found)


def _show_meeting(found: Forecast, meeting: MeetingOdds) -> None:
    line(f"{meeting.date}  {meeting.name}: carries with {percent(meeting.p_carries)}", style="bold")
    rows = [
        [
            found.names.get(row.country, row.country),
            row.standing,
            percent(row.p_assent),
            "—" if math.isnan(row.pivotality) else percent(row.pivotality),
            f"{row.nearest.value.replace('_', ' ')} {row.said}",
        ]
        for row in meeting.members
        if row.nearest and row.standing not in (UNKNOWN, Level.SUPPORTIVE)
    ][:_SHOWN_MEMBERS]
    if rows:
        show_table(["in the way", "standing", "assents", "decides it", "by whose word"], rows)


def _show_ahead(found: Forecast) -> None:
    """The next points at which something is decided."""
    if not found.ahead:
        return
    line("what lies ahead", style="bold")
    at = {meeting.date: meeting for meeting in found.meetings}
    for one in found.ahead[:_SHOWN_AHEAD]:
        name = found.names.get(one.country, one.country)
        text = f"{one.kind:10} " + ": ".join(part for part in (name, one.what) if part)
        if one.kind == "meeting" and one.date in at:
            text += f" (carries by then with {percent(at[one.date].p_by)})"
        elif one.chance is not None:
            text += f" (chance {one.chance:.0%})"
        labelled(one.when, text, width=_DATE)
    more = len(found.ahead) - _SHOWN_AHEAD
    if more > 0:
        labelled("", f"and {more} more until {found.until}; --json lists them all", width=_DATE)


def _show_grounds(found: Forecast) -> None:
    line("what it rests on", style="bold")
    on = found.grounds
    labelled("heard", _heard(found))
    labelled("unknown", f"{on.unknown} of {on.members} members, {on.unknown / on.members:.0%}")
    labelled("prior", ", ".join(f"{level} {chance:.2f}" for level, chance in on.prior.items()))
    for source in dict.fromkeys(on.chances):
        labelled("chance", source)
    for assumption in on.assumptions:
        labelled("assumes", assumption)
    how = "exact" if found.exact else f"{found.draws:,} scenarios drawn, seed {found.seed}"
    labelled("rule", _rule(found))
    labelled("model", f"{found.model}, {how}")


def _rule(found: Forecast) -> str:
    return found.rule + (f" ({found.rule_source})" if found.rule_source else "")


def _heard(found: Forecast) -> str:
    on = found.grounds
    if on.oldest is None or on.newest is None or on.age_days is None:
        return "nothing"
    return (
        f"{on.statements} statements, {on.oldest} to {on.newest}; "
        f"half of them {on.age_days} days old or older"
    )


def _show_comparison(found: Sequence[Comparison]) -> None:
    line("scenarios side by side", style="bold")
    until = found[0].forecast.until
    columns = ["scenario", "next meeting", f"by {until}", "range", "stopped by"]
    show_table(columns, [_comparison_row(one) for one in found], right=4)
    for one in found[1:]:
        _show_scenario(found[0].forecast, one)


def _comparison_row(one: Comparison) -> list[str]:
    forecast = one.forecast
    meeting = forecast.meetings[0] if forecast.meetings else None
    odds = forecast.decided.by[-1] if forecast.decided else None
    return [
        forecast.scenario.id,
        percent(meeting.p_carries) if meeting else "—",
        percent(odds.p) if odds else "—",
        _span(odds) if odds else "—",
        _stopped_by(one.blocking),
    ]


def _stopped_by(blocking: Sequence[Sequence[str]]) -> str:
    if len(blocking) > 1:
        return f"any of {len(blocking)}"
    members = blocking[0] if blocking else ()
    return f"{len(members)} together" if len(members) > _FEW else "+".join(members)


def _show_scenario(plain: Forecast, one: Comparison) -> None:
    """What a scenario changes: who is gained and lost, who would stop it, and what it rests on."""
    forecast, width = one.forecast, 11
    line(": ".join(part for part in (forecast.scenario.id, forecast.scenario.title) if part))
    for word, members in (("gained", one.gained), ("lost", one.lost), ("against", one.against)):
        if members:
            named = ", ".join(forecast.names.get(member, member) for member in members)
            labelled(f"  {word}", named, width=width)
    if one.blocking:
        labelled("  stops it", " or ".join(map("+".join, one.blocking)), width=width)
    for word, these, before in (
        ("change", forecast.grounds.changes, plain.grounds.changes),
        ("chance", forecast.grounds.chances, plain.grounds.chances),
    ):
        if more := [text for text in these if text not in before]:
            labelled(f"  {word}", "; ".join(more), width=width)
    if forecast.rule != plain.rule:
        labelled("  rule", _rule(forecast), width=width)
    if forecast.refused:
        labelled("  none", forecast.refused, width=width)


def percent(chance: float) -> str:
    """A chance for people: three digits at most, and no false zero."""
    if 0 < chance < _TINY:
        return f"<{_TINY:.2%}"
    return f"{chance:.1%}" if chance >= 0.01 else f"{chance:.2%}"  # noqa: PLR2004 - one per cent


def _span(odds: Odds) -> str:
    return f"{percent(odds.low)}–{percent(odds.high)}"


def _days(stages: Iterable[StageOdds]) -> list[date]:
    """A few of the days for which there are odds, evenly, the last one among them."""
    days = next((_month_ends(stage.by) for stage in stages if stage.by), [])
    step = max(1, -(-len(days) // _SHOWN_DATES))
    return days[::-1][::step][::-1]


def _month_ends(by: Sequence[Odds]) -> list[date]:
    """The horizon and the month ends before it, without the days of meetings."""
    last = by[-1].date
    return [o.date for o in by if (o.date + timedelta(days=1)).day == 1 or o.date == last]


def _stage_row(stage: StageOdds, days: Sequence[date]) -> list[str]:
    by = {odds.date: odds for odds in stage.by}
    if not by:
        return [stage.stage, *("—" for _ in days), "—"]
    return [stage.stage, *(percent(by[day].p) for day in days), _span(by[days[-1]])]


def write_out(
    output: Path, chart: Callable[[], str], columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Write a chart or a table, as the file's name says."""
    from placet.formats import write_atomically, write_rows

    if output.suffix.lower() == ".svg":
        write_atomically(output, chart())
    else:
        write_rows(output, columns, rows)


def _forecast_chart(found: Sequence[Comparison]) -> str:
    from placet.brief.odds import fan_chart

    return fan_chart([one.forecast for one in found])
