"""Words and patterns kept as data, in the TOML files that lie beside this module."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any


def table(name: str) -> dict[str, Any]:
    """A data file that lies beside this module."""
    return tomllib.loads((files("placet.reading") / name).read_text(encoding="utf-8"))


def pattern_of(pattern: str, parts: Mapping[str, str], *, before: str = "") -> re.Pattern[str]:
    """The pattern with each `<name>` replaced by the part of that name."""
    for name, part in parts.items():
        pattern = pattern.replace(f"<{name}>", part)
    return re.compile(before + pattern)
