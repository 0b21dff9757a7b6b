"""`placet fit` learns from a case's ledger, and the case can use what was learnt."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from positions_made import position
from typer.testing import CliRunner

from placet import api
from placet.cases import load_case
from placet.cli.main import app
from placet.count import case_board, case_parameters
from placet.errors import CaseError, UsageError
from placet.standing import parameters
from placet.standing.closed import case_histories
from placet.standing.fitting import BallotCast
from placet.standing.parameter_file import parameters_toml
from placet.words import Directness, Question, Stance

CASE = """title = "Closed"
body = "nato"
[[question]]
id = "q"
text = "Shall it?"
"""
ON = date(2024, 6, 1)
HEAD = "date,holder,question,stance,source,channel,directness\n"


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    folder = tmp_path / "closed"
    folder.mkdir()
    (folder / "case.toml").write_text(CASE, encoding="utf-8")
    rows = [
        f"2024-0{month}-0{day},{code},q,{stance},paper,,on_record\n"
        for month in (1, 3, 5)
        for day, (code, stance) in enumerate(
            [("IS", "for"), ("PT", "for"), ("NO", "conditional"), ("HU", "against")], start=1
        )
    ]
    rows += ["2024-05-20,IS,q,for,record,ballot,document\n"]
    rows += ["2024-05-20,HU,q,against,record,ballot,document\n"]
    (folder / "positions.csv").write_text(HEAD + "".join(rows), encoding="utf-8")
    return folder


def fit(*words: object) -> str:
    done = CliRunner().invoke(app, ["fit", *map(str, words)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def test_what_is_fitted_is_written_and_used_by_the_case(closed: Path) -> None:
    out = closed / "standing.toml"
    told = json.loads(fit(closed, "-o", out, "--as-of", ON, "--json"))
    assert told["schema"] == "placet/fit@1"
    assert (told["histories"], told["events"]) == (4, 14)
    assert told["log_likelihood"]["after"] > told["log_likelihood"]["before"]
    case = load_case(closed)
    assert case_parameters(case).prior == pytest.approx(told["prior"])
    assert case_parameters(case).prior != parameters().prior
    with api.open_ledger(case) as ledger:
        board = case_board(case, case.question(), ON, ledger)
    silent = next(row for row in board.members if row.country == "DK")
    assert sum(silent.probabilities.values()) == pytest.approx(1)
    assert tuple(silent.probabilities.values()) == pytest.approx(told["prior"])


def test_since_leaves_out_what_was_said_before(closed: Path) -> None:
    told = json.loads(fit(closed, "--since", "2024-05-01", "--as-of", ON, "--json"))
    assert told["events"] == 6


def test_people_are_told_what_moved(closed: Path) -> None:
    text = fit(closed, "--as-of", ON)
    assert "4 histories with 14 events" in text
    assert "moves a year" in text


def test_a_case_without_a_word_of_a_member_cannot_be_fitted_to(closed: Path) -> None:
    with pytest.raises(UsageError, match="no statement of a member"):
        fit(closed, "--as-of", "2020-01-01")


def test_a_file_written_is_read_back_the_same(tmp_path: Path) -> None:
    file = tmp_path / "p.toml"
    file.write_text(parameters_toml(parameters(), ["from nowhere"]), encoding="utf-8")
    again, shipped = parameters(file), parameters()
    assert again.prior == shipped.prior
    assert again.says == shipped.says
    assert (again.shakes, again.believed) == (shipped.shakes, shipped.believed)
    assert (again.reset, again.implied) == (shipped.reset, shipped.implied)


def test_a_wrong_file_of_the_case_is_named(closed: Path) -> None:
    (closed / "standing.toml").write_text("prior = 1\n", encoding="utf-8")
    with pytest.raises(CaseError, match=r"standing\.toml"):
        case_parameters(load_case(closed))


def test_only_a_ballot_on_the_question_itself_is_one() -> None:
    question = Question(id="q", text="?", body="nato", matter="consensus", granted_with=("r",))
    plain = position(
        stance=Stance.FOR,
        confidence=1.0,
        directness=Directness.DOCUMENT,
        said=ON,
        published=ON,
        channel="ballot",
    )
    elsewhere = replace(plain, id="2", question="r", speaker="b")
    (history,) = case_histories([plain, elsewhere], [question], {"IS"}, parameters(), on=ON)
    assert [type(event) is BallotCast for event in history].count(True) == 1
