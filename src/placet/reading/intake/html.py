"""HTML: main text, title, date and publisher, by trafilatura. Nothing is fetched or run."""

from __future__ import annotations

import re
from datetime import date

from placet.errors import SourceError
from placet.reading.intake.raw import Raw

SUFFIXES = (".html", ".htm", ".xhtml")
_DEEPEST = 500
_MOST_TAGS = 200_000
_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][\w-]*)[^<>]*?(/?)>")
_VOID = frozenset(
    "area base br col embed hr img input link meta source track wbr p li".split()  # noqa: SIM905
)


def read(text: str, origin: str) -> Raw:
    """The main text and metadata of a page.

    Raises:
        SourceError: it is nested too deeply, has too many tags, or holds no text to read.
    """
    _refuse_bombs(text, origin)
    import trafilatura

    found = trafilatura.bare_extraction(
        text, include_comments=False, include_tables=False, favor_recall=True, with_metadata=True
    )
    if found is None or isinstance(found, dict) or not found.text:
        raise SourceError(
            "no main text was found in the page",
            file=origin,
            mend="save the article's own text, as .txt or .md, and read that",
        )
    return Raw(
        text=found.text.strip() + "\n",
        title=found.title or "",
        publisher=found.sitename or found.hostname or "",
        published=_day(found.date),
        language=_language(text),
        url=found.url or "",
    )


def _refuse_bombs(text: str, origin: str) -> None:
    depth = deepest = count = 0
    for tag in _TAG.finditer(text):
        count += 1
        closing, name, alone = tag.groups()
        if name.lower() in _VOID or alone:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        deepest = max(deepest, depth)
        if deepest > _DEEPEST or count > _MOST_TAGS:
            what = f"tags nested {deepest} deep" if deepest > _DEEPEST else f"over {count} tags"
            raise SourceError(
                f"is no article: {what}",
                file=origin,
                place=f"character {tag.start()}",
                mend="save the article's own text, as .txt or .md, and read that",
            )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _language(text: str) -> str:
    found = re.search(r"<html[^>]*\blang=[\"']?([a-zA-Z]{2})", text[:5000])
    return found.group(1).lower() if found else ""
