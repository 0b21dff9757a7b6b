"""How long ratification takes where all is known: chances of each member and of the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import reduce

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rounds_made import (
    ABC,
    DAYS,
    SWEDEN,
    one_draw,
)

from placet.forecast.durations import (
    Progress,
    fitted,
)

PROMPT, LATE = st.floats(1.5, 3.5), st.floats(5.0, 6.0)
ODDS = st.tuples(*[st.floats(-3, 3)] * 3)
WAITED = st.floats(5, 300)


@given(PROMPT, LATE, ODDS, st.floats(0, 400))
def test_chances_rise_and_the_last_is_never_before_anyone(
    prompt: float, late: float, odds: tuple[float, ...], elapsed: float
) -> None:
    model = one_draw(prompt, late, odds, elapsed=elapsed)
    whole = model.last(elapsed + DAYS)
    assert (np.diff(whole) >= -1e-9).all()
    assert ((whole >= 0) & (whole <= 1)).all()
    for member in ABC:
        assert (whole <= model.cdf(member, elapsed + DAYS) + 1e-9).all()


@given(PROMPT, LATE, ODDS)
def test_where_all_is_known_the_last_is_a_product(
    prompt: float, late: float, odds: tuple[float, ...]
) -> None:
    model = one_draw(prompt, late, odds)
    each = [model.cdf(member, DAYS) for member in ABC]
    np.testing.assert_allclose(model.last(DAYS), reduce(np.multiply, each), atol=1e-9)


@given(PROMPT, LATE, ODDS, WAITED)
def test_what_has_passed_is_conditioned_on(
    prompt: float, late: float, odds: tuple[float, ...], elapsed: float
) -> None:
    start, now = (one_draw(prompt, late, odds, elapsed=e, members="A") for e in (0.0, elapsed))
    later = np.array([elapsed + 50.0])
    before, after = start.cdf("A", np.array([elapsed])), start.cdf("A", later)
    ahead = (after - before) / (1 - before)
    np.testing.assert_allclose(now.cdf("A", later), ahead, atol=1e-9)
    np.testing.assert_allclose(now.last(later), ahead, atol=1e-6)


@given(PROMPT, LATE, ODDS)
@settings(max_examples=10)
def test_draws_agree_with_the_chances(prompt: float, late: float, odds: tuple[float, ...]) -> None:
    model = one_draw(prompt, late, odds)
    model = replace(model, progress=replace(model.progress, named={"B"}))
    drawn = model.draw(20_000, np.random.default_rng(1))
    shares = [(drawn.max(axis=1) <= day + 0.5).mean() for day in (30, 300)]
    np.testing.assert_allclose(shares, model.last(np.array([30.0, 300.0])), atol=0.02)


@given(PROMPT, LATE, ODDS, WAITED)
def test_whoever_is_on_record_as_not_ready_is_later(
    prompt: float, late: float, odds: tuple[float, ...], elapsed: float
) -> None:
    plain = one_draw(prompt, late, odds, elapsed=elapsed)
    named = replace(plain, progress=replace(plain.progress, named={"B"}))
    assert named.who_is_last()["B"] >= plain.who_is_last()["B"] - 1e-9
    assert (named.cdf("B", DAYS) <= plain.cdf("B", DAYS) + 1e-9).all() or elapsed > 0
    assert sum(named.who_is_last().values()) == pytest.approx(1.0)


def test_a_named_holdout_is_expected_last() -> None:
    said = Progress(members=SWEDEN.members, named={"TR"})
    named, plain = (fitted(date(2022, 7, 5), one) for one in (said, replace(said, named=())))
    assert named is not None
    assert plain is not None
    assert next(iter(named.who_is_last())) == "TR"
    assert (named.last(DAYS)[1:40] < plain.last(DAYS)[1:40]).all()
