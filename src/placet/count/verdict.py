"""The result of a count as one sentence, in the same words on every face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.count.odds import Today
from placet.count.views import Board
from placet.formats import chance_text, span_text
from placet.rules import Rule, decide
from placet.words import UNKNOWN, Ballot, Level, Position

_PHRASES = (
    (Level.OPPOSED, "{n} opposed"),
    (Level.RELUCTANT, "{n} reluctant"),
    (Level.CONDITIONAL, "{n} on terms"),
    (UNKNOWN, "{n} unknown"),
    (Level.SUPPORTIVE, "{n} in favour"),
)
_NAMED = 5
_LIKELY, _UNLIKELY = 0.75, 0.25
"""What a chance must reach, or stay below, for a verdict to be given in its words."""


def agreed(*, worst: bool, best: bool, chance: float | None) -> bool | None:
    """Whether it carries, where both ends of the count and the chance say the same."""
    if worst and (chance is None or chance >= _LIKELY):
        return True
    if not best and (chance is None or chance <= _UNLIKELY):
        return False
    return None


def headline(board: Board, odds: Today | None) -> str:
    """The one chance of a question, of a vote on the board's day, with what it rests on."""
    if odds is None:
        return "None given: no member has a position to build on."
    text = (
        f"The chance that it carries, if it is put to the vote today, is {chance_text(odds.p)} "
        f"({span_text(odds.low, odds.high)} under other settings that could be defended); "
        f"positions of {board.spoken} of {len(board.members)} members are on record"
    )
    others = "; ".join(board.silence) if board.spoken < len(board.members) else ""
    return f"{text}, and {others}." if others else f"{text}."


def verdict(
    board: Board,
    camps: Mapping[str, tuple[str, ...]],
    *,
    carries: bool | None,
    worst: bool,
    best: bool,
    chance: float | None,
    reported: tuple[Position, ...],
    rule: Rule,
) -> str:
    """Say whether it carries, who stands in the way, and how much is unknown.

    It is carried or not where that holds whatever the undecided do, and else open.
    """
    tally = ", ".join(phrase.format(n=len(camps[camp])) for camp, phrase in _PHRASES if camps[camp])
    if carries:
        return f"Carried as things stand: {tally}."
    if carries is False:
        opposed = camps[Level.OPPOSED]
        enough = _how_many_are_enough(rule, opposed)
        return f"Not carried as things stand: {tally}. {_names(board, opposed)} {enough}."
    if len(camps[UNKNOWN]) == len(board.members):
        head = f"Open by name: {len(board.members)} of {len(board.members)} members unknown."
    else:
        head = f"Open{_leaning(chance)}: {tally}."
        if worst or not best:
            end = "carried" if worst else "stopped"
            head += f" By those named it would be {end}, but they are not sure enough to say so."
    if reported:
        who = reported[0].speaker or reported[0].source or "a report"
        head += f" Reported as not agreed by {who}, naming no member."
    return head


def _leaning(chance: float | None) -> str:
    """Which way the odds of an open question point, if they do."""
    if chance is None or _UNLIKELY < chance < _LIKELY:
        return ""
    return ", likely to carry" if chance >= _LIKELY else ", unlikely to carry"


def _how_many_are_enough(rule: Rule, opposed: tuple[str, ...]) -> str:
    alone = [
        code
        for code in opposed
        if not decide(
            rule, {m: Ballot.NO if m == code else Ballot.YES for m in rule.members}
        ).carried
    ]
    if len(opposed) == 1:
        return "alone is enough to stop it"
    if len(alone) == len(opposed):
        return "each alone is enough to stop it"
    return "together are enough to stop it"


def _names(board: Board, codes: Iterable[str]) -> str:
    names = [board.names.get(code, code) for code in codes]
    if len(names) > _NAMED:
        names = [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
