"""How often members that had said nothing against went along, learnt from what was over by a day.

Two chances, by what the rule makes of a member's no: it would stop the decision, or be outvoted.
The first comes from the casebook, where one member too many is seen only in that a decision with no
named holdout failed; the second from votes that were counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from placet.forecast.backtest.votes.votes import Vote, closed
from placet.forecast.casebook import Decision, RuleClass, load_casebook
from placet.formats import Row, read_rows
from placet.rules import stoppers
from placet.words import Ballot, Stance

_EACH_STOPS = {RuleClass.CONSENSUS, RuleClass.UNANIMITY, RuleClass.RATIFICATION}
_USUAL_MEMBERS = 27
"""Where the casebook gives no number."""
_UNSEEN = 2
"""Failures for each one seen: what is never put, since somebody would stop it, is not recorded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One vote of members that could be outvoted and had said nothing either way."""

    vote: str
    on: date
    silent: int
    along: int
    """How many of the silent ones voted yes."""

    @property
    def share(self) -> float:
        """Of the silent ones that voted yes."""
        return self.along / self.silent


def silent(as_of: date) -> float:
    """Chance that a member whose no would stop it goes along, if nothing against is on record.

    One less the failures of decisions with no named holdout, over the members that could have
    caused them; half a failure is added (Jeffreys' prior), and each counts twice, as what is never
    put is not in the casebook.
    """
    over = [one for one in load_casebook().decisions if _unnamed(one, as_of)]
    failed = sum(not decision.adopted for decision in over)
    seats = sum(decision.members or _USUAL_MEMBERS for decision in over)
    return 1 - _UNSEEN * (failed + 0.5) / (seats + _UNSEEN)


def _unnamed(decision: Decision, as_of: date) -> bool:
    over = decision.decided is not None and decision.decided <= as_of
    return over and decision.rule in _EACH_STOPS and not decision.holdouts


def silent_outvoted(as_of: date) -> float:
    """Chance that a member which can be outvoted votes yes, if it has said nothing either way."""
    return mean_share(tally for tally in tallies() if tally.on <= as_of)


def mean_share(found: Iterable[Tally]) -> float:
    """The mean of the shares of votes, with one vote of even shares added.

    Each vote counts once, however many members were silent: they move together.
    """
    shares = [tally.share for tally in found]
    return (sum(shares) + 0.5) / (len(shares) + 1)


@lru_cache(maxsize=1)
def tallies() -> tuple[Tally, ...]:
    """Votes that were counted: those with ballots, and tallies of others.

    Raises:
        CaseError: a cell of the tallies is no day or no number; names file, line, value, mend.
    """
    file = Path(__file__).parent / "tallies.csv"
    columns = ("vote", "on", "silent", "along", "source")
    counted = [_read(row) for row in read_rows(file, columns=columns, required=columns)]
    return tuple(sorted((*_from_ballots(), *counted), key=lambda tally: (tally.on, tally.vote)))


def _from_ballots() -> Iterator[Tally]:
    for vote in closed():
        cast = [vote.ballots[member] for member in _silent_members(vote)] if vote.ballots else []
        if cast:
            along = cast.count(Ballot.YES)
            yield Tally(vote=vote.id, on=vote.on, silent=len(cast), along=along)


def _silent_members(vote: Vote) -> list[str]:
    """Who could be outvoted and had said nothing by the eve."""
    eve = vote.on - timedelta(days=1)
    heard = {
        position.holder
        for position in vote.positions
        if max(position.said, position.published) <= eve and position.stance != Stance.UNCLEAR
    }
    spoken = heard | stoppers(vote.rule)
    return [member for member in vote.rule.members if member not in spoken]


def _read(row: Row) -> Tally:
    on = row.day("on")
    silent, along = (_number(row, column) for column in ("silent", "along"))
    if not 0 <= along <= silent or not silent:
        raise row.error("along", f"is not from 0 to {silent}", "count again who was silent")
    return Tally(vote=row["vote"], on=on, silent=silent, along=along)


def _number(row: Row, column: str) -> int:
    if not row[column].isascii() or not row[column].isdecimal():
        raise row.error(column, "is no number of members", "write a whole number, e.g. 10")
    return int(row[column])
