"""The scores of a backtest, with intervals, and what they say in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from placet.forecast import scoring
from placet.forecast.backtest.entrants import BASE, ENTRANTS, PLACET, WAITS, Entrant
from placet.forecast.backtest.replay import Chance, DayScores, Knowledge, replay
from placet.forecast.backtest.rounds import Round, coverage, rounds
from placet.forecast.casebook import Casebook
from placet.forecast.scoring import Corp, Diagram, Interval, Murphy

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]
BINS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One forecaster's scores; less is better, of shares saved more."""

    brier: Interval
    log: Interval
    crps: Interval | None
    """Of the day of decision, in days; None if it says nothing of days."""
    brier_saved: Interval
    """Share of the base rate's Brier score saved: the Brier skill."""
    crps_saved: Interval | None
    """Share of Kaplan-Meier's CRPS saved."""
    corp: Corp
    """Miscalibration and discrimination, free of bins."""
    diagram: Diagram
    murphy: Murphy
    """Reliability and resolution, in the bins of the diagram."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundScore:
    """One forecaster's scores on ratification rounds."""

    crps: Interval
    crps_saved: Interval
    covered: tuple[int, int]
    """80 % intervals that held the day, and how many there are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a backtest found."""

    knowledge: Knowledge
    cases: int
    chances: int
    dates: int
    happened: float
    """Share of chances that came true."""
    scores: Mapping[str, Score]
    by_lead: Mapping[int, Mapping[str, float]]
    """Brier scores by days ahead."""
    by_after: Mapping[int, Mapping[str, float]]
    """Brier scores by days after asking."""
    rounds: int
    round_forecasts: int
    round_scores: Mapping[str, RoundScore]


def backtest(
    casebook: Casebook,
    knowledge: Knowledge = Knowledge.BEFORE,
    *,
    draws: int = scoring.resample.DRAWS,
    seed: int = scoring.resample.SEED,
    entrants: tuple[Entrant, ...] = ENTRANTS,
) -> Report:
    """Replay a casebook and the ratification rounds, and score what was forecast.

    Args:
        casebook: decisions, open ones too.
        knowledge: what each forecast may learn from.
        draws: bootstrap samples of cases for the intervals.
        seed: of those samples.
        entrants: who forecasts; the base rate and Kaplan-Meier must be among them.

    Raises:
        ValueError: too few cases for a single forecast.
    """
    chances, dates = replay(casebook, knowledge, entrants)
    if not chances:
        raise ValueError("no forecast can be scored")
    found = rounds(knowledge)
    sample = _Sample(draws, seed)
    return Report(
        knowledge=knowledge,
        cases=len({one.case for one in chances}),
        chances=len(chances),
        dates=len(dates),
        happened=float(np.mean([one.happened for one in chances])),
        scores={one.name: _score(one, chances, dates, sample) for one in entrants},
        by_lead=_briers(chances, lambda one: one.lead, entrants),
        by_after=_briers(chances, lambda one: one.after, entrants),
        rounds=len({(one.round, one.candidates) for one in found}),
        round_forecasts=len(found),
        round_scores={name: _round_score(name, found, sample) for name in (PLACET, WAITS)},
    )


def verdicts(report: Report) -> list[str]:
    """What the scores say of placet, one sentence each; a baseline not beaten is named."""
    own = report.scores[PLACET]
    lines = [_verdict("Brier score", "the base rate", own.brier_saved)]
    if own.crps_saved:
        lines.append(_verdict("CRPS of the day of decision", "Kaplan-Meier", own.crps_saved))
    lines += [
        f"On Brier score, placet does not beat {name}."
        for name, score in report.scores.items()
        if name not in {PLACET, BASE} and score.brier.value <= own.brier.value
    ]
    for words, table in (("days ahead", report.by_lead), ("days after asking", report.by_after)):
        worse = [str(key) for key, row in table.items() if row[PLACET] >= row[BASE]]
        if worse:
            lines.append(f"At {', '.join(worse)} {words} the base rate is as good or better.")
    saved = report.round_scores[PLACET].crps_saved
    lines.append(_verdict("CRPS of the last ratification", "Kaplan-Meier", saved))
    return lines


def _verdict(score: str, baseline: str, saved: Interval) -> str:
    share = f"{100 * saved.value:.0f} %"
    if saved.low is None or saved.high is None:
        return f"{score}: placet saves {share} of that of {baseline}; too few cases to be sure."
    ends = f"95 % interval {100 * saved.low:.0f} to {100 * saved.high:.0f}"
    if saved.low > 0:
        return f"{score}: placet beats {baseline}, saving {share} ({ends})."
    if saved.value > 0:
        return f"{score}: placet saves {share} of that of {baseline} ({ends}): not surely better."
    return f"{score}: placet does not beat {baseline} ({share} saved, {ends})."


@dataclass(frozen=True, slots=True)
class _Sample:
    draws: int
    seed: int

    def mean(self, clusters: Sequence[Hashable], values: Floats) -> Interval:
        return self._over(clusters, lambda rows: float(values[rows].mean()))

    def saved(self, clusters: Sequence[Hashable], values: Floats, reference: Floats) -> Interval:
        def share(rows: Rows) -> float:
            return scoring.skill(float(values[rows].mean()), float(reference[rows].mean())) or 0.0

        return self._over(clusters, share)

    def _over(self, clusters: Sequence[Hashable], statistic: Callable[[Rows], float]) -> Interval:
        return scoring.bootstrap(clusters, statistic, draws=self.draws, seed=self.seed)


def _score(
    entrant: Entrant, chances: Sequence[Chance], dates: Sequence[DayScores], sample: _Sample
) -> Score:
    happened = [one.happened for one in chances]
    clusters = [one.cluster for one in chances]
    p = [one.p[entrant.name] for one in chances]
    briers = scoring.brier_scores(p, happened)
    base = scoring.brier_scores([one.p[BASE] for one in chances], happened)
    crps = crps_saved = None
    if entrant.dated:
        days = np.array([one.crps[entrant.name] for one in dates])
        waits = np.array([one.crps[WAITS] for one in dates])
        owners = [one.cluster for one in dates]
        crps, crps_saved = sample.mean(owners, days), sample.saved(owners, days, waits)
    diagram = scoring.diagram(p, happened, BINS)
    return Score(
        brier=sample.mean(clusters, briers),
        log=sample.mean(clusters, scoring.log_scores(p, happened)),
        crps=crps,
        brier_saved=sample.saved(clusters, briers, base),
        crps_saved=crps_saved,
        corp=scoring.corp(p, happened),
        diagram=diagram,
        murphy=scoring.murphy(p, happened, diagram.bins),
    )


def _round_score(name: str, found: Sequence[Round], sample: _Sample) -> RoundScore:
    clusters = [one.round for one in found]
    own, waits = (np.array([one.crps[who] for one in found]) for who in (name, WAITS))
    return RoundScore(
        crps=sample.mean(clusters, own),
        crps_saved=sample.saved(clusters, own, waits),
        covered=coverage(found, name),
    )


def _briers(
    chances: Sequence[Chance], key: Callable[[Chance], int], entrants: Iterable[Entrant]
) -> dict[int, dict[str, float]]:
    found = {}
    for value in sorted({key(one) for one in chances}):
        group = [one for one in chances if key(one) == value]
        happened = [one.happened for one in group]
        found[value] = {
            entrant.name: scoring.brier([one.p[entrant.name] for one in group], happened)
            for entrant in entrants
        }
    return found
