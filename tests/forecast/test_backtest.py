"""Backtests know nothing of the future; baselines and model are what they claim to be."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from placet.forecast.backtest.baselines import BaseRate, KaplanMeier, holdout_blocks, incidence
from placet.forecast.backtest.curves import Curve
from placet.forecast.backtest.entrants import ENTRANTS, placet, ratifying
from placet.forecast.backtest.hazards import fit
from placet.forecast.backtest.history import History, Past, Status, asked, before, others
from placet.forecast.backtest.replay import Knowledge, replay
from placet.forecast.casebook import Casebook, Decision, Kind, Outcome, RuleClass, load_casebook


def decision(number: int, asked_on: date, days: int | None, **more: object) -> Decision:
    plain = {
        "id": f"X-{number}",
        "body": "nato",
        "matter": "Something",
        "rule": RuleClass.CONSENSUS,
        "members": 32,
        "kind": Kind.OTHER,
        "candidates": (),
        "asked": asked_on,
        "due": None,
        "holdouts": (),
        "named": None,
        "decided": None if days is None else asked_on + timedelta(days=days),
        "outcome": Outcome.BLOCKED if days is None else Outcome.ADOPTED,
        "unsure": (),
        "source": "made up",
    }
    return Decision(**{**plain, **more})  # type: ignore[arg-type]


def pasts(days: list[int], adopted: list[bool | None]) -> tuple[Past, ...]:
    start = date(2020, 1, 1)
    states = {True: Status.ADOPTED, False: Status.CLOSED, None: Status.OPEN}
    return tuple(
        Past(days=day, status=states[how], views=(asked(decision(n, start, None), start),))
        for n, (day, how) in enumerate(zip(days, adopted, strict=True))
    )


@pytest.mark.parametrize("on", [date(2019, 6, 1), date(2023, 1, 15), date(2024, 12, 1)])
def test_what_happens_later_changes_no_forecast(on: date) -> None:
    book = load_casebook()

    def rewritten(one: Decision) -> Decision:
        """Another future: whatever is dated from the day on goes the other way."""
        if one.decided and one.decided >= on:
            one = replace(one, decided=None, outcome=Outcome.BLOCKED)
        if one.named and one.named > on:
            one = replace(one, named=None, holdouts=())
        return one

    known = [one for one in book.decisions if one.asked is None or one.asked < on]
    other = Casebook(tuple(map(rewritten, known)))
    some_open = [one for one in known if one.open_on(on)]
    assert some_open
    for one in some_open:
        now, changed = asked(one, on), asked(rewritten(one), on)
        assert now == changed
        histories = before(book, one, on), before(other, one, on)
        for entrant in ENTRANTS:
            first, second = (entrant.forecast(now, history) for history in histories)
            assert np.array_equal(first.adopted, second.adopted)
            assert np.array_equal(first.closed, second.closed)


def test_a_case_never_teaches_its_own_forecast() -> None:
    book = load_casebook()
    one = next(d for d in book.decisions if d.id == "EU-2022-MFA18")
    turned = replace(one, outcome=Outcome.BLOCKED)
    other = Casebook(tuple(turned if d.id == one.id else d for d in book.decisions))
    assert others(book, one).cases == others(other, turned).cases
    assert len(others(book, one).cases) == len(book.timed) - 1


def test_base_rates_without_open_cases_are_plain_shares() -> None:
    history = pasts([10, 20, 30, 40], [True, False, True, True])
    curve = incidence(history, 0)
    assert curve.p_adopted(9) == 0
    assert curve.p_adopted(10) == pytest.approx(1 / 4)
    assert curve.p_adopted(30) == pytest.approx(2 / 4)
    assert curve.closed[-1] == pytest.approx(1 / 4)
    later = incidence(history, 15)
    assert later.p_adopted(15) == pytest.approx(1 / 3)


def test_a_base_rate_lies_between_its_body_and_all_bodies() -> None:
    here = pasts([10, 10, 10, 10], [True, True, True, True])
    there = tuple(
        replace(one, status=Status.CLOSED, views=(replace(one.views[0], body="eu"),))
        for one in here
    )
    now = here[0].views[0]
    # four cases of its own at 1, and the weight of four at the share of all, one half
    assert BaseRate(here + there).curve(now).p_adopted(10) == pytest.approx(0.75)
    stranger = replace(now, body="osce")
    assert BaseRate(here + there).curve(stranger).p_adopted(10) == pytest.approx(0.5)


def test_waiting_times_equal_those_of_an_independent_library() -> None:
    lifelines = pytest.importorskip("lifelines")
    rng = np.random.default_rng(5)
    days = [int(day) for day in rng.integers(1, 60, 40)]
    how: list[bool | None] = [[True, False, None][int(k)] for k in rng.integers(0, 3, 40)]
    curve = KaplanMeier(pasts(days, how)).curve(
        asked(decision(0, date(2020, 1, 1), None), date(2020, 1, 1))
    )
    theirs = lifelines.KaplanMeierFitter().fit(days, [one is not None for one in how])
    for day in (5, 20, 45, 59):
        ours = Curve(days=curve.days, adopted=curve.decided, closed=0 * curve.days).p_adopted(day)
        assert 1 - ours == pytest.approx(float(theirs.predict(day)))


def test_a_named_holdout_blocks() -> None:
    one = decision(1, date(2024, 1, 1), 50, holdouts=("HU",), named=date(2024, 1, 20))
    assert holdout_blocks(asked(one, date(2024, 1, 19))) == 1
    assert holdout_blocks(asked(one, date(2024, 1, 20))) == 0


def test_the_model_recovers_a_constant_rate() -> None:
    rng = np.random.default_rng(3)
    days = [min(int(day), 400) for day in rng.exponential(100, 3000)]
    history = pasts(days, [True if day < 400 else None for day in days])
    curve = fit(history).curve(history[0].views[0])
    for day in (30, 100, 200):
        assert curve.p_adopted(day) == pytest.approx(1 - np.exp(-(day + 1) / 100), abs=0.03)
    assert curve.closed[-1] < 0.02


def test_the_model_learns_what_holds_a_decision_up() -> None:
    start = date(2020, 1, 1)
    free = [decision(n, start, 10 + n) for n in range(20)]
    held = [decision(50 + n, start, 300 + n, holdouts=("HU",)) for n in range(20)]
    book = Casebook((*free, *held))
    late = start + timedelta(days=1000)
    history = before(book, decision(99, start, None), late).cases
    model = fit(history)
    view = asked(free[0], start)
    chances = [model.curve(replace(view, held=flag)).p_adopted(60) for flag in (False, True)]
    assert chances[0] > chances[1] + 0.3


def test_curves_of_every_forecaster_are_chances() -> None:
    book = load_casebook()
    for one in book.timed[30::11]:
        assert one.asked
        history = before(book, one, one.asked)
        for entrant in ENTRANTS:
            curve = entrant.forecast(asked(one, one.asked), history)
            assert (np.diff(curve.adopted) >= -1e-12).all()
            assert (np.diff(curve.closed) >= -1e-12).all()
            assert (curve.adopted + curve.closed <= 1 + 1e-9).all()
            assert curve.adopted[0] >= 0


def test_ratifications_of_nato_are_forecast_from_earlier_rounds_only() -> None:
    book = load_casebook()
    sweden = next(d for d in book.decisions if d.id == "NATO-2022-RAT-SE")
    now = asked(sweden, date(2022, 10, 5))
    curve = ratifying(now, date(2022, 10, 4))
    assert curve
    assert 0 < curve.p_adopted(180) < curve.p_adopted(1000) <= 1
    assert ratifying(now, date(1951, 1, 1)) is None
    empty = History((), date(1951, 1, 1))
    assert ratifying(replace(now, body="eu"), now.on) is None
    assert placet(now, replace(empty, until=now.on)).p_adopted(180) == pytest.approx(
        ratifying(now, now.on).p_adopted(180)  # type: ignore[union-attr]
    )


def test_a_chance_is_scored_only_within_what_the_casebook_knows() -> None:
    start = date(2020, 1, 1)
    rows = [decision(n, start + timedelta(days=7 * n), 20 + n) for n in range(14)]
    late = decision(90, start + timedelta(days=120), 5)
    chances, dates = replay(Casebook((*rows, late)), Knowledge.BEFORE)
    assert {one.lead for one in chances if one.case == "X-90"} == set()
    assert {one.case for one in dates} == {"X-10", "X-11", "X-12", "X-13", "X-90"}
    for one in chances:
        assert set(one.p) == {entrant.name for entrant in ENTRANTS}
