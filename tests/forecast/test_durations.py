"""How long ratification takes: the record, the two regimes, and rounds replayed."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.cli.main import app
from placet.cli.ratify import months
from placet.errors import CaseError
from placet.forecast.durations import (
    DurationModel,
    Progress,
    Protocol,
    Ratification,
    expected,
    fit,
    fitted,
    protocols,
    ratifications,
    replay,
    shipped,
    statements,
)
from placet.forecast.durations.evidence import evidence
from placet.forecast.durations.fit import Spreads, log_likelihood
from placet.forecast.durations.records import protocols as read_protocols
from placet.forecast.durations.records import ratifications as read_ratifications
from placet.words import Stance

SWEDEN = next(p for p in protocols() if p.candidates == ("SE",))
DAYS = np.arange(0.0, 1500.0, 7.0)
ABC = ("A", "B", "C")


def one_draw(
    prompt: float, late: float, odds: tuple[float, ...], *, elapsed: float = 0.0, members: str = ABC
) -> DurationModel:
    """A model of which everything is known."""
    return DurationModel(
        members=tuple(members),
        prompt_centre=np.array([prompt]),
        prompt_spread=np.array([0.8]),
        late_centre=np.array([late]),
        late_spread=np.array([0.4]),
        late=np.array([odds[: len(members)]]),
        named=np.array([1.5]),
        delay=np.array([0.5]),
        progress=Progress(members=tuple(members), elapsed=elapsed),
    )


PROMPT, LATE = st.floats(1.5, 3.5), st.floats(5.0, 6.0)
ODDS = st.tuples(*[st.floats(-3, 3)] * 3)
WAITED = st.floats(5, 300)


def done_on(member: str, candidate: str) -> date:
    return next(r.done for r in ratifications() if r.member == member and candidate in r.candidates)


def drawn_round(name: str, days: np.ndarray, members: tuple[str, ...]) -> tuple[Protocol, list]:
    """A round in which members took the days given, all of them on record."""
    signed = date(2000, 1, 1)
    after = [signed + timedelta(days=int(spent)) for spent in days.round()]
    facts = {"round": name, "candidates": ("XX",), "source": "drawn"}
    whole = Protocol(signed=signed, completed=max(after), members=members, **facts)
    each = zip(members, after, strict=True)
    return whole, [Ratification(member=m, done=d, confirmed=True, **facts) for m, d in each]


def test_the_record_has_the_two_holdouts() -> None:
    """Hungary ratified Finland after 265 days; Sweden's protocol was complete after 611."""
    assert (done_on("HU", "FI") - date(2022, 7, 5)).days == 265
    assert SWEDEN.days == 611
    assert len(SWEDEN.members) == 30
    assert all(entry.source for entry in (*protocols(), *ratifications()))


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


TRUTH = (2.5, 0.6, 5.6, 0.3, -0.5)
CALM = (Spreads(member=0.01, round=0.01, pace=0.01),)


def truth(members: tuple[str, ...]) -> DurationModel:
    plain = one_draw(TRUTH[0], TRUTH[2], (TRUTH[4],) * len(members), members=members)
    return replace(plain, prompt_spread=np.array([0.6]), late_spread=np.array([0.3]))


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


def test_the_fit_equals_that_of_a_survival_library() -> None:
    """Without effects of members and rounds: maximum likelihood, days as intervals, censored."""
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
    theirs = TwoRegimes().fit_interval_censoring(lower, upper)
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


