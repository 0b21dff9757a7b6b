"""The chart of a replay: odds as forecast week after week, and what happened meanwhile."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import altair as alt

from placet.brief.charts import svg
from placet.brief.odds import chance_text, heading
from placet.brief.safe import one_line
from placet.cases import Meeting
from placet.forecast import Replayed
from placet.words import Question

_WIDTH, _HEIGHT = 760, 300
_ROWS, _ROW = 2, 15
"""Outcomes of meetings stand above the plot in rows, so that neighbours do not overlap."""
_INK, _NEXT, _SOFT = "#1f4e79", "#c8661b", "#55595e"
_LEAST = 1e-6
_WIDE = 30
"""Odds that span more than this factor are drawn on a scale of powers of ten."""
_LINES = {"within a year": _INK, "at the next meeting": _NEXT}


def replay_chart(
    question: Question, rows: Sequence[Replayed], meetings: Iterable[Meeting] = ()
) -> str:
    """The chance within a year and at the next meeting as forecast on each day.

    Drawn beside it: the range under other settings, days on which more had been heard, meetings
    with what came of them, and where no figure was given, with the reason.
    """
    text = one_line(question.text)
    given = [row for row in rows if row.p_until is not None]
    layers = [*_refused(rows), *_meetings(rows, meetings)]
    if given:
        layers = [*_odds(given), *layers, _heard(given)]
    title = heading(
        text,
        "As forecast on each day, on what was known then and never later. Shaded: range of the "
        "chance within a year",
        "under other settings. Dashed: meetings, with what came of them. Marks at the foot: more "
        "had been heard.",
        offset=12,
    )
    chart = alt.layer(*layers).properties(width=_WIDTH, height=_HEIGHT, title=title)
    return svg(chart, "replay", f"{text} As forecast on each day", _said(rows, given))


def _said(rows: Sequence[Replayed], given: Sequence[Replayed]) -> str:
    none = sorted({row.refused for row in rows if row.refused})
    why = f" Where no line is drawn there was no figure: {'; '.join(none)}." if none else ""
    if not given:
        return "No figure on any day." + why
    first, last = given[0], given[-1]
    return (
        f"Within a year: {chance_text(first.p_until or 0)} on {first.as_of}, "
        f"{chance_text(last.p_until or 0)} on {last.as_of}.{why}"
    )


def _x() -> alt.X:
    axis = alt.Axis(format="%b %Y", grid=False, tickCount=8, labelOverlap=True)
    return alt.X("date:T", title="as known on", axis=axis)


def _scale(given: Sequence[Replayed]) -> tuple[alt.Scale, list[float]]:
    """The scale of chances, and its ticks."""
    values = [v for row in given for v in (row.p_next, row.p_until, row.low, row.high) if v]
    low, high = max(_LEAST, min(values, default=_LEAST)), max(values, default=1.0)
    if high < _WIDE * low:
        most = min(1.0, high * 1.1)
        return alt.Scale(domain=[0, most], nice=False), [most * k / 5 for k in range(6)]
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    ends = [10.0**first, 10.0**last]
    ticks = [10.0**k for k in range(first, last + 1)]
    return alt.Scale(type="log", domain=ends, clamp=True), ticks


def _odds(given: Sequence[Replayed]) -> list[alt.Chart]:
    scale, ticks = _scale(given)
    powers = "format(datum.value * 100, '~r') + ' %'"
    axis = alt.Axis(title="chance", labelExpr=powers, values=ticks)
    spans = ({"date": r.as_of.isoformat(), "low": r.low, "high": r.high} for r in given)
    band = alt.Chart(_data(spans))
    lines = [
        {"date": row.as_of.isoformat(), "p": p, "line": name}
        for row in given
        for name, p in zip(_LINES, (row.p_until, row.p_next), strict=True)
        if p is not None
    ]
    colour = alt.Color(
        "line:N",
        title=None,
        sort=list(_LINES),
        scale=alt.Scale(domain=list(_LINES), range=list(_LINES.values())),
        legend=alt.Legend(
            symbolType="stroke", symbolStrokeWidth=3, orient="bottom", direction="horizontal"
        ),
    )
    return [
        band.mark_area(opacity=0.18, interpolate="step-after", color=_INK).encode(
            x=_x(), y=alt.Y("low:Q", axis=axis, scale=scale), y2="high:Q"
        ),
        alt.Chart(_data(lines))
        .mark_line(interpolate="step-after", strokeWidth=2)
        .encode(x=_x(), y=alt.Y("p:Q", axis=axis, scale=scale), color=colour),
    ]


def _refused(rows: Sequence[Replayed]) -> list[alt.Chart]:
    """Spans without a figure, greyed, with the reason."""
    spans: list[dict[str, Any]] = []
    for row, after in zip(rows, [*rows[1:], rows[-1]], strict=True):
        if not row.refused:
            continue
        end = after.as_of.isoformat()
        if spans and spans[-1]["end"] == row.as_of.isoformat():
            spans[-1]["end"] = end
        else:
            spans.append({"date": row.as_of.isoformat(), "end": end, "why": one_line(row.refused)})
    if not spans:
        return []
    texts = [{**span, "why": _wrapped(rows, span)} for span in spans]
    return [
        alt.Chart(_data(spans)).mark_rect(color="#eceef1").encode(x=_x(), x2="end:T"),
        alt.Chart(_data(texts))
        .mark_text(align="left", baseline="middle", dx=6, fontSize=11, color=_SOFT, lineHeight=14)
        .encode(x=_x(), y=alt.value(_HEIGHT / 2), text="why:N"),
    ]


def _wrapped(rows: Sequence[Replayed], span: dict[str, Any]) -> list[str]:
    """The reason in lines that fit into the span."""
    start, end = (date.fromisoformat(span[at]) for at in ("date", "end"))
    share = (end - start).days / max(1, (rows[-1].as_of - rows[0].as_of).days)
    return textwrap.wrap(f"no figure: {span['why']}", max(12, int(share * _WIDTH / 6.5) - 2))


def _meetings(rows: Sequence[Replayed], meetings: Iterable[Meeting]) -> list[alt.Chart]:
    """Meetings within the span as lines; with its place and outcome where the case tells one."""
    first, last = rows[0].as_of, rows[-1].as_of
    met = [
        {
            "date": m.date.isoformat(),
            "text": one_line(f"{m.place or m.name}: {m.outcome}") if m.outcome else "",
        }
        for m in meetings
        if first <= m.date <= last
    ]
    told = [row for row in met if row["text"]]
    if not met:
        return []
    rules = (
        alt.Chart(_data(met))
        .mark_rule(color=_SOFT, strokeWidth=0.8, strokeDash=[3, 3])
        .encode(x=_x())
    )
    rows_of_text = (told[row::_ROWS] for row in range(_ROWS))
    return [rules, *(_told(some, n) for n, some in enumerate(rows_of_text) if some)]


def _told(meetings: Sequence[dict[str, str]], row: int) -> alt.Chart:
    """Outcomes above the plot, in one of the rows."""
    text: alt.Chart = (
        alt.Chart(_data(meetings))
        .mark_text(align="center", baseline="bottom", fontSize=11, color="#1a1a1a")
        .encode(x=_x(), y=alt.value(-4 - _ROW * row), text="text:N")
    )
    return text


def _heard(given: Sequence[Replayed]) -> alt.Chart:
    """A mark at the foot for each day on which more had been heard than the time before."""
    counts = [0, *(row.statements for row in given)]
    more = [
        {"date": row.as_of.isoformat()}
        for before, row in zip(counts, given, strict=False)
        if row.statements > before
    ]
    marks: alt.Chart = (
        alt.Chart(_data(more))
        .mark_tick(orient="vertical", size=10, thickness=1.4, color="#1a1a1a", opacity=0.8)
        .encode(x=_x(), y=alt.value(_HEIGHT - 6))
    )
    return marks


def _data(rows: Iterable[dict[str, Any]]) -> alt.InlineData:
    return alt.InlineData(values=list(rows))
