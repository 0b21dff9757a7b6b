"""A question's id is made from its sentence: short, telling, and unlike the others of its case."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.cases.naming import question_id


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Shall the Council approve the EU-Mercosur trade agreement?", "approve_eu_mercosur_trade"),
        ("Shall NATO invite Ukraine to accede, now?", "nato_invite_ukraine_accede"),
        ("Shall Côte d’Ivoire be readmitted?", "cote_divoire_readmitted"),
        ("Shall it?", "shall_it"),
        ("Почему?", "question"),
    ],
)
def test_the_telling_words_of_the_sentence_name_the_question(sentence: str, name: str) -> None:
    assert question_id(sentence) == name


def test_a_name_that_is_taken_gets_a_number() -> None:
    assert question_id("Shall it wait?", ["wait"]) == "wait_2"
    assert question_id("Shall it wait?", ["wait", "wait_2"]) == "wait_3"


@given(st.text(max_size=80), st.lists(st.text(max_size=5), max_size=3))
def test_every_sentence_gets_a_name_of_its_own(sentence: str, taken: list[str]) -> None:
    name = question_id(sentence, taken)
    assert re.fullmatch(r"[a-z0-9_]+", name)
    assert name not in taken