@pytest.mark.parametrize("lead", [0, 60, 200])
def test_what_happens_later_changes_no_expectation(
    lead: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    on = SWEDEN.signed + timedelta(days=lead)
    before = expected(SWEDEN, on)

    def rewritten(entries: Callable[[], tuple], day: str, **turned: object) -> Callable[[], tuple]:
        """Another future: whatever is dated later comes later still, and says otherwise."""

        def put_off(entry: object) -> object:
            when = getattr(entry, day)
            later = {day: when + timedelta(days=99), **turned}
            return replace(entry, **later) if when > on else entry  # type: ignore[type-var]

        return lambda: tuple(put_off(entry) for entry in entries())

    shipped._fitted.cache_clear()
    for module in (replay, shipped):
        monkeypatch.setattr(module, "ratifications", rewritten(ratifications, "done"))
        turned = rewritten(statements, "said", stance=Stance.AGAINST)
        monkeypatch.setattr(module, "statements", turned)
    monkeypatch.setattr(shipped, "protocols", rewritten(protocols, "completed"))
    after = expected(replace(SWEDEN, completed=SWEDEN.completed + timedelta(days=500)), on)
    shipped._fitted.cache_clear()
    assert before == after


def test_a_replay_uses_no_later_round_and_not_its_own() -> None:
    found = expected(SWEDEN, date(2022, 8, 1))
    assert found is not None
    assert "2022" not in found.rounds
    early = expected(protocols()[1], protocols()[1].signed)
    assert early is not None
    assert early.rounds == ("1952",)
    assert expected(protocols()[0], protocols()[0].signed) is None


def test_sweden_replayed_expects_those_who_were_last() -> None:
    """Türkiye ratified on 23 January 2024, Hungary, the last, on 26 February."""
    autumn, spring = (expected(SWEDEN, day) for day in (date(2022, 11, 1), date(2024, 2, 1)))
    assert autumn is not None
    assert spring is not None
    assert set(autumn.left) == {"HU", "TR"}
    assert list(spring.last) == ["HU"]
    for found in (autumn, expected(SWEDEN, SWEDEN.signed)):
        assert found is not None
        low, high = found.quantiles[0.1], found.quantiles[0.9]
        assert low is not None
        assert high is not None
        assert low <= SWEDEN.completed <= high


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2022,SE,2022-07-05,2022-07-01,s", "comes before 2022-07-05"),
        ("2022,SE,2022-07-05,soon,s", "is no day"),
        ("2022,SE,2022-07-05,,s", "is empty"),
    ],
)
def test_a_round_that_cannot_be_is_refused(tmp_path: Path, row: str, says: str) -> None:
    file = tmp_path / "rounds.csv"
    file.write_text(f"round,candidates,signed_on,completed_on,source\n{row}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=says) as caught:
        read_protocols(file)
    assert "rounds.csv:2" in str(caught.value)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("2022,SE,XX,2022-07-05,,,s,yes", "is no member"),
        ("2022,SE,TR,,,,s,yes", "no step has a day"),
        ("2022,SE,TR,2022-07-01,,,s,yes", "before the signing"),
        ("2032,SE,TR,2022-07-01,,,s,yes", "is no round on record"),
    ],
)
def test_a_ratification_that_cannot_be_is_refused(tmp_path: Path, row: str, says: str) -> None:
    file = tmp_path / "ratifications.csv"
    header = "round,candidates,member,parliament_on,head_signed_on,deposited_on,source,confirmed"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    with pytest.raises(CaseError, match=says):
        read_ratifications(file)


def test_the_command_replays_a_round(tmp_path: Path) -> None:
    chart = tmp_path / "se.svg"
    done = CliRunner().invoke(app, ["ratify", "se", "--as-of", "2022-10-01", "--json"])
    assert done.exit_code == 0, done.output
    (one,) = json.loads(done.output)["expected"]
    assert set(one["named"]) == {"HU", "TR"}
    assert CliRunner().invoke(app, ["ratify", "FI", "-o", str(chart)]).exit_code == 0
    assert "median" in chart.read_text(encoding="utf-8")


def test_months_begin_with_the_signing() -> None:
    assert months(date(2022, 7, 5), date(2022, 9, 2)) == [
        date(2022, 7, 5),
        date(2022, 8, 1),
        date(2022, 9, 1),
    ]
