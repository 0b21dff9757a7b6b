"""Phrases with choices and gaps, matched word by word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.reading.syntax.patterns import choices, found, mentioned, phrases_pattern

WORDS = st.lists(st.text("abc", min_size=1, max_size=3), max_size=8)


def places(phrase: str, text: str) -> list[tuple[int, int]]:
    return list(found(phrases_pattern((phrase,)), text.split()))


@pytest.mark.parametrize(
    ("phrase", "text", "want"),
    [
        ("path to nato", "on its path to nato now", [(2, 4)]),
        ("road|path to nato", "a road to nato", [(1, 3)]),
        ("future ... in nato", "its future must lie in nato", [(1, 5)]),
        ("future ... in nato", "its future , he said , is in nato", []),
        ("not ready", "would not be ready", [(1, 3)]),
        ("nato", "the natosphere", []),
    ],
)
def test_a_phrase_stands_where_its_words_do(
    phrase: str, text: str, want: list[tuple[int, int]]
) -> None:
    assert places(phrase, text) == want


@given(WORDS, WORDS)
def test_a_phrase_of_plain_words_is_found_in_any_text_that_holds_it(
    before: list[str], after: list[str]
) -> None:
    words = [*before, "x", "y", *after]
    assert list(found(phrases_pattern(("x y",)), words)) == [(len(before), len(before) + 1)]


@given(WORDS)
def test_no_phrases_are_found_nowhere(words: list[str]) -> None:
    assert not mentioned((), words)


def test_choices_leave_out_gaps() -> None:
    assert choices("future|place ... in nato") == [["future", "place"], ["in"], ["nato"]]
