"""The five states of a member as people see them: a word, a glyph, a texture and a colour each.

No cue stands alone: in grey print, without colour and on a screen reader the states stay apart.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.count.views import Count
from placet.standing.member import MemberStanding
from placet.words import UNKNOWN, Level

OLD_DAYS = 180
"""A position last said longer ago than this is drawn faded and marked in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How one state of a member is written and drawn."""

    key: str
    """A `Level`, or "unknown"."""
    word: str
    glyph: str
    bar: str
    """One cell of a bar on a terminal."""
    texture: str
    """What fills its tile, in words."""
    ansi: str
    """Colour on a terminal; always beside the glyph."""


STATES = {
    state.key: state
    for state in (
        State(
            key=Level.OPPOSED,
            word="opposed",
            glyph="✗",
            bar="▓",
            texture="solid dark",
            ansi="red",
        ),
        State(
            key=Level.RELUCTANT,
            word="reluctant",
            glyph="–",
            bar="░",
            texture="barred",
            ansi="magenta",
        ),
        State(
            key=UNKNOWN,
            word="unknown",
            glyph="?",
            bar="·",
            texture="empty, dotted edge",
            ansi="default",
        ),
        State(
            key=Level.CONDITIONAL,
            word="on terms",
            glyph="±",
            bar="▒",
            texture="hatched",
            ansi="yellow",
        ),
        State(
            key=Level.SUPPORTIVE,
            word="in favour",
            glyph="✓",
            bar="█",
            texture="solid",
            ansi="blue",
        ),
    )
}
"""Every state by its key, farthest from yes first: the order of the board."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Camp:
    """The members in one state."""

    state: State
    members: tuple[str, ...]


def camps(count: Count) -> tuple[Camp, ...]:
    """All five camps of a count, farthest from yes first; an empty one is a finding too."""
    members = {
        Level.OPPOSED: count.opposed,
        Level.RELUCTANT: count.reluctant,
        UNKNOWN: count.unknown,
        Level.CONDITIONAL: count.conditional,
        Level.SUPPORTIVE: count.supportive,
    }
    return tuple(Camp(state=state, members=members[key]) for key, state in STATES.items())


def state_of(row: MemberStanding) -> State:
    """The state of a row of the board."""
    return STATES[row.standing]


def is_old(row: MemberStanding) -> bool:
    """Was the member last heard so long ago that its position is drawn faded?"""
    return row.age_days is not None and row.age_days > OLD_DAYS
