"""A ledger added up by day gives the same standings as its statements one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from placet.ledger import open_ledger
from placet.ledger.views import streamed
from placet.rules import weighted
from placet.standing import Reset, standings
from placet.standing.adding_up import add_up, keep, kept
from placet.standing.bulk import Tallies, bulk_standings
from placet.words import Directness, HolderKind, Position, Question, Stance

START = date(2023, 1, 1)
SPAN = 60
MEMBERS = ["IS", "PT", "NO"]
QUESTIONS = [
    Question(id="q", text="?", body="nato", matter="c", refused_with=("r",), granted_with=("s",)),
    Question(id="r", text="?", body="nato", matter="c", granted_with=("q",)),
]
RULE = weighted(3, dict.fromkeys(MEMBERS, 1))


def _position(
    number: int, day: int, delay: int, holder: str, confidence: float, **fields: object
) -> Position:
    said = START + timedelta(day)
    kinds = {"body": HolderKind.BODY, "unnamed": HolderKind.UNNAMED}
    return Position(
        id=str(number),
        holder=None if holder in kinds else holder,
        holder_kind=kinds.get(holder, HolderKind.COUNTRY),
        said=said,
        published=said + timedelta(delay),
        confidence=confidence,
        **fields,  # type: ignore[arg-type]
    )


POSITIONS = st.lists(
    st.builds(
        _position,
        number=st.integers(0, 10**9),
        day=st.integers(0, SPAN),
        delay=st.sampled_from([0, 0, 0, 3, 20]),
        holder=st.sampled_from([*MEMBERS, "UA", "body", "unnamed"]),
        confidence=st.sampled_from([0.0, 0.4, 0.8, 1.0]),
        question=st.sampled_from(["q", "q", "r", "s"]),
        stance=st.sampled_from(Stance),
        directness=st.sampled_from(Directness),
        speaker=st.sampled_from(["", "Ann (minister)", "Ann", "Bob"]),
        summary=st.sampled_from(["", "At least two members."]),
    ),
    max_size=14,
    unique_by=lambda p: p.id,
)
RESETS = st.dictionaries(
    st.sampled_from(MEMBERS),
    st.lists(
        st.builds(Reset, st.integers(-9, SPAN).map(lambda d: START + timedelta(d))),
        max_size=2,
        unique_by=lambda reset: reset.day,
    ),
)


def summed(positions: list[Position]) -> Tallies:
    return add_up(sorted(positions, key=lambda p: (p.question, p.holder or "")))


@settings(max_examples=150, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(POSITIONS, RESETS, st.integers(0, SPAN + 30))
def test_sums_and_single_statements_give_the_same(
    positions: list[Position], resets: dict[str, list[Reset]], day: int
) -> None:
    on = START + timedelta(day)
    tallies = summed(positions)
    for question in QUESTIONS:
        expected = standings(
            positions, MEMBERS, on, question, resets=resets, rule_on=lambda _: RULE
        )
        found = bulk_standings(
            tallies, MEMBERS, on, question, resets=resets, rule_on=lambda _: RULE
        )
        for one, other in zip(expected, found, strict=True):
            assert tuple(other.probabilities.values()) == pytest.approx(
                tuple(one.probabilities.values()), abs=1e-9
            )
            assert other.p_assent == pytest.approx(one.p_assent, abs=1e-9)
            assert (other.said, other.age_days) == (one.said, one.age_days)
            assert other.standing == one.standing


def test_an_empty_ledger_leaves_all_at_the_prior() -> None:
    (row,) = bulk_standings(summed([]), ["IS"], START, QUESTIONS[0])
    (expected,) = standings([], ["IS"], START, QUESTIONS[0])
    assert row.p_assent == pytest.approx(expected.p_assent)
    assert (row.standing, row.said) == (expected.standing, expected.said)


@given(POSITIONS)
@settings(max_examples=15, deadline=None)
def test_what_is_kept_is_read_back_while_the_ledger_stays(positions: list[Position]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path, tallies = Path(folder) / "sums.npz", summed(positions)
        assert kept(path, "1") is None
        keep(tallies, path, "1")
        again = kept(path, "1")
        assert again
        on = START + timedelta(SPAN)
        assert bulk_standings(again, MEMBERS, on, QUESTIONS[0], rule_on=lambda _: RULE) == (
            bulk_standings(tallies, MEMBERS, on, QUESTIONS[0], rule_on=lambda _: RULE)
        )
        assert kept(path, "2") is None, "the ledger has grown"
        path.write_bytes(path.read_bytes()[:100])
        assert kept(path, "1") is None, "cut off"


def test_what_a_person_has_decided_counts_in_the_sums_too(tmp_path: Path) -> None:
    base = _position(
        1, 0, 0, "IS", 0.8, question="q", stance=Stance.FOR, directness=Directness.ON_RECORD
    )
    told = [replace(base, speaker=name) for name in ("Ann", "Bob", "Cay")]
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.add_positions(told, by="me")
        ann, bob, _ = sorted(ledger.positions(), key=lambda p: p.speaker)
        ledger.review(ann.id, "rejected", by="me")
        ledger.review(bob.id, "corrected", by="me", stance=Stance.AGAINST)
        counted = ledger.positions()
        with ledger.reading() as connection:
            tallies = add_up(streamed(connection))
    on = START + timedelta(3)
    (expected,) = standings(counted, ["IS"], on, QUESTIONS[0])
    (found,) = bulk_standings(tallies, ["IS"], on, QUESTIONS[0])
    assert tallies.statements == 2
    assert found.p_assent == pytest.approx(expected.p_assent)
