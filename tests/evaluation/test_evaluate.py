"""Readers are scored as the definitions say, on files that are checked line by line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from placet.errors import CaseError
from placet.evaluation import evaluate, evaluate_file, load_gold
from placet.words import Document, Question, Quotation, Reading, Span, Speaker, Statement

TEXT = "The minister of Atlantis said that the talks go on. Nobody else spoke."
LABEL = {
    "source": [0, 24],
    "cue": [25, 29],
    "content": [[30, 50]],
    "type": "indirect",
}


def span(start: int, end: int) -> Span:
    return Span(start, end, TEXT[start:end])


STATEMENT = Statement(
    id="1",
    source=span(0, 24),
    cue=span(25, 29),
    content=(span(30, 50),),
    quotation=Quotation.INDIRECT,
    speaker=Speaker(name="minister", kind="office"),
)


class Told:
    """A reader that finds what it was told."""

    name = "told"
    version = "1"

    def __init__(self, *statements: Statement) -> None:
        self.statements = statements

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        assert not questions
        return Reading(document=document, reader="told 1", statements=self.statements, facts=())


class Failing(Told):
    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        raise RuntimeError(f"out of ideas on {document.id[:0]}{len(questions)}")


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    row = {"doc_id": "a", "text": TEXT, "statements": [LABEL]}
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


def test_a_reader_that_finds_everything_scores_one(gold: Path) -> None:
    result = evaluate(load_gold(gold), Told(STATEMENT), ())
    assert result.attributed is not None
    assert result.attributed["f1"] == 1.0
    assert not result.errors


def test_a_reader_that_finds_nothing_scores_nought_and_its_miss_is_listed(gold: Path) -> None:
    result = evaluate(load_gold(gold), Told(), ())
    assert result.attributed is not None
    assert result.attributed["f1"] == 0.0
    assert [error.document for error in result.errors] == ["a"]


def test_an_invented_statement_costs_precision_and_no_recall(gold: Path) -> None:
    invented = replace(
        STATEMENT, id="2", source=span(52, 58), cue=span(64, 69), content=(span(59, 63),)
    )
    result = evaluate(load_gold(gold), Told(STATEMENT, invented), ())
    assert result.attributed is not None
    assert (result.attributed["p"], result.attributed["r"]) == (0.5, 1.0)


def test_a_reader_that_fails_on_a_document_is_reported_and_the_rest_goes_on(gold: Path) -> None:
    result = evaluate(load_gold(gold), Failing(), ())
    assert "out of ideas" in str(result.failed[0])


@pytest.mark.parametrize(
    "text", ["", "no json\n", "[]\n", '{"doc_id": "a"}\n', '{"doc_id": "a", "text": "x"}\n']
)
def test_a_file_without_labels_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_gold(path)
    assert caught.value.mend


EVAL = Path(__file__).resolve().parents[2].parent / "shared" / "eval"


@pytest.mark.skipif(not (EVAL / "seed_gold.json").exists(), reason="no labelled corpus at hand")
def test_the_built_in_reader_finds_every_statement_of_the_first_article() -> None:
    (result,) = evaluate_file(EVAL / "seed_gold.json", draws=0)
    assert result.attributed is not None
    assert (result.attributed["r"], result.attributed["n_gold"]) == (1.0, 13)
