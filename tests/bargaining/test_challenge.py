"""The challenge model: its open replications to the digit, and laws."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet.bargaining import VERSIONS, Actor, challenge, risk_exponents
from placet.cli.main import app
from placet.errors import UsageError

EMISSIONS = (
    ("Netherlands", 4, 0.8, 0.08),
    ("Belgium", 7, 0.4, 0.08),
    ("Luxembourg", 4, 0.2, 0.03),
    ("Germany", 4, 0.8, 0.16),
    ("France", 10, 0.6, 0.16),
    ("Italy", 10, 0.6, 0.16),
    ("UK", 10, 0.9, 0.16),
    ("Ireland", 7, 0.1, 0.05),
    ("Denmark", 4, 1.0, 0.05),
    ("Greece", 7, 0.7, 0.08),
)
"""Scholz, Calbert and Smith, J. Theoretical Politics 23 (2011), p. 510: years of delay."""
ACTORS = st.lists(
    st.tuples(st.integers(0, 100), st.floats(0.1, 1.0), st.floats(0.1, 2.0)),
    min_size=2,
    max_size=6,
)
VERSION = st.sampled_from(sorted(VERSIONS))


def emissions() -> list[Actor]:
    return [Actor(name=n, position=p, salience=s, capability=c) for n, p, s, c in EMISSIONS]


def group(drawn: list[tuple[int, float, float]]) -> list[Actor]:
    return [
        Actor(name=f"M{i}", position=p, salience=s, capability=c)
        for i, (p, s, c) in enumerate(drawn)
    ]


def test_one_open_replication_is_met_round_by_round() -> None:
    """Repository jmckib/bdm-scholz-expected-utility-model, commit 55f63e9: four rounds."""
    played = challenge(emissions(), VERSIONS["part"], rounds=4)
    assert [one.median for one in played[1:]] == pytest.approx(
        [8.415932315426764, 9.610859134120188, 9.961979590401311, 9.961979590401311], rel=1e-12
    )
    assert tuple(one.mean for one in played) == pytest.approx(
        (
            7.389955686853767,
            7.461314378277189,
            7.552500865855845,
            7.590144997451547,
            7.358130531334201,
        ),
        rel=1e-12,
    )


def test_the_other_open_replication_is_met_in_its_exponents_and_its_round() -> None:
    """Repository dmasad's, commit 357198, which says that it does not reproduce the paper."""
    exponents = risk_exponents(emissions(), 6.0, VERSIONS["lead"])
    assert dict(zip((row[0] for row in EMISSIONS), exponents, strict=True)) == pytest.approx(
        {
            "Netherlands": 1.1271980463013587,
            "Belgium": 0.7809178391316438,
            "Luxembourg": 0.5,
            "Germany": 1.1271980463013587,
            "France": 1.0778922989239863,
            "Italy": 1.0778922989239863,
            "UK": 2.0,
            "Ireland": 0.5247821721738853,
            "Denmark": 1.4716965449819073,
            "Greece": 1.1404794480175189,
        },
        rel=1e-12,
    )
    _, first = challenge(emissions(), VERSIONS["lead"], rounds=1)
    assert (first.median, first.mean) == pytest.approx((10.0, 7.444520171019051), rel=1e-12)


def test_the_paper_as_we_read_it_keeps_the_first_median() -> None:
    played = challenge(emissions())
    assert [one.median for one in played] == [7.0] * 4
    assert set(played[-1].positions) == {7.0}, "in the end everybody stands there"


@given(ACTORS, VERSION)
@settings(max_examples=60, deadline=None)
def test_nobody_leaves_the_scale_and_exponents_stay_within_their_bounds(
    drawn: list[tuple[int, float, float]], name: str
) -> None:
    first = [p for p, _, _ in drawn]
    for one in challenge(group(drawn), VERSIONS[name], rounds=4):
        assert all(min(first) - 1e-9 <= p <= max(first) + 1e-9 for p in one.positions)
        assert all(0.5 - 1e-9 <= r <= 2 + 1e-9 for r in one.exponents)


@given(st.integers(0, 100), st.integers(2, 5), VERSION)
def test_who_agrees_has_nothing_to_challenge(at: int, count: int, name: str) -> None:
    (only,) = challenge(group([(at, 0.5, 1.0)] * count), VERSIONS[name])
    assert (only.number, only.median) == (0, at)


@given(ACTORS, st.sampled_from([0.5, 2, 8]), st.integers(-50, 50))
@settings(max_examples=40, deadline=None)
def test_moving_or_stretching_the_scale_moves_and_stretches_a_round(
    drawn: list[tuple[int, float, float]], factor: float, shift: int
) -> None:
    moved = [
        Actor(name=a.name, position=a.position * factor + shift, salience=a.salience)
        for a in group(drawn)
    ]
    plain = [Actor(name=a.name, position=a.position, salience=a.salience) for a in group(drawn)]
    first = challenge(plain, rounds=1)
    second = challenge(moved, rounds=1)
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        wanted = [p * factor + shift for p in one.positions]
        assert list(other.positions) == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_an_actor_alone_challenges_nobody() -> None:
    with pytest.raises(UsageError, match="nobody to challenge"):
        challenge(group([(1, 0.5, 1.0)]))


def test_the_command_shows_rounds_issue_by_issue(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    rows = [f"{n},{p},{s},{c},delay" for n, p, s, c in EMISSIONS]
    table.write_text(
        "actor,position,salience,capability,issue\n" + "\n".join(rows) + "\n", encoding="utf-8"
    )
    run = CliRunner()
    shown = run.invoke(app, ["bargain", str(table), "--model", "challenge"])
    assert shown.exit_code == 0, shown.output
    assert shown.output.startswith("delay\nat first")
    assert "Netherlands: 4 to 7, confrontation with" in shown.output
    done = run.invoke(app, ["bargain", str(table), "--model", "challenge", "--json"])
    (issue,) = json.loads(done.output)["issues"]
    assert [one["median"] for one in issue["rounds"]] == [7.0] * 4
    for option, said in (("--model", "no model"), ("--version", "no version")):
        wrong = run.invoke(app, ["bargain", str(table), option, "nix"])
        assert said in str(wrong.exception)
