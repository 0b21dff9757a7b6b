"""What people decide in a case teaches the next reading of it, and goes when it is taken back."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from placet import api
from placet.api.lessons import lessons
from placet.cases import Case, load_case
from placet.cases.start import start_case
from placet.ledger import Ledger
from placet.reading.actors.mentions import Mention
from placet.reading.learned.decisions import Decision, decided
from placet.reading.learned.lessons import Decided, learn
from placet.reading.learned.views import STANCES, View
from placet.reading.reader import BuiltinReader
from placet.words import Directness, Document, HolderKind, Position, Span, Stance

DAY = date(2026, 1, 8)
TEXT = "France frowns at the trade agreement. Poland frowns at the trade agreement."


def view(marks: list[float], scores: list[float]) -> View:
    return View("FR", "q", (0.1, 0.1, 0.1, 0.1), Mention(0, 1, "FR"), tuple(scores), tuple(marks))


def moved(one: View, decisions: list[Decided]) -> np.ndarray:
    taught = learn(decisions)
    assert taught is not None
    return np.asarray(one.scores) + taught.added(np.asarray(one.marks))


def test_nothing_decided_teaches_nothing() -> None:
    assert learn([]) is None


@given(st.lists(st.floats(-2, 2), min_size=8, max_size=8), st.sampled_from([*STANCES, None]))
@settings(max_examples=30)
def test_a_decision_makes_its_own_answer_likelier(marks: list[float], told: Stance | None) -> None:
    one = view(marks, [0.0, 0.0, 0.0, 0.0])
    after = moved(one, [Decided(one, told)] * 20)
    if told is None:
        assert (after < 0).all()
    else:
        assert after.argmax() == STANCES.index(told)
        assert after.max() > 0


def test_more_decisions_move_more_and_what_is_known_already_moves_least() -> None:
    unsure, sure = view([1.0, 0.0], [0.0] * 4), view([1.0, 0.0], [9.0, 0.0, 0.0, 0.0])
    few, many = (moved(unsure, [Decided(unsure, Stance.FOR)] * n)[0] for n in (2, 40))
    assert 0 < few < many
    assert abs(moved(sure, [Decided(sure, Stance.FOR)] * 40)[0] - 9.0) < 0.1


def test_a_reader_that_was_taught_has_a_name_of_its_own() -> None:
    one = view([1.0], [0.0] * 4)
    first, same, other = (
        learn([Decided(one, told)]) for told in (Stance.FOR, Stance.FOR, Stance.AGAINST)
    )
    assert first
    assert same
    assert other
    assert first.name == same.name != other.name


@pytest.fixture
def case(tmp_path: Path) -> Case:
    start_case(
        tmp_path / "deal",
        body="eu-council",
        questions=["Shall the Council approve the trade agreement?"],
    )
    (tmp_path / "deal" / "documents" / "a.txt").write_text(TEXT, encoding="utf-8")
    return load_case(tmp_path / "deal")


@pytest.fixture
def ledger(case: Case) -> Iterator[Ledger]:
    with api.open_ledger(case) as opened:
        yield opened


def test_a_decision_is_matched_with_what_was_seen_of_its_holder(case: Case) -> None:
    document = Document(id=hashlib.sha256(TEXT.encode()).hexdigest(), text=TEXT)
    name = case.question().id
    told = [
        Decision(holder="FR", question=name, stance=Stance.AGAINST),
        Decision(holder="PL", question=name, stance=None),
        Decision(holder="BR", question=name, stance=Stance.FOR),  # named nowhere
        Decision(holder="FR", question=name, stance=Stance.UNCLEAR),  # no stance
    ]
    found = decided(document, case.questions, told)
    assert [(one.view.holder, one.stance) for one in found] == [
        ("FR", Stance.AGAINST),
        ("PL", None),
    ]


def test_decisions_in_the_ledger_teach_and_later_ones_take_their_place(
    case: Case, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lessons(case, ledger) is None
    (document,) = [r.document for r in api.read([case.documents], questions=case.questions)]  # type: ignore[union-attr]
    reading = BuiltinReader().read(document, case.questions)
    position = _position(case, document)
    ledger.add_reading(reading)
    ledger.add_positions([position])
    ledger.review(position_id(ledger), "rejected", by="Ann")
    assert lessons(case, ledger) is None  # one is too few to go by
    monkeypatch.setattr("placet.api.lessons.LEAST", 1)
    rejected = lessons(case, ledger)
    assert rejected is not None
    assert rejected.number == 1
    ledger.review(position_id(ledger), "accepted", by="Ann")
    accepted = lessons(case, ledger)
    assert accepted is not None
    assert accepted.name != rejected.name


def _position(case: Case, document: Document) -> Position:
    return Position(
        id="",
        question=case.question().id,
        holder="FR",
        holder_kind=HolderKind.COUNTRY,
        stance=Stance.AGAINST,
        confidence=0.5,
        directness=Directness.THIRD_PARTY,
        said=DAY,
        published=DAY,
        statement="s",
        document=document.id,
        span=Span(0, 37, TEXT[:37]),
        entered_by="builtin 1",
    )


def position_id(ledger: Ledger) -> str:
    held = ledger.positions(include_rejected=True)
    return next(p.id for p in held if p.statement == "s")
