"""Forecasts, replays and packages for people and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

import typer

from placet.cases import Case
from placet.cli.forecast_shapes import (
    COLUMNS,
    REPLAYED,
    comparison_shape,
    forecast_rows,
    forecast_shape,
    package_shape,
    replay_rows,
)
from placet.cli.show import line, show_table
from placet.errors import UsageError
from placet.forecast import (
    Comparison,
    Forecast,
    MeetingOdds,
    Odds,
    Package,
    Replayed,
    StageOdds,
)
from placet.words import UNKNOWN, Question

_SHOWN_DATES = 3
_SHOWN_MEMBERS = 8
_TINY = 1e-4


def give_forecasts(found: Sequence[Comparison], out: Path | None, *, as_json: bool) -> None:
    """The case as it stands, then the scenarios beside it."""
    plain = found[0].forecast
    if out is not None:
        _write(out, lambda: _forecast_chart(found), COLUMNS, forecast_rows(found))
    if as_json:
        from placet.formats import dumps

        others = [comparison_shape(one) for one in found[1:]]
        typer.echo(dumps("placet/forecast@1", {**forecast_shape(plain), "scenarios": others}))
        return
    show_forecast(plain)
    if len(found) > 1:
        _show_comparison(found)


def show_forecast(found: Forecast) -> None:
    """One forecast: odds by date first, then who decides, then what it rests on."""
    line(f"{found.case} · {found.question.text}", style="bold")
    line(f"as known on {found.as_of} · until {found.until} · {found.procedure}")
    if found.refused:
        line(f"no figure: {found.refused}", style="bold")
    for stage in found.stages:
        if stage.reached:
            line(f"reached  {stage.title}: {stage.reached} ({stage.clock})")
    ahead = [stage for stage in found.stages if not stage.reached]
    days = _days(ahead)
    if days:
        columns = ["reached by", *(str(day) for day in days), "range"]
        show_table(columns, [_stage_row(stage, days) for stage in ahead], right=len(days) + 1)
        line(f"range: by {days[-1]}, under the other settings that could be defended")
    for stage in ahead:
        line(f"clock    {stage.stage}: {stage.title}; {stage.clock}")
    for meeting in found.meetings[:2]:
        _show_meeting(found, meeting)
    _show_grounds(found)


def _show_meeting(found: Forecast, meeting: MeetingOdds) -> None:
    line(f"{meeting.date}  {meeting.name}: carries with {percent(meeting.p_carries)}", style="bold")
    shown = [row for row in meeting.members if row.standing != UNKNOWN][:_SHOWN_MEMBERS]
    rows = [
        [
            found.names.get(row.country, row.country),
            row.standing,
            percent(row.p_assent),
            percent(row.pivotality),
        ]
        for row in shown
    ]
    if rows:
        show_table(["least likely to assent", "standing", "assents", "decides it"], rows, right=2)


def _show_grounds(found: Forecast) -> None:
    on = found.grounds
    heard = f"{on.statements} statements, {on.oldest} to {on.newest}" if on.newest else "nothing"
    line(f"rests on {heard}; {on.unknown} of {on.members} members unknown")
    for change in on.changes:
        line(f"change   {change}")
    for assumption in on.assumptions:
        line(f"assumes  {assumption}")
    how = "exact" if found.exact else f"drawn, seed {found.seed}"
    line(f"rule     {found.rule} ({found.rule_source})")
    line(f"model    {found.model}, {how}")


def _show_comparison(found: Sequence[Comparison]) -> None:
    line("scenarios side by side", style="bold")
    names = found[0].forecast.names
    rows = []
    for one in found:
        forecast = one.forecast
        meeting = forecast.meetings[0] if forecast.meetings else None
        odds = forecast.decided.by[-1] if forecast.decided else None
        rows.append(
            [
                forecast.scenario.id,
                percent(meeting.p_carries) if meeting else "—",
                _banded(odds) if odds else "—",
                str(len(one.against)),
            ]
        )
    until = found[0].forecast.until
    show_table(["scenario", "next meeting", f"by {until}", "against"], rows, right=3)
    for one in found[1:]:
        title = one.forecast.scenario.title
        line(f"{one.forecast.scenario.id}: {title}" if title else one.forecast.scenario.id)
        for word, members in (("gained", one.gained), ("lost", one.lost), ("against", one.against)):
            if members:
                line(f"  {word:8} {', '.join(names.get(m, m) for m in members)}")
        if one.forecast.refused:
            line(f"  no figure: {one.forecast.refused}")


def give_replay(
    case: Case, question: Question, rows: Sequence[Replayed], out: Path | None, *, as_json: bool
) -> None:
    """Odds as they were forecast week after week."""
    if out is not None:
        _write(out, lambda: _replay_chart(question, rows), REPLAYED, replay_rows(rows))
    if as_json:
        from placet.formats import dumps

        shape = {"case": case.title, "question": question.id, "replayed": list(rows)}
        typer.echo(dumps("placet/replay@1", shape))
        return
    line(f"{case.title} · {question.text}", style="bold")
    line("each row on what was known that day and never later")
    table = [
        [
            str(row.as_of),
            str(row.next_meeting or "—"),
            "—" if row.p_next is None else percent(row.p_next),
            "—" if row.p_until is None else percent(row.p_until),
            ", ".join(row.least),
        ]
        for row in rows
    ]
    show_table(["as of", "meeting", "carries", "within a year", "least likely"], table)


def give_packages(
    question: Question, packages: Sequence[Package], target: float, *, as_json: bool
) -> None:
    """The cheapest ways to carry a question."""
    if as_json:
        from placet.formats import dumps

        shape = {
            "question": question.id,
            "target": target,
            "packages": [package_shape(package) for package in packages],
        }
        typer.echo(dumps("placet/unlock@1", shape))
        return
    line(f"to carry with a chance of {target:.0%}: {question.text}", style="bold")
    if not packages:
        line("no package of terms and members reaches it, or no member has a position on record")
    for number, package in enumerate(packages, start=1):
        _show_package(number, package)


def _show_package(number: int, package: Package) -> None:
    terms = ", ".join(f"{axis}: {choice}" for axis, choice in package.terms.items()) or "none"
    proof = "proven cheapest with these terms" if package.proven else "not proven cheapest"
    line(
        f"{number}  cost {package.cost:.1f} · terms {terms} · at {package.meeting} · carries with "
        f"{percent(package.p_carries)} ({percent(package.p_independent)} if independent)",
        style="bold",
    )
    won = ", ".join(f"{move.country} ({move.standing})" for move in package.moves) or "nobody"
    line(f"   win      {won}; {proof}")
    if package.won:
        line(f"   terms meet conditions of {', '.join(package.won)}")
    if package.lost:
        line(f"   terms rule out conditions of {', '.join(package.lost)}")
    for position in package.evidence:
        line(f"     {position.id[:10]}  {position.holder}  {position.said}  {position.condition}")


def percent(chance: float) -> str:
    """A chance for people: three digits at most, and no false zero."""
    if 0 < chance < _TINY:
        return f"<{_TINY:.2%}"
    return f"{chance:.1%}" if chance >= 0.01 else f"{chance:.2%}"  # noqa: PLR2004 - one per cent


def _banded(odds: Odds) -> str:
    return f"{percent(odds.p)} [{percent(odds.low)}–{percent(odds.high)}]"


def _days(stages: Iterable[StageOdds]) -> list[date]:
    """A few of the days for which there are odds, evenly, the last one among them."""
    days = next(([odds.date for odds in stage.by] for stage in stages if stage.by), [])
    step = max(1, -(-len(days) // _SHOWN_DATES))
    return days[::-1][::step][::-1]


def _stage_row(stage: StageOdds, days: Sequence[date]) -> list[str]:
    by = {odds.date: odds for odds in stage.by}
    if not by:
        return [stage.stage, *("—" for _ in days), "—"]
    last = by[days[-1]]
    span = f"{percent(last.low)}–{percent(last.high)}"
    return [stage.stage, *(percent(by[day].p) for day in days), span]


def _write(
    out: Path, chart: Callable[[], str], columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    from placet.formats import write_atomically, write_rows

    kind = out.suffix.lower()
    if kind == ".svg":
        write_atomically(out, chart())
    elif kind == ".csv":
        write_rows(out, columns, rows)
    else:
        raise UsageError(f"{out.name}: no such form", mend="name a file that ends in .svg or .csv")


def _forecast_chart(found: Sequence[Comparison]) -> str:
    from placet.brief.odds import fan_chart

    return fan_chart([one.forecast for one in found])


def _replay_chart(question: Question, rows: Sequence[Replayed]) -> str:
    from placet.brief.odds import replay_chart

    return replay_chart(question, rows)
