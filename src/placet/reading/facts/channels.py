"""Through which channel something was said, and who reports having seen or heard it."""

from __future__ import annotations

from placet.reading.data import pattern_of, table

_TABLE = table("facts/channels.toml")
_CHANNELS = tuple(
    (row["name"], pattern_of("|".join(row["patterns"]), {})) for row in _TABLE["channel"]
)
_VIA = tuple(
    pattern_of(pattern, {"outlet": _TABLE["via"]["outlet"]})
    for pattern in _TABLE["via"]["patterns"]
)


def channel(sentence: str) -> str:
    """The channel that a sentence names, or ""."""
    return next((name for name, pattern in _CHANNELS if pattern.search(sentence)), "")


def via(sentence: str, speaker: str) -> str:
    """Who reports it, where a sentence names somebody other than the speaker."""
    for pattern in _VIA:
        if hit := pattern.search(sentence):
            outlet = hit.group(1).removeprefix("the ").strip().rstrip(".")
            if outlet and outlet not in speaker and speaker not in outlet:
                return outlet
    return ""
