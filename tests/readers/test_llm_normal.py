"""Words are found however they are spelt, and what is found is a place in the text as it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.readers.llm.normal import Normal, normal_form

TEXT = "He said:  “The do\u00ador isn’t\u00a0SHUT”, Orba\u0301n added – in the ﬁnal… hour."


@pytest.mark.parametrize(
    ("words", "stands"),
    [
        ('"The door isn\'t shut"', "“The do\u00ador isn’t\u00a0SHUT”"),
        ("‘the door isn`t  SHUT’", "“The do\u00ador isn’t\u00a0SHUT”"),
        ("said: «the", "said:  “The"),
        ("Orbán", "Orba\u0301n"),
        ("Orban added - in", "Orba\u0301n added – in"),
        ("the final... hour", "the ﬁnal… hour"),
    ],
)
def test_spelling_is_no_hindrance(words: str, stands: str) -> None:
    ((start, end),) = Normal(TEXT).find(words)
    assert TEXT[start:end] == stands


@pytest.mark.parametrize("words", ["Orba", "the doors", "", " ", "\u200b", "isn t"])
def test_what_is_no_whole_word_of_the_text_is_not_found(words: str) -> None:
    assert list(Normal(TEXT).find(words)) == []


MIXED = st.text(
    alphabet=st.one_of(st.sampled_from("ab \n\u00a0\"'“”’–…ﬁéßİ\u0301\u00ad"), st.characters()),
    max_size=30,
)


@given(MIXED, st.integers(0, 30), st.integers(1, 30))
def test_places_lead_back_to_the_words_that_were_sought(text: str, start: int, size: int) -> None:
    words = f" {text[start : start + size]} "
    for low, high in Normal(f"{text} {words} {text}").find(words):
        found = f"{text} {words} {text}"[low:high]
        assert normal_form(found).strip() == normal_form(words).strip()


@given(MIXED)
def test_any_words_between_spaces_are_found_in_either_normal_form_of_unicode(words: str) -> None:
    sought = normal_form(words).strip()
    for form in ("NFC", "NFD"):
        text = f"x {unicodedata.normalize(form, words)} x"
        found = list(Normal(text).find(words))
        assert bool(found) is bool(sought)
