"""Laws of the scores, and figures worked out by hand."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.forecast import scoring

CHANCES = st.floats(0, 1)
PAIRS = st.lists(
    st.tuples(st.sampled_from([0.0, 0.1, 0.25, 0.5, 0.7, 1.0]), st.integers(0, 1)), min_size=1
)


@given(truth=st.floats(0.02, 0.98), other=CHANCES)
def test_the_true_chance_has_the_least_expected_score(truth: float, other: float) -> None:
    for scores in (scoring.brier_scores, scoring.log_scores):

        def expected(p: float, scores: Callable[..., np.ndarray] = scores) -> float:
            no, yes = scores([p, p], [0, 1])
            return (1 - truth) * no + truth * yes

        assert expected(truth) <= expected(other) + 1e-12


@given(PAIRS)
def test_scores_stay_within_their_bounds(pairs: list[tuple[float, int]]) -> None:
    p, y = zip(*pairs, strict=True)
    assert 0 <= scoring.brier(p, y) <= 1
    assert 0 < scoring.log_score(p, y) <= -np.log(0.01) + 1e-12


@given(PAIRS, st.integers(1, 8))
def test_the_parts_of_a_score_sum_to_it(pairs: list[tuple[float, int]], bins: int) -> None:
    p, y = (np.array(side, float) for side in zip(*pairs, strict=True))
    score = scoring.brier(p, y)
    exact = scoring.murphy(p, y)
    assert exact.within == pytest.approx(0, abs=1e-12)
    assert exact.score == pytest.approx(score)
    assert scoring.murphy(p, y, scoring.diagram(p, y, bins).bins).score == pytest.approx(score)
    corp = scoring.corp(p, y)
    parts = (corp.miscalibration, corp.discrimination, corp.uncertainty)
    assert min(parts) >= -1e-12
    assert corp.miscalibration - corp.discrimination + corp.uncertainty == pytest.approx(score)
    assert (np.diff(corp.recalibrated) >= -1e-12).all()


def test_murphy_by_hand() -> None:
    # Four days at 80 %, three with rain; four at 20 %, one with rain; overall one half.
    parts = scoring.murphy([0.8] * 4 + [0.2] * 4, [1, 1, 1, 0, 1, 0, 0, 0])
    assert parts.reliability == pytest.approx(0.05**2)
    assert parts.resolution == pytest.approx(0.25**2)
    assert parts.uncertainty == pytest.approx(0.25)


def test_skill_is_the_share_saved() -> None:
    assert scoring.skill(0.15, 0.2) == pytest.approx(0.25)
    assert scoring.skill(0.2, 0.0) is None


KNOTS = st.lists(st.integers(0, 50), min_size=2, max_size=12).map(sorted)


@given(KNOTS, st.data())
def test_crps_is_its_integral(knots: list[int], data: st.DataObject) -> None:
    rises = data.draw(st.lists(st.floats(0, 1), min_size=len(knots), max_size=len(knots)))
    cdf = np.cumsum(rises) / max(sum(rises), 1)
    until = data.draw(st.integers(knots[0], 70))
    observed = data.draw(st.one_of(st.integers(knots[0], 70), st.just(np.inf)))
    middle = np.arange(knots[0] + 0.0005, until, 0.001)
    # np.interp takes the last of knots that stand twice, which is right between knots
    below = np.interp(middle, knots, cdf)
    brute = float((((below - (observed <= middle)) ** 2) * 0.001).sum())
    assert scoring.crps(knots, cdf, observed, until) == pytest.approx(brute, abs=0.02)


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 40))
def test_crps_of_a_sample_is_mean_distance_less_half_the_spread(
    sample: list[int], observed: int
) -> None:
    # The kernel form of the score (Gneiting and Raftery 2007, equation 21).
    draws = np.array(sorted(sample), float)
    times, counts = np.unique(draws, return_counts=True)
    knots, cdf = scoring.steps(times, np.cumsum(counts) / len(draws))
    spread = np.abs(draws[:, None] - draws[None, :]).mean() / 2
    expected = np.abs(draws - observed).mean() - spread
    assert scoring.crps(knots, cdf, observed, 1000) == pytest.approx(expected)


@given(st.lists(st.floats(0.05, 1), min_size=3, max_size=6), st.data())
def test_the_true_distribution_has_the_least_expected_crps(
    weights: list[float], data: st.DataObject
) -> None:
    mass = np.array(weights) / sum(weights)
    other = np.array(data.draw(st.permutations(list(mass))))
    days = np.arange(1.0, len(mass) + 1)
    for until in (len(mass) + 1, 2.5):

        def expected(shape: np.ndarray, until: float = until) -> float:
            forecast = scoring.steps(days, np.minimum(np.cumsum(shape), 1))
            each = [scoring.crps(*forecast, day if day <= until else np.inf, until) for day in days]
            return float(mass @ each)

        assert expected(mass) <= expected(other) + 1e-12


def test_what_is_still_open_is_scored_up_to_the_last_day_known() -> None:
    # Even odds of each day from 0 to 10; open on day 4: the integral of (t/10)^2 from 0 to 4.
    assert scoring.crps([0, 10], [0, 1], np.inf, 4) == pytest.approx(4**3 / 300)


def test_quantiles_and_coverage() -> None:
    levels = scoring.quantiles([0, 10, 20], [0, 0.5, 0.8], [0.25, 0.5, 0.9])
    assert levels == pytest.approx([5, 10, np.inf])
    found = scoring.coverage([0, 0, 0, 0, 0], [5, 5, 5, 5, np.inf], [3, 7, np.inf, np.inf, np.inf],
                             [9, 9, 9, 4, 4])  # fmt: skip
    assert found == (2, 4)  # in, out, passed and so out, unknown, in


def test_bootstrap_draws_whole_cases() -> None:
    values = np.array([0.0, 0.0, 1.0, 1.0, 1.0, 1.0])
    clusters = ["a", "a", "b", "b", "c", "c"]
    seen = []

    def mean(rows: np.ndarray) -> float:
        seen.append(len(rows))
        return float(values[rows].mean())

    found = scoring.bootstrap(clusters, mean, draws=500)
    assert set(seen) == {6}
    assert found.value == pytest.approx(4 / 6)
    assert found.low == 0.0
    assert found.high == 1.0
    assert scoring.bootstrap(clusters, mean, draws=500) == found
    assert scoring.bootstrap(["a"] * 6, mean).low is None


@pytest.mark.parametrize(
    ("p", "y"), [([1.2], [1]), ([np.nan], [1]), ([0.5], [2]), ([0.5, 0.5], [1]), ([], [])]
)
def test_what_is_no_forecast_is_refused(p: list[float], y: list[int]) -> None:
    with pytest.raises(ValueError, match=r"chance|outcome"):
        scoring.brier(p, y)
