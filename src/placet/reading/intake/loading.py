"""From a path to a document: size and encoding checked, format found, language known."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO

from placet.errors import SourceError
from placet.reading.intake import html, markdown, plain, refused
from placet.reading.intake.raw import Raw
from placet.words import Document

MAX_BYTES = 20_000_000
"""A larger source is not one article; it is refused before it is read."""

_FORMATS = (markdown, html, plain)
"""Each has SUFFIXES and `read(text, origin)`. A new format is a module and a name in this line."""

_BY_SUFFIX = {suffix: module for module in _FORMATS for suffix in module.SUFFIXES}
_SOME_WORDS, _MANY_WORDS = 8, 60
_PLAINLY_FOREIGN = 5.0
"""How much likelier than English, in natural logarithms a word: foreign names come to about 2."""
_MISREAD = 0.9


def load_all(
    paths: Iterable[str | Path], *, published: date | None = None
) -> Iterator[Document | SourceError]:
    """Every document of files, folders (in the order of their names) and standard input.

    One that cannot be read is yielded as its error, and the rest goes on.
    """
    for path in paths:
        for file in _files(path):
            if isinstance(file, SourceError):
                yield file
                continue
            try:
                yield load(file, published=published)
            except SourceError as error:
                yield error


def load(path: str | Path, *, published: date | None = None) -> Document:
    """One document.

    Args:
        path: a file, or "-" for standard input.
        published: its date, if it carries none of its own.

    Raises:
        SourceError: missing, unreadable, empty, too large, binary, wrongly encoded, not English,
            or of a format that is not taken in.
    """
    origin = str(path)
    refused.refuse_address(origin)
    data = _bytes(origin)
    refused.refuse(data, origin)
    text = _decoded(data, origin)
    suffix = Path(origin).suffix.lower()
    if suffix not in _BY_SUFFIX:
        suffix = ".html" if _looks_like_html(text) else ".txt"
    elif suffix == "" and _looks_like_html(text):
        suffix = ".html"
    return _document(_BY_SUFFIX[suffix].read(text, origin), origin, published)


def from_text(text: str, *, published: date | None = None, origin: str = "text") -> Document:
    """A document of a text at hand."""
    return _document(plain.read(_cleaned(text, origin), origin), origin, published)


def _document(raw: Raw, origin: str, published: date | None) -> Document:
    if not raw.text.strip():
        raise SourceError("holds no text", file=origin, mend="check that the right file was saved")
    language = _language(raw, origin)
    return Document(
        id=hashlib.sha256(raw.text.encode("utf-8")).hexdigest(),
        text=raw.text,
        title=raw.title,
        publisher=raw.publisher,
        published=raw.published or published,
        language=language,
        url=raw.url if raw.url.startswith(("http://", "https://")) else "",
        origin=origin,
    )


def _files(path: str | Path) -> Iterator[str | SourceError]:
    if str(path) == "-" or not Path(path).is_dir():
        yield str(path)
        return
    files = sorted(
        file
        for file in Path(path).rglob("*")
        if file.is_file()
        and file.suffix.lower() in _BY_SUFFIX.keys() | refused.SUFFIXES
        and not any(part.startswith(".") for part in file.relative_to(path).parts)
    )
    if not files:
        kinds = ", ".join(suffix for suffix in _BY_SUFFIX if suffix)
        yield SourceError("holds no document", file=path, mend=f"put files there: {kinds}")
    yield from map(str, files)


def _bytes(origin: str) -> bytes:
    if origin == "-":
        return _limited(sys.stdin.buffer, origin)
    path = Path(origin)
    try:
        size = path.stat().st_size
        if path.is_file() and size > MAX_BYTES:
            raise _too_large(origin, f"{size:,} bytes")
        with path.open("rb") as file:
            return _limited(file, origin)
    except FileNotFoundError:
        raise SourceError("there is no such file", file=origin, mend="check the path") from None
    except OSError as error:
        raise SourceError(
            f"cannot be read: {error.strerror}", file=origin, mend="make it readable to you"
        ) from None


def _limited(stream: BinaryIO, origin: str) -> bytes:
    data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise _too_large(origin, f"more than {MAX_BYTES:,} bytes")
    return data


def _too_large(origin: str, size: str) -> SourceError:
    return SourceError(
        f"is too large for one article: {size}, the limit is {MAX_BYTES:,}",
        file=origin,
        mend="split it into one file an article",
    )


def _decoded(data: bytes, origin: str) -> str:
    if not data.strip():
        raise SourceError("is empty", file=origin, mend="check that the right file was saved")
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"", "utf-8-sig")):
        if data.startswith(mark):
            try:
                return _cleaned(data.decode(encoding), origin)
            except UnicodeDecodeError:
                break
    if b"\0" in data:
        place = f"byte {data.index(0)}"
        raise SourceError(
            "is not text: it holds binary zeros",
            file=origin,
            place=place,
            mend="save the article as .txt, .md or .html",
        )
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    encoding = best.encoding if best is not None and best.chaos < 1 - _MISREAD else ""
    try:
        return _cleaned(data.decode(encoding), origin) if encoding else _refused(data, origin)
    except UnicodeDecodeError:
        return _refused(data, origin)


def _refused(data: bytes, origin: str) -> str:
    try:
        data.decode("utf-8")
        place = ""
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
    raise SourceError(
        "is not text in a known encoding (tried UTF-8, UTF-16 and what its bytes suggest)",
        file=origin,
        place=place,
        mend="save it as UTF-8",
    )


def _cleaned(text: str, origin: str) -> str:
    """The text with one kind of line end; this is what is stored and never altered again."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise SourceError(
            "is not text: it holds binary zeros",
            file=origin,
            place=f"character {text.index(chr(0))}",
            mend="save the article as .txt, .md or .html",
        )
    return text


def _looks_like_html(text: str) -> bool:
    start = text.lstrip()[:400].lower()
    return start.startswith(("<!doctype html", "<html")) or ("<head" in start and "<" in start[:1])


def _language(raw: Raw, origin: str) -> str:
    """The language; only English is read, and a short text has the benefit of the doubt."""
    if raw.language and not raw.language.lower().startswith("en"):
        raise _foreign(origin, raw.language)
    sample = raw.text[:20_000]
    words = len(sample.split())
    if words >= _SOME_WORDS:
        import py3langid

        ranks = dict(py3langid.rank(sample))
        found = max(ranks, key=ranks.__getitem__)
        doubt = (ranks[found] - ranks["en"]) / words
        if found != "en" and (words >= _MANY_WORDS or doubt >= _PLAINLY_FOREIGN):
            raise _foreign(origin, found)
    return "en"


def _foreign(origin: str, language: str) -> SourceError:
    return SourceError(
        f"is written in {language!r}, and the built-in reader reads English",
        file=origin,
        mend="translate it first, or enter its positions by hand: placet enter",
    )
