"""Fitting raises the likelihood round by round, and finds parameters that made the data."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from placet.standing import Reset, Signal, parameters
from placet.standing.filtering import STANCES, forward
from placet.standing.fitting import BallotCast, Fitted, Observed, fit
from placet.standing.transition import transition
from placet.words import Directness, Stance

START = date(2020, 1, 1)
SHIPPED = parameters()
SHARP = (
    (0.85, 0.10, 0.03, 0.02),
    (0.05, 0.85, 0.07, 0.03),
    (0.02, 0.05, 0.88, 0.05),
    (0.01, 0.02, 0.07, 0.90),
)
TRUE = replace(
    SHIPPED,
    prior=(0.40, 0.30, 0.20, 0.10),
    moves_per_year=0.8,
    assent=(0.05, 0.2, 0.7, 0.9),
    says={**SHIPPED.says, Directness.ON_RECORD: SHARP},
)


def simulated(seed: int, number: int, words: int) -> list[list[Observed]]:
    """Members that move and speak as TRUE says, with a ballot at the end."""
    rng = np.random.default_rng(seed)
    histories: list[list[Observed]] = []
    for _ in range(number):
        level, day = rng.choice(4, p=TRUE.prior), START
        history: list[Observed] = []
        for _ in range(words):
            gap = int(rng.choice([30, 90, 180, 360]))
            row = np.array(transition(gap, TRUE.prior, TRUE.moves_per_year)[level])
            level, day = rng.choice(4, p=row / row.sum()), day + timedelta(gap)
            stance = STANCES[rng.choice(4, p=SHARP[level])]
            history.append(Signal(day, stance, Directness.ON_RECORD, 1.0))
        history.append(BallotCast(day, bool(rng.random() < TRUE.assent[level])))
        histories.append(history)
    return histories


@pytest.fixture(scope="module")
def found() -> Fitted:
    return fit(simulated(1, 250, 8), SHIPPED, strength=2.0, rounds=25)


def test_each_round_raises_the_penalised_likelihood(found: Fitted) -> None:
    assert len(found.objective) > 5
    assert all(a <= b + 1e-9 for a, b in pairwise(found.objective))
    assert found.likelihood[-1] > found.likelihood[0] + 10


def test_it_finds_what_made_the_data(found: Fitted) -> None:
    fitted = found.parameters
    assert fitted.prior == pytest.approx(TRUE.prior, abs=0.08)
    assert fitted.moves_per_year == pytest.approx(TRUE.moves_per_year, rel=0.3)
    assert fitted.assent == pytest.approx(TRUE.assent, abs=0.15)
    off = np.abs(np.array(fitted.says[Directness.ON_RECORD]) - np.array(SHARP))
    assert off.max() < 0.1


def test_what_was_never_heard_stays_as_it_was(found: Fitted) -> None:
    for kind in (Directness.DOCUMENT, Directness.UNNAMED):
        rows = np.array(found.parameters.says[kind])
        assert rows == pytest.approx(np.array(SHIPPED.says[kind]))


def test_fresh_data_are_likelier_under_what_was_found(found: Fitted) -> None:
    fresh = simulated(2, 60, 8)
    mine, shipped = (fit(fresh, p, rounds=0).likelihood[0] for p in (found.parameters, SHIPPED))
    assert mine > shipped


def test_little_data_changes_little() -> None:
    word = Signal(START, Stance.FOR, Directness.ON_RECORD, 1.0)
    fitted = fit([[word]], SHIPPED, strength=1000.0).parameters
    assert fitted.prior == pytest.approx(SHIPPED.prior, abs=0.001)
    assert fitted.moves_per_year == pytest.approx(SHIPPED.moves_per_year, abs=0.001)


def test_it_rises_with_tempered_unclear_and_reset_events_too() -> None:
    rng = np.random.default_rng(3)
    histories: list[list[Observed]] = []
    for _ in range(20):
        days = [START + timedelta(int(d)) for d in rng.integers(0, 900, 5)]
        kinds = rng.choice(list(Directness), 4)
        words = [
            Signal(day, Stance(rng.choice(list(Stance))), Directness(kind), float(rng.random()))
            for day, kind in zip(days, kinds, strict=False)
        ]
        histories.append([*words, Reset(days[4]), Reset(days[0], 0.3, (0.1, 0.1, 0.1, 0.7))])
    fitted = fit(histories, SHIPPED, strength=1.0, rounds=30)
    assert all(a <= b + 1e-9 for a, b in pairwise(fitted.objective))


def test_the_likelihood_is_that_of_the_forward_filter() -> None:
    """Two words on one day: the chance of the second is what the filter expects after the first."""
    first = Signal(START, Stance.FOR, Directness.ON_RECORD, 1.0)
    second = Signal(START + timedelta(100), Stance.AGAINST, Directness.ON_RECORD, 1.0)
    rows = np.array(SHIPPED.says[Directness.ON_RECORD])
    one = np.array(SHIPPED.prior) @ rows[:, 3]
    two = np.array(forward([first], second.day, SHIPPED)) @ rows[:, 0]
    likelihood = fit([[second, first]], SHIPPED, rounds=0).likelihood[0]
    assert likelihood == pytest.approx(float(np.log(one) + np.log(two)))


def test_nothing_heard_changes_nothing() -> None:
    fitted = fit([], SHIPPED).parameters
    assert fitted.prior == pytest.approx(SHIPPED.prior, abs=1e-5)
    assert fitted.moves_per_year == pytest.approx(SHIPPED.moves_per_year, rel=1e-4)
