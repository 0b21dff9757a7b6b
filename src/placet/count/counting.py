"""Counting: the body's own rule applied to a board.

A member's standing is not a ballot. Only two standings are taken as one: supportive members assent
and opposed members object. All others - unknown, reluctant, conditional - are undecided, and since
rules are monotone two evaluations bound the outcome exactly: all undecided against, all in favour.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.bodies import Body
from placet.count.verdict import verdict
from placet.count.views import Board, Count, Unlock
from placet.rules import Rule, bounds, decide, pivotality, probability
from placet.words import UNKNOWN, Ballot, Directness, HolderKind, Level, Position, Stance

_BALLOT = {Level.SUPPORTIVE: Ballot.YES, Level.OPPOSED: Ballot.NO}


def count(board: Board, body: Body) -> Count:
    """Apply the rule that `body` has for the board's question on the board's day."""
    rule = body.rule(board.question.matter, board.as_of)
    known = {
        row.country: _BALLOT[Level(row.standing)]
        for row in board.members
        if row.standing in _BALLOT
    }
    worst, best = bounds(rule, known)
    camps = {
        camp: tuple(row.country for row in board.members if row.standing == camp)
        for camp in (*Level, UNKNOWN)
    }
    chances = {row.country: row.p_assent for row in board.members}
    heard = len(camps[UNKNOWN]) < len(board.members)
    reported = tuple(position for position in board.collective if _denies(position))
    return Count(
        board=board,
        rule=rule.in_words(),
        rule_source=rule.source,
        carries=worst if worst == best else None,
        worst=worst,
        best=best,
        p_carries=probability(rule, chances) if heard else None,
        supportive=camps[Level.SUPPORTIVE],
        conditional=camps[Level.CONDITIONAL],
        reluctant=camps[Level.RELUCTANT],
        opposed=camps[Level.OPPOSED],
        unknown=camps[UNKNOWN],
        blocking=() if best else camps[Level.OPPOSED],
        reported=reported,
        pivotality=pivotality(rule, chances) if heard else {},
        unlock=_unlock(rule, board, heard=heard),
        verdict=verdict(board, camps, worst=worst, best=best, reported=reported, rule=rule),
    )


def _denies(position: Position) -> bool:
    """Is this a report from within or beside the body that it does not (yet) agree?

    What the body or its spokesman says on record is its own word, not a report about it.
    """
    return (
        position.holder_kind is HolderKind.BODY
        and position.directness not in {Directness.DOCUMENT, Directness.ON_RECORD}
        and position.stance in {Stance.AGAINST, Stance.RELUCTANT, Stance.UNCLEAR}
    )


def _unlock(rule: Rule, board: Board, *, heard: bool) -> tuple[Unlock, ...]:
    """One set of members whose assent carries the question, none of whom can be left out.

    Members nearest to yes are won first; then whoever turns out not to be needed is let go.
    """
    rows = {row.country: row for row in board.members}
    assent = {code for code, row in rows.items() if row.standing == Level.SUPPORTIVE}
    wanted = sorted(rows.keys() - assent, key=lambda code: (-rows[code].p_assent, code))
    movers: list[str] = []
    for code in wanted:
        if _carries(rule, rows, assent | set(movers)):
            break
        movers.append(code)
    if not movers or not _carries(rule, rows, assent | set(movers)):
        return ()
    for code in reversed(wanted):
        rest = [mover for mover in movers if mover != code]
        if len(rest) < len(movers) and _carries(rule, rows, assent | set(rest)):
            movers = rest
    movers.sort(key=lambda code: (rows[code].p_assent, code))
    chances = {code: 1.0 if code in movers else row.p_assent for code, row in rows.items()}
    return (
        Unlock(
            changes=tuple(
                f"{board.names.get(code, code)} moves from {rows[code].standing} to assent"
                for code in movers
            ),
            countries=tuple(movers),
            p_carries=probability(rule, chances) if heard else None,
        ),
    )


def _carries(rule: Rule, members: Iterable[str], assent: set[str]) -> bool:
    ballots = {code: Ballot.YES if code in assent else Ballot.NO for code in members}
    return decide(rule, ballots).carried
