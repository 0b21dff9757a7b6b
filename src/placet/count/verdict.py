"""The result of a count as one sentence, in the same words on every face."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from placet.count.views import Board
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


def verdict(
    board: Board,
    camps: Mapping[str, tuple[str, ...]],
    *,
    worst: bool,
    best: bool,
    reported: tuple[Position, ...],
    rule: Rule,
) -> str:
    """Say whether it carries, who stands in the way, and how much is unknown."""
    tally = ", ".join(phrase.format(n=len(camps[camp])) for camp, phrase in _PHRASES if camps[camp])
    if worst:
        return f"Carried as things stand: {tally}."
    if not best:
        opposed = camps[Level.OPPOSED]
        enough = _how_many_are_enough(rule, opposed)
        return f"Not carried as things stand: {tally}. {_names(board, opposed)} {enough}."
    if len(camps[UNKNOWN]) == len(board.members):
        head = f"Open by name: {len(board.members)} of {len(board.members)} members unknown."
    else:
        head = f"Open: {tally}."
    if reported:
        who = reported[0].speaker or reported[0].source or "a report"
        head += f" Reported as not agreed by {who}, naming no member."
    return head


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
