"""How many members a report counts: those who say so, never how many there are."""

from __future__ import annotations

from datetime import date

import pytest

from placet.ledger.events import members_counted
from placet.reading.syntax.numbers import NUMBERS
from placet.words import Directness, HolderKind, Position, Stance

DAY = date(2024, 11, 26)


def counted(summary: str, speaker: str = "") -> int:
    return members_counted(
        Position(
            id="1",
            question="q",
            holder=None,
            holder_kind=HolderKind.UNNAMED,
            stance=Stance.AGAINST,
            confidence=0.8,
            directness=Directness.UNNAMED,
            said=DAY,
            published=DAY,
            source="source",
            summary=summary,
            speaker=speaker,
        )
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("At least seven allies object.", 7),
        ("Two members oppose it.", 2),
        ("Seven NATO member states oppose it.", 7),
        ("12 European governments oppose it.", 12),
        ("Seven of the members object.", 7),
        ("The seven allies object.", 7),
        ("NATO's two newest members object.", 2),
        ("Its seven eastern members object.", 7),
        ("Seven of NATO's members object, as do its 32 members.", 7),
        ("twenty-eight allies object.", 28),
        ("thirty allies object.", 30),
    ],
)
def test_a_number_before_members_counts_them(text: str, number: int) -> None:
    assert counted(text) == number
    assert counted("It is opposed.", speaker=text) == number


@pytest.mark.parametrize(
    "text",
    [
        "Seven of the 32 members object.",
        "At least seven of 32 members object.",
        "seven of NATO's 32 allies object.",
        "seven of NATO’s 32 allies object.",
        "seven of the European Union's 27 member states object.",
        "seven out of its 32 European allies object.",
        "Seven of the thirty-two allies object.",
        "7 of the 32 allies object.",
        "Of the 32 allies, seven governments object.",
    ],
)
def test_of_so_many_members_those_before_the_of_are_counted(text: str) -> None:
    assert counted(text) == 7


@pytest.mark.parametrize(
    "text",
    [
        "Several of the 32 allies oppose it.",
        "Some of the 32 allies oppose it.",
        "Some of the thirty-two allies oppose it.",
        "Several of NATO's 32 allies oppose it.",
        "Several of the European Union's 27 member states oppose it.",
        "None of the 32 allies opposes it.",
        "Most of its 32 members oppose it.",
        "A majority of 32 members opposes it.",
        "It divides opinion among the 32 allies.",
        "Two thirds of the 32 members oppose it.",
        "NATO's 32 allies are split.",
        "NATO’s 32 allies are split.",
        "NATO's thirty-two allies are split.",
        "The European Union's 27 member states oppose it.",
        "The allies' 32 governments oppose it.",
        "Its 32 members oppose it.",
        "Its 32 current members oppose it.",
    ],
)
def test_how_many_members_there_are_counts_nobody(text: str) -> None:
    assert counted(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "Not all 32 members object.",
        "Not all the 32 members object.",
        "Not one of the 32 members objects.",
        "No two members agree.",
        "All but two members object.",
        "Only two of the 32 members object.",
        "At most two members object.",
        "Fewer than seven of the 32 members object.",
        "Nearly twenty members object.",
    ],
)
def test_a_number_from_above_or_denied_counts_nobody(text: str) -> None:
    assert counted(text) == 0


@pytest.mark.parametrize(
    "text",
    [
        "In 2023 member states objected.",
        "On 17 October member states objected.",
        "The G7 members object.",
        "A 32-member alliance objects.",
        "Some 1,000 members of the party object.",
        "Six-seven members object.",
        "Members object.",
        "",
    ],
)
def test_years_and_parts_of_words_are_no_counts(text: str) -> None:
    assert counted(text) == 0


def test_numbers_are_read_as_they_are_written_out() -> None:
    assert sorted(NUMBERS.values()) == list(range(1, 100))
    assert [NUMBERS[word] for word in ("one", "twelve", "twenty", "thirty-two")] == [1, 12, 20, 32]
    assert all(counted(f"{word} members object.") == NUMBERS[word] for word in NUMBERS)
