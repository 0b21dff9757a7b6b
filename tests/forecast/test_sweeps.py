"""Sweeps: every point of a grid is the forecast of its scenario."""

from __future__ import annotations

import csv
import shutil
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet import api
from placet.cases import Case, Scenario, load_case
from placet.cli.main import app
from placet.errors import UsageError
from placet.forecast.sweeps import Swept, scenario_at

ROOT = Path(__file__).resolve().parents[2]
DAY, UNTIL = date(2024, 11, 29), date(2025, 12, 31)
OVER = (
    "member.HU=as-is,supportive",
    "terms.timing=as-is,after ceasefire",
    "event.ceasefire=0,0.5,2025-03-01",
    "member.DE=opposed,as-is,supportive",
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("cases") / "ukraine-nato"
    shutil.copytree(
        ROOT / "examples" / "ukraine-nato", folder, ignore=shutil.ignore_patterns("ledger.sqlite*")
    )
    return load_case(folder)


@pytest.fixture(scope="module")
def swept(case: Case) -> Swept:
    return api.sweep(case, OVER, as_of=DAY, until=UNTIL)


@given(st.tuples(*(st.integers(0, n - 1) for n in (2, 2, 3, 3))))
@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_point_is_the_forecast_of_its_scenario(
    case: Case, swept: Swept, at: tuple[int, ...]
) -> None:
    scenario = scenario_at(swept.axes, at, Scenario(id="a point"))
    alone = api.forecast(case, as_of=DAY, until=UNTIL, scenario=scenario).decided
    assert alone
    assert swept.odds[at] == pytest.approx(alone.by[-1].p, rel=1e-9)


def test_what_wins_a_member_never_lowers_the_odds(swept: Swept) -> None:
    assert swept.odds.shape == (2, 2, 3, 3)
    assert (np.diff(swept.odds, axis=3) >= -1e-12).all(), "Germany opposed, as it is, supportive"
    assert (np.diff(swept.odds, axis=0) >= -1e-12).all()
    titles = {title: high - low for title, low, high in swept.effects()}
    assert titles["member.DE"] > titles["event.ceasefire"]


def test_the_order_of_axes_is_that_in_which_they_are_asked_for(case: Case, swept: Swept) -> None:
    turned = api.sweep(case, OVER[::-1], as_of=DAY, until=UNTIL)
    np.testing.assert_allclose(turned.odds, swept.odds.transpose(), rtol=1e-12)


def test_a_million_scenarios_are_one_product(case: Case) -> None:
    levels = "as-is,opposed,reluctant,conditional,supportive"
    members = [f"member.{code}={levels}" for code in ("HU", "SK", "DE", "US", "BE", "SI")]
    found = api.sweep(case, [*members, "event.ceasefire=0:6.3:0.1"], as_of=DAY, until=UNTIL)
    assert found.odds.shape == (5, 5, 5, 5, 5, 5, 64)
    assert found.odds.min() >= 0
    assert found.odds.max() <= 1
    some = (4, 4, 4, 4, 4, 4, 63)
    alone = api.forecast(
        case,
        as_of=DAY,
        until=UNTIL,
        scenario=scenario_at(found.axes, some, Scenario(id="a point")),
    ).decided
    assert alone
    assert found.odds[some] == pytest.approx(alone.by[-1].p, rel=1e-9)


@pytest.mark.parametrize("on", ["processes:2", "ray"])
def test_it_is_the_same_wherever_it_is_reckoned(case: Case, swept: Swept, on: str) -> None:
    if on == "ray":
        pytest.importorskip("ray")
    found = api.sweep(case, OVER, as_of=DAY, until=UNTIL, on=on)
    np.testing.assert_array_equal(found.odds, swept.odds)


@pytest.mark.parametrize("on", ["processes:2", "ray"])
def test_texts_are_read_alike_and_in_order_wherever_they_are_read(case: Case, on: str) -> None:
    if on == "ray":
        pytest.importorskip("ray")
    paths = [case.documents, case.path / "gone.md"]
    assert [str(one) for one in api.read(paths, on=on)] == [str(one) for one in api.read(paths)]


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ((), "nothing is varied"),
        (("member.HU",), "no axis is"),
        (("party.HU=opposed",), "no axis is"),
        (("member.SE=opposd",), "no level 'opposd'"),
        (("member.UA=opposed",), "no member 'UA'"),
        (("terms.price=low",), "no axis of terms 'price'"),
        (("terms.timing=never",), "no choice of timing 'never'"),
        (("event.flood=1",), "no event 'flood'"),
        (("event.ceasefire=often",), "'often' is no rate"),
        (("event.ceasefire=2:1:0.1",), "runs nowhere"),
        (("event.ceasefire=0:1e9:0.001",), "makes 1,000,000,000,001 scenarios"),
        (
            (
                "event.ceasefire=0:4500:1",
                "member.HU=as-is,opposed",
                *(
                    f"member.{m}=as-is,reluctant,opposed,conditional,supportive"
                    for m in ("DE", "SK", "BE", "ES", "SI")
                ),
            ),
            "scenarios are more than",
        ),
        (("event.ceasefire=2025-13-01",), "is no day"),
        (("event.ceasefire=2020-01-01",), "is not after"),
        (("member.HU=opposed", "member.HU=as-is"), "varied twice"),
        (("event.ceasefire=0:30:0.000001",), "makes 30,000,001 scenarios"),
    ],
)
def test_a_grid_that_cannot_be_is_refused(case: Case, over: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said):
        api.sweep(case, over, as_of=DAY, until=UNTIL)


def test_a_place_that_does_not_exist_is_named(case: Case) -> None:
    for on in ("moon", "processes:many"):
        with pytest.raises(UsageError, match=r"no place|no number of processes"):
            api.sweep(case, OVER, as_of=DAY, until=UNTIL, on=on)


def test_the_command_shows_corners_and_effects_and_writes_every_point(
    case: Case, tmp_path: Path
) -> None:
    options = [word for one in OVER for word in ("--over", one)]
    call = ["sweep", str(case.path), *options, "--as-of", str(DAY), "--until", str(UNTIL)]
    done = CliRunner().invoke(app, [*call, "-o", str(tmp_path / "s.csv")])
    assert done.exit_code == 0, done.output
    assert "36 scenarios (2 × 2 × 3 × 3)" in done.output
    assert "highest" in done.output
    rows = list(csv.DictReader((tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 36
    assert {row["member.DE"] for row in rows} == {"opposed", "as-is", "supportive"}
    parquet = pytest.importorskip("pyarrow.parquet")
    done = CliRunner().invoke(app, [*call, "-o", str(tmp_path / "s.parquet"), "--json"])
    assert parquet.read_table(tmp_path / "s.parquet").num_rows == 36
