"""The command says what it scored, how well placet did, and where a baseline is as good."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet.cli.main import app
from placet.errors import CaseError, UsageError
from placet.forecast.backtest import Knowledge, Report, backtest, verdicts
from placet.forecast.backtest.chart import reliability_page, reliability_svg
from placet.forecast.backtest.rounds import coverage, rounds
from placet.forecast.casebook import load_casebook
from placet.forecast.scoring import Interval

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report() -> Report:
    return backtest(load_casebook(), draws=50)


def test_json_has_the_keys_that_others_rely_on(tmp_path: Path) -> None:
    chart = tmp_path / "chart.svg"
    done = CliRunner().invoke(app, ["backtest", "--json", "--draws", "20", "-o", str(chart)])
    assert done.exit_code == 0
    found = json.loads(done.stdout)
    assert found["schema"] == "placet/backtest@1"
    assert found["cases"] == 69
    for name, score in found["scores"].items():
        assert {"brier", "log", "crps"} <= set(score)
        assert (score["crps"] is None) == (name == "holdout_blocks")
        parts = score["murphy"]
        total = parts["reliability"] - parts["resolution"] + parts["uncertainty"] + parts["within"]
        assert total == pytest.approx(score["brier"])
        low, high = score["intervals"]["brier"]
        assert low <= score["brier"] <= high
    assert chart.read_text().startswith("<svg")


def test_tables_for_people_show_every_forecaster(report: Report) -> None:
    done = CliRunner().invoke(app, ["backtest", "--draws", "20"])
    assert done.exit_code == 0
    for name, score in report.scores.items():
        assert name in done.stdout
        assert f"{score.brier.value:.3f}" in done.stdout


def test_a_baseline_that_is_not_beaten_is_named(report: Report) -> None:
    own = report.scores["placet"]
    worse = replace(own, brier_saved=Interval(-0.02, -0.1, 0.05), brier=Interval(0.5, 0.4, 0.6))
    told = "\n".join(verdicts(replace(report, scores={**report.scores, "placet": worse})))
    assert "does not beat the base rate" in told
    assert "does not beat holdout_blocks" in told
    unsure = replace(own, brier_saved=Interval(0.05, -0.1, 0.2))
    told = "\n".join(verdicts(replace(report, scores={**report.scores, "placet": unsure})))
    assert "not surely better" in told


def test_charts_carry_their_figures(report: Report) -> None:
    assert reliability_svg(report).startswith("<svg")
    page = reliability_page(report)
    for count in report.scores["placet"].diagram.count:
        assert f"<td>{count}</td>" in page


def test_the_same_seed_gives_the_same_report() -> None:
    few = CliRunner().invoke(app, ["backtest", "--json", "--draws", "5", "--seed", "7"])
    again = CliRunner().invoke(app, ["backtest", "--json", "--draws", "5", "--seed", "7"])
    assert few.stdout == again.stdout


def test_the_page_on_backtests_says_what_they_find(report: Report) -> None:
    """If this fails, run both commands that the page names and carry their figures over."""
    page = (Path(__file__).parents[2] / "docs" / "backtest.md").read_text(encoding="utf-8")
    other = backtest(load_casebook(), Knowledge.OTHERS, draws=5)
    assert other.cases > report.cases
    parts = page.split("## Scores, ")[1:]
    for found, part in zip((report, other), parts, strict=True):
        assert f"{found.cases} cases, {found.chances} chances" in part
        for name, score in found.scores.items():
            crps = f"{score.crps.value:.0f} [" if score.crps else ""
            row = next(line for line in part.splitlines() if line.startswith(f"| `{name}` |"))
            cells = [cell.strip() for cell in row.split("|")[2:5]]
            wanted = (f"{score.brier.value:.3f} [", f"{score.log.value:.2f} [", crps)
            assert all(cell.startswith(want) for cell, want in zip(cells, wanted, strict=True))
        for name, one in found.round_scores.items():
            row = f"| {found.knowledge}, `{name}` | {one.crps.value:.0f} ["
            assert row in page
            assert f"{one.covered[0]} of {one.covered[1]}" in page
    row = next(line for line in page.splitlines() if "(skill)" in line)
    for found in (report, other):
        assert f"{found.scores['placet'].brier_saved.value:.2f} [" in row


def test_rounds_are_scored_only_while_somebody_has_yet_to_ratify() -> None:
    found = rounds()
    assert all(one.days > 0 for one in found)
    assert ("MK",) in {one.candidates for one in found}
    assert "1952" not in {one.round for one in found}  # nothing came before
    held, of = coverage(found, "placet")
    assert 0 < held <= of == len(found)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        (["backtest", "-o", "chart.pdf"], UsageError, "no such form"),
        (["backtest", "missing.csv"], CaseError, "there is no such file"),
    ],
)
def test_bad_calls_are_refused(arguments: list[str], error: type[Exception], words: str) -> None:
    done = CliRunner().invoke(app, arguments)
    assert isinstance(done.exception, error)
    assert words in str(done.exception)


def test_a_casebook_too_short_to_score_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "few.csv"
    path.write_text(
        "id,body,matter,rule,kind,outcome,source,asked,decided\n"
        "X-1,nato,Something,consensus,other,adopted,made up,2024-01-01,2024-02-01\n"
    )
    done = CliRunner().invoke(app, ["backtest", str(path)])
    assert isinstance(done.exception, UsageError)
    assert "no forecast can be scored" in str(done.exception)
