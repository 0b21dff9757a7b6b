"""The sieve passes over what holds no position, and nothing that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from placet import api
from placet.cases import example_case
from placet.reading.questions.relevance import sieve
from placet.words import Question

EXAMPLE = sieve(example_case().questions)


def asked(sentence: str, **more: tuple[str, ...]) -> Question:
    return Question(id="q", text=sentence, body="eu-council", matter="qmv", **more)  # type: ignore[arg-type]


DEAL = sieve((asked("Shall the Council approve the EU-Mercosur trade agreement?"),))


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv was invited to nothing, Oslo said.",
        "UKRAINE JOINED NO ALLIANCE.",
        "Who brought Ukraine into NATO's orbit?",
        "The Ukrainian entries were counted.",
    ],
)
def test_every_form_of_a_country_in_the_question_passes_beside_a_word_of_deciding(
    text: str,
) -> None:
    assert EXAMPLE.passes(text)


@pytest.mark.parametrize(
    "text",
    ["", "Ukraine harvested wheat.", "Sweden was invited to join NATO.", "It rained in Lisbon."],
)
def test_without_what_the_questions_name_a_text_is_passed_over(text: str) -> None:
    assert not EXAMPLE.passes(text)


@pytest.mark.parametrize(
    ("text", "passes"),
    [
        ("Paris will vote against the deal with Mercosur.", True),
        ("A trade pact collapsed over fisheries.", False),
        ("The trade agreement divides the capitals.", True),
        ("Members traded blows over fisheries.", False),
    ],
)
def test_a_plain_question_is_enough_to_go_by(text: str, passes: bool) -> None:
    assert DEAL.passes(text) == passes


def test_hints_add_to_the_words_of_the_question() -> None:
    hinted = sieve((asked("Shall it be approved?", cues=("tariff", "customs duty")),))
    assert hinted.passes("The Council put off the tariffs and the customs union.")
    assert not hinted.passes("It rained in Boston.")


def test_a_question_of_which_nothing_can_be_made_lets_everything_pass() -> None:
    assert sieve((asked("?"),)).passes("It rained in Lisbon.")


def test_the_example_s_own_documents_pass() -> None:
    texts = [path.read_text("utf-8") for path in example_case().documents.glob("*.md")]
    assert texts
    assert all(EXAMPLE.passes(text) for text in texts)


def test_passed_over_means_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained in Lisbon, the minister said.", encoding="utf-8")
    assert len(list(api.read([tmp_path / "a.txt"]))) == 1
    assert not list(api.read([tmp_path / "a.txt"], only_relevant=True))
