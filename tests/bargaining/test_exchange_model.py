"""The exchange model: a published example, and laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.bargaining import Actor, Scale, exchange
from placet.cli.main import app
from placet.errors import UsageError

STAND = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 100), st.floats(0.05, 1.0), st.floats(0.05, 1.0)),
    min_size=2,
    max_size=5,
)


def two_by_two() -> dict[str, Scale]:
    """The example of the tests of foarsitter/decide-exchange-model, commit 6aa2c0e."""
    return {
        "I1": Scale(
            actors=(
                Actor(name="A1", position=0, salience=10),
                Actor(name="A2", position=100, salience=60),
            )
        ),
        "I2": Scale(
            actors=(
                Actor(name="A1", position=0, salience=90),
                Actor(name="A2", position=100, salience=50),
            )
        ),
    }


def drawn_issues(drawn: list[tuple[int, int, float, float]]) -> dict[str, Scale]:
    return {
        "p": Scale(
            actors=tuple(
                Actor(name=f"M{i}", position=p, salience=s) for i, (p, _, s, _) in enumerate(drawn)
            )
        ),
        "q": Scale(
            actors=tuple(
                Actor(name=f"M{i}", position=q, salience=s) for i, (_, q, _, s) in enumerate(drawn)
            )
        ),
    }


def test_the_published_example_is_met() -> None:
    found = exchange(two_by_two())
    assert found.before == pytest.approx({"I1": 85.71428571428571, "I2": 35.714285714285715})
    (one,) = found.exchanges
    sides = {side.actor: side for side in one.sides}
    assert sides["A1"].issue == "I1"
    # the whole way of A1 costs it 142.857 and is worth 857.143 to A2
    assert sides["A1"].shift * 10 == pytest.approx(142.85714285714286)
    assert sides["A1"].shift * 60 == pytest.approx(857.1428571428571)
    # the most that each could gain, as published
    assert sides["A1"].best == pytest.approx(1400)
    assert sides["A2"].best == pytest.approx(777.7778, abs=5e-5)
    assert one.gain == pytest.approx(500), "857.143 less 50 times 7.143"


@given(STAND)
@settings(max_examples=100, deadline=None)
def test_both_sides_of_every_exchange_gain_the_same_and_no_more_than_they_could(
    drawn: list[tuple[int, int, float, float]],
) -> None:
    issues = drawn_issues(drawn)
    weight = {issue: {a.name: a.salience for a in scale.actors} for issue, scale in issues.items()}
    for one in exchange(issues).exchanges:
        first, second = one.sides
        for mine, theirs in ((first, second), (second, first)):
            gain = (
                theirs.shift * weight[theirs.issue][mine.actor]
                - mine.shift * weight[mine.issue][mine.actor]
            )
            assert gain == pytest.approx(one.gain)
            assert one.gain <= mine.best + 1e-9
            assert (
                0 <= mine.after <= 100
                or mine.after == pytest.approx(0, abs=1e-6)
                or (mine.after == pytest.approx(100))
            )


@given(STAND)
@settings(max_examples=50, deadline=None)
def test_the_order_of_actors_does_not_matter(
    drawn: list[tuple[int, int, float, float]],
) -> None:
    issues = drawn_issues(drawn)
    turned = {name: Scale(actors=scale.actors[::-1]) for name, scale in issues.items()}
    assert exchange(turned).after == pytest.approx(exchange(issues).after, abs=1e-6)


def test_whoever_agrees_has_nothing_to_exchange() -> None:
    same = Scale(actors=(Actor(name="A", position=5), Actor(name="B", position=5)))
    assert exchange({"p": same, "q": same}).exchanges == ()


def test_one_issue_is_no_exchange() -> None:
    with pytest.raises(UsageError, match="needs two issues"):
        exchange({"I1": two_by_two()["I1"]})


def test_the_command_tells_who_gives_way_for_what(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text(
        "actor,position,salience,issue\nA1,0,0.1,I1\nA1,0,0.9,I2\nA2,100,0.6,I1\nA2,100,0.5,I2\n",
        encoding="utf-8",
    )
    run = CliRunner()
    shown = run.invoke(app, ["bargain", str(table), "--model", "exchange"])
    assert "A1 gives way on I1: 0 to 100" in shown.output
    assert "I1: outcome 85.71 before, 100 after" in shown.output
    done = run.invoke(app, ["bargain", str(table), "--model", "exchange", "--json"])
    assert json.loads(done.output)["exchanges"][0]["gain"] == pytest.approx(5.0)
    single = run.invoke(app, ["bargain", str(table)])
    assert "I2\nmean voter    35.71" in single.output
