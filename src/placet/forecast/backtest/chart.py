"""The reliability diagram: how often things happened against how often they were forecast."""

from __future__ import annotations

from typing import Any

import altair as alt

from placet.forecast.backtest.entrants import BASE, PLACET
from placet.forecast.backtest.report import Report

_INK, _SOFT = "#1a1a1a", "#8a5a00"
_NAMES = {PLACET: "placet", BASE: "base rate"}


def reliability_chart(report: Report) -> alt.LayerChart | alt.FacetChart:
    """Of placet and the base rate: mean chance against share that came true."""
    scale = alt.Scale(domain=[0, 1])
    diagonal = (
        alt.Chart(alt.InlineData(values=[{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
        .mark_line(color="#c9ccd1", strokeWidth=1)
        .encode(x="x:Q", y="y:Q")
    )
    base = alt.Chart(alt.InlineData(values=_dots(report))).encode(
        x=alt.X("forecast:Q", scale=scale, title="forecast chance of adoption").axis(format="%"),
        y=alt.Y("observed:Q", scale=scale, title="share that was adopted in time").axis(format="%"),
        color=alt.Color("who:N", title=None).scale(
            domain=list(_NAMES.values()), range=[_INK, _SOFT]
        ),
        shape=alt.Shape("who:N", title=None).scale(
            domain=list(_NAMES.values()), range=["circle", "square"]
        ),
    )
    lines = base.mark_line(strokeWidth=1, opacity=0.5)
    dots = base.mark_point(filled=True, opacity=1, size=90)
    return alt.layer(diagonal, lines, dots).properties(
        width=380,
        height=380,
        description="Mean forecast chance against the share that came true, in bins of equal size",
        title=alt.TitleParams(
            "Reliability of forecasts of adoption",
            subtitle=f"{report.chances} forecasts of {report.cases} cases, {report.knowledge}",
        ),
    )


def reliability_svg(report: Report) -> str:
    """The diagram as SVG."""
    import vl_convert as vlc

    drawn: str = vlc.vegalite_to_svg(
        reliability_chart(report).to_json(validate=False), show_warnings=False
    )
    return drawn


def reliability_page(report: Report) -> str:
    """The diagram as one HTML file with its figures as text; nothing is fetched."""
    from html import escape

    from placet.forecast.backtest.report import verdicts

    rows = "".join(
        f"<tr><td>{escape(dot['who'])}</td><td>{dot['forecast']:.2f}</td>"
        f"<td>{dot['observed']:.2f}</td><td>{dot['count']}</td></tr>"
        for dot in _dots(report)
    )
    said = "".join(f"<p>{escape(line)}</p>" for line in verdicts(report))
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        "<title>Reliability of forecasts of adoption</title></head><body>"
        f"<figure>{reliability_svg(report)}</figure>{said}"
        "<table><thead><tr><th>forecaster</th><th>mean chance</th><th>share that came true</th>"
        f"<th>forecasts</th></tr></thead><tbody>{rows}</tbody></table></body></html>\n"
    )


def _dots(report: Report) -> list[dict[str, Any]]:
    return [
        {
            "who": label,
            "forecast": float(diagram.forecast[at]),
            "observed": float(diagram.observed[at]),
            "count": int(diagram.count[at]),
        }
        for name, label in _NAMES.items()
        for diagram in [report.scores[name].diagram]
        for at in range(len(diagram.count))
    ]
