"""Charts of odds: the fan of a forecast, and odds as they were forecast week after week."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from placet.brief.charts import svg
from placet.brief.safe import one_line
from placet.forecast import Forecast, Replayed
from placet.forecast.durations import Expected, Protocol
from placet.words import Question

_WIDTH, _HEIGHT, _INK = 560, 240, "#1f4e79"


def fan_chart(forecasts: Sequence[Forecast]) -> str:
    """The chance of each stage to come by date, with its range; the first forecast in full.

    Where there are several, only the stage that the question decides is drawn, a line a scenario.
    """
    many = len(forecasts) > 1
    rows: list[dict[str, object]] = [
        {
            "date": odds.date.isoformat(),
            "p": odds.p,
            "low": odds.low,
            "high": odds.high,
            "line": one_line(found.scenario.id if many else stage.title),
        }
        for found in forecasts
        for stage in found.stages
        for odds in stage.by
        if not many or stage.stage == found.decides
    ]
    first = forecasts[0]
    title = f"{one_line(first.question.text)} As known on {first.as_of}"
    last = {str(row["line"]): row for row in rows}
    said = "; ".join(f"{name}: {row['p']:.2%} by {row['date']}" for name, row in last.items())
    return svg(_fan(rows), "odds", title, said or "No figure.")


def replay_chart(question: Question, rows: Sequence[Replayed]) -> str:
    """The chance within the horizon as forecast on each day, with its range."""
    drawn: list[dict[str, object]] = [
        {
            "date": row.as_of.isoformat(),
            "p": row.p_until,
            "low": row.low,
            "high": row.high,
            "line": "within the horizon",
        }
        for row in rows
        if row.p_until is not None
    ]
    drawn += [
        {"date": row.as_of.isoformat(), "p": row.p_next, "line": "at the next meeting"}
        for row in rows
        if row.p_next is not None
    ]
    text = one_line(question.text)
    given = [row for row in rows if row.p_until is not None]
    said = (
        f"From {given[0].p_until:.2%} on {given[0].as_of} to {given[-1].p_until:.2%} on "
        f"{given[-1].as_of}; before {given[0].as_of} there was no evidence."
        if given
        else "No figure on any day."
    )
    return svg(_fan(drawn), "replay", f"{text} As forecast on each day", said)


def _fan(rows: Sequence[dict[str, object]]) -> alt.TopLevelMixin:
    y = alt.Axis(format="~%", title="chance")
    base = alt.Chart(alt.InlineData(values=list(rows))).encode(
        x=alt.X("date:T", title=None, axis=alt.Axis(format="%b %Y", grid=False)),
        color=alt.Color(
            "line:N",
            title=None,
            scale=alt.Scale(scheme="tableau10"),
            legend=alt.Legend(symbolOpacity=1, symbolType="stroke", symbolStrokeWidth=3),
        ),
    )
    band = base.mark_area(opacity=0.2, interpolate="step-after").encode(
        y=alt.Y("low:Q", axis=y), y2="high:Q"
    )
    line = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=alt.Y("p:Q", axis=y), strokeDash=alt.StrokeDash("line:N", legend=None)
    )
    return alt.layer(band, line).properties(width=_WIDTH, height=_HEIGHT)


def ratification_chart(protocol: Protocol, found: Sequence[Expected]) -> str:
    """The expected day of the last ratification, month by month, against what happened."""
    rows = [
        {
            "as of": one.as_of.isoformat(),
            **{f"q{int(q * 1000)}": day and day.isoformat() for q, day in one.quantiles.items()},
        }
        for one in found
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("as of:T", title="as known on", axis=alt.Axis(format="%b %Y", grid=False))
    )
    axis = alt.Axis(format="%b %Y", title="last ratification")
    scale = alt.Scale(zero=False)
    wide = base.mark_area(opacity=0.15, color=_INK).encode(
        y=alt.Y("q25:T", axis=axis, scale=scale), y2="q975:T"
    )
    band = base.mark_area(opacity=0.3, color=_INK).encode(
        y=alt.Y("q100:T", axis=axis, scale=scale), y2="q900:T"
    )
    line = base.mark_line(color=_INK).encode(y=alt.Y("q500:T", axis=axis, scale=scale))
    happened = (
        alt.Chart(alt.InlineData(values=[{"day": protocol.completed.isoformat()}]))
        .mark_rule(color="#8a1c1c", strokeDash=[4, 3])
        .encode(y=alt.Y("day:T", axis=axis, scale=scale))
    )
    names = ", ".join(protocol.candidates)
    first = found[0].quantiles[0.5]
    return svg(
        alt.layer(wide, band, line, happened).properties(width=_WIDTH, height=_HEIGHT),
        "ratification",
        f"Last ratification for {names}: median, 80 and 95 % bands, and the day it happened",
        f"Expected for {first} at the signing; it happened on {protocol.completed}.",
    )
