"""The reader that asks a language model, against a local server that speaks the wire protocol.

No model answers here: the server hands out answers that the tests wrote.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from modelserver import TEXT, Asked, Server, completion

from placet.errors import SourceError, UsageError
from placet.readers import open_reader
from placet.readers.llm.asking import pieces
from placet.words import Document

GOOD = {"source": "Viktor Orban", "cue": "said:", "content": ["“The door is shut.”"]}
SECOND = {"source": "He", "cue": "said", "content": ["that he would veto it"]}


def test_what_stands_verbatim_becomes_a_statement_with_its_speaker(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(GOOD)]
    (statement,) = asked.read().statements
    assert statement.source
    assert statement.source.text == "Viktor Orban"
    assert statement.content[0].text == "“The door is shut.”"
    assert statement.speaker
    assert statement.speaker.country == "HU"


def test_of_equal_words_those_nearest_to_the_content_are_taken(
    server: Server, asked: Asked
) -> None:
    server.replies = [completion(GOOD, SECOND)]
    second = asked.read().statements[1]
    assert second.source
    assert second.source.start == TEXT.index("He said")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"content": ["“The door is closed.”"]}, "content not in the text"),
        ({"source": "Peter Szijjarto"}, "source not in the text"),
        ({"cue": "insisted"}, "cue not in the text"),
        ({"content": []}, "no content"),
        ({"source": "Orba"}, "source not in the text"),
    ],
)
def test_what_does_not_stand_in_the_text_is_dropped_and_counted(
    server: Server,
    asked: Asked,
    change: dict[str, object],
    reason: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.replies = [completion({**GOOD, **change}, SECOND)]
    assert len(asked.read().statements) == 1
    assert asked.reader.dropped == {reason: 1}
    assert f"1 {reason}" in caplog.text


def test_it_asks_for_structured_output_with_the_key_of_the_environment(
    server: Server, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", "secret")
    server.replies = [completion(GOOD)]
    asked.read()
    path, headers, body = server.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert body["model"] == "some-model"
    assert body["response_format"]["type"] == "json_schema"
    assert TEXT in body["messages"][-1]["content"]


def test_a_busy_server_is_asked_again_after_the_time_it_names(server: Server, asked: Asked) -> None:
    server.replies = [(429, {}), (503, {}), completion(GOOD)]
    assert len(asked.read().statements) == 1
    assert asked.pauses == [7.0, 2.0]


def test_an_answer_that_is_no_json_is_asked_again(server: Server, asked: Asked) -> None:
    broken = (200, {"choices": [{"message": {"content": "Sure! Here is"}}]})
    shapeless = (200, {"choices": [{"message": {"content": '{"statements": [{"cue": 1}]}'}}]})
    server.replies = [broken, shapeless, (200, {"choices": []}), completion(GOOD)]
    assert len(asked.read().statements) == 1
    assert len(server.asked) == 4


def test_a_server_that_keeps_failing_costs_the_document_only(server: Server, asked: Asked) -> None:
    server.replies = [(500, {"error": {"message": "out of memory"}})]
    with pytest.raises(SourceError, match="out of memory"):
        asked.read()


@pytest.mark.parametrize(
    ("status", "problem", "mend"),
    [
        (401, "refuses the key", "PLACET_LLM_KEY"),
        (404, "knows no model 'some-model'", "model="),
        (400, "refuses the request", "JSON schema"),
    ],
)
def test_a_refusal_is_told_plainly_and_not_repeated(
    server: Server, asked: Asked, status: int, problem: str, mend: str
) -> None:
    server.replies = [(status, {"error": {"message": "no"}})]
    with pytest.raises(UsageError, match=problem) as caught:
        asked.read()
    assert mend in caught.value.mend
    assert len(server.asked) == 1


def test_no_endpoint_is_told_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    reader = open_reader(f"llm:http://127.0.0.1:9/v1|model=m|cache={tmp_path}")
    with pytest.raises(UsageError, match="no language model answers"):
        reader.read(Document(id="x", text=TEXT), ())


def test_a_stopped_run_goes_on_where_it_stopped(server: Server, asked: Asked) -> None:
    paragraphs = "\n\n".join(f"{TEXT} {'Rain fell again. ' * (300 + day)}" for day in range(3))
    server.replies = [completion(GOOD), (401, {})]
    with pytest.raises(UsageError):
        asked.read(paragraphs)
    server.replies = [completion(GOOD)]
    assert len(asked.read(paragraphs).statements) == 3
    assert len(server.asked) == 1 + 1 + 2
    asked.read(paragraphs)
    assert len(server.asked) == 4


def test_a_damaged_answer_on_disk_is_asked_anew(server: Server, asked: Asked) -> None:
    server.replies = [completion(GOOD)]
    first = asked.read()
    (kept,) = asked.reader.answers.folder.iterdir()
    kept.write_text('{"statements": [')
    assert asked.read() == first
    assert len(server.asked) == 2


def test_the_version_records_model_and_prompt(asked: Asked) -> None:
    assert asked.reader.version.startswith("some-model+prompt")
    surer = replace(asked.reader, sure=0.9)
    assert surer.version == f"{asked.reader.version}+confidence0.9"


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        ("", "needs an address"),
        ("localhost|model=m", "needs an address"),
        ("http://localhost", "name of a model"),
        ("http://localhost|model=m|heat=1", "knows no 'heat'"),
    ],
)
def test_a_wrong_argument_is_told_plainly(argument: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        open_reader(f"llm:{argument}")


@given(st.text(alphabet="ab .\n", max_size=200), st.integers(1, 30))
def test_pieces_are_short_and_leave_out_only_white_space(text: str, longest: int) -> None:
    cut = list(pieces(text, longest))
    assert all(len(piece) <= longest for _, piece in cut)
    assert all(text[start : start + len(piece)] == piece for start, piece in cut)
    assert "".join("".join(piece for _, piece in cut).split()) == "".join(text.split())
