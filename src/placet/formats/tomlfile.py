"""TOML files that people write by hand: read strictly, with errors that name the line."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from placet.errors import CaseError, did_you_mean
from placet.formats.days import checked_day
from placet.formats.texts import DEEPEST, check_depth, read_text

_HEADER = re.compile(r"\s*(\[\[?)\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w-]+)\s*=")
_DATE = re.compile(r"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\d-])")
_AT = re.compile(r"\s*\(at line (\d+), column \d+\)$")
_LONGEST = 4_000_000
"""Characters: what people write by hand has a few thousand."""
_BIG = 2**63
_SHOWN = 400


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The contents of one TOML file and where each key stands.

    Keys are addressed by path, e.g. "question[1].subject"; lists count from zero.
    """

    path: Path
    data: Mapping[str, Any]
    lines: Mapping[str, int]

    def error(self, key: str, problem: str, mend: str) -> CaseError:
        """The error about the value at `key`, to be raised by the caller."""
        line = self.lines.get(key) or self.lines.get(key.rpartition(".")[0])
        place = f"{line}: {key}" if line else key
        shown = problem if len(problem) <= _SHOWN else f"{problem[:_SHOWN]} ..."
        return CaseError(shown, file=self.path, place=place, mend=mend)

    def check_keys(self, table: Mapping[str, Any], at: str, known: Collection[str]) -> None:
        """Refuse a key that nobody reads: a misspelt one would be passed over in silence."""
        for key in table:
            if key not in known:
                path = f"{at}.{key}" if at else key
                raise self.error(path, f"unknown key {key!r}", did_you_mean(key, known))

    def text(self, table: Mapping[str, Any], at: str, key: str, default: str | None = None) -> str:
        """The string at `key`; required when there is no default."""
        value = table.get(key, default)
        path = f"{at}.{key}" if at else key
        if value is None:
            raise self.error(path, f"{key!r} is missing", f'add: {key} = "..."')
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.error(path, f"{key} = {value!r} is not a text", f'write: {key} = "..."')
        return value

    def texts(self, table: Mapping[str, Any], at: str, key: str) -> tuple[str, ...]:
        """The list of strings at `key`; empty when missing."""
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            path = f"{at}.{key}" if at else key
            raise self.error(
                path, f"{key} = {value!r} is not a list of texts", f'write: {key} = ["...", "..."]'
            )
        return tuple(value)

    def day(self, table: Mapping[str, Any], at: str, key: str) -> date:
        """The calendar date at `key`; required."""
        value = table.get(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            path = f"{at}.{key}" if at else key
            raise self.error(
                path,
                f"{key} = {value!r} is not a date",
                f"write: {key} = 2024-11-29, without quotation marks",
            )
        return value

    def tables(self, key: str) -> list[tuple[str, Mapping[str, Any]]]:
        """The array of tables `[[key]]`, each with its path."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, f"{key!r} is not an array of tables", f"write: [[{key}]]")
        return [(f"{key}[{index}]", item) for index, item in enumerate(value)]


def read_toml(path: Path) -> TomlFile:
    """Read a TOML file.

    Raises:
        CaseError: it cannot be read, is not UTF-8, or is not TOML; with its line where known.
    """
    text = read_text(path)
    try:
        data = parse_toml(text)
    except ValueError as error:
        raise _not_toml(path, text, str(error)) from None
    return TomlFile(path, data, _lines(text))


def parse_toml(text: str) -> dict[str, Any]:
    """What a TOML text says.

    Raises:
        ValueError: it is not TOML, too long, nested too deeply, or holds a number or a day that
            nobody can reckon with.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} characters")
    try:
        data = tomllib.loads(text)
    except RecursionError:
        raise ValueError(f"is nested more than {DEEPEST} times") from None
    check_depth(data)
    _check_values(data)
    return data


def _check_values(held: object) -> None:
    if isinstance(held, dict | list):
        for inner in held.values() if isinstance(held, dict) else held:
            _check_values(inner)
    elif isinstance(held, float) and not math.isfinite(held):
        raise ValueError(f"{held} is no number to reckon with")
    elif isinstance(held, int) and not -_BIG <= held < _BIG:
        raise ValueError("a whole number has too many digits")
    elif isinstance(held, date):
        checked_day(held)


def _not_toml(path: Path, text: str, problem: str) -> CaseError:
    at = _AT.search(problem)
    line = text.splitlines()[int(at.group(1)) - 1] if at else ""
    day = next((d for d in _DATE.findall(line) if not _is_day(d)), None)
    return CaseError(
        f"{day} is no day" if day else _AT.sub("", problem),
        file=path,
        place=at.group(1) if at else "",
        mend="write it as TOML 1.0: texts in double quotation marks, dates as 2024-11-29",
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _lines(text: str) -> dict[str, int]:
    """Line number of each key and table header of plainly written TOML."""
    found: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = header.group(2)
            if header.group(1) == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}[{counts[table]}]"
            found.setdefault(table, number)
        elif key := _KEY.match(line):
            path = f"{table}.{key.group(1)}" if table else key.group(1)
            found.setdefault(path, number)
    return found
