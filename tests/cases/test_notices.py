"""A case says by itself what no text named, what waits, and what no question asks any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from placet import api
from placet.api.notices import Hints, notices
from placet.cases import Case
from placet.cases.start import start_case
from placet.ledger import Ledger
from placet.words import Directness, HolderKind, Position, Question, Stance

DAY = date(2026, 1, 8)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    sentences = ["Shall the Council approve the trade deal?", "Shall the vote be put off?"]
    start_case(tmp_path / "deal", body="eu-council", questions=sentences)
    return api.load_case(tmp_path / "deal")


@pytest.fixture
def ledger(case: Case) -> Iterator[Ledger]:
    with api.open_ledger(case) as opened:
        yield opened


def position(question: str, *, suggested: bool = False) -> Position:
    return Position(
        id="",
        question=question,
        holder="FR",
        holder_kind=HolderKind.COUNTRY,
        stance=Stance.AGAINST,
        confidence=0.5,
        directness=Directness.ON_RECORD,
        said=DAY,
        published=DAY,
        statement="s",
        entered_by="builtin 1",
        suggested=suggested,
    )


def problems(case: Case, ledger: Ledger) -> str:
    return "\n".join(str(notice) for notice in notices(case, ledger))


def test_an_empty_case_has_nothing_to_say(case: Case, ledger: Ledger) -> None:
    assert notices(case, ledger) == ()


def test_suggestions_that_wait_are_counted(case: Case, ledger: Ledger) -> None:
    ledger.add_positions([position(case.question().id, suggested=True)])
    assert "1 suggestion waits for a person, not counted before" in problems(case, ledger)
    assert f"placet review {case.path}" in problems(case, ledger)


def test_a_position_whose_question_is_gone_is_named(case: Case, ledger: Ledger) -> None:
    ledger.add_positions([position("old_name")])
    told = problems(case, ledger)
    assert "1 of the ledger's positions are on 'old_name', which the case does not ask" in told


def test_a_question_that_no_text_named_is_told_once_texts_were_read(
    case: Case, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text("It rained in Lisbon.", encoding="utf-8")
    report = api.add(case, [tmp_path / "a.txt"], published=DAY)
    told = [str(notice) for notice in report.notices]
    assert len(told) == 2
    assert all("no text says where anybody stands" in one for one in told)
    brief = api.brief(case, as_of=DAY)
    assert any("No text says where anybody stands" in line.text for line in brief.not_known)


def test_hints_that_no_text_could_match_are_named() -> None:
    asked = Question(
        id="q",
        text="?",
        body="nato",
        matter="consensus",
        cues=("invitation", "trade|free deal", "take ... cover"),
        unlike=("summit",),
    )
    hints = Hints((asked,))
    hints.see("Ministers took note of the invitations to a free deal.")
    (notice,) = hints.left()
    assert "2 of the hints of 'q': 'take ... cover', 'summit'" in notice.problem
    hints.see("They would be taken under cover at the summit.")
    assert hints.left() == ()
