"""Neither the key nor a password of the address is shown or kept, whoever gives them back."""

from __future__ import annotations

import base64
import html
import json
import traceback
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st
from modelserver import TEXT, Asked, Server, completion, document, raw

from placet.errors import PlacetError, UsageError
from placet.readers import open_reader, read_safely
from placet.readers.llm.redaction import Address, hidden

HARD = 'sk-"Zx9&/é0123456789abcdefghijkl'
KEY = "sk-Zx9+/0123456789abcdefghijkl"
GOOD = {"source": "Viktor Orban", "cue": "said:", "content": ["“The door is shut.”"]}


def failure(asked: Asked) -> str:
    """All that anybody could see of a failure."""
    with pytest.raises(PlacetError) as caught:
        asked.read()
    again = read_safely(asked.reader, document(TEXT), ()) if caught.type is not UsageError else ""
    whole = "".join(traceback.format_exception(caught.value))
    return f"{caught.value}{caught.value.mend}{again}{whole}"


@pytest.mark.parametrize(
    "said",
    [
        (500, {"error": {"message": f"bad header Bearer {KEY}"}}),
        (500, {"error": {"message": "x" * 185 + KEY}}),
        (500, {"error": {"message": f"you sent {KEY[:15]}…"}}),
        (500, {"error": {"message": f"you sent …{KEY[-15:]}"}}),
        (500, {"error": {"message": json.dumps({"key": KEY})}}),
        (500, {"error": {"message": quote(KEY, safe="")}}),
        (401, {"error": {"message": f"no such key: {KEY}"}}),
        (404, {"error": {"message": f"not for {KEY}"}}),
        (400, {"error": {"message": f"{html.escape(KEY)}"}}),
        (200, {"choices": KEY}),
        raw(b"HTTP/1.0 500 " + KEY.encode() + b"\r\n\r\n<p>" + KEY.encode()),
        raw(KEY.encode() + b"\r\n\r\n"),
    ],
)
def test_a_key_that_the_server_gives_back_is_hidden(
    server: Server, asked: Asked, monkeypatch: pytest.MonkeyPatch, said: object
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", KEY)
    server.replies = [said]  # type: ignore[list-item]
    seen = failure(asked)
    assert not any(KEY[at : at + 8] in seen for at in range(len(KEY) - 7))


@pytest.mark.parametrize("inside", ["\n", "\r\n", "\t", "é"])
def test_a_key_that_no_header_can_carry_is_refused_unseen_and_unsent(
    server: Server, asked: Asked, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", f"sk-first0123{inside}second4567")
    seen = failure(asked)
    assert "no header can carry" in seen
    assert "first0123" not in seen
    assert "second4567" not in seen
    assert server.asked == []


def test_a_key_with_a_line_break_at_its_end_is_that_key(
    server: Server, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", f"{KEY}\n")
    server.replies = [completion(GOOD)]
    asked.read()
    assert server.asked[0][1]["Authorization"] == f"Bearer {KEY}"


def test_a_key_that_a_model_gives_back_is_not_kept(
    server: Server,
    asked: Asked,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", KEY)
    server.replies = [completion({**GOOD, "cue": KEY}, GOOD)]
    assert len(asked.read().statements) == 1
    (kept,) = asked.reader.answers.folder.iterdir()
    assert KEY not in kept.read_text()
    assert KEY not in caplog.text


def test_a_key_that_is_a_word_of_the_text_hides_nothing_of_the_answer(
    server: Server, asked: Asked, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLACET_LLM_KEY", "door")
    server.replies = [completion(GOOD)]
    (statement,) = asked.read().statements
    assert statement.content[0].text == "“The door is shut.”"


def with_login(server: Server, tmp_path: Path) -> str:
    there = server.url.replace("//", "//ann:p%40ss-Word99@")
    return f"llm:{there}|model=m|cache={tmp_path}"


def test_a_login_in_the_address_is_used_and_hidden(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    header = base64.b64encode(b"ann:p@ss-Word99").decode()
    server.replies = [(403, {"error": {"message": f"Basic {header}, p@ss-Word99, p%40ss-Word99"}})]
    reader = open_reader(with_login(server, tmp_path))
    with pytest.raises(UsageError) as caught:
        reader.read(document(TEXT), ())
    assert server.asked[0][1]["Authorization"] == f"Basic {header}"
    for seen in (str(caught.value), repr(reader), reader.version, caplog.text):
        assert "Word99" not in seen
        assert header not in seen
    assert server.url in str(caught.value)


def test_a_login_is_hidden_where_nothing_answers(tmp_path: Path) -> None:
    reader = open_reader(f"llm:http://ann:passWord99@127.0.0.1:9/v1|model=m|cache={tmp_path}")
    with pytest.raises(UsageError, match=r"no language model answers at http://127\.0\.0\.1:9/v1"):
        reader.read(document(TEXT), ())


@pytest.mark.parametrize(
    "written",
    [
        "ann:passWord99@host/v1",
        "ftp://ann:passWord99@host/v1",
        "http://ann:passWord99@host:port/v1",
        "http://ann:pass|Word99=@host/v1|model=m",
        "http://ann:pass|passWord99@host/v1|model=m",
        "http://ann:passWord99@/v1|model=m",
    ],
)
def test_a_login_is_hidden_where_the_address_is_wrong(written: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_reader(f"llm:{written}")
    assert "Word99" not in str(caught.value)


@pytest.mark.parametrize("command", ["read", "evaluate"])
def test_commands_say_no_login(command: str, tmp_path: Path) -> None:
    reader = f"llm:http://ann:passWord99@127.0.0.1:9/v1|model=m|cache={tmp_path}"
    (tmp_path / "a.txt").write_text(TEXT)
    done = run(command, tmp_path / "a.txt", "--reader", reader)
    assert done.returncode
    assert "Word99" not in done.stdout + done.stderr


def test_a_query_of_the_address_is_sent_and_not_shown(server: Server, tmp_path: Path) -> None:
    server.replies = [(400, {"error": {"message": "bad 2024-token-777"}})]
    reader = open_reader(f"llm:{server.url}?api=2024-token-777|model=m|cache={tmp_path}")
    with pytest.raises(UsageError) as caught:
        reader.read(document(TEXT), ())
    assert server.asked[0][0] == "/v1/chat/completions?api=2024-token-777"
    assert "777" not in str(caught.value)


WAYS: list[Callable[[str], str]] = [str, repr, json.dumps, html.escape, quote, str.strip]


@given(st.sampled_from(WAYS), st.text(max_size=20), st.text(max_size=20))
def test_no_way_of_writing_a_secret_shows_it(
    way: Callable[[str], str], before: str, after: str
) -> None:
    seen = hidden(f"{before}{way(HARD)}{after}", [HARD])
    assert "0123456789" not in seen
    assert before + after == hidden(before + after, ["0123456789abcdef"])


def test_an_address_is_shown_without_what_is_private() -> None:
    address = Address.of("https://ann:pw@host/openai/?x=1#y")
    assert address.shown == "https://host/openai/v1/chat/completions"
