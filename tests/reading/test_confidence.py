"""How sure a stance is."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from rules_alone import rules_alone

from placet.cases import example_case
from placet.reading.claims.confidence import calibrated, curve, score
from placet.reading.intake.loading import from_text
from placet.reading.reader import BuiltinReader
from placet.words import Question, Stance, StanceReading

QUESTIONS = example_case().questions
PLAIN = StanceReading(question="invite_now", stance=Stance.FOR, confidence=0.75, holder="EE")


def asked(name: str) -> Question:
    return next(question for question in QUESTIONS if question.id == name)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_chance_that_never_falls_as_the_score_rises(one: float, other: float) -> None:
    low, high = sorted((one, other))
    chances = [
        calibrated(replace(PLAIN, confidence=score), asked("invite_now")) for score in (low, high)
    ]
    assert 0 < chances[0] <= chances[1] < 1


def test_what_outcomes_showed_to_be_harder_is_less_sure() -> None:
    plain = calibrated(PLAIN, asked("invite_now"))
    assert calibrated(replace(PLAIN, stance=Stance.RELUCTANT), asked("invite_now")) < plain
    assert calibrated(PLAIN, asked("after_war")) < plain


def test_every_mark_has_its_weight() -> None:
    assert curve().marks.keys() == {"score", "reluctant", "qualified"}


def test_a_reading_gives_calibrated_chances_unless_told_otherwise() -> None:
    document = from_text("Estonia supports an invitation to Ukraine, its foreign minister said.")

    def sure(reader: BuiltinReader) -> float:
        statements = reader.read(document, QUESTIONS).statements
        return next(s.confidence for one in statements for s in one.stances if s.holder == "EE")

    raw = sure(rules_alone(confidence=score))
    assert sure(rules_alone()) == calibrated(replace(PLAIN, confidence=raw), asked("invite_now"))
