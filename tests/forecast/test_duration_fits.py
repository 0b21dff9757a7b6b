"""The regimes of ratification are learnt as they were made, and bands hold as often as they say."""

from __future__ import annotations

import importlib
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds_made import (
    SWEDEN,
    drawn_round,
    truth,
)

from placet.forecast.durations import (
    Progress,
    fit,
    protocols,
    ratifications,
    statements,
)
from placet.forecast.durations.evidence import evidence
from placet.forecast.durations.fit import Spreads, log_likelihood


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=5)
def test_the_slopes_of_the_likelihood_are_its_own(seed: int) -> None:
    now = Progress(members=SWEDEN.members, elapsed=90.0, done={"CA": 0.0}, named={"TR"})
    told = evidence(protocols(), ratifications(), statements(), now)
    count = 7 + len(told.members) + len(told.rounds) + told.protocols
    at = np.random.default_rng(seed).normal(0.0, 0.2, count)
    at[:7] += (2.5, 0.0, 5.5, -0.7, 0.0, 1.5, 0.5)
    nudge = np.eye(count) * 1e-5
    by_hand = (log_likelihood(at + nudge, told)[0] - log_likelihood(at - nudge, told)[0]) / 2e-5
    np.testing.assert_allclose(log_likelihood(at, told)[1], by_hand, atol=1e-5)


CALM = (Spreads(member=0.01, round=0.01, pace=0.01),)


def test_the_fit_finds_the_regimes_that_made_the_data() -> None:
    members = tuple(f"M{n}" for n in range(25))
    rng = np.random.default_rng(4)
    days = truth(members).draw(12, rng)
    rounds = [drawn_round(f"r{n}", row, members) for n, row in enumerate(days)]
    known, done = [r for r, _ in rounds], [one for _, each in rounds for one in each]
    many = fit(known, done, now=Progress(members=members))
    few = fit(known[:3], done[: 3 * 25], now=Progress(members=members))
    assert many.prompt_centre.mean() == pytest.approx(2.5, abs=0.2)
    assert many.late_centre.mean() == pytest.approx(5.6, abs=0.1)
    assert many.late_spread.mean() == pytest.approx(0.3, abs=0.08)
    assert many.late_centre.std() < few.late_centre.std()


def two_regimes() -> Any:
    """The same two regimes, as a survival library would have them."""
    fitters = pytest.importorskip("lifelines.fitters")
    grad_np = importlib.import_module("autograd.numpy")
    norm = importlib.import_module("autograd.scipy.stats").norm

    class TwoRegimes(fitters.ParametricUnivariateFitter):  # type: ignore[misc, name-defined]
        _fitted_parameter_names = ("prompt_", "width_", "late_", "late_width_", "share_")
        _bounds = ((0, 8), (0.01, 5), (0, 8), (0.01, 5), (0.001, 0.999))
        _initial_values = np.array([2.0, 1.0, 5.0, 0.5, 0.5])

        def _create_initial_point(self, *_: object) -> np.ndarray:
            return self._initial_values

        def _cumulative_hazard(self, params: np.ndarray, times: np.ndarray) -> np.ndarray:
            prompt, prompt_spread, late, late_spread, share = params
            logs = grad_np.log(grad_np.clip(times, 1e-9, 1e9))
            by = (1 - share) * norm.cdf((logs - prompt) / prompt_spread)
            return -grad_np.log(
                grad_np.clip(1 - by - share * norm.cdf((logs - late) / late_spread), 1e-25, 1.0)
            )

    return TwoRegimes()


def test_the_fit_equals_that_of_a_survival_library() -> None:
    """Without effects of members and rounds: maximum likelihood, days as intervals, censored."""
    members = tuple(f"M{n}" for n in range(60))
    *whole, under_way = truth(members).draw(8, np.random.default_rng(8)).round()
    rounds = [drawn_round(f"r{n}", row, members) for n, row in enumerate(whole)]
    seen = {m: d for m, d in zip(members, under_way, strict=True) if d <= 250}
    ours = fit(
        [protocol for protocol, _ in rounds],
        [one for _, each in rounds for one in each],
        now=Progress(members=members, elapsed=250.0, done=seen),
        spreads=CALM,
    )
    closed = np.array([*np.ravel(whole), *seen.values()])
    waiting = np.full(len(members) - len(seen), 251.5)
    lower = np.concatenate([closed + 0.5, waiting])
    upper = np.concatenate([closed + 1.5, np.full(len(waiting), np.inf)])
    theirs = two_regimes().fit_interval_censoring(lower, upper)
    assert ours.prompt_centre.mean() == pytest.approx(theirs.prompt_, abs=0.02)
    assert ours.prompt_spread.mean() == pytest.approx(theirs.width_, abs=0.03)
    assert ours.late_centre.mean() == pytest.approx(theirs.late_, abs=0.02)
    assert ours.late_spread.mean() == pytest.approx(theirs.late_width_, abs=0.03)
    assert (1 / (1 + np.exp(-ours.late))).mean() == pytest.approx(theirs.share_, abs=0.02)


def test_bands_hold_as_often_as_they_say_where_the_model_is_true() -> None:
    """Rounds drawn with effects of their own; the last of eight is foretold from the others."""
    members, held = tuple(f"M{n}" for n in range(12)), []
    rng = np.random.default_rng(11)
    for _ in range(30):
        late, paces = rng.normal(0.0, 1.2, 8), rng.normal(0.0, 0.25, 8)
        rounds = []
        for n in range(8):
            model = replace(truth(members), late_centre=np.array([5.6 + paces[n]]))
            model = replace(model, late=model.late + late[n])
            rounds.append(drawn_round(f"r{n}", model.draw(1, rng)[0], members))
        known = [protocol for protocol, _ in rounds[:-1]]
        done = [one for _, each in rounds[:-1] for one in each]
        found = fit(known, done, now=Progress(members=members), draws=128)
        held.append(0.1 <= found.last(np.array([float(rounds[-1][0].days)]))[0] <= 0.9)
    assert 0.65 <= np.mean(held) <= 0.95
