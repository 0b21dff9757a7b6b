"""Inputs that nobody meant: good ones mutated in their bytes or their structure, and the law.

The law of every reader: an input is taken, or refused with a `PlacetError` that leaves nothing
half-written behind. What is taken can be used.
"""

from __future__ import annotations

import copy
import json
import math
import os
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from placet.errors import PlacetError

Made = TypeVar("Made")
Place = tuple[Any, Any]
"""A list or table, and the place in it."""

fuzzed = settings(
    max_examples=int(os.environ.get("PLACET_FUZZ", "25")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""A bounded number of inputs for each test; `make fuzz` asks for many more."""
_DEEP = 100_000
_WORDS = (
    *("", " ", "x", "DE", "UA", "body", "unnamed", "maybe", "none", "new", "../../evil", "=1+1"),
    *("2024-11-29", "2024-13-01", "0001-01-01", "9999-12-31", "20241129", "2024-W48-5"),
    *("1", "-1", "1e308", "-1e308", "1e-320", "nan", "inf", "-0", "1_000", "٣", "1" * 5000),
    *(
        "{}",
        "[]",
        "null",
        '"',
        "\\",
        "\x00",
        "\x1b[2J",
        "\r",
        "\n=1",
        "\u202e",
        "\ufeff",
        "\U0001f1fa",
    ),
    "a\x1fb",
    "word " * 50,
)
_NUMBERS = (0, 1, -1, 2, 64, 2**31, 2**63, -(2**63) - 1, 10**16, 10**30, 0.5, 1.5, -0.0, 5e-324)
_NUMBERS_TOO = (1e308, -1e308, math.inf, -math.inf, math.nan, 1732838400000)
_DAYS = (date(2024, 11, 29), date.min, date.max, datetime(2024, 11, 29, 12, tzinfo=None))  # noqa: DTZ001
_TOKENS = (
    *('"', "'", "[", "]", "{", "}", "[[", ",", ":", "=", ".", "#", "\n", "\r", "\t", "\\", "\\u"),
    *("null", "true", "{}", "[]", '""', "1e999", "NaN", "-", "10000000000000000000000000000000"),
    *("\\ud800", "\\u0000", "\x00", "\ufeff", "2024-13-01", "1" * 5000, "[" * 200, "a." * 200),
)
words = st.sampled_from(_WORDS) | st.text(max_size=8)
numbers = st.sampled_from(_NUMBERS + _NUMBERS_TOO) | st.integers() | st.floats()
plain = st.booleans() | numbers | words
"""What TOML and JSON both have."""


def anything(leaves: st.SearchStrategy[Any] = plain) -> st.SearchStrategy[Any]:
    """Structures at random."""
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
        max_leaves=6,
    )


@st.composite
def mutated_bytes(draw: st.DrawFn, good: bytes) -> bytes:
    """Bytes with a few cut out, put in, doubled or overwritten."""
    data = bytearray(good)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 12)))
        what = draw(st.sampled_from(("cut", "token", "bytes", "twice", "end")))
        if what == "cut":
            del data[start:end]
        elif what == "token":
            data[start:end] = draw(st.sampled_from(_TOKENS)).encode()
        elif what == "bytes":
            data[start:end] = draw(st.binary(max_size=4))
        elif what == "twice":
            data[start:start] = data[start:end]
        else:
            del data[start:]
    return bytes(data)


@st.composite
def mutated(draw: st.DrawFn, good: Any, leaves: st.SearchStrategy[Any] = plain) -> Any:
    """Lists and tables with some values replaced, dropped, renamed, doubled or swapped."""
    data = [copy.deepcopy(good)]
    for _ in range(draw(st.integers(1, 3))):
        held, key = draw(st.sampled_from(_places(data)))
        what = draw(st.sampled_from(("replace", "replace", "swap", "drop", "rename", "twice")))
        if what == "replace" or held is data:
            held[key] = draw(anything(leaves))
        elif what == "swap":
            other, place = draw(st.sampled_from(_places(data)))
            held[key] = copy.deepcopy(other[place])
        elif what == "drop":
            del held[key]
        elif isinstance(held, dict):
            held[draw(words)] = held[key] if what == "twice" else held.pop(key)
        else:
            held.insert(key, copy.deepcopy(held[key]))
    return data[0]


def deep(opened: str, closed: str = "", *, around: str = "{}") -> str:
    """A text nested a hundred thousand times."""
    return around.format(opened * _DEEP + closed * _DEEP)


def toml(data: Any) -> str:
    """Data as TOML, tables within lists inline."""
    if not isinstance(data, Mapping):
        return f"only = {_inline(data)}\n"
    return "".join(f"{json.dumps(str(key))} = {_inline(value)}\n" for key, value in data.items())


def taken(call: Callable[[], Made], folder: Path | None = None) -> Made | None:
    """What a reader makes of an input; None if it refuses, and then the folder is as it was."""
    before = _held(folder)
    try:
        return call()
    except PlacetError:
        assert _held(folder) == before
        return None


def _held(folder: Path | None) -> Mapping[str, bytes]:
    if folder is None:
        return {}
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(file): file.read_bytes() for file in files if "ledger.sqlite" not in file.name}


def _places(data: Any) -> list[Place]:
    found: list[Place] = []
    todo = [data]
    while todo:
        held = todo.pop()
        if isinstance(held, dict | list):
            keys: Sequence[Any] = list(held) if isinstance(held, dict) else range(len(held))
            found += [(held, key) for key in keys]
            todo += [held[key] for key in keys]
    return found


def _inline(value: Any) -> str:
    if isinstance(value, Mapping):
        inner = (f"{json.dumps(str(key))} = {_inline(one)}" for key, one in value.items())
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return json.dumps(value)
