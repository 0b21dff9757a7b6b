"""Text from documents is never trusted: made harmless before it reaches a terminal or a table."""

from __future__ import annotations

import re

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 (but tab and newline), DEL, C1
    "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"  # marks that turn the direction of text
    "\ufeff\ud800-\udfff]"  # byte-order mark and lone surrogates
)
_NUMBER = re.compile(r"[-+]?\d+(?:[.,]\d+)?(?:[eE][-+]?\d+)?%?")


def escape_terminal(text: str) -> str:
    """Show control characters, escape sequences and direction marks instead of obeying them."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def csv_safe(cell: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; plain numbers stay as they are."""
    if cell[:1] in {"=", "+", "-", "@", "\t", "\r"} and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell
