"""Text from documents is never trusted: made harmless before it reaches a terminal or a table."""

from __future__ import annotations

import re
from typing import Any, TextIO

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 (but tab and newline), DEL, C1
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of text
    "\ufeff\ufffe\uffff\ud800-\udfff]"  # byte-order mark, no characters, lone surrogates
)
_FORMULA = "=+-@|\uff1d\uff0b\uff0d\uff20"  # and their wide forms
_SPACE = {"\t", "\r", "\n"}
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?%?")


def escape_terminal(text: str) -> str:
    """Show control characters, escape sequences and direction marks instead of obeying them."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


class Harmless:
    """A stream that shows what a terminal would obey, whoever writes to it.

    A carriage return is let through, with which progress goes over its own line.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write the text, made harmless."""
        return self._stream.write("\r".join(map(escape_terminal, text.split("\r"))))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def csv_safe(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; plain numbers stay as they are."""
    first = cell.lstrip()[:1]
    if ((first and first in _FORMULA) or cell[:1] in _SPACE) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
