"""`placet rule` as people and programs meet it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from placet.cli.rule import rule
from placet.errors import UsageError

APP = typer.Typer()
APP.command()(rule)
COUNCIL = ("unsc", "--on", "2022-02-25")
YES = "AL,BR,FR,Gabon,GH,uk,IE,KE,MX,NO,USA"


def run(*arguments: str) -> str:
    done = CliRunner(env={"COLUMNS": "80", "NO_COLOR": "1"}).invoke(APP, arguments)
    if done.exception:
        raise done.exception
    return done.stdout


def shape(*arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(*arguments, "--json"))
    return found


def test_ballots_that_carry_or_not_are_explained() -> None:
    found = shape(*COUNCIL, "--yes", YES, "--no", "Russia", "--abstain", "CN, IN, AE")
    assert found["schema"] == "placet/rule@1"
    assert found["carried"] is False
    assert found["blocking"] == ["RU"]
    assert [line.partition(":")[0] for line in found["why"]] == ["met", "not met"]
    text = run(*COUNCIL, "--yes", YES, "--no", "Russia", "--abstain", "CN, IN, AE")
    assert "NOT CARRIED" in text
    assert "RU voted no" in text
    assert max(map(len, text.splitlines())) <= 80


def test_what_the_ballots_given_do_not_decide_is_open() -> None:
    assert shape(*COUNCIL, "--yes", "FR")["carried"] is None
    assert "OPEN" in run(*COUNCIL, "--yes", "FR")
    found = shape(*COUNCIL, "--no", "FR")
    assert (found["carried"], found["bounds"]) == (False, {"worst": False, "best": False})
    assert "Even with the 14 others in favour" in run(*COUNCIL, "--no", "FR")


def test_without_ballots_nothing_is_decided() -> None:
    found = shape("nato", "--on", "2008-04-03")
    assert len(found["members"]) == 26
    assert found["carried"] is None
    assert found["why"] == []
    assert found["banzhaf"] == {}
    assert found["winning_coalitions"] is None
    assert found["minimal_blocking_sets"] == [[member] for member in found["members"]]
    assert "every member alone" in run("nato", "--on", "2008-04-03")


def test_others_stand_for_whoever_is_not_named() -> None:
    found = shape("nato", "--on", "2024-11-29", "--no", "HU", "--yes", "others")
    assert found["carried"] is False
    assert found["ballots"]["PL"] == "yes"
    assert shape("nato", "--on", "2024-11-29", "--absent", "others")["carried"] is True


def test_power_is_computed_when_asked_for() -> None:
    found = shape(*COUNCIL, "--power")
    assert found["banzhaf"]["RU"] == pytest.approx(106 / 635, abs=1e-15)
    assert found["shapley_shubik"]["RU"] == pytest.approx(421 / 2145, abs=1e-15)
    assert found["winning_coalitions"] == 848
    assert found["exact"] is True
    assert "0.196270" in run(*COUNCIL, "--power")


def test_an_opinion_has_three_outcomes() -> None:
    examination = ("eu-council", "examination", "--on", "2024-10-04")
    text = run(*examination, "--yes", "IT,FR,PL", "--no", "DE", "--abstain", "others")
    assert "NO OPINION" in text
    found = shape(*examination, "--no", "others")
    assert (found["outcome"], found["carried"]) == ("negative", False)
    assert "NEGATIVE OPINION" in run(*examination, "--no", "others")
    assert "POSITIVE OPINION" in run(*examination, "--yes", "others")


def test_some_members_may_not_take_part() -> None:
    found = shape("eu-council", "qmv", "--on", "2025-03-01", "--without", "DK, IE")
    assert len(found["members"]) == 25
    assert found["source"] == "TFEU, Art. 238(3)(a)"


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("natto",), "no body 'natto'"),
        (("nato", "unanimity"), "no matter 'unanimity'"),
        (("nato", "--on", "1949-08-23"), "outside the life of nato"),
        (("nato", "--on", "2024-02-30"), "2024-02-30"),
        (("nato", "--no", "Switzerland"), "'Switzerland' is no member"),
        (("nato", "--no", "Hungry"), "'Hungry' is no member"),
        (("nato", "--no", "HU", "--yes", "hungary"), "HU is given two ballots: --yes and --no"),
        (("nato", "--no", "HU,HU"), "HU is given two ballots: --no and --no"),
        (("nato", "--no", "others", "--yes", "others"), "the others are given two ballots"),
    ],
)
def test_a_wrong_call_is_refused_with_its_mend(arguments: tuple[str, ...], problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as caught:
        run(*arguments)
    assert caught.value.mend
