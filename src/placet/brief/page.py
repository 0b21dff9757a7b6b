"""The brief as one self-contained HTML file: no script, no request, the same page in print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from placet.brief import forecasting, phrases
from placet.brief.charts import strip_chart, tally_chart
from placet.brief.layout import layout
from placet.brief.safe import safe_url
from placet.brief.states import OLD_DAYS, camps, is_old, state_of
from placet.brief.texts import anchor, text_lines
from placet.brief.view import Brief
from placet.count.views import Board
from placet.formats import escape_terminal


def page(brief: Brief) -> str:
    """The whole brief as an HTML file that works from disk."""
    style = _file("brief.css")
    hashed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    template = _environment().get_template("brief.html.j2")
    rendered = template.render(
        brief=brief,
        main=brief.main,
        forecast=forecasting.told(brief.forecast),
        style=Markup(style),  # noqa: S704 - our own file
        style_hash=hashed,
        tally=Markup(tally_chart(brief.counts)),  # noqa: S704 - escaped by the library that drew it
        strip=Markup(strip_chart(brief.counts)),  # noqa: S704 - escaped by the library that drew it
        href=lambda label: "#" + anchor(brief, label),
        text_lines=lambda number: text_lines(brief, number),
    )
    return rendered.lstrip()


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        phrases=phrases,
        camps=camps,
        state_of=state_of,
        is_old=is_old,
        safe_url=safe_url,
        grid=_grid,
        old_days=OLD_DAYS,
        any_old=lambda board: any(map(is_old, board.members)),
    )
    return environment


def _shown(value: Any) -> Any:
    """Control characters and direction marks of any text are shown instead of obeyed."""
    if isinstance(value, Markup):
        return value
    return escape_terminal(value) if isinstance(value, str) else value


def _file(name: str) -> str:
    return files("placet.brief").joinpath("templates", name).read_text(encoding="utf-8")


def _grid(board: Board) -> Mapping[str, Any]:
    """The tiles row by row; gaps are None, so that the grid needs no style of its own."""
    places = layout([row.country for row in board.members])
    at = {(places[r.country].row, places[r.country].column): r for r in board.members}
    columns = 1 + max(place.column for place in places.values())
    rows = 1 + max(place.row for place in places.values())
    cells = [at.get((row, column)) for row in range(rows) for column in range(columns)]
    return {"columns": columns, "cells": cells}
