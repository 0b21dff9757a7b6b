"""Forward and smoothed standings against all paths of levels, one by one, from the definition."""

from __future__ import annotations

import math
from datetime import date, timedelta
from itertools import pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.linalg import expm

from placet.standing import Reset, Signal, Tilt, parameters
from placet.standing.filtering import STANCES, Event, forward, smoothed
from placet.words import Directness, Stance

Floats = NDArray[np.float64]
START = date(2022, 3, 1)
SPAN = 1000
PARAMS = parameters()
PRIOR = np.array(PARAMS.prior)

DAYS = st.integers(0, SPAN).map(lambda days: START + timedelta(days))
CHANCES = st.lists(st.floats(0.05, 1), min_size=4, max_size=4)
PRIORS = CHANCES.map(lambda row: tuple(value / sum(row) for value in row))
SIGNALS = st.builds(
    Signal, DAYS, st.sampled_from(Stance), st.sampled_from(Directness), st.floats(0, 1)
)
RESETS = st.builds(Reset, DAYS, st.none() | st.floats(0, 1), st.none() | PRIORS)
TILTS = st.builds(Tilt, DAYS, CHANCES.map(tuple))
EVENTS = st.lists(SIGNALS | TILTS, max_size=3) | st.builds(
    lambda signals, reset: [*signals, reset], st.lists(SIGNALS | TILTS, max_size=2), RESETS
)


def move(days: int) -> Floats:
    """The definition, written down anew: neighbours only, in detailed balance with the prior."""
    rates = np.zeros((4, 4))
    for low, high in pairwise(range(4)):
        tilt = math.sqrt(PRIOR[high] / PRIOR[low])
        rates[low, high], rates[high, low] = tilt, 1 / tilt
    rates = PARAMS.moves_per_year * (rates - np.diag(rates.sum(axis=1)))
    return np.asarray(expm(rates * days / 365.25))


def effect(event: Event) -> Floats:
    """(4, 4): chance to go on from a level to another, times that of what was heard."""
    if isinstance(event, Tilt):
        return np.diag(event.weights)
    if isinstance(event, Reset):
        share = PARAMS.reset if event.share is None else event.share
        return _anew(share, PRIOR if event.prior is None else np.array(event.prior))
    if event.stance is Stance.UNCLEAR:
        return _anew(PARAMS.shakes[event.directness] * event.confidence, PRIOR)
    said = np.array(PARAMS.says[event.directness])[:, STANCES.index(event.stance)]
    return np.diag(said**event.confidence)


def _anew(share: float, prior: Floats) -> Floats:
    return (1 - share) * np.eye(4) + share * np.tile(prior, (4, 1))


def kind(event: Event) -> int:
    if isinstance(event, Signal):
        return 1 if event.stance is Stance.UNCLEAR else 2
    return 0 if isinstance(event, Reset) else 3


def by_force(events: list[Event], on: date, until: date) -> Floats:
    """The distribution on a day: the weights of all paths of levels, summed by where they are."""
    listed = sorted((e for e in events if e.day <= until), key=lambda e: (e.day, kind(e)))
    before = [e for e in listed if e.day <= on]
    steps: list[Floats] = []
    last = min([START, *(e.day for e in listed)])
    for event in [*before, None, *listed[len(before) :]]:
        day = on if event is None else event.day
        steps += [move((day - last).days), np.eye(4) if event is None else effect(event)]
        last = day
    paths = PRIOR
    for step in steps:
        paths = paths[..., None] * step
    here = 2 * (len(before) + 1)
    marginal = paths.sum(axis=tuple(axis for axis in range(paths.ndim) if axis != here))
    return np.asarray(marginal / marginal.sum())


@settings(max_examples=60)
@given(EVENTS, DAYS)
def test_what_is_known_then_is_the_sum_over_all_paths(events: list[Event], on: date) -> None:
    np.testing.assert_allclose(forward(events, on, PARAMS), by_force(events, on, on), atol=1e-9)


@settings(max_examples=60)
@given(EVENTS, DAYS, DAYS)
def test_hindsight_is_the_sum_over_all_paths(events: list[Event], one: date, other: date) -> None:
    on, until = sorted((one, other))
    found = smoothed(events, on, until, PARAMS)
    np.testing.assert_allclose(found, by_force(events, on, until), atol=1e-9)


@given(EVENTS, DAYS, st.randoms())
def test_the_order_of_events_does_not_matter(events: list[Event], on: date, chance: object) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert forward(shuffled, on, PARAMS) == forward(events, on, PARAMS)
    assert smoothed(shuffled, START, on, PARAMS) == smoothed(events, START, on, PARAMS)


@given(EVENTS, DAYS)
def test_with_nothing_later_hindsight_is_what_was_known_then(events: list[Event], on: date) -> None:
    later = on + timedelta(400)
    known = [event for event in events if event.day <= on]
    assert np.allclose(smoothed(known, on, later, PARAMS), forward(known, on, PARAMS), atol=1e-12)


@given(DAYS, DAYS)
def test_without_evidence_it_stays_at_the_prior(on: date, elected: date) -> None:
    assert np.allclose(forward([], on, PARAMS), PRIOR)
    assert np.allclose(forward([Reset(elected)], on, PARAMS), PRIOR)
    assert np.allclose(smoothed([Reset(elected)], START, max(on, elected), PARAMS), PRIOR)


def test_a_full_reset_forgets_what_the_last_government_said() -> None:
    said = Signal(START, Stance.AGAINST, Directness.ON_RECORD, 1.0)
    change = START + timedelta(30)
    assert np.allclose(forward([said, Reset(change, 1.0)], change, PARAMS), PRIOR)
    friend = (0.05, 0.05, 0.1, 0.8)
    assert np.allclose(forward([said, Reset(change, 1.0, friend)], change, PARAMS), friend)
    half = forward([said, Reset(change, 0.5)], change, PARAMS)
    kept = forward([said], change, PARAMS)
    assert np.allclose(half, (np.array(kept) + PRIOR) / 2)


def test_a_new_government_speaks_for_itself_on_its_first_day() -> None:
    word = Signal(START, Stance.FOR, Directness.ON_RECORD, 1.0)
    assert forward([word, Reset(START, 1.0)], START, PARAMS) == forward([word], START, PARAMS)
