"""How long ratification takes: the record, the two regimes, and rounds replayed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
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
    Ratification,
    expected,
    fit,
    fitted,
    protocols,
    ratifications,
)
from placet.forecast.durations.records import protocols as read_protocols
from placet.forecast.durations.records import ratifications as read_ratifications

SWEDEN = next(p for p in protocols() if p.candidates == ("SE",))
DAYS = np.arange(0.0, 1500.0, 7.0)
MODELS = st.builds(
    DurationModel,
    prompt_centre=st.floats(1.5, 3.5),
    prompt_spread=st.floats(0.5, 1.5),
    late_centre=st.floats(5.0, 6.0),
    late_spread=st.floats(0.2, 0.6),
    late=st.floats(-3, 1),
    member_spread=st.just(0.5),
    round_spread=st.floats(0.0, 2.0),
)


def done_on(member: str, candidate: str) -> date:
    return next(r.done for r in ratifications() if r.member == member and candidate in r.candidates)


def test_the_record_has_the_two_holdouts() -> None:
    """Hungary ratified Finland after 265 days; Sweden's protocol was complete after 611."""
    assert (done_on("HU", "FI") - date(2022, 7, 5)).days == 265
    assert SWEDEN.days == 611
    assert len(SWEDEN.members) == 30
    assert all(entry.source for entry in (*protocols(), *ratifications()))


@given(MODELS, st.floats(0, 400))
@settings(max_examples=30, deadline=None)
def test_chances_rise_and_the_last_is_never_before_anyone(
    model: DurationModel, elapsed: float
) -> None:
    ahead = elapsed + DAYS
    whole = model.last(["A", "B", "C"], ahead, elapsed=elapsed)
    assert (np.diff(whole) >= -1e-9).all()
    assert ((whole >= 0) & (whole <= 1)).all()
    assert (model.last(["A", "B"], DAYS) <= model.cdf("A", DAYS) + 1e-9).all()


@given(MODELS)
@settings(max_examples=20, deadline=None)
def test_in_rounds_that_are_all_alike_the_last_is_a_product(model: DurationModel) -> None:
    still = replace(model, round_spread=0.0)
    each = [still.cdf(m, DAYS) for m in "ABC"]
    np.testing.assert_allclose(still.last(list("ABC"), DAYS), reduce(np.multiply, each), atol=1e-9)


@given(MODELS, st.floats(5, 300))
@settings(max_examples=20, deadline=None)
def test_what_has_passed_is_conditioned_on(model: DurationModel, elapsed: float) -> None:
    later = np.array([elapsed + 50.0])
    before, after = model.cdf("A", np.array([elapsed])), model.cdf("A", later)
    expected_ = (after - before) / (1 - before)
    np.testing.assert_allclose(model.cdf("A", later, elapsed=elapsed), expected_, atol=1e-9)
    np.testing.assert_allclose(model.last(["A"], later, elapsed=elapsed), expected_, atol=1e-6)


@given(MODELS)
@settings(max_examples=10, deadline=None)
def test_draws_agree_with_the_chances(model: DurationModel) -> None:
    drawn = model.draw(["A", "B"], 20_000, np.random.default_rng(1), p_holdout={"B": 0.8})
    found = model.last(["A", "B"], np.array([30.0, 300.0]), p_holdout={"B": 0.8})
    shares = [(drawn.max(axis=1) <= day + 0.5).mean() for day in (30, 300)]
    np.testing.assert_allclose(shares, found, atol=0.02)


def test_a_named_holdout_is_expected_last() -> None:
    model = fitted(date(2022, 7, 5))
    assert model is not None
    last = model.who_is_last(SWEDEN.members, p_holdout={"TR": 0.83})
    assert next(iter(last)) == "TR"
    assert sum(last.values()) == pytest.approx(1.0)
    quick = model.last(SWEDEN.members, DAYS)
    slow = model.last(SWEDEN.members, DAYS, p_holdout={"TR": 0.83})
    assert (slow[1:40] < quick[1:40]).all()


def test_the_fit_finds_the_regimes_that_made_the_data() -> None:
    truth = DurationModel(
        prompt_centre=2.5,
        prompt_spread=0.6,
        late_centre=5.6,
        late_spread=0.3,
        late=-0.5,
        member_spread=0.5,
        round_spread=0.5,
    )
    rng = np.random.default_rng(4)
    known, done = [], []
    for protocol in [p for p in protocols() if p.round != "2022"] * 2:
        days = truth.draw(protocol.members, 1, rng)[0].round()
        name = f"{protocol.round}-{len(known)}"
        ends = date.fromordinal(protocol.signed.toordinal() + int(days.max()))
        known.append(
            type(protocol)(
                round=name,
                candidates=protocol.candidates,
                signed=protocol.signed,
                completed=ends,
                members=protocol.members,
                source="drawn",
            )
        )
        done += [
            Ratification(
                round=name,
                candidates=protocol.candidates,
                member=member,
                done=date.fromordinal(protocol.signed.toordinal() + int(spent)),
                source="drawn",
                confirmed=True,
            )
            for member, spent in zip(protocol.members, days, strict=True)
        ]
    found = fit(known, done)
    assert found.prompt_centre == pytest.approx(truth.prompt_centre, abs=0.2)
    assert found.late_centre == pytest.approx(truth.late_centre, abs=0.1)
    assert found.late_spread == pytest.approx(truth.late_spread, abs=0.08)


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
    low, high = spring.quantiles[0.1], spring.quantiles[0.9]
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
