"""What a format hands on: the text and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """Text and metadata as found in a source, before it becomes a document."""

    text: str
    title: str = ""
    publisher: str = ""
    published: date | None = None
    language: str = ""
    url: str = ""
