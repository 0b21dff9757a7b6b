"""Scores of forecasts from statements, for members' ballots and for outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placet.forecast import scoring
from placet.forecast.backtest.votes.replay import LEADS, Look, replayed
from placet.forecast.scoring import Interval
from placet.words import Ballot

Rows = Sequence[tuple[str, int, Mapping[str, float], bool]]
"""Vote, lead, each forecaster's chance, and whether it happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One forecaster; less is better."""

    brier: Interval
    log: Interval
    by_lead: Mapping[int, float]
    """Brier scores by days before the vote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoteReport:
    """What was found."""

    votes: int
    looks: int
    ballots: int
    with_ballots: int
    spoken: Mapping[str, Scored]
    """For the ballots of members that had said something by then."""
    members: Mapping[str, Scored]
    """For every ballot."""
    outcomes: Mapping[str, Scored]

    @property
    def scores(self) -> dict[str, Mapping[str, Scored]]:
        """All three, by what was forecast."""
        return {
            "ballots of members that had spoken": self.spoken,
            "all ballots": self.members,
            "outcomes": self.outcomes,
        }


def score(*, draws: int = scoring.resample.DRAWS, seed: int = scoring.resample.SEED) -> VoteReport:
    """Replay and score; intervals by bootstrap over cases."""
    looks = replayed()
    spoken, every = _ballots(looks, spoken=True), _ballots(looks, spoken=False)
    outcomes = [(one.vote, one.lead, one.p_carries, one.carried) for one in looks]
    return VoteReport(
        votes=len({(one.vote, one.on) for one in looks}),
        looks=len(looks),
        ballots=len(every),
        with_ballots=len({one.vote for one in looks if one.ballots}),
        spoken=_scores(spoken, draws, seed),
        members=_scores(every, draws, seed),
        outcomes=_scores(outcomes, draws, seed),
    )


def _ballots(looks: Sequence[Look], *, spoken: bool) -> Rows:
    return [
        (one.vote, one.lead, {name: each[member] for name, each in one.p_yes.items()}, yes)
        for one in looks
        for member, ballot in one.ballots.items()
        for yes in [ballot is Ballot.YES]
        if not spoken or member in one.spoken
    ]


def _scores(rows: Rows, draws: int, seed: int) -> dict[str, Scored]:
    found = {}
    for name in rows[0][2]:
        p, happened = [row[2][name] for row in rows], [float(row[3]) for row in rows]
        briers, logs = scoring.brier_scores(p, happened), scoring.log_scores(p, happened)
        leads = np.array([row[1] for row in rows])
        found[name] = Scored(
            brier=_mean(rows, briers, draws, seed),
            log=_mean(rows, logs, draws, seed),
            by_lead={lead: float(briers[leads == lead].mean()) for lead in LEADS if lead in leads},
        )
    return found


def _mean(rows: Rows, values: NDArray[np.float64], draws: int, seed: int) -> Interval:
    clusters = [row[0] for row in rows]
    return scoring.bootstrap(clusters, lambda at: float(values[at].mean()), draws=draws, seed=seed)
