"""Text of documents is never trusted: whatever it holds, no face obeys it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from placet.brief import Brief, render
from placet.brief.safe import markdown_link, markdown_text, one_line, safe_url

HOSTILE = (
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>' onfocus=alert(1) x='",
    "</style></svg></title><svg onload=alert(1)>",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\x1b[2J\x1b]8;;http://evil.example\x07click\x1b]8;;\x07\x9b31m",
    "\u202egnihton si siht\u2066\u200f",
    "![x](http://evil.example/p.png) [y](javascript:alert(1)) <http://evil.example> &lt;b&gt;",
    "# h\n\n- item\n\n| a | b |\n```\ncode",
    "{{ 7 * 7 }}{% raw %}",
    "[bold red]no markup[/] :smile:",
    "http://evil.example/\"onclick='x'",
    "www.evil.example me@evil.example",
    "\x00\ufeff\ud800 a\r\nb\u2028c",
)
FORBIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)


class Page(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.extend((name, value or "") for name, value in attrs)


def tags(brief: Brief) -> set[str]:
    return Page(str(render(brief, "html"))).tags


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_the_page_holds_no_tag_and_no_address_of_a_document(
    words: str, made_of: Callable[[str], Brief]
) -> None:
    page = Page(str(render(made_of(words), "html")))
    assert page.tags == tags(made_of("harmless"))
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    links = [value for name, value in page.attributes if name == "href"]
    assert [link for link in links if not link.startswith(("#", "http://", "https://"))] == []


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_no_face_holds_a_control_character_or_a_direction_mark(
    words: str, made_of: Callable[[str], Brief]
) -> None:
    brief = made_of(words)
    for form in ("terminal", "md", "json", "html"):
        assert FORBIDDEN.findall(str(render(brief, form))) == [], form  # type: ignore[call-overload]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_markdown_holds_no_markup_of_a_document(
    words: str, made_of: Callable[[str], Brief]
) -> None:
    def shape(brief: Brief) -> list[str]:
        tokens = MarkdownIt().enable("table").parse(str(render(brief, "md")))
        return [
            part.type
            for token in tokens
            for part in (token, *(token.children or ()))
            if part.type not in {"text", "text_special", "link_open", "link_close"}
        ]

    assert shape(made_of(words)) == shape(made_of("harmless"))


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_json_gives_programs_the_text_as_it_is(words: str, made_of: Callable[[str], Brief]) -> None:
    told = json.loads(str(render(made_of(words), "json")))
    assert told["documents"][0]["text"] == words
    assert told["counts"][0]["positions"][0]["summary"] == words
    assert told["statements"][0]["speaker"]["name"] == words


@given(st.text())
def test_markdown_renders_any_text_as_itself(text: str) -> None:
    tokens = MarkdownIt().enable("table").parseInline(markdown_text(text))
    parts = [part for token in tokens for part in token.children or ()]
    assert {part.type for part in parts} <= {"text"}
    assert "".join(part.content for part in parts).strip() == one_line(text).strip()


@given(st.text())
def test_markdown_text_starts_no_block(text: str) -> None:
    types = {token.type for token in MarkdownIt().enable("table").parse(markdown_text(text))}
    assert types <= {"paragraph_open", "inline", "paragraph_close"}


@given(st.one_of(st.text(), st.text().map("https://a.example/".__add__)))
@settings(max_examples=300)
def test_only_plain_web_addresses_become_links(url: str) -> None:
    address = safe_url(url)
    assert not address or re.fullmatch(r"(?i)https?://[A-Za-z0-9:/?&=%#@+,;~!$'*._-]+", address)
    assert markdown_link("a", url) == (f"[a]({address})" if address else "a")


@pytest.mark.parametrize(
    "url",
    [
        "",
        "//evil.example",
        "data:text/html,x",
        "file:///etc/passwd",
        "http://[::1",
        "https://",
        "https://user:word@evil.example",
        "java\nscript:alert(1)",
        "javascript:alert(1)",
    ],
)
def test_other_addresses_do_not(url: str) -> None:
    assert not safe_url(url)


def test_a_web_address_stays_as_it_is() -> None:
    url = "https://gull.example/tea?cup=1&sugar=2#spoon"
    assert safe_url(url) == url
