"""What confidences are worth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.evaluation.calibration import THRESHOLDS, Outcome, calibration

OUTCOMES = st.lists(st.builds(Outcome, st.floats(0, 1), st.booleans()), min_size=1, max_size=40)


def test_a_reader_that_is_right_as_often_as_it_says_has_no_calibration_error() -> None:
    told = calibration([Outcome(0.75, right) for right in (True, True, True, False)], labels=4)
    assert told is not None
    assert told["ece"] == pytest.approx(0)
    assert told["brier"] == pytest.approx(told["flat"]) == pytest.approx(0.1875)


def test_one_that_is_too_sure_is_off_by_as_much() -> None:
    told = calibration([Outcome(0.95, True), Outcome(0.95, False)], labels=2)
    assert told is not None
    assert told["ece"] == pytest.approx(0.45)
    assert told["brier"] > told["flat"]


def test_abstaining_where_unsure_gives_precision_for_recall() -> None:
    told = calibration([Outcome(0.85, True), Outcome(0.4, True), Outcome(0.4, False)], labels=2)
    assert told is not None
    assert told["at_least"]["0"]["p"] == pytest.approx(2 / 3)
    assert told["at_least"]["0"]["r"] == 1
    assert told["at_least"]["0.8"]["p"] == 1
    assert told["at_least"]["0.8"]["r"] == 0.5


def test_nothing_given_is_worth_no_figure() -> None:
    assert calibration([], labels=3) is None


@given(OUTCOMES)
def test_bins_hold_every_position_once_and_a_higher_threshold_never_gives_more(
    outcomes: list[Outcome],
) -> None:
    told = calibration(outcomes, labels=len(outcomes))
    assert told is not None
    assert sum(one["n"] for one in told["bins"]) == told["n"] == len(outcomes)
    numbers = [told["at_least"][f"{bound:g}"]["n_pred"] for bound in THRESHOLDS]
    assert numbers == sorted(numbers, reverse=True)
    assert 0 <= told["ece"] <= 1
