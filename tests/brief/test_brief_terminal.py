"""The terminal's brief: narrow, without colour if wanted, and quick to start."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from rich.cells import cell_len

from placet.bodies import load_body
from placet.brief import Brief, render
from placet.brief.layout import layout

ANSI = re.compile(r"\x1b\[[0-9;]*m")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_no_line_is_wider_than_the_terminal(pole: Brief, width: int) -> None:
    lines = render(pole, "terminal", width=width).splitlines()
    assert max(cell_len(line) for line in lines) <= width


def test_colour_adds_nothing_but_colour(pole: Brief) -> None:
    plain = render(pole, "terminal")
    coloured = render(pole, "terminal", colour=True)
    assert ANSI.search(coloured)
    assert not ANSI.search(plain)
    bare = [line.rstrip() for line in ANSI.sub("", coloured).splitlines()]
    assert bare == plain.splitlines()


def test_an_empty_board_says_so(empty: Brief) -> None:
    shown = " ".join(render(empty, "terminal").split())
    assert "Open by name: 32 of 32 members unknown." in shown
    assert "? 32 unknown" in shown
    assert "None given: no member has a position to build on." in shown
    assert "undated" in shown


def test_tiles_say_state_and_age_without_colour(pole: Brief) -> None:
    shown = render(pole, "terminal")
    for tile in ("[IS✗]", "[PT–]", "[NO±]", "(LU✓)", "(TR?)", "[GB?]"):
        assert tile in shown


def test_the_terminal_needs_neither_charts_nor_templates() -> None:
    code = (
        "import sys, placet.brief, placet.brief.terminal, placet.brief.markdown, "
        "placet.brief.machine; print(sorted({'altair', 'vl_convert', 'jinja2', 'spacy'} "
        "& set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", ["nato", "eu-council", "coe", "osce", "unsc", "unga"])
def test_every_member_has_one_tile_of_its_own(name: str) -> None:
    from datetime import date

    members = load_body(name).members_on(date(2024, 11, 29))
    places = layout(members)
    assert set(places) == set(members)
    assert len(set(places.values())) == len(members)


def test_neighbours_are_near_each_other_and_strangers_stand_by_alphabet() -> None:
    near = layout(["EE", "LV", "LT", "PT"])
    assert near["EE"].row < near["LV"].row < near["LT"].row < near["PT"].row
    fallback = layout(["ZZ", "AA", "MM"])
    order = sorted(fallback, key=lambda code: (fallback[code].row, fallback[code].column))
    assert order == ["AA", "MM", "ZZ"]
