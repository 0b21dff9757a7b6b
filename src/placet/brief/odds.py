"""Charts of odds: the fan of a forecast, and the expected day of a last ratification."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import altair as alt

from placet.brief.charts import svg
from placet.brief.safe import one_line
from placet.forecast import Forecast, Odds
from placet.forecast.durations import Expected, Protocol

_WIDTH, _HEIGHT, _INK, _SOFT = 560, 220, "#1f4e79", "#8a8f96"
_COLOURS = ("#1f4e79", "#c8661b", "#2f7d4f", "#7a3b8f", "#8a1c1c", "#55595e")
_DASHES = ([1, 0], [4, 2], [2, 1], [1, 1], [1, 2, 4, 2])
"""One fewer than colours, so that no two of thirty lines look alike."""
_TINY = 1e-4


def heading(text: str, *notes: str, offset: int = 10) -> alt.TitleParams:
    """The title of a chart that stands alone, and lines beneath it."""
    return alt.TitleParams(
        text,
        subtitle=list(notes),
        anchor="start",
        fontSize=13,
        subtitleFontSize=11,
        subtitleColor="#55595e",
        offset=offset,
    )


def fan_chart(forecasts: Sequence[Forecast]) -> str:
    """The chance of each stage to come by date, with its range, as the case stands.

    Where there are scenarios, a second panel has the stage that the question decides, a line each.
    """
    first = forecasts[0]
    text = one_line(first.question.text)
    stages = [
        row for stage in first.stages for row in _rows(stage.by, one_line(stage.title), first.as_of)
    ]
    panels = [_fan(first, stages, f"{text} As things stand on {first.as_of}")]
    if len(forecasts) > 1 and first.decided:
        lines = [
            row
            for one in forecasts
            if one.decided
            for row in _rows(one.decided.by, one_line(one.scenario.id), one.as_of)
        ]
        panels.append(_fan(first, lines, f"{first.decided.title}, scenarios side by side", band=""))
    last = {str(row["line"]): row for row in stages}
    said = "; ".join(f"{name}: {row['p']:.2%} by {row['date']}" for name, row in last.items())
    title = f"{text} As known on {first.as_of}"
    whole = alt.vconcat(*panels, spacing=28).resolve_scale(
        color="independent", strokeDash="independent"
    )
    return svg(whole, "odds", title, said or f"No figure: {first.refused}.")


def _rows(by: Sequence[Odds], name: str, start: date) -> list[dict[str, object]]:
    """The odds of one line, from the as-of day on; its label carries where it ends."""
    if not by:
        return []
    label = f"{name}: {chance_text(by[-1].p)}"
    points = [Odds(date=start, p=0.0, low=0.0, high=0.0), *by]
    return [
        {"date": o.date.isoformat(), "p": o.p, "low": o.low, "high": o.high, "line": label}
        for o in points
    ]


def chance_text(chance: float) -> str:
    """A chance for a label: no more digits than it has meaning, and no false zero."""
    if 0 < chance < _TINY:
        return f"under {_TINY:.2%}"
    return f"{chance:.1%}" if chance >= 0.01 else f"{chance:.2%}"  # noqa: PLR2004 - one per cent


def _fan(
    found: Forecast, rows: Sequence[dict[str, object]], title: str, *, band: str = "first"
) -> alt.LayerChart | alt.FacetChart:
    """Lines by date; the range of the first one alone, since ranges on each other hide the rest."""
    order = list(dict.fromkeys(str(row["line"]) for row in rows))
    shown = [row for row in rows if band and row["line"] == order[0]]
    top = max((float(str(row["high" if band else "p"])) for row in shown or rows), default=1.0)
    high = alt.Scale(domain=[0, top * 1.08 or 1.0], nice=False)
    axis = alt.Axis(format="~%", title="chance", tickCount=5)
    x = _days(found)
    area = (
        alt.Chart(alt.InlineData(values=shown))
        .mark_area(opacity=0.18, interpolate="step-after", color=_COLOURS[0])
        .encode(x=x, y=alt.Y("low:Q", axis=axis, scale=high), y2="high:Q")
    )
    line = (
        alt.Chart(alt.InlineData(values=list(rows)))
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(
            x=x,
            y=alt.Y("p:Q", axis=axis, scale=high),
            color=_colours(order),
            strokeDash=alt.StrokeDash(
                "line:N",
                title=None,
                sort=order,
                scale=alt.Scale(domain=order, range=_DASHES),
                legend=_legend(),
            ),
        )
    )
    note = "vertical lines: meetings, dotted where assumed"
    if band:
        note += "; shaded: range of the first under other settings"
    return alt.layer(_meetings(found, x), area, line).properties(
        width=_WIDTH, height=_HEIGHT, title=heading(title, note)
    )


def _days(found: Forecast) -> alt.X:
    """The axis of time, from the day of the forecast to its horizon."""
    return alt.X(
        "date:T",
        title=None,
        scale=alt.Scale(domain=[found.as_of.isoformat(), found.until.isoformat()]),
        axis=alt.Axis(format="%b %Y", grid=False, labelOverlap=True),
    )


def _colours(order: Sequence[str]) -> alt.Color:
    """A colour for each line, and which is which beneath the chart."""
    scale = alt.Scale(domain=list(order), range=list(_COLOURS))
    return alt.Color("line:N", title=None, sort=list(order), scale=scale, legend=_legend())


def _legend() -> alt.Legend:
    """One for colours and dashes, so that lines are told apart in grey print too."""
    return alt.Legend(
        symbolType="stroke",
        symbolStrokeWidth=2,
        symbolSize=400,
        labelLimit=260,
        orient="bottom",
        columns=2,
    )


def _meetings(found: Forecast, x: alt.X) -> alt.Chart:
    """A vertical line for each meeting, dotted where it is assumed."""
    met = [{"date": m.date.isoformat(), "assumed": m.assumed} for m in found.meetings]
    dash = alt.condition("datum.assumed", alt.value([2, 3]), alt.value([1, 0]))
    line = alt.Chart(alt.InlineData(values=met)).mark_rule(color=_SOFT, strokeWidth=1, opacity=0.7)
    shown: alt.Chart = line.encode(x=x, strokeDash=dash)
    return shown


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
    title = heading(
        f"Last ratification for {names}, as expected each month",
        "line: median; darker and lighter: 80 and 95 % of outcomes; "
        f"dashed: the day it happened, {protocol.completed}",
    )
    return svg(
        alt.layer(wide, band, line, happened).properties(width=_WIDTH, height=_HEIGHT, title=title),
        "ratification",
        f"Last ratification for {names}: median, 80 and 95 % bands, and the day it happened",
        f"Expected for {first} at the signing; it happened on {protocol.completed}.",
    )
