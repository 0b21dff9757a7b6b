"""Charts as inline SVG, drawn by Altair and vl-convert without a browser or a request.

Each carries a title and a description, and says nothing that the text beside it does not say.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

import altair as alt
import vl_convert as vlc

from placet.brief import phrases
from placet.brief.safe import one_line
from placet.brief.states import STATES, camps
from placet.count.views import Count
from placet.words import Level, Stance

_SVG = "http://www.w3.org/2000/svg"
_INK, _SOFT, _LINE = "#1a1a1a", "#55595e", "#c9ccd1"
_WIDTH = 420
_NARROW = 0.09
"""Camps of a smaller share have no room for their number in the bar; the text has it."""

_FILLS = {
    Level.OPPOSED: "#4a1420",
    Level.RELUCTANT: "#e3d9ee",
    "unknown": "#ffffff",
    Level.CONDITIONAL: "#ffdf9e",
    Level.SUPPORTIVE: "#9ecbe8",
}
_TEXTURES = {
    Level.RELUCTANT: '<path d="M0 2H8M0 6H8" stroke="#6d4c91" stroke-width="1"/>',
    "unknown": '<circle cx="2" cy="2" r="0.8" fill="#55595e"/>'
    '<circle cx="6" cy="6" r="0.8" fill="#55595e"/>',
    Level.CONDITIONAL: '<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="#8a5a00"/>',
}


def tally_chart(counts: Sequence[Count]) -> str:
    """How many members are in each state, one bar a question, from no to yes."""
    rows = [row for count in counts for row in _segments(count)]
    most = max(row["end"] for row in rows)
    scale = alt.Scale(domain=[0, most], nice=False)
    base = alt.Chart().encode(x=alt.X("middle:Q", scale=scale, title="members"))
    bars = base.mark_bar(stroke=_INK, strokeWidth=0.75, height=20).encode(
        x=alt.X("start:Q", scale=scale, title="members", axis=alt.Axis(grid=False)),
        x2="end:Q",
        color=alt.Color("fill:N", scale=None),
    )
    plates = base.mark_point(shape="square", size=280, filled=True, opacity=1, color="white")
    numbers = base.mark_text(fontSize=13, fontWeight="bold").encode(
        text="text:N", color=alt.Color("ink:N", scale=None)
    )
    layers = alt.layer(bars, plates.transform_filter("datum.plate"), numbers)
    chart = (
        layers.properties(width=_WIDTH - 20, height=22, data=alt.InlineData(values=rows))
        .facet(row=_by_question(counts))
        .properties(spacing=8)
    )
    description = " ".join(f"{c.board.question.text} {phrases.tally(c)}." for c in counts)
    return svg(chart, "tally", "Members in each state, by question", description)


def strip_chart(counts: Sequence[Count]) -> str:
    """When members were heard, and what they said: one mark for each piece of evidence."""
    rows = [
        {
            "question": _label(count),
            "said": position.said.isoformat(),
            "stance": phrases.STANCE_WORDS[position.stance],
        }
        for count in counts
        for row in count.board.members
        for position in row.evidence
    ]
    if not rows:
        return ""
    order = [phrases.STANCE_WORDS[stance] for stance in Stance]
    chart = (
        alt.Chart(alt.InlineData(values=rows))
        .mark_tick(color=_INK, thickness=1.5, height=11, opacity=0.8)
        .encode(
            x=alt.X("said:T", title=None, axis=alt.Axis(format="%b %Y", tickCount=4)),
            y=alt.Y("stance:N", sort=order, title=None, axis=_plain_axis()).scale(domain=order),
            row=_by_question(counts),
        )
        .properties(width=_WIDTH - 80, height=alt.Step(14))
        .properties(spacing=12)
    )
    description = " ".join(phrases.heard(count) for count in counts)
    return svg(chart, "strip", "What members said over time, by question", description)


def _segments(count: Count) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    start = 0
    for camp in camps(count):
        n = len(camp.members)
        wide = n > _NARROW * len(count.board.members)
        if n:
            found.append(
                {
                    "question": _label(count),
                    "start": start,
                    "end": start + n,
                    "middle": start + n / 2,
                    "text": f"{camp.state.glyph} {n}" if wide else "",
                    "fill": _FILLS[camp.state.key],
                    "ink": "#ffffff" if camp.state.key == Level.OPPOSED else _INK,
                    "plate": wide and camp.state.key in _TEXTURES,
                }
            )
        start += n
    return found


def _by_question(counts: Sequence[Count]) -> alt.Row:
    header = alt.Header(
        labelOrient="top", labelAnchor="start", labelLimit=_WIDTH, labelFontSize=12, labelPadding=4
    )
    asked = [_label(count) for count in counts]
    return alt.Row("question:N", sort=asked, title=None, header=header)


def _label(count: Count) -> str:
    return one_line(count.board.question.text)


def _plain_axis(**more: Any) -> alt.Axis:
    return alt.Axis(ticks=False, domain=False, grid=False, labelPadding=8, **more)


def svg(chart: alt.TopLevelMixin, name: str, title: str, description: str) -> str:
    """A chart as inline SVG with its title and description."""
    themed = (
        chart.properties(padding={"left": 16, "right": 16, "top": 4, "bottom": 4})
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=12,
            titleFontSize=12,
            titleFontWeight="normal",
            labelColor=_INK,
            titleColor=_SOFT,
            gridColor=_LINE,
            domainColor=_LINE,
            tickColor=_LINE,
        )
    )
    drawn = vlc.vegalite_to_svg(themed.to_json(validate=False), show_warnings=False)
    ET.register_namespace("", _SVG)
    root = ET.fromstring(drawn)  # noqa: S314 - drawn by the library from our own data
    _texture(root, name)
    _describe(root, name, title, description)
    return ET.tostring(root, encoding="unicode")


def _texture(root: ET.Element, name: str) -> None:
    """Vega draws no patterns: the colours of textured states become references to patterns."""
    for key, drawing in _TEXTURES.items():
        used = [one for one in root.iter() if one.get("fill") == _FILLS[key] != "#ffffff"]
        used += [one for one in root.iter() if key == "unknown" and _is_unknown(one)]
        if not used:
            continue
        pattern = (
            f'<pattern xmlns="{_SVG}" id="{name}-{key}" width="8" height="8" '
            f'patternUnits="userSpaceOnUse"><path d="M0 0H8V8H0Z" fill="{_FILLS[key]}"/>'
            f"{drawing}</pattern>"
        )
        root.insert(0, ET.fromstring(pattern))  # noqa: S314 - written two lines above
        for one in used:
            one.set("fill", f"url(#{name}-{key})")


def _is_unknown(element: ET.Element) -> bool:
    return element.get("fill") == _FILLS["unknown"] and element.get("stroke") == _INK


def _describe(root: ET.Element, name: str, title: str, description: str) -> None:
    for at, (tag, text) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{_SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = one_line(text)
        root.insert(at, element)
    root.set("role", "img")
    root.set("aria-labelledby", f"{name}-title {name}-desc")


assert set(_FILLS) == set(STATES)  # noqa: S101 - a state without a fill is a slip of ours
