"""Each closed vote looked at some days before, on what had been published by then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TypeAlias

from placet.actors import registry
from placet.ballots import Settings, settings
from placet.bodies import load_body
from placet.count import Board, case_board
from placet.forecast.asked import Asked
from placet.forecast.backtest.votes.silence import silent, silent_outvoted
from placet.forecast.backtest.votes.votes import Vote, closed
from placet.forecast.casebook import RuleClass, load_casebook
from placet.forecast.forecast import forecast
from placet.forecast.views import MeetingOdds
from placet.ledger.evidence import Positions
from placet.rules import decide, probability
from placet.standing import by_levels
from placet.standing.parameters import LEVELS, vector
from placet.words import Ballot, Stance

LEADS = (1, 7, 30, 90)
"""Days before the vote."""
PLACET, COUNT = "placet", "count"
LEVELS_ALONE, PRIOR, BASE = "levels", "prior", "base_rate"
LAST, BLOCKS = "last_statement", "holdout_blocks"
_DRAWS = 20_000

Chances: TypeAlias = tuple[float, Mapping[str, float]]
"""That it carries, and of each member that it votes yes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What everybody said of one vote some days before, and what happened."""

    vote: str
    on: date
    lead: int
    spoken: frozenset[str]
    """Members that had taken a position by then."""
    carried: bool
    p_carries: Mapping[str, float]
    ballots: Mapping[str, Ballot]
    p_yes: Mapping[str, Mapping[str, float]]
    """Of each forecaster, each member's chance of a yes."""


@lru_cache(maxsize=2)
def replayed() -> tuple[Look, ...]:
    """Every vote at every lead."""
    return tuple(found for vote in closed() for lead in LEADS for found in look(vote, lead))


def look(vote: Vote, lead: int) -> Iterator[Look]:
    """A vote some days before; nothing where nobody knew of the meeting yet."""
    as_of = vote.on - timedelta(days=lead)
    case = vote.asked
    known = Positions(p for p in vote.positions if max(p.said, p.published) <= as_of)
    meeting = next(meeting for meeting in case.meetings if meeting.date == vote.on)
    if (meeting.announced or as_of) > as_of:
        return
    asked = Asked(
        case=case,
        question=case.question(),
        evidence=known,
        readings=(),
        as_of=as_of,
        until=vote.on + timedelta(days=1),
        draws=_DRAWS,
        names=registry().country_names,
        instead=_learnt(as_of),
    )
    board = case_board(case, asked.question, as_of, known, chosen=asked.chosen)
    simple = _baselines(vote, board, as_of)
    made = forecast(asked)
    odds = next((meeting for meeting in made.meetings if meeting.date == vote.on), None)
    found = {PLACET: _odds(odds, simple[BASE]), COUNT: _odds(made.today, simple[BASE]), **simple}
    yield Look(
        vote=vote.id,
        on=vote.on,
        lead=lead,
        spoken=frozenset(row.country for row in board.members if row.evidence),
        carried=vote.carried,
        p_carries={name: chance for name, (chance, _) in found.items()},
        ballots=vote.ballots,
        p_yes={name: each for name, (_, each) in found.items() if each},
    )


def _odds(met: MeetingOdds | None, instead: Chances) -> Chances:
    """What is forecast of a meeting; without evidence there are no odds, and a rate stands in."""
    if met is None:
        return instead
    return met.p_carries, {row.country: row.p_assent for row in met.members} or instead[1]


def _learnt(as_of: date) -> Settings:
    """The shipped settings, but what silence tells as learnt from what was over by the day."""
    return replace(
        settings(), silent=silent(as_of), silent_outvoted=silent_outvoted(as_of), others=()
    )


def _baselines(vote: Vote, board: Board, as_of: date) -> dict[str, Chances]:
    """Chance to carry, and each member's of a yes, by simple rules.

    One of them are the levels alone: no silence, and members independent of each other.
    """
    rule = load_body(vote.body).rule(vote.matter, as_of)
    standing = {
        row.country: by_levels(vector(row.probabilities[one] for one in LEVELS), board.params)
        for row in board.members
    }
    prior = dict.fromkeys(standing, by_levels(board.params.prior, board.params))
    share = dict.fromkeys(standing, _share_of_yes(as_of))
    last = {
        row.country: next((p.stance for p in row.evidence if p.stance != Stance.UNCLEAR), None)
        for row in board.members
    }
    ballots = {m: Ballot.YES if s in {None, Stance.FOR} else Ballot.NO for m, s in last.items()}
    follow = {member: float(ballot is Ballot.YES) for member, ballot in ballots.items()}
    return {
        LEVELS_ALONE: (probability(rule, standing), standing),
        PRIOR: (probability(rule, prior), prior),
        BASE: (_share_adopted(vote, as_of), share),
        LAST: (float(decide(rule, ballots).carried), follow),
        BLOCKS: (float(Stance.AGAINST not in last.values()), {}),
    }


def _share_of_yes(as_of: date) -> float:
    """Of ballots cast in votes before a day, with one yes and one other added."""
    cast = [ballot for vote in closed() if vote.on <= as_of for ballot in vote.ballots.values()]
    return (cast.count(Ballot.YES) + 1) / (len(cast) + 2)


def _share_adopted(vote: Vote, as_of: date) -> float:
    """Of decisions of the casebook by a rule of the kind that were over, one of each added."""
    majority = vote.matter in {"qmv", "examination"}
    kind = RuleClass.QUALIFIED_MAJORITY if majority else RuleClass.CONSENSUS
    over = [
        decision.adopted
        for decision in load_casebook().decisions
        if decision.rule is kind and decision.decided and decision.decided <= as_of
    ]
    return (sum(over) + 1) / (len(over) + 2)
