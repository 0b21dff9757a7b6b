"""The door for text files and for JSON: what comes from outside is checked before it is used."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from placet.errors import CaseError

DEEPEST = 64
"""Lists and tables within one another, at most: what people and programs write has a few."""
_LONGEST = 64_000_000
"""Characters of one JSON text."""
_HALF = re.compile(r"\\u[dD][89abAB]|\\u[dD][c-fC-F]")
_UTF8 = "save it as UTF-8 text, readable by you"


def read_text(path: Path, mend: str = _UTF8) -> str:
    """The text of a file in UTF-8, with or without a byte-order mark.

    Raises:
        CaseError: it is not there, cannot be read, or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise CaseError("there is no such file", file=path, mend="check the path") from None
    except (OSError, ValueError) as error:
        raise CaseError(f"cannot be read: {error}", file=path, mend=mend) from None


def load_json(text: str) -> Any:
    """What a JSON text says.

    Raises:
        ValueError: it is not JSON, too long, nested too deeply, or holds what no text or number is:
            half of a surrogate pair, NaN, infinity.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters")
    try:
        data = json.loads(text, parse_constant=_no_number)
    except RecursionError:
        raise ValueError(f"is nested more than {DEEPEST} times") from None
    if text.count("[") + text.count("{") > DEEPEST:
        check_depth(data)
    if _HALF.search(text):
        _check_texts(data)
    return data


def check_depth(data: object) -> None:
    """Refuse lists and tables that are nested too deeply for what walks them.

    Raises:
        ValueError: they are.
    """
    level = [data]
    for _ in range(DEEPEST):
        level = [inner for held in level for inner in _within(held)]
        if not level:
            return
    raise ValueError(f"is nested more than {DEEPEST} times")


def _within(held: object) -> list[Any]:
    if isinstance(held, dict):
        return list(held.values())
    return held if isinstance(held, list) else []


def _check_texts(data: object) -> None:
    """Refuse texts that no file and no database would take."""
    level = [data]
    while level:
        for held in level:
            for text in held if isinstance(held, dict) else [held]:
                if isinstance(text, str) and not text.isascii():
                    text.encode()  # raises UnicodeEncodeError, which is a ValueError
        level = [inner for held in level for inner in _within(held)]


def _no_number(word: str) -> float:
    raise ValueError(f"{word} is no number of JSON")
