"""Plain text: the stored text is the file's own."""

from __future__ import annotations

from placet.reading.intake.raw import Raw

SUFFIXES = (".txt", ".text", "")
_LONGEST_TITLE = 150


def read(text: str, origin: str) -> Raw:
    """The text as it is; its first line is the title if it looks like a heading."""
    del origin
    first = text.strip().partition("\n")[0].strip()
    heading = len(first) <= _LONGEST_TITLE and not first.endswith((".", "!", "?", "”", '"', ","))
    return Raw(text=text, title=first if heading else "")
