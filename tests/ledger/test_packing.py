"""Sums come out of their bytes as they went in, whichever way they are laid out."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from placet.ledger.packing import KINDS, RECORD, STANCES, UNCLEAR, Record, packed, parts, unpacked

YEAR = st.integers(1, 366)
SURE = st.sampled_from([0.0, 0.1, 0.4, 1.0, 7.3])


@st.composite
def records(draw: st.DrawFn) -> list[Record]:
    """A year: some things said on many days, others once."""
    found: dict[tuple[object, ...], Record] = {}
    for _ in range(draw(st.integers(0, 6))):
        kind, stance = draw(st.integers(0, len(KINDS) - 1)), draw(st.integers(0, len(STANCES) - 1))
        most = draw(st.sampled_from([1, 300, 70_000]))
        level = draw(SURE)
        for day in draw(st.lists(YEAR, max_size=draw(st.sampled_from([1, 40])), unique=True)):
            sure = level if stance == UNCLEAR else draw(SURE)
            key = day, kind, stance, sure if stance == UNCLEAR else None
            found[key] = day, kind, stance, draw(st.integers(1, most)), sure
    return list(found.values())


@given(records())
def test_records_come_out_as_they_went_in(given_records: list[Record]) -> None:
    assert list(unpacked(packed(given_records))) == sorted(given_records)


@given(records(), st.randoms())
def test_the_same_records_are_the_same_bytes(given_records: list[Record], random: object) -> None:
    mixed = list(given_records)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert packed(mixed) == packed(given_records)


def test_what_is_said_every_day_takes_less_than_its_records() -> None:
    daily = [(day, 0, stance, 3, 0.5) for day in range(1, 366) for stance in range(len(STANCES))]
    assert len(packed(daily)) < 0.6 * RECORD.size * len(daily)
    assert not len(parts(packed(daily)).rare)


def test_many_confidences_said_once_are_kept_as_records() -> None:
    once = [(day, 0, UNCLEAR, 1, day / 1000) for day in range(1, 366)]
    assert len(packed(once)) < 1.1 * RECORD.size * len(once)
    assert list(unpacked(packed(once))) == once


def test_of_nothing_there_are_no_bytes() -> None:
    assert packed([]) == b""
    assert list(unpacked(b"")) == []
