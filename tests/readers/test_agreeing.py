"""Readers asked to agree: what all find counts, what only some find waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from modelserver import Server, completion, document

from placet import api
from placet.errors import UsageError
from placet.readers import open_reader
from placet.readers.agreeing import Agreeing
from placet.words import (
    Document,
    HolderKind,
    Question,
    Quotation,
    Reading,
    Span,
    Stance,
    StanceReading,
    Statement,
)

TEXT = "Hungary will veto the deal. Poland will vote no. Austria is open to it."
DEAL = Question(
    id="deal", text="Shall the Council approve the deal?", body="eu-council", matter="qmv"
)


def stance(holder: str | None, stance: Stance = Stance.AGAINST, **more: object) -> StanceReading:
    told = StanceReading(question="deal", stance=stance, confidence=0.8, holder=holder)
    return replace(told, **more)  # type: ignore[arg-type]


def statement(words: str, *stances: StanceReading) -> Statement:
    span = Span.of_words(TEXT, words)
    assert span
    return Statement(
        id=words,
        source=None,
        cue=None,
        content=(span,),
        quotation=Quotation.INDIRECT,
        stances=stances,
    )


@dataclass(frozen=True)
class Finding:
    """A reader that finds what it is told to find."""

    found: tuple[Statement, ...]
    name: str = "x"
    version: str = "1"

    def read(self, document: Document, _questions: Sequence[Question]) -> Reading:
        return Reading(document=document, reader="x 1", statements=self.found)


def agreed(*readers: Sequence[Statement]) -> dict[tuple[str | None, Stance], tuple[bool, float]]:
    both = Agreeing(tuple(Finding(tuple(found)) for found in readers))
    reading = both.read(document(TEXT), [DEAL])
    return {
        (s.holder, s.stance): (s.suggested, s.confidence)
        for one in reading.statements
        for s in one.stances
    }


def test_what_both_find_counts_wherever_in_the_text_they_see_it() -> None:
    ours = [statement("Hungary will veto the deal", stance("HU"))]
    theirs = [statement("Poland will vote no", stance("HU", confidence=0.9))]
    assert agreed(ours, theirs) == {("HU", Stance.AGAINST): (False, 0.9)}


def test_what_only_one_finds_is_a_suggestion_and_less_sure() -> None:
    ours = [statement("Hungary will veto", stance("HU"))]
    theirs = [statement("Poland will vote no", stance("PL"))]
    assert agreed(ours, theirs) == {
        ("HU", Stance.AGAINST): (True, 0.4),
        ("PL", Stance.AGAINST): (True, 0.4),
    }


def test_where_they_differ_on_the_stance_both_are_suggestions() -> None:
    ours = [statement("Austria is open", stance("AT", Stance.FOR))]
    theirs = [statement("Austria is open", stance("AT", Stance.CONDITIONAL))]
    found = agreed(ours, theirs)
    assert found.keys() == {("AT", Stance.FOR), ("AT", Stance.CONDITIONAL)}
    assert all(suggested for suggested, _ in found.values())


def test_the_body_is_not_the_same_holder_as_members_without_a_name() -> None:
    body = stance(None, holder_kind=HolderKind.BODY)
    some = stance(None, holder_kind=HolderKind.UNNAMED)
    found = agreed([statement("Poland", body)], [statement("Poland", some)])
    assert all(suggested for suggested, _ in found.values())


def test_of_three_readers_all_have_to_agree() -> None:
    ours = [statement("Hungary will veto", stance("HU"))]
    assert agreed(ours, ours, []) == {("HU", Stance.AGAINST): (True, 0.533)}
    assert agreed(ours, ours, ours) == {("HU", Stance.AGAINST): (False, 0.8)}


def test_what_all_are_unsure_of_stays_a_suggestion_and_one_who_is_sure_settles_it() -> None:
    unsure = [statement("Hungary will veto", stance("HU", suggested=True))]
    sure = [statement("Hungary will veto", stance("HU"))]
    assert agreed(unsure, unsure) == {("HU", Stance.AGAINST): (True, 0.8)}
    assert agreed(unsure, sure) == {("HU", Stance.AGAINST): (False, 0.8)}


def test_statements_are_those_of_the_first_and_what_others_add() -> None:
    first = statement("Hungary will veto the deal", stance("HU"))
    inner = statement("veto the deal", stance("HU"))
    other = statement("Austria is open to it")
    both = Agreeing((Finding((first,)), Finding((inner, other))))
    read = both.read(document(TEXT), [DEAL])
    assert [one.id for one in read.statements] == [first.id, other.id]


def test_one_statement_of_both_holds_what_either_says() -> None:
    ours = statement("Hungary will veto", stance("HU"))
    theirs = statement("Hungary will veto", stance("HU"), stance("PL"))
    read = Agreeing((Finding((ours,)), Finding((theirs,)))).read(document(TEXT), [DEAL])
    (one,) = read.statements
    assert [(s.holder, s.suggested) for s in one.stances] == [("HU", False), ("PL", True)]


def position(holder: str, words: str) -> dict[str, object]:
    told = {"question": "deal", "stance": "against", "directness": "third_party"}
    return {**told, "holder": holder, "words": words, "terms": []}


HUNGARY = position("Hungary", "Hungary will veto the deal")
POLAND = position("Poland", "Poland will vote no")


def suggested(reading: Reading) -> dict[str | None, bool]:
    return {s.holder: s.suggested for one in reading.statements for s in one.stances}


def test_two_models_are_asked_to_agree(server: Server, tmp_path: Path) -> None:
    server.replies = [completion(positions=[HUNGARY, POLAND]), completion(positions=[HUNGARY])]
    one, other = (f"llm:{server.url}|model={name}|cache={tmp_path}" for name in "AB")
    read = open_reader(f"{one} & {other}").read(document(TEXT), [DEAL])
    assert suggested(read) == {"HU": False, "PL": True}
    assert read.reader.startswith("llm A+prompt")
    assert "&B+prompt" in read.reader
    assert [body["model"] for _, _, body in server.asked] == ["A", "B"]


def test_two_passes_of_one_model_differ_in_order_and_seed(server: Server, tmp_path: Path) -> None:
    server.replies = [completion(positions=[POLAND, HUNGARY]), completion(positions=[POLAND])]
    opened = open_reader(f"llm:{server.url}|model=A|passes=2|cache={tmp_path}")
    read = opened.read(document(TEXT), [DEAL, replace(DEAL, id="other")])
    assert suggested(read) == {"PL": False, "HU": True}
    first, second = (body for _, _, body in server.asked)
    orders = [
        body["messages"][-1]["content"].index('"deal"')
        < body["messages"][-1]["content"].index('"other"')
        for body in (first, second)
    ]
    assert orders == [True, False]
    assert "seed" not in first
    assert second["seed"] == 2


def test_agreement_binds_more_closely_than_what_is_taken_besides(
    server: Server, tmp_path: Path
) -> None:
    server.replies = [completion(positions=[HUNGARY])]
    asked = f"llm:{server.url}|model=A|cache={tmp_path}"
    read = open_reader(f"builtin + {asked} & builtin").read(document(TEXT), [DEAL])
    assert suggested(read)["HU"]
    assert read.reader.startswith("builtin+llm&builtin ")


@pytest.mark.parametrize("passes", ["0", "10", "two", "", "²"])
def test_a_number_of_passes_that_cannot_be_is_refused(passes: str) -> None:
    with pytest.raises(UsageError, match="passes"):
        open_reader(f"llm:http://localhost|model=m|passes={passes}")


def test_what_models_dispute_goes_to_review_and_not_to_the_board(
    server: Server, tmp_path: Path
) -> None:
    (tmp_path / "case.toml").write_text(
        'title = "A deal"\nbody = "eu-council"\n\n'
        '[[question]]\nid = "deal"\ntext = "Shall the Council approve the deal?"\n'
    )
    (tmp_path / "a.txt").write_text(f"{TEXT} That is what the capitals said on Monday.")
    case = api.load_case(tmp_path)
    one, other = (f"llm:{server.url}|model={name}|cache={tmp_path}" for name in "AB")
    server.replies = [completion(positions=[HUNGARY, POLAND]), completion(positions=[HUNGARY])]
    for reader in (one, f"{one} & {other}"):  # first one alone, then both: it is read anew
        api.add(case, [tmp_path / "a.txt"], reader=reader)
    with api.open_ledger(case) as ledger:
        assert [position.holder for position in ledger.positions()] == ["HU"]
        assert [position.holder for position in ledger.suggestions()] == ["PL"]
        ledger.review(ledger.suggestions()[0].id, "accepted", by="Ann")
        assert {position.holder for position in ledger.positions()} == {"HU", "PL"}
