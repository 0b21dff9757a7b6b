"""Markdown: front matter becomes metadata, the rest plain text with its paragraphs kept."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from placet.errors import SourceError, did_you_mean
from placet.reading.intake.raw import Raw

SUFFIXES = (".md", ".markdown")
_KEYS = ("title", "publisher", "published", "url", "language")
_FENCES = ("+++", "---")


def read(text: str, origin: str) -> Raw:
    """The text without markup, and the metadata of its front matter.

    Front matter stands between two lines of +++ (TOML) or --- (one `key: value` a line).

    Raises:
        SourceError: the front matter is not closed, not readable, or has an unknown key.
    """
    matter, body = _split(text, origin)
    parsed = MarkdownIt().parse(body)
    paragraphs = list(_paragraphs(parsed))
    first = next((t.map for t in parsed if t.type == "heading_open"), None)
    title = matter.get("title") or (paragraphs[0] if first and paragraphs else "")
    return Raw(
        text="\n".join(paragraphs) + "\n",
        title=str(title),
        publisher=str(matter.get("publisher", "")),
        published=matter.get("published"),
        language=str(matter.get("language", "")),
        url=str(matter.get("url", "")),
    )


def _split(text: str, origin: str) -> tuple[dict[str, Any], str]:
    lines = text.split("\n")
    fence = lines[0].strip()
    if fence not in _FENCES:
        return {}, text
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == fence), None)
    if end is None:
        raise SourceError(
            f"the front matter is not closed by {fence}",
            file=origin,
            place="1",
            mend=f"put a line of {fence} below the last key",
        )
    read_keys = _toml if fence == "+++" else _pairs
    matter = read_keys(lines[1:end], origin)
    for key in matter:
        if key not in _KEYS:
            raise SourceError(
                f"unknown key {key!r} in the front matter",
                file=origin,
                place=str(_line_of(lines, key)),
                mend=did_you_mean(key, _KEYS),
            )
    matter["published"] = _day(matter.get("published"), origin, _line_of(lines, "published"))
    return matter, "\n".join(lines[end + 1 :])


def _toml(lines: list[str], origin: str) -> dict[str, Any]:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        raise SourceError(
            f"the front matter is not TOML: {error}", file=origin, mend='write: title = "..."'
        ) from None


def _pairs(lines: list[str], origin: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for number, line in enumerate(lines, 2):
        key, colon, value = line.partition(":")
        if not line.strip():
            continue
        if not colon:
            raise SourceError(
                f"{line[:60]!r} is no `key: value`",
                file=origin,
                place=str(number),
                mend="write one key a line, e.g. published: 2024-11-29",
            )
        found[key.strip()] = value.strip().strip("\"'")
    return found


def _day(value: object, origin: str, line: int) -> date | None:
    if value in {None, ""}:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise SourceError(
            f"published = {str(value)!r} is no day",
            file=origin,
            place=str(line),
            mend="write it as 2024-11-29",
        ) from None


def _line_of(lines: list[str], key: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if line.strip().startswith(key)), 1)


def _paragraphs(tokens: list[Token]) -> Iterator[str]:
    """The text of each block, on one line."""
    for token in tokens:
        if token.type == "inline":
            yield "".join(_words(token.children or [])).strip()
        elif token.type in {"fence", "code_block"}:
            yield token.content.strip()


def _words(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            yield " "
        elif token.type in {"text", "code_inline"}:
            yield token.content
