"""How long a stage takes, from past cases as known by a day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet.forecast.stages import grid, onward
from placet.forecast.waits import Wait, wait
from placet.procedures import load_procedure

NATO = load_procedure("nato-accession")
EU = load_procedure("eu-accession")
TODAY = date(2026, 11, 24)

WAITS = st.builds(
    lambda centre, spread, done: Wait(centre=centre, spread=spread, completed=done, pending=0),
    st.floats(1, 7),
    st.floats(0.2, 2),
    st.integers(3, 20),
)


@given(WAITS, st.integers(0, 400))
@settings(deadline=None)
def test_a_wait_is_a_distribution_whatever_has_passed(found: Wait, elapsed: int) -> None:
    pmf = found.pmf(2000, elapsed)
    assert (pmf >= -1e-12).all()
    assert pmf.sum() <= 1 + 1e-9
    assert (np.diff(found.beyond(np.arange(500.0))) <= 0).all()


@given(WAITS, st.integers(1, 300))
@settings(deadline=None)
def test_what_has_not_ended_yet_is_conditioned_on(found: Wait, elapsed: int) -> None:
    """P(ends by e + d | not by e), from the definition."""
    left = found.beyond(np.array([elapsed - 0.5, elapsed + 30.5]))
    expected = (left[0] - left[1]) / left[0]
    assert found.pmf(60, elapsed)[:31].sum() == pytest.approx(expected, abs=1e-6)


def test_a_replay_does_not_know_later_rounds() -> None:
    then = wait(NATO, "invited", "protocol-signed", date(2010, 1, 1))
    now = wait(NATO, "invited", "protocol-signed", TODAY)
    assert then is not None
    assert now is not None
    assert (then.completed, now.completed) == (6, 10)


def test_too_few_cases_give_no_wait() -> None:
    assert wait(NATO, "invited", "protocol-signed", date(1955, 1, 1)) is None


def test_talks_still_open_count_as_censored() -> None:
    """Talks with Türkiye opened in 2005 and with Montenegro in 2012; neither is closed."""
    found = wait(EU, "opened", "closed", TODAY)
    assert found is not None
    assert found.pending >= 6
    closed_only = [
        (record.reached["closed"] - record.reached["opened"]).days
        for record in EU.records
        if {"opened", "closed"} <= record.reached.keys()
    ]
    assert found.median > np.median(closed_only)


def test_later_stages_follow_and_are_never_likelier() -> None:
    reached = grid([4, 200], np.array([[0.3, 0.6]]), 1500)
    assert reached.sum() == pytest.approx(0.6)
    courses = onward(NATO, NATO.stage("invited"), reached, TODAY)
    curves = [reached.cumsum(axis=1), *(course.by for course in courses)]
    assert len(curves) == 4
    for before, after in pairwise(curves):
        assert before is not None
        assert after is not None
        assert (after <= before + 1e-9).all()
