"""Positions that a language model tells: what stands in the text is kept, the rest is counted."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from modelserver import Asked, Server, completion, document

from placet.readers.llm.asking import MOST_ROWS
from placet.words import Directness, HolderKind, Question, Stance, StanceReading

TEXT = (
    "Envoys met in Rome. Viktor Orban said that Hungary would veto the trade deal “until farmers "
    "are paid”. Warsaw would vote no. The Baltic states are in favour, an EU diplomat said."
)
DEAL = Question(
    id="deal", text="Shall the Council approve the deal?", body="eu-council", matter="qmv"
)
QUOTAS = replace(DEAL, id="quotas", text="Shall the Council raise the quotas?")
SAID = {
    "source": "Viktor Orban",
    "cue": "said",
    "content": ["that Hungary would veto the trade deal “until farmers are paid”"],
}
HUNGARY = {
    "holder": "Hungary",
    "question": "deal",
    "stance": "against",
    "terms": ["until farmers are paid"],
    "directness": "on_record",
    "words": "Hungary would veto the trade deal",
}
POLAND = {
    "holder": "Poland",
    "question": "deal",
    "stance": "against",
    "terms": [],
    "directness": "third_party",
    "words": "Warsaw would vote no",
}


def stances(asked: Asked, text: str = TEXT) -> list[StanceReading]:
    return [s for one in asked.read(text, [DEAL, QUOTAS]).statements for s in one.stances]


def test_a_position_is_tied_to_the_attribution_that_holds_its_words(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(SAID, positions=[HUNGARY])]
    (statement,) = asked.read(TEXT, [DEAL]).statements
    assert statement.speaker
    assert statement.speaker.country == "HU"
    (stance,) = statement.stances
    assert (stance.holder, stance.question, stance.stance) == ("HU", "deal", Stance.AGAINST)
    assert stance.directness is Directness.ON_RECORD
    assert asked.reader.dropped == {}


def test_terms_that_the_rules_do_not_see_are_the_statements_conditions(
    server: Server, asked: Asked
) -> None:
    text = "Austria can live with it, given a fund for farmers."
    agrees = {"holder": "Austria", "stance": "conditional", "terms": ["given a fund for farmers"]}
    server.replies = [completion(positions=[{**POLAND, **agrees, "words": text}])]
    (statement,) = asked.read(text, [DEAL]).statements
    assert [term.span.text for term in statement.conditions] == ["given a fund for farmers"]


def test_a_position_that_nobody_is_said_to_tell_is_a_bare_statement(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(SAID, positions=[POLAND])]
    said, bare = asked.read(TEXT, [DEAL]).statements
    assert said.stances == ()
    assert bare.source is None
    assert [part.text for part in bare.content] == ["Warsaw would vote no"]
    assert [stance.holder for stance in bare.stances] == ["PL"]


def test_all_questions_are_asked_at_once_and_only_where_there_are_some(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(SAID, positions=[])]
    asked.read(TEXT, [DEAL, QUOTAS])
    asked.read(TEXT, [])
    with_them, without = (body for _, _, body in server.asked)
    schema: Any = with_them["response_format"]["json_schema"]["schema"]["properties"]
    assert schema["positions"]["items"]["properties"]["question"]["enum"] == ["deal", "quotas"]
    assert DEAL.text in with_them["messages"][-1]["content"]
    assert "positions" not in without["response_format"]["json_schema"]["schema"]["properties"]
    assert "holder" not in without["messages"][0]["content"]


def test_stances_come_from_the_model_and_not_from_the_rules(server: Server, asked: Asked) -> None:
    cued = replace(DEAL, cues=("trade deal",))
    server.replies = [completion(SAID, positions=[])]
    assert not any(one.stances for one in asked.read(TEXT, [cued]).statements)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"words": "Hungary would block the deal"}, "position's words not in the text"),
        ({"words": ""}, "position's words not in the text"),
        ({"holder": "Ruritania"}, "holder is no government"),
        ({"holder": ""}, "holder is no government"),
        ({"holder": "the " * 100_000}, "holder is no government"),
        ({"holder": "European Commission"}, "holder is no government"),
        ({"words": "Hungary " * 100_000}, "position's words not in the text"),
        ({"question": "tariffs"}, "no such question"),
        ({"stance": "unclear"}, "no such stance"),
        ({"directness": "hearsay"}, "no such directness"),
    ],
)
def test_what_does_not_hold_is_dropped_counted_and_said(
    server: Server,
    asked: Asked,
    change: dict[str, object],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.replies = [completion(SAID, positions=[{**HUNGARY, **change}, POLAND])]
    assert [one.holder for one in stances(asked)] == ["PL"]
    assert asked.reader.dropped == {reason: 1}
    assert f"1 {reason}" in caplog.text


def test_a_term_that_stands_nowhere_is_dropped_and_its_position_stays(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(SAID, positions=[{**HUNGARY, "terms": ["once it rains"]}])]
    assert len(stances(asked)) == 1
    assert asked.reader.dropped == {"term not in the text": 1}


@pytest.mark.parametrize(
    ("called", "codes"),
    [
        ("HU", ["HU"]),
        ("hungary", ["HU"]),
        ("Hungarian", ["HU"]),
        ("Budapest", ["HU"]),
        ("Viktor Orban", ["HU"]),
        ("the Baltic states", ["EE", "LV", "LT"]),
    ],
)
def test_a_holder_is_known_by_name_code_adjective_capital_person_or_group(
    server: Server, asked: Asked, called: str, codes: list[str]
) -> None:
    server.replies = [completion(SAID, positions=[{**HUNGARY, "holder": called}])]
    assert sorted(str(one.holder) for one in stances(asked)) == sorted(codes)


@pytest.mark.parametrize(
    ("called", "kind"),
    [
        ("the body", HolderKind.BODY),
        ("eu-council", HolderKind.BODY),
        ("The European Union", HolderKind.BODY),
        ("Council of the European Union", HolderKind.BODY),
        ("unnamed", HolderKind.UNNAMED),
    ],
)
def test_the_body_and_members_without_a_name_hold_positions_too(
    server: Server, asked: Asked, called: str, kind: HolderKind
) -> None:
    server.replies = [completion(SAID, positions=[{**HUNGARY, "holder": called}])]
    (stance,) = stances(asked)
    assert (stance.holder, stance.holder_kind, stance.suggested) == (None, kind, False)


def test_a_holder_whom_the_text_nowhere_names_is_only_suggested(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(SAID, positions=[{**POLAND, "holder": "Spain"}, HUNGARY])]
    assert {one.holder: one.suggested for one in stances(asked)} == {"ES": True, "HU": False}


@pytest.mark.parametrize("words", ["veto the trade deal", HUNGARY["words"]])
def test_two_stances_of_one_statement_leave_the_first_as_a_suggestion(
    server: Server, asked: Asked, words: str
) -> None:
    other = {**HUNGARY, "stance": "conditional", "words": words}
    server.replies = [completion(SAID, positions=[HUNGARY, other])]
    (stance,) = stances(asked)
    assert (stance.stance, stance.suggested) == (Stance.AGAINST, True)
    assert asked.reader.dropped == {"two stances of one statement": 1}


def test_the_same_told_twice_is_kept_once_and_counted(server: Server, asked: Asked) -> None:
    wider = {**HUNGARY, "words": "that Hungary would veto the trade deal"}
    server.replies = [completion(SAID, positions=[HUNGARY, HUNGARY, wider])]
    assert len(stances(asked)) == 1
    assert asked.reader.dropped == {"position told twice": 2}


@pytest.mark.parametrize(
    "positions",
    [
        None,
        {},
        "none",
        [1],
        [{}],
        [{**HUNGARY, "holder": None}],
        [{**HUNGARY, "terms": "until"}],
        [{**HUNGARY, "words": ["a"]}],
    ],
)
def test_an_answer_of_another_shape_is_asked_again(
    server: Server, asked: Asked, positions: object
) -> None:
    server.replies = [completion(positions=positions), completion(positions=[POLAND])]
    assert [one.holder for one in stances(asked)] == ["PL"]
    assert len(server.asked) == 2


def test_rows_beyond_the_limit_are_dropped_and_counted(server: Server, asked: Asked) -> None:
    many = [POLAND] * (MOST_ROWS + 3)
    server.replies = [completion(positions=many)]
    assert len(stances(asked)) == 1
    assert asked.reader.dropped["beyond what is taken from one answer"] == 3


def test_kept_answers_hold_their_positions(server: Server, asked: Asked) -> None:
    server.replies = [completion(SAID, positions=[HUNGARY])]
    assert stances(asked) == stances(asked)
    assert len(server.asked) == 1


def test_another_question_is_another_request(server: Server, asked: Asked) -> None:
    server.replies = [completion(SAID, positions=[])]
    for question in (DEAL, replace(DEAL, text="Shall it be refused?")):
        asked.reader.read(document(TEXT), [question])
    assert len(server.asked) == 2
