"""Text of documents is never trusted: addresses and markup made harmless for pages and Markdown."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from placet.formats import escape_terminal

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$@])")
_BLOCK_START = re.compile(r"^([-+=]|\d+(?=[.)]))")
_AUTOLINK = re.compile(r"(?i)(?<=\bwww)\.|:(?=//)|(?<=\bmailto):")
_KEPT = "/:?&=%#@+,;~!$'*-._"


def safe_url(url: str) -> str:
    """`url` if it is a plain web address that may be linked to, else ""."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname or parts.username:
        return ""
    return quote(url.strip(), safe=_KEPT, errors="replace")


def one_line(text: str) -> str:
    """Text on one line, with control characters and direction marks shown instead of obeyed."""
    return escape_terminal(" ".join(text.split()))


def markdown_text(text: str) -> str:
    """Text that CommonMark, with tables and autolinks, renders as itself on one line."""
    shown = one_line(text)
    shown = _MARKUP.sub(r"\\\1", shown)
    shown = _AUTOLINK.sub(r"\\\g<0>", shown)
    return _BLOCK_START.sub(_escape_start, shown)


def _escape_start(found: re.Match[str]) -> str:
    start = found.group()
    # A number at the start makes a list by the sign behind it, which the caller escapes with it.
    return start + "\\" if start[0].isdigit() else "\\" + start


def markdown_link(text: str, url: str) -> str:
    """A link, where the address may be linked to; else the text."""
    address = safe_url(url)
    return f"[{markdown_text(text)}]({address})" if address else markdown_text(text)
