"""Formats that are not taken in, known by name or first bytes, and how their text can be had."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from placet.errors import SourceError

_SAVE = "save the article as .txt, .md or .html"


@dataclass(frozen=True, slots=True)
class _Format:
    """A format, how it is known, and what helps."""

    name: str
    suffixes: tuple[str, ...]
    begins: tuple[bytes, ...]
    mend: str


_FORMATS = (
    _Format("a PDF", (".pdf",), (b"%PDF-",), f"{_SAVE}; pdftotext FILE.pdf makes the text"),
    _Format(
        "a word processor's document",
        (".docx", ".doc", ".odt", ".rtf"),
        (b"{\\rtf", b"\xd0\xcf\x11\xe0"),
        f"{_SAVE}: choose plain text when saving",
    ),
    _Format(
        "an e-mail",
        (".eml", ".msg", ".mbox"),
        (b"Return-Path:", b"Received:", b"Delivered-To:", b"MIME-Version:"),
        "save the message's text as .txt; its day is told with --published",
    ),
    _Format(
        "a feed",
        (".rss", ".atom"),
        (b"<rss", b"<feed", b"<rdf:RDF"),
        "save the articles that it lists as .html",
    ),
    _Format(
        "JSON, not an article",
        (".json", ".jsonl", ".ndjson"),
        (),
        "write the text of each line to a .txt of its own",
    ),
    _Format("a web archive", (".warc",), (b"WARC/",), "extract its pages as .html"),
    _Format(
        "compressed", (".gz", ".zip", ".xz", ".bz2"), (b"PK\x03\x04", b"\x1f\x8b"), "unpack it"
    ),
)

SUFFIXES = frozenset(
    suffix for one in _FORMATS if not one.name.startswith("JSON") for suffix in one.suffixes
)
"""Of files in a folder that are named as not taken in, not passed over in silence."""


def refuse_address(origin: str) -> None:
    """Refuse an address of the web: nothing is fetched.

    Raises:
        SourceError: it is one.
    """
    if origin.casefold().startswith(("http://", "https://")):
        raise SourceError(
            "is an address, and placet fetches nothing",
            file=origin,
            mend="save the page as .html and give that file",
        )


def refuse(data: bytes, origin: str) -> None:
    """Refuse a source of a known format that is not taken in.

    Raises:
        SourceError: it is of such a format; with how its text can be had.
    """
    suffix, start = Path(origin).suffix.casefold(), _start(data)
    for known in _FORMATS:
        if suffix in known.suffixes or start.startswith(known.begins):
            raise SourceError(
                f"is {known.name}, which is not taken in", file=origin, mend=known.mend
            )


def _start(data: bytes) -> bytes:
    """The first bytes, without the XML declaration before a feed."""
    start = data[:1000].removeprefix(b"\xef\xbb\xbf").lstrip()
    return start.partition(b"?>")[2].lstrip() if start.startswith(b"<?xml") else start
