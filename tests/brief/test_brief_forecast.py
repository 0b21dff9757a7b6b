"""What the brief says of the forecast, on every face."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from forecasts_made import foretold

from placet import api
from placet.brief import Brief, render
from placet.brief.forecasting import told
from placet.formats import chance_text

ROOT = Path(__file__).resolve().parents[2]
ODDS = (
    "At the meeting on 24 December 2024: under 0.01 %, as members may have moved by then. "
    "Decided by 31 July 2025: 4.0 % (1.2 % to 11 % under other settings that could be defended)."
)


@pytest.mark.parametrize("form", ["terminal", "md", "html"])
def test_the_odds_stand_on_every_face_with_what_they_rest_on(pole: Brief, form: str) -> None:
    text = " ".join(str(render(pole, form)).split())  # type: ignore[call-overload]
    assert ODDS in text
    assert "It rests on 6 statements, half of them 12 days old or older" in text
    assert "28 of 32 members are unknown, so that much of it is what is assumed" in text
    assert "All odds assume: there will be tea." in text
    without = str(render(replace(pole, forecast=None), form))  # type: ignore[call-overload]
    assert "It rests on" not in without
    assert "ahead" not in without.casefold()


def test_no_odds_without_evidence(pole: Brief) -> None:
    bare = replace(pole, forecast=foretold(refused="nobody has spoken"))
    assert "None: nobody has spoken." in str(render(bare, "terminal"))
    assert json.loads(str(render(bare, "json")))["forecast"]["by"] is None


def test_odds_that_read_as_those_of_today_say_so() -> None:
    found = foretold()
    (meeting,) = found.meetings
    same = replace(found, meetings=(replace(meeting, p_carries=0.0301),) * 2)
    assert "24 December 2024: 3.0 % as well. Decided" in told(same)[0]
    assert told(same)[0].endswith(", at whichever of 2 meetings it carries first.")


def test_of_few_unknown_it_warns_nobody() -> None:
    found = foretold()
    few = replace(found, grounds=replace(found.grounds, unknown=20))
    assert told(few)[1].endswith("20 of 32 members are unknown.")


def test_json_has_the_odds_and_their_grounds(pole: Brief) -> None:
    found = json.loads(str(render(pole, "json")))["forecast"]
    assert found["by"] == {"date": "2025-07-31", "p": 0.04, "low": 0.012, "high": 0.113}
    assert found["grounds"]["unknown"] == 28
    assert found["next_meeting"]["date"] == "2024-12-24"
    assert found["today"] == {"date": "2024-12-03", "p_carries": 0.03}


def test_a_chance_keeps_the_digits_that_tell() -> None:
    shown = [chance_text(p) for p in (0.0, 0.00002, 0.0056, 0.042, 0.5, 0.9999)]
    assert shown == ["under 0.01 %", "under 0.01 %", "0.56 %", "4.2 %", "50 %", "over 99 %"]
    assert "(4.0 % to 11 %" in told(foretold(low=0.04))[0]


def test_the_brief_of_a_case_has_the_odds_that_placet_forecast_gives(tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("ledger.sqlite*", "documents")
    shutil.copytree(ROOT / "examples" / "ukraine-nato", tmp_path / "case", ignore=ignored)
    case, day = api.load_case(tmp_path / "case"), date(2024, 11, 29)
    found = api.brief(case, as_of=day).forecast
    alone = api.forecast(case, as_of=day)
    assert found
    assert found.decided
    assert alone.decided
    assert found.decided.by == alone.decided.by
    early = api.brief(case, as_of=date(2023, 1, 1)).forecast
    assert early
    assert early.refused
