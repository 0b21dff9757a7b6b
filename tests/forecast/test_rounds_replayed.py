"""Rounds of ratification: the record, what was to be expected on each day, and the command."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from rounds_made import (
    SWEDEN,
)
from typer.testing import CliRunner

from placet.cli.main import app
from placet.cli.ratify import months
from placet.errors import CaseError
from placet.forecast.durations import (
    expected,
    protocols,
    ratifications,
    replay,
    shipped,
    statements,
)
from placet.forecast.durations.records import protocols as read_protocols
from placet.forecast.durations.records import ratifications as read_ratifications
from placet.words import Stance


def done_on(member: str, candidate: str) -> date:
    return next(r.done for r in ratifications() if r.member == member and candidate in r.candidates)


def test_the_record_has_the_two_holdouts() -> None:
    """Hungary ratified Finland after 265 days; Sweden's protocol was complete after 611."""
    assert (done_on("HU", "FI") - date(2022, 7, 5)).days == 265
    assert SWEDEN.days == 611
    assert len(SWEDEN.members) == 30
    assert all(entry.source for entry in (*protocols(), *ratifications()))


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
    assert ">Last ratification for FI, as expected each month<" in chart.read_text(encoding="utf-8")


def test_months_begin_with_the_signing() -> None:
    assert months(date(2022, 7, 5), date(2022, 9, 2)) == [
        date(2022, 7, 5),
        date(2022, 8, 1),
        date(2022, 9, 1),
    ]
