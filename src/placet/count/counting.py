"""Counting: the body's own rule applied to a board.

A member's standing is not a ballot. For the two ends of the count two standings are taken as one:
supportive members assent and opposed members object. All others - unknown, reluctant, conditional -
are undecided, and since rules are monotone two evaluations bound the outcome exactly: all undecided
against, all in favour. The chance between them is that of `placet.ballots`.
"""

from __future__ import annotations

from collections.abc import Iterable

from placet.bodies import Body
from placet.count.odds import once_won, today
from placet.count.verdict import agreed, headline, verdict
from placet.count.views import Board, Count, Unlock
from placet.rules import Rule, bounds, decide
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
    camps = _camps(board)
    odds = today(board, rule) if board.known else None
    chance = odds.p if odds else None
    carries = agreed(worst=worst, best=best, chance=chance)
    reported = tuple(position for position in board.collective if _denies(position))
    return Count(
        board=board,
        rule=rule.in_words(),
        rule_source=rule.source,
        carries=carries,
        worst=worst,
        best=best,
        p_carries=chance,
        low=odds.low if odds else None,
        high=odds.high if odds else None,
        headline=headline(board, odds),
        supportive=camps[Level.SUPPORTIVE],
        conditional=camps[Level.CONDITIONAL],
        reluctant=camps[Level.RELUCTANT],
        opposed=camps[Level.OPPOSED],
        unknown=camps[UNKNOWN],
        blocking=() if best else camps[Level.OPPOSED],
        reported=reported,
        pivotality=odds.pivotality if odds else {},
        unlock=_unlock(rule, board),
        verdict=verdict(
            board,
            camps,
            carries=carries,
            worst=worst,
            best=best,
            chance=chance,
            reported=reported,
            rule=rule,
        ),
    )


def _camps(board: Board) -> dict[str, tuple[str, ...]]:
    return {
        camp: tuple(row.country for row in board.members if row.standing == camp)
        for camp in (*Level, UNKNOWN)
    }


def _denies(position: Position) -> bool:
    """Is this a report from within or beside the body that it does not (yet) agree?

    What the body or its spokesman says on record is its own word, not a report about it.
    """
    return (
        position.holder_kind is HolderKind.BODY
        and position.directness not in {Directness.DOCUMENT, Directness.ON_RECORD}
        and position.stance in {Stance.AGAINST, Stance.RELUCTANT, Stance.UNCLEAR}
    )


def _unlock(rule: Rule, board: Board) -> tuple[Unlock, ...]:
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
    return (
        Unlock(
            changes=tuple(
                f"{board.names.get(code, code)} moves from {rows[code].standing} to assent"
                for code in movers
            ),
            countries=tuple(movers),
            p_carries=once_won(board, rule, movers) if board.known else None,
        ),
    )


def _carries(rule: Rule, members: Iterable[str], assent: set[str]) -> bool:
    ballots = {code: Ballot.YES if code in assent else Ballot.NO for code in members}
    return decide(rule, ballots).carried
