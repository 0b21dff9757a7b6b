"""The page is whole in itself, opens every number, and stays readable without colour or script."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.brief import Brief, render
from placet.brief.charts import strip_chart, tally_chart
from placet.brief.states import STATES, camps
from placet.brief.texts import text_lines

SVG = "{http://www.w3.org/2000/svg}"


class Tree(HTMLParser):
    """Attributes by tag, in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def every(self, attribute: str, tag: str = "") -> list[str]:
        return [a[attribute] for t, a in self.found if attribute in a and tag in ("", t)]


@pytest.fixture
def text(pole: Brief) -> str:
    return str(render(pole, "html"))


@pytest.fixture
def tree(text: str) -> Tree:
    return Tree(text)


def test_the_page_asks_for_nothing(text: str, tree: Tree) -> None:
    assert {tag for tag, _ in tree.found} & {"script", "link", "img", "iframe", "object"} == set()
    assert not re.search(r"@import|url\((?!#)", text)
    policy = next(a["content"] for _, a in tree.found if a.get("http-equiv"))
    assert policy.startswith("default-src 'none';")


def test_its_policy_admits_its_own_style_and_no_other(text: str, tree: Tree) -> None:
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    assert len(style) == 1
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"'sha256-{digest}'" in text
    assert "unsafe-inline" not in text
    assert tree.every("style") == []


def test_every_link_within_the_page_leads_somewhere(tree: Tree) -> None:
    ids = tree.every("id")
    assert len(ids) == len(set(ids))
    assert {href[1:] for href in tree.every("href") if href.startswith("#")} <= set(ids)


def test_links_out_of_the_page_tell_nobody_where_they_come_from(tree: Tree) -> None:
    out = [a for t, a in tree.found if t == "a" and a.get("href", "").startswith("http")]
    assert out
    assert {a.get("rel") for a in out} == {"noopener noreferrer"}


def test_evidence_opens_in_its_sentence(text: str) -> None:
    place = re.search(r'<a class="ref" id="(s-st-3[^"]*)"[^>]*>\[3\]</a><mark>Iceland</mark>', text)
    assert place
    evidence = text[text.index('<section class="evidence" id="e-IS">') :]
    assert f'href="#{place[1]}"' in evidence[: evidence.index("</section>")]


def test_each_tile_is_a_full_sentence(text: str) -> None:
    assert "Iceland: opposed, said 2 days ago" in text
    assert "Luxembourg: in favour, said 400 days ago (old)" in text
    assert text.count('class="tile ') == 32


def test_the_board_is_a_table_with_caption_and_scopes(tree: Tree) -> None:
    tags = [tag for tag, _ in tree.found]
    assert tags.count("caption") == tags.count("table") == 1
    assert tree.every("scope", "th").count("row") == 32


def test_charts_have_a_name_and_a_description(pole: Brief) -> None:
    for chart in (tally_chart(pole.counts), strip_chart(pole.counts)):
        root = ET.fromstring(chart)  # noqa: S314 - drawn by ourselves
        names = (root.get("aria-labelledby") or "").split()
        told = {one.get("id"): one.text for one in root if one.tag in {f"{SVG}title", f"{SVG}desc"}}
        assert list(told) == names
        assert all(told.values())


def test_the_bars_draw_textures_beside_colours(pole: Brief) -> None:
    chart = tally_chart(pole.counts)
    for camp in camps(pole.main):
        if camp.members and camp.state.key in {"conditional", "reluctant", "unknown"}:
            assert f"url(#tally-{camp.state.key})" in chart


def test_no_chart_is_drawn_of_nothing(empty: Brief) -> None:
    assert strip_chart(empty.counts) == ""
    assert "None given: no member has a position to build on." in str(render(empty, "html"))


@given(words=st.text(min_size=1))
def test_a_text_is_shown_whole_and_in_order(words: str, made_of: Callable[[str], Brief]) -> None:
    lines = text_lines(made_of(words), 1)
    assert "\n".join("".join(p.text for p in line.pieces) for line in lines) == words


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture
def colours(text: str) -> Callable[[str], str]:
    root = re.search(r":root \{(.*?)\}", text, re.DOTALL)
    assert root
    named = dict(re.findall(r"--(\w+): (#[0-9a-f]{3,6})", root[1]))

    def colour(name: str) -> str:
        value = named.get(name, name)
        return value if len(value) == 7 else "#" + "".join(2 * c for c in value[1:])

    return colour


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("ink", "paper"),
        ("soft", "paper"),
        ("link", "paper"),
        ("#ffffff", "opposed"),
        ("#ffffff", "#795660"),
        ("ink", "supportive"),
        ("ink", "#fff3b8"),
        ("soft", "#fff3b8"),
    ],
)
def test_text_can_be_read(colours: Callable[[str], str], ink: str, ground: str) -> None:
    assert _contrast(colours(ink), colours(ground)) >= 4.5


def test_in_grey_the_untextured_states_stay_apart(colours: Callable[[str], str]) -> None:
    greys = sorted(_luminance(colours(name)) for name in ("opposed", "supportive", "paper"))
    assert all(high - low > 0.2 for low, high in itertools.pairwise(greys))


def test_every_state_has_its_own_glyph_bar_and_texture() -> None:
    for cue in ("glyph", "bar", "texture", "word"):
        assert len({getattr(state, cue) for state in STATES.values()}) == len(STATES)
