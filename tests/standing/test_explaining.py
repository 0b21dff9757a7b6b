"""Every standing can explain itself: what each thing known moved, and what if it were not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.ledger.evidence import Positions
from placet.rules import weighted
from placet.standing import Explanation, Reset, explain, standings
from placet.standing.explaining import log_odds
from placet.words import UNKNOWN, Directness, HolderKind, Level, Position, Question, Stance

ON = date(2024, 11, 29)
QUESTION = Question(id="q", text="Shall it?", body="nato", matter="consensus", refused_with=("r",))
RULE = weighted(2, {"IS": 1, "PT": 1})


def position(**changes: object) -> Position:
    plain = Position(
        id="1",
        question="q",
        holder="IS",
        holder_kind=HolderKind.COUNTRY,
        stance=Stance.AGAINST,
        confidence=0.8,
        directness=Directness.ON_RECORD,
        said=ON,
        published=ON,
        speaker="Ann",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def told(*evidence: Position, resets: tuple[Reset, ...] = ()) -> Explanation:
    return explain("IS", evidence, ON, QUESTION, resets={"IS": resets}, rule_on=lambda _: RULE)


POSITIONS = st.lists(
    st.builds(
        position,
        id=st.integers(0, 10**6).map(str),
        said=st.integers(0, 900).map(lambda days: ON - timedelta(days)),
        stance=st.sampled_from(Stance),
        directness=st.sampled_from(Directness),
        speaker=st.sampled_from(["Ann", "Bob", "Cay"]),
        question=st.sampled_from(["q", "r"]),
    ),
    max_size=5,
    unique_by=lambda p: p.id,
)


@given(POSITIONS)
def test_it_explains_the_standing_that_is_shown(evidence: list[Position]) -> None:
    (row,) = standings(Positions(evidence), ["IS"], ON, QUESTION, rule_on=lambda _: RULE)
    found = told(*evidence)
    assert found.standing == row
    assert {e.position.id for e in found.effects if e.position} == {p.id for p in row.evidence}


@given(POSITIONS)
def test_without_it_is_the_standing_of_everybody_elses_words(evidence: list[Position]) -> None:
    for effect in told(*evidence).effects:
        assert effect.position
        event = [getattr(effect.position, f) for f in ("said", "speaker", "question", "stance")]
        rest = [
            p
            for p in evidence
            if [getattr(p, f) for f in ("said", "speaker", "question", "stance")] != event
        ]
        (row,) = standings(Positions(rest), ["IS"], ON, QUESTION)
        assert effect.without == row


def test_the_only_statement_carries_all_of_it() -> None:
    found = told(position())
    (effect,) = found.effects
    everything = log_odds(found.standing.p_assent) - log_odds(found.prior)
    assert effect.now == pytest.approx(everything)
    assert effect.at_once == pytest.approx(everything)
    assert effect.without.standing == UNKNOWN
    assert found.standing.standing == Level.OPPOSED


def test_an_older_word_moved_more_on_its_day_than_it_does_now() -> None:
    (effect,) = told(position(said=ON - timedelta(700), published=ON - timedelta(700))).effects
    assert effect.at_once < effect.now < 0


def test_what_stood_in_its_shadow_counts_without_it() -> None:
    """Without the later yes to membership, the earlier no to it speaks against the invitation."""
    early = ON - timedelta(30)
    no = position(id="no", question="r", said=early, published=early)
    yes = position(id="yes", question="r", stance=Stance.FOR)
    assert told(no, yes).effects == ()
    assert told(no).standing.standing == Level.OPPOSED


def test_a_change_of_government_is_listed_with_what_it_undid() -> None:
    early = ON - timedelta(30)
    found = told(position(said=early, published=early), resets=(Reset(ON),))
    change, word = found.effects
    assert change.position is None
    assert change.now > 0 > word.now
    assert change.without.standing == Level.OPPOSED


def test_what_is_known_of_the_body_is_listed_too() -> None:
    body = position(
        id="b", holder=None, holder_kind=HolderKind.BODY, directness=Directness.DOCUMENT
    )
    (effect,) = told(body).effects
    assert effect.position == body
    assert effect.now < 0
    assert effect.without.p_assent == pytest.approx(told().prior)
