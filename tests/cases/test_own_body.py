"""A case whose body is a file of one's own, beside the case."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from placet import api
from placet.cases.start import start_case
from placet.errors import CaseError
from placet.words import Directness, HolderKind, Position, Stance

CLUB = """\
name = "club"
title = "The Club"
since = 2000-01-01
checked = 2024-01-01
default = "simple"
source = "invented"
[[term]]
members = ["DE", "FR", "IT"]
since = 2000-01-01
source = "invented"
[[matter]]
id = "simple"
title = "simple majority"
since = 2000-01-01
source = "invented"
abstention = "not counted in favour"
absence = "not counted in favour"
[matter.rule]
kind = "in favour"
at_least = 2
source = "invented"
"""
CASE = """\
title = "Club"
body = "club.toml"
[[question]]
id = "q"
text = "Shall it be so?"
"""


def test_a_small_body_of_ones_own_is_counted_and_forecast_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    with pytest.raises(CaseError, match=r"club\.toml"):
        api.load_case("mine")
    (folder / "club.toml").write_text(CLUB, encoding="utf-8")
    case, day = api.load_case("mine"), date(2024, 4, 10)
    with api.open_ledger(case) as ledger:
        ledger.add_positions([_said("DE", day), _said("FR", day)], by="tester")
    counted = api.count(case, as_of=day)
    assert counted.board.body == "The Club"
    assert counted.unknown == ("IT",)
    assert counted.carries is True
    moved = api.what_if(case, {"move": {"FR": "opposed"}})
    plain, lost = (api.forecast(case, as_of=day, scenario=one, draws=1000) for one in ("", moved))
    assert plain.rule == "at least 2 of 3 members vote yes"
    assert plain.decided
    assert lost.decided
    assert lost.decided.by[-1].p < plain.decided.by[-1].p


def test_a_case_is_started_with_a_body_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "club.toml").write_text(CLUB, encoding="utf-8")
    start_case(tmp_path / "new", body=str(tmp_path / "club.toml"))
    (tmp_path / "club.toml").unlink()
    assert api.count(api.load_case(tmp_path / "new")).board.body == "The Club"


def _said(holder: str, on: date) -> Position:
    return Position(
        id="",
        question="q",
        holder=holder,
        holder_kind=HolderKind.COUNTRY,
        stance=Stance.FOR,
        confidence=0.9,
        directness=Directness.ON_RECORD,
        said=on,
        published=on,
        speaker=f"{holder} minister",
    )
