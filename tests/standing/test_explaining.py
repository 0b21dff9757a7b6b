"""Every standing can explain itself: what each thing known moved, and what if it were not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from positions_made import ON
from positions_made import position as any_position

from placet.ledger.evidence import Positions
from placet.rules import weighted
from placet.standing import Explanation, MemberStanding, Reset, explain, explaining, standings
from placet.standing.explaining import log_odds
from placet.words import UNKNOWN, Directness, HolderKind, Level, Position, Question, Stance

QUESTION = Question(id="q", text="Shall it?", body="nato", matter="consensus", refused_with=("r",))
RULE = weighted(2, {"IS": 1, "PT": 1})


position = partial(any_position, speaker="Ann")


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


OF_SEVERAL = st.lists(
    st.builds(
        position,
        id=st.integers(0, 10**6).map(str),
        said=st.sampled_from([400, 30, 2, 1]).map(lambda days: ON - timedelta(days)),
        published=st.sampled_from([30, 0]).map(lambda days: ON - timedelta(days)),
        stance=st.sampled_from(Stance),
        directness=st.sampled_from([Directness.ON_RECORD, Directness.COLLECTIVE]),
        speaker=st.sampled_from(["Ann", "Bob"]),
        holder=st.sampled_from(["IS", "PT", None]),
        holder_kind=st.just(HolderKind.COUNTRY),
        question=st.sampled_from(["q", "r"]),
    ).map(lambda p: p if p.holder else replace(p, holder_kind=HolderKind.BODY)),
    max_size=8,
    unique_by=lambda p: p.id,
)


@given(OF_SEVERAL)
def test_so_it_is_beside_the_words_of_others_and_of_the_body(evidence: list[Position]) -> None:
    resets = {"IS": [Reset(ON - timedelta(20))], "PT": [Reset(ON - timedelta(1))]}

    def stands(left: list[Position]) -> MemberStanding:
        (row,) = standings(
            Positions(left), ["IS"], ON, QUESTION, resets=resets, rule_on=lambda _: RULE
        )
        return row

    found = explain("IS", evidence, ON, QUESTION, resets=resets, rule_on=lambda _: RULE)
    assert found.standing.probabilities == stands(evidence).probabilities
    for effect in (one for one in found.effects if one.position):
        same = ("said", "speaker", "question", "stance", "holder")
        event = [getattr(effect.position, f) for f in same]
        rest = stands([p for p in evidence if [getattr(p, f) for f in same] != event])
        assert effect.without.standing == rest.standing
        assert tuple(effect.without.probabilities.values()) == pytest.approx(
            tuple(rest.probabilities.values()), abs=1e-12
        )


@given(OF_SEVERAL)
def test_what_a_ledger_adds_up_of_others_will_do(evidence: list[Position]) -> None:
    heard = Positions(evidence).heard(["q", "r"], ON)
    needed = [p for p in evidence if p.holder != "PT"]
    found = explain("IS", needed, ON, QUESTION, rule_on=lambda _: RULE, heard=heard)
    assert found == explain("IS", evidence, ON, QUESTION, rule_on=lambda _: RULE)


def test_of_very_many_words_the_newest_are_taken_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(explaining, "TAKEN_APART", 2)
    days = [ON - timedelta(n) for n in range(5)]
    found = told(*(position(id=str(n), said=day) for n, day in enumerate(days)))
    assert ([effect.day for effect in found.effects], found.older) == (days[:2], 3)


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
