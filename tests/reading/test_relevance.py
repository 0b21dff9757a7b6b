"""The sieve passes over what holds no position, and nothing that does."""

from __future__ import annotations

from pathlib import Path

import pytest

from placet import api
from placet.cases import example_case
from placet.reading.relevance import sieve
from placet.words import Question

EXAMPLE = sieve(example_case().questions)


@pytest.mark.parametrize(
    "text",
    [
        "Kyiv was invited to nothing, Oslo said.",
        "UKRAINE JOINED NO ALLIANCE.",
        "Who brought Ukraine into NATO's orbit?",
        "The Ukrainian entries were counted.",
    ],
)
def test_every_form_of_a_cue_passes_beside_the_subject(text: str) -> None:
    assert EXAMPLE.passes(text)


@pytest.mark.parametrize(
    "text",
    ["", "Ukraine harvested wheat.", "Sweden was invited to join NATO.", "It rained in Lisbon."],
)
def test_without_the_subject_or_a_cue_a_text_is_passed_over(text: str) -> None:
    assert not EXAMPLE.passes(text)


def test_a_question_without_a_subject_goes_by_its_body() -> None:
    asked = Question(id="q", text="?", body="eu-council", matter="qmv", cues=("tariff",))
    assert sieve((asked,)).passes("The Council agreed on a tariff.")
    assert not sieve((asked,)).passes("A tariff was paid in Boston.")


def test_the_example_s_own_documents_pass() -> None:
    texts = [path.read_text("utf-8") for path in example_case().documents.glob("*.md")]
    assert texts
    assert all(EXAMPLE.passes(text) for text in texts)


def test_passed_over_means_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("It rained in Lisbon, the minister said.", encoding="utf-8")
    assert len(list(api.read([tmp_path / "a.txt"]))) == 1
    assert not list(api.read([tmp_path / "a.txt"], only_relevant=True))
