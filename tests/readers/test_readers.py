"""Readers are found by name."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from placet.cases import example_case
from placet.errors import UsageError
from placet.readers import open_reader, reader_names
from placet.readers.together import Together
from placet.reading.intake.loading import from_text
from placet.words import Reading, Stance, StanceReading, Statement


def test_the_built_in_reader_is_one_of_them() -> None:
    assert "builtin" in reader_names()
    assert open_reader().name == "builtin"


def test_a_misspelt_reader_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no reader 'bultin'") as caught:
        open_reader("bultin")
    assert "builtin" in caught.value.mend


def test_the_built_in_reader_takes_no_argument() -> None:
    with pytest.raises(UsageError, match="takes nothing after a colon"):
        open_reader("builtin:x")


def test_a_reader_that_abstains_keeps_statements_and_drops_unsure_stances() -> None:
    text = from_text("Estonia supports an invitation to Ukraine, its foreign minister said.")
    questions = example_case().questions
    plain = open_reader().read(text, questions)
    (sure,) = (s.confidence for one in plain.statements for s in one.stances)
    kept = open_reader(at_least=sure).read(text, questions)
    silent = open_reader(at_least=min(1, sure + 0.01)).read(text, questions)
    assert [one.stances for one in kept.statements] == [one.stances for one in plain.statements]
    assert [one.id for one in silent.statements] == [one.id for one in plain.statements]
    assert not any(one.stances for one in silent.statements)
    assert silent.reader != plain.reader


def test_a_threshold_that_is_no_chance_is_refused() -> None:
    with pytest.raises(UsageError, match="between 0 and 1"):
        open_reader(at_least=60)


def test_readers_together_find_what_any_of_them_finds_and_nothing_twice() -> None:
    text = from_text("It works, the minister said. Others, he added, will follow.")
    both = open_reader("builtin + builtin").read(text, ())
    alone = open_reader().read(text, ())
    assert both.statements == alone.statements
    assert both.reader.startswith("builtin+builtin ")


def test_a_later_reader_adds_only_what_the_others_have_not_found() -> None:
    text = from_text("It works, the minister said. Others, he added, will follow.")
    first, second = open_reader().read(text, ()).statements
    wider = replace(first, id="w", content=(replace(first.content[0], start=1),))

    def finding(*statements: Statement) -> SimpleNamespace:
        found = Reading(document=text, reader="x 1", statements=statements)
        return SimpleNamespace(name="x", version="1", read=lambda *_: found)

    both = Together((finding(second), finding(first), finding(wider))).read(text, ())
    assert both.statements == (first, second)


def test_a_later_reader_adds_where_holders_stand_of_whom_the_others_say_nothing() -> None:
    text = from_text("It works, the minister said. Others, he added, will follow.")
    first = replace(open_reader().read(text, ()).statements[0], stances=())
    known = StanceReading(question="q", stance=Stance.FOR, confidence=0.5, holder="SE")
    new = replace(known, holder="FI")
    told = replace(first, stances=(known,))
    again = replace(first, id="w", stances=(replace(known, stance=Stance.AGAINST), new))

    def finding(*statements: Statement) -> SimpleNamespace:
        found = Reading(document=text, reader="x 1", statements=statements)
        return SimpleNamespace(name="x", version="1", read=lambda *_: found)

    both = Together((finding(told), finding(again))).read(text, ())
    assert [stance for one in both.statements for stance in one.stances] == [known, new]
    assert Together((finding(told), finding(told))).read(text, ()).statements == (told,)
