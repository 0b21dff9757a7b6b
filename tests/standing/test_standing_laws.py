"""The filter against its definition, and the laws that any reading of evidence has to keep."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from positions_made import ON, position
from scipy.linalg import expm

import placet.standing
from placet.errors import CaseError
from placet.ledger.evidence import Positions
from placet.standing import MemberStanding, parameters, standings
from placet.standing.filtering import STANCES, moved, transition
from placet.standing.parameters import LEVELS
from placet.words import UNKNOWN, Directness, HolderKind, Position, Question, Stance

QUESTION = Question(id="q", text="Shall it?", body="nato", matter="consensus")
PARAMS = parameters()
CLEAR = st.sampled_from(STANCES)
DEFAULTS = Path(placet.standing.__file__).with_name("defaults.toml")


def stands(evidence: Sequence[Position], question: Question = QUESTION) -> MemberStanding:
    (row,) = standings(Positions(evidence), ["IS"], ON, question)
    return row


POSITIONS = st.lists(
    st.builds(
        position,
        id=st.integers(0, 10**9).map(str),
        said=st.integers(0, 900).map(lambda days: ON - timedelta(days)),
        stance=st.sampled_from(Stance),
        directness=st.sampled_from(Directness),
        confidence=st.floats(0, 1),
        speaker=st.sampled_from(["", "Ann", "Bob (minister)"]),
    ),
    max_size=6,
    unique_by=lambda p: p.id,
)


def generator() -> np.ndarray:
    """The definition, written down anew: neighbours only, in detailed balance with the prior."""
    rates = np.zeros((4, 4))
    for low, high in pairwise(range(4)):
        tilt = math.sqrt(PARAMS.prior[high] / PARAMS.prior[low])
        rates[low, high] = PARAMS.moves_per_year * tilt
        rates[high, low] = PARAMS.moves_per_year / tilt
    return rates - np.diag(rates.sum(axis=1))


@given(st.integers(0, 20_000))
def test_time_moves_a_standing_as_the_matrix_exponential_does(days: int) -> None:
    ours = np.array(transition(days, PARAMS.prior, PARAMS.moves_per_year))
    np.testing.assert_allclose(ours, expm(generator() * days / 365.25), atol=1e-12)


@given(POSITIONS)
def test_chances_sum_to_one_and_assent_is_one_of_them(evidence: list[Position]) -> None:
    row = stands(evidence)
    assert sum(row.probabilities.values()) == pytest.approx(1)
    assert min(row.probabilities.values()) >= 0
    assert 0 <= row.p_assent <= 1


@given(POSITIONS, st.randoms())
def test_the_order_in_which_evidence_is_told_does_not_matter(
    evidence: list[Position], chance: object
) -> None:
    shuffled = list(evidence)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert stands(shuffled) == stands(evidence)


@given(POSITIONS, st.data())
def test_several_reports_of_one_event_count_once(
    evidence: list[Position], data: st.DataObject
) -> None:
    spoken = [p for p in evidence if p.speaker]
    if not spoken:
        return
    again = replace(data.draw(st.sampled_from(spoken)), id="another paper", source="Another Post")
    assert stands([*evidence, again]).probabilities == stands(evidence).probabilities


@given(POSITIONS, POSITIONS)
def test_what_is_published_later_is_not_known_yet(
    evidence: list[Position], later: list[Position]
) -> None:
    """Hindsight stays out, even of what had been said before."""
    unseen = [replace(p, id=f"later {p.id}", published=ON + timedelta(1)) for p in later]
    assert stands([*evidence, *unseen]) == stands(evidence)


@given(POSITIONS, POSITIONS)
def test_others_and_other_questions_do_not_matter(
    evidence: list[Position], elsewhere: list[Position]
) -> None:
    others = [replace(p, id=f"pt {p.id}", holder="PT") for p in elsewhere]
    others += [replace(p, id=f"r {p.id}", question="r") for p in elsewhere]
    others += [
        replace(p, id=f"body {p.id}", holder=None, holder_kind=HolderKind.BODY) for p in elsewhere
    ]
    assert stands([*evidence, *others]) == stands(evidence)


@given(CLEAR, st.floats(0.5, 1))
def test_one_more_voice_for_a_stance_makes_its_level_likelier(
    stance: Stance, confidence: float
) -> None:
    level = LEVELS[STANCES.index(stance)]
    one = position(id="1", speaker="Ann", stance=stance, confidence=confidence)
    two = replace(one, id="2", speaker="Bob")
    chances = [stands(evidence).probabilities[level] for evidence in ([], [one], [one, two])]
    assert chances[0] < chances[1] < chances[2]


@given(CLEAR)
def test_the_nearer_the_evidence_the_more_it_tells(stance: Stance) -> None:
    level = LEVELS[STANCES.index(stance)]

    def told(directness: Directness) -> float:
        return stands([position(stance=stance, directness=directness)]).probabilities[level]

    assert told(Directness.ON_RECORD) > told(Directness.UNNAMED) > told(Directness.THIRD_PARTY)
    assert told(Directness.THIRD_PARTY) > told(Directness.COLLECTIVE)


@given(st.permutations(range(4)).map(lambda order: [float(i + 1) / 10 for i in order]))
def test_in_the_end_one_knows_as_little_as_before(state: list[float]) -> None:
    first, second, third, fourth = state
    faded = moved((first, second, third, fourth), 365 * 200, PARAMS)
    assert faded == pytest.approx(PARAMS.prior, abs=1e-9)


@given(st.lists(st.integers(0, 900), max_size=3))
def test_an_unclear_word_alone_leaves_a_member_unknown(ages: list[int]) -> None:
    evidence = [
        position(id=str(i), stance=Stance.UNCLEAR, said=ON - timedelta(age))
        for i, age in enumerate(ages)
    ]
    row = stands(evidence)
    assert row.standing == UNKNOWN
    assert tuple(row.probabilities.values()) == pytest.approx(PARAMS.prior)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("prior = [0.15, 0.25, 0.30, 0.30]", "prior = [0.15, 0.25, 0.30]", "prior"),
        ("prior = [0.15, 0.25, 0.30, 0.30]", "prior = [0.0, 0.40, 0.30, 0.30]", "above 0"),
        ("moves_per_year = 0.20", "moves_per_year = -1", "-1 will not do"),
        ("moves_per_year = 0.20", "moves_a_year = 0.20", "did you mean 'moves_per_year'"),
        ("implied = 0.8", "", "implied"),
        ("[says.unnamed]", "[says.nameless]", "did you mean 'unnamed'"),
        ("shakes = 0.9", "shakes = true", "says.on_record.shakes"),
    ],
)
def test_a_wrong_parameter_is_named_with_its_mend(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    text = DEFAULTS.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "mine.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CaseError) as refused:
        parameters(file)
    assert says in str(refused.value)
    assert "mend:" in str(refused.value)


def test_parameters_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    text = DEFAULTS.read_text(encoding="utf-8")
    file.write_text(text.replace("named_from = 0.47", "named_from = 1.0"), encoding="utf-8")
    evidence = [position(stance=Stance.FOR, confidence=1.0)]
    (row,) = standings(Positions(evidence), ["IS"], ON, QUESTION, parameters(file))
    assert row.standing == UNKNOWN
    assert stands(evidence).standing != UNKNOWN
