"""Where bargaining would settle: published figures, and laws of each model."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.bargaining import (
    Actor,
    Scale,
    core,
    mean_voter,
    median_voter,
    nash,
    read_issues,
    settle,
    winset,
)
from placet.bodies import load_body
from placet.cli.main import app
from placet.errors import CaseError, UsageError
from placet.rules import Rule, decide, weighted
from placet.words import Ballot

EMISSIONS = """\
actor,position,salience,capability
Netherlands,4,0.8,0.08
Belgium,7,0.4,0.08
Luxembourg,4,0.2,0.03
Germany,4,0.8,0.16
France,10,0.6,0.16
Italy,10,0.6,0.16
UK,10,0.9,0.16
Ireland,7,0.1,0.05
Denmark,4,1.0,0.05
Greece,7,0.7,0.08
"""
"""Scholz, Calbert and Smith, J. Theoretical Politics 23 (2011), p. 510: years of delay."""

POSITIONS = st.lists(st.integers(-20, 20).map(float), min_size=3, max_size=5)


def scale_file(folder: Path, text: str = EMISSIONS) -> Path:
    file = folder / "scale.csv"
    file.write_text(text, encoding="utf-8")
    return file


def group(positions: list[float]) -> tuple[Actor, ...]:
    return tuple(Actor(name=f"M{i}", position=p) for i, p in enumerate(positions))


def quota(n: int, needed: int) -> Rule:
    return weighted(needed, {f"M{i}": 1 for i in range(n)})


def wants(actors: tuple[Actor, ...], rule: Rule, point: float, other: float) -> bool:
    """Do those who prefer `other` to `point` carry it? From the definition."""
    ballots = {
        a.name: Ballot.YES if abs(a.position - other) < abs(a.position - point) else Ballot.NO
        for a in actors
    }
    return decide(rule, ballots).carried


def test_the_printed_start_of_the_emission_standards_is_reproduced(tmp_path: Path) -> None:
    """Both open replications print a median of 7 and a mean of 7.39 before the first round."""
    actors = read_issues(scale_file(tmp_path))[""].actors
    assert median_voter(actors) == 7.0
    assert mean_voter(actors) == pytest.approx(7.389955686853767)


def test_the_bargaining_solution_of_two_actors_is_reproduced() -> None:
    """The two-by-two example of the exchange model: 85.71 and 35.71 (salience times power)."""

    def two(low: float, high: float) -> list[Actor]:
        first = Actor(name="A1", position=0, salience=low)
        return [first, Actor(name="A2", position=100, salience=high)]

    first, second = two(0.1, 0.6), two(0.9, 0.5)
    assert mean_voter(first) == pytest.approx(85.71428571428571)
    assert mean_voter(second) == pytest.approx(35.714285714285715)


@given(POSITIONS, st.floats(-5, 5), st.floats(0.1, 5))
def test_moving_or_stretching_the_scale_moves_and_stretches_what_is_settled(
    positions: list[float], by: float, times: float
) -> None:
    moved = group([times * p + by for p in positions])
    for model in (mean_voter, median_voter):
        assert model(moved) == pytest.approx(times * model(group(positions)) + by, abs=1e-6)


@given(POSITIONS)
def test_what_is_settled_lies_among_the_positions(positions: list[float]) -> None:
    for model in (mean_voter, median_voter):
        assert min(positions) - 1e-9 <= model(group(positions)) <= max(positions) + 1e-9


@given(POSITIONS, st.integers(-20, 20).map(float))
def test_nash_never_leaves_anybody_worse_off(positions: list[float], reference: float) -> None:
    actors = group(positions)
    point = nash(actors, reference)
    assert all(abs(point - a.position) <= abs(reference - a.position) + 1e-6 for a in actors)


@given(POSITIONS, st.data())
def test_core_and_winset_are_what_they_are_by_definition(
    positions: list[float], data: st.DataObject
) -> None:
    n = len(positions)
    rule = quota(n, data.draw(st.integers(n // 2 + 1, n)))
    actors = group(positions)
    point = data.draw(st.integers(-25, 25)) / 1.0
    found, beats = core(actors, rule), winset(actors, rule, point)
    others = [point + step / 4 for step in range(-200, 201) if step]
    winning = [other for other in others if wants(actors, rule, point, other)]
    assert found is not None
    assert (found[0] <= point <= found[1]) == (not winning)
    if beats is None:
        assert not winning
    else:
        assert all(beats[0] < other < beats[1] for other in winning)
        assert all(other in winning for other in others if beats[0] < other < beats[1])


@given(st.lists(st.integers(-20, 20).map(float), min_size=3, max_size=3))
def test_under_simple_majority_the_core_is_the_median_voter(positions: list[float]) -> None:
    middle = sorted(positions)[1]
    assert core(group(positions), quota(3, 2)) == (middle, middle)
    assert median_voter(group(positions)) == middle


@given(POSITIONS)
def test_under_unanimity_the_core_is_everything_between_the_ends(positions: list[float]) -> None:
    found = core(group(positions), quota(len(positions), len(positions)))
    assert found == (min(positions), max(positions))


def test_a_body_s_own_rule_gives_its_gridlock() -> None:
    rule = load_body("unsc").rule("substantive", date(2024, 1, 1))
    actors = tuple(Actor(name=m, position=float(i)) for i, m in enumerate(sorted(rule.members)))
    found = core(actors, rule)
    permanent = [a.position for a in actors if a.name in {"CN", "FR", "GB", "RU", "US"}]
    assert found is not None
    assert found[0] <= min(permanent)
    assert found[1] >= max(permanent)


def test_actors_who_are_no_members_are_named() -> None:
    with pytest.raises(UsageError, match="not the rule's members: M3"):
        settle(Scale(actors=group([1.0, 2.0, 3.0, 4.0])), quota(3, 2))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Spain,ten,0.9,0.16", "position = 'ten' will not do"),
        ("Spain,10,1.9,0.16", "salience = '1.9' will not do"),
        ("Spain,10,0.9,-1", "capability = '-1' will not do"),
        ("Germany,10,0.9,1", "actor = 'Germany' stands twice"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(tmp_path: Path, row: str, says: str) -> None:
    with pytest.raises(CaseError, match=says) as caught:
        read_issues(scale_file(tmp_path, EMISSIONS + row + "\n"))
    assert "scale.csv:12" in str(caught.value)


def test_the_command_settles_a_table(tmp_path: Path) -> None:
    call = ["bargain", str(scale_file(tmp_path)), "--reference", "12"]
    done = CliRunner().invoke(app, [*call, "--json"])
    assert done.exit_code == 0, done.output
    (settled,) = json.loads(done.output)["issues"]
    assert settled["agreement"] is True
    assert 4 <= settled["nash"] <= 10
    assert "mean voter" in CliRunner().invoke(app, call).output
