"""Labelled files: any of them is scored or refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from good_inputs import GOLD, reading
from hypothesis import given
from hypothesis import strategies as st
from mutations import anything, fuzzed, mutated, mutated_bytes, taken

from placet.evaluation import evaluate, load_gold
from placet.formats import dumps
from placet.words import Document, Question, Reading


class Known:
    """A reader that finds the same in every text."""

    name, version = "known", "1"

    def read(self, document: Document, *_: object) -> Reading:
        return Reading(document=document, reader="known 1", statements=reading().statements)


ASKED = [Question(id="invite", text="?", body="nato", matter="invitation")]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("gold") / "gold.jsonl"


def score(path: Path) -> None:
    gold = taken(lambda: load_gold(path))
    if gold is not None:
        made = evaluate(gold, Known(), ASKED, draws=3)
        dumps("x@1", {"a": made.attribution, "p": made.positions, "s": made.speakers})


def test_the_good_one_is_taken(path: Path) -> None:
    path.write_text(json.dumps(GOLD), encoding="utf-8")
    assert load_gold(path)
    score(path)


@fuzzed
@given(data=st.data())
def test_labels_of_any_shape(data: st.DataObject, path: Path) -> None:
    path.write_text(json.dumps(data.draw(mutated(GOLD))), encoding="utf-8")
    score(path)


@fuzzed
@given(data=st.data())
def test_structures_at_random(data: st.DataObject, path: Path) -> None:
    made = data.draw(st.dictionaries(st.sampled_from(sorted(GOLD)), anything(), max_size=4))
    path.write_text(json.dumps(made), encoding="utf-8")
    score(path)


@fuzzed
@given(data=st.data())
def test_files_of_any_bytes(data: st.DataObject, path: Path) -> None:
    path.write_bytes(data.draw(mutated_bytes(json.dumps(GOLD).encode())))
    score(path)
