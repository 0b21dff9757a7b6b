"""One answer: every face of a case gives the same chance, and the verdict's words agree with it."""

from __future__ import annotations

import html
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from commands import run, told
from markdown_it import MarkdownIt

from placet import api
from placet.formats import chance_text

ROOT = Path(__file__).resolve().parents[2]
DAY = "2025-06-02"
CASE = """\
title = "Invented: {body}"
body = "{body}"

[[question]]
id = "it"
text = "Shall it be?"
matter = "{matter}"

[[meeting]]
date = 2025-06-20
name = "Session"
"""
COLUMNS = "date,holder,question,stance,directness,confidence,speaker,source"
SAID = {
    "majority": ("eu-council", "qmv", {"FR": "against", "PL": "against", "IE": "for", "DE": "for"}),
    "veto": ("unsc", "substantive", {"RU": "against", "FR": "for", "KR": "conditional"}),
    "nobody": ("nato", "consensus", {}),
}


@pytest.fixture(scope="module", params=["shipped", *SAID])
def case(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, str]:
    """A case's folder and the day asked about."""
    folder = tmp_path_factory.mktemp("answers") / str(request.param)
    if request.param == "shipped":
        ignored = shutil.ignore_patterns("ledger.sqlite*", "documents")
        shutil.copytree(ROOT / "examples" / "ukraine-nato", folder, ignore=ignored)
        return folder, "2024-11-29"
    body, matter, stances = SAID[request.param]
    folder.mkdir()
    (folder / "case.toml").write_text(CASE.format(body=body, matter=matter), encoding="utf-8")
    rows = [
        f"2025-05-20,{who},it,{what},on_record,0.9,a minister,a paper"
        for who, what in stances.items()
    ]
    (folder / "positions.csv").write_text("\n".join([COLUMNS, *rows, ""]), encoding="utf-8")
    return folder, DAY


@pytest.fixture(scope="module")
def answers(case: tuple[Path, str]) -> dict[str, Any]:
    """What each command says to programs."""
    folder, day = case
    commands = ("board", "count", "brief", "forecast", "unlock")
    return {command: told(command, folder, "--as-of", day) for command in commands}


def printed(case: tuple[Path, str], *command: str) -> str:
    """What a command says to people, on one line."""
    folder, day = case
    done = run(*command, folder, "--as-of", day)
    assert done.returncode == 0, done.stderr
    return " ".join(done.stdout.split())


def written(case: tuple[Path, str], form: str, folder: Path) -> str:
    """What a file of the brief says to people, on one line."""
    file = folder / f"brief.{form}"
    done = run("brief", case[0], "--as-of", case[1], "-o", file)
    assert done.returncode == 0, done.stderr
    text = file.read_text(encoding="utf-8")
    if form == "md":
        text = MarkdownIt().enable("table").render(text)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def test_programs_get_one_chance_from_every_command(answers: dict[str, Any]) -> None:
    chance, today = answers["count"]["p_carries"], answers["forecast"]["today"]
    assert answers["brief"]["p_carries"] == chance
    assert answers["brief"]["counts"][0]["p_carries"] == chance
    assert answers["brief"]["range"] == answers["count"]["range"]
    assert answers["brief"]["odds"] == answers["count"]["odds"]
    assert answers["unlock"]["before"]["p_carries"] == chance
    if chance is None:
        assert today is None
        assert answers["brief"]["forecast"]["today"] is None
        return
    assert today["p_carries"] == chance
    assert today["date"] == answers["board"]["as_of"]
    assert answers["brief"]["forecast"]["today"]["p_carries"] == chance
    assert answers["count"]["range"][0] <= chance <= answers["count"]["range"][1]


def test_each_member_has_one_chance_of_assent_and_of_deciding(answers: dict[str, Any]) -> None:
    board = {row["country"]: row["p_assent"] for row in answers["board"]["members"]}
    brief = {row["country"]: row["p_assent"] for row in answers["brief"]["counts"][0]["members"]}
    assert brief == board
    today = answers["forecast"]["today"]
    if today is None:
        assert answers["count"]["pivotality"] == {}
        return
    assert today["p_assent"] == pytest.approx(board, abs=1e-12)
    assert today["pivotality"] == answers["count"]["pivotality"]
    assert answers["brief"]["counts"][0]["pivotality"] == answers["count"]["pivotality"]
    for package in answers["unlock"]["packages"]:
        assert all(move["p_assent"] == board[move["country"]] for move in package["moves"])


def test_why_gives_the_chance_of_the_board(case: tuple[Path, str], answers: dict[str, Any]) -> None:
    rows = answers["board"]["members"]
    for row in (rows[0], rows[-1]):
        why = told("why", case[0], row["country"], "--as-of", case[1])
        assert why["p_assent"] == row["p_assent"]
        if not why["effects"]:
            assert why["prior_p_assent"] == row["p_assent"]


def test_people_read_the_same_chance_on_every_face(
    case: tuple[Path, str], answers: dict[str, Any], tmp_path: Path
) -> None:
    headline, chance = answers["count"]["odds"], answers["count"]["p_carries"]
    faces = [printed(case, "count"), printed(case, "brief")]
    faces += [written(case, form, tmp_path) for form in ("md", "html")]
    for face in faces:
        assert headline in face
        assert answers["count"]["verdict"] in face
        assert face.count("if it is put to the vote today, is") == (chance is not None)
    if chance is None:
        assert "None given: no member has a position" in headline
        return
    shown = chance_text(chance)
    assert f"is {shown} (" in headline
    assert f"today {shown}, if it is put to the vote" in printed(case, "forecast")
    assert f"if it is put to the vote today: {shown}" in printed(case, "unlock")


def test_the_verdict_agrees_with_the_chance(answers: dict[str, Any]) -> None:
    count = answers["count"]
    carried, chance = count["verdict"].split(":")[0], count["p_carries"]
    words = {True: "Carried as things stand", False: "Not carried as things stand"}
    if count["carries"] is not None:
        assert carried == words[count["carries"]]
        assert set(count["bounds"].values()) == {count["carries"]}
        assert (chance > 0.5) == count["carries"]
    else:
        assert carried.startswith("Open")


def test_a_meeting_on_the_next_day_has_nearly_the_odds_of_today(case: tuple[Path, str]) -> None:
    folder, _ = case
    if folder.name not in SAID:
        pytest.skip("its meetings are given")
    found = api.forecast(api.load_case(folder), as_of=api.day("2025-06-19"))
    if found.today is not None:
        assert found.meetings[0].p_carries == pytest.approx(found.today.p_carries, abs=2e-3)
        assert found.meetings[0].p_by == pytest.approx(found.meetings[0].p_carries)


def test_other_settings_of_a_case_reach_every_face(case: tuple[Path, str], tmp_path: Path) -> None:
    if case[0].name != "majority":
        pytest.skip("one case will do")
    folder = tmp_path / "case"
    shutil.copytree(case[0], folder, ignore=shutil.ignore_patterns("ledger.sqlite*"))
    (folder / "forecast.toml").write_text("silent_outvoted = 0.9\n", encoding="utf-8")
    count = told("count", folder, "--as-of", DAY)
    forecast = told("forecast", folder, "--as-of", DAY)
    assert count["p_carries"] == forecast["today"]["p_carries"]
    assert "said nothing goes along with chance 0.9" in count["odds"]
    silent = {row["p_assent"] for row in told("board", folder, "--as-of", DAY)["members"]}
    assert 0.9 in silent
