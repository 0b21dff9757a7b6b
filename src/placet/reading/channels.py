"""Through which channel something was said, and who reports having seen or heard it."""

from __future__ import annotations

import re

_CHANNELS: tuple[tuple[str, str], ...] = (
    ("letter", r"\bin (?:a|an|the|his|her|their|its) (?:\w+ )?letter\b|\bletter (?:viewed|seen|to|obtained)\b|’s letter\b|'s letter\b"),
    ("interview", r"\binterview\b|\btold (?!reporters|parliament|lawmakers|journalists)(?:the )?[A-Z]\w+"),
    ("press conference", r"\bpress conference\b|\bnews conference\b|\btold (?:reporters|journalists)\b"),
    ("speech", r"\bspeech\b|\baddress(?:ing)? (?:to|parliament|the)\b|\bspeaking (?:in|at|to|before)\b"),
    ("declaration", r"\bdeclaration\b|\bcommuniqu[eé]\b|\bjoint statement\b|\bmemorandum\b"),
    ("vote", r"\bvoted?\b|\bparliament (?:approved|adopted|passed)\b"),
    ("post", r"\btweet\w*\b|\bposted?\b|\bwrote on\b"),
    ("statement", r"\bin a (?:\w+ )?statement\b|\bstatement said\b"),
    ("article", r"\bop-ed\b|\bin an article\b|\bwrote in\b"),
)  # fmt: skip
_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _CHANNELS)
_OUTLET = r"((?:the )?(?:[A-Z][\w.&-]*|of|and)(?: (?:[A-Z][\w.&-]*))*)"
_VIA = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?:viewed|seen|obtained|reviewed|quoted|published|cited|reported|carried) by {_OUTLET}",
        rf"\binterview (?:with|to|for) {_OUTLET}",
        rf"\baccording to (?:the )?(?:[A-Z]?\w+ (?:news )?(?:agency|newspaper|daily|outlet) )?{_OUTLET}",
        rf"\btold (?!reporters|him|her|them){_OUTLET}",
        rf"\b{_OUTLET} (?:reports?|reported|found|writes|wrote)\b",
    )
)


def channel(sentence: str) -> str:
    """The channel that a sentence names, or ""."""
    return next((name for name, pattern in _COMPILED if pattern.search(sentence)), "")


def via(sentence: str, speaker: str) -> str:
    """Who reports it, where a sentence names somebody other than the speaker."""
    for pattern in _VIA:
        if hit := pattern.search(sentence):
            outlet = hit.group(1).removeprefix("the ").strip()
            if outlet and outlet not in speaker and speaker not in outlet:
                return outlet
    return ""
