"""No server can take more memory or time than its answer is allowed."""

from __future__ import annotations

import asyncio
import gzip
import json
import threading
import time
import zlib
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest
from modelserver import Asked, Server, completion, raw

from placet.errors import SourceError
from placet.readers.llm.wire import MOST_BYTES
from placet.words import Reading

GOOD = {"source": "Viktor Orban", "cue": "said:", "content": ["“The door is shut.”"]}
HEAD = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n"
SHORT = 0.2


def in_a_hurry(asked: Asked) -> Asked:
    endpoint = replace(asked.reader.endpoint, timeout=SHORT)
    return Asked(replace(asked.reader, endpoint=endpoint), asked.pauses)


def packed(how: bytes, body: bytes) -> bytes:
    return HEAD + b"Content-Encoding: " + how + b"\r\n\r\n" + body


def test_an_answer_that_is_too_large_is_refused_at_once(server: Server, asked: Asked) -> None:
    server.replies = [raw(HEAD + b"\r\n", *[b" " * 1_000_000] * (MOST_BYTES // 1_000_000 + 1))]
    with pytest.raises(SourceError, match="larger than 4,000,000 bytes"):
        asked.read()
    assert len(server.asked) == 1


@pytest.mark.parametrize("how", [b"gzip", b"deflate"])
def test_an_answer_that_unpacks_to_too_much_is_refused_at_once(
    server: Server, asked: Asked, how: bytes
) -> None:
    pack = gzip.compress if how == b"gzip" else zlib.compress
    server.replies = [raw(packed(how, pack(b" " * (MOST_BYTES * 5))))]
    with pytest.raises(SourceError, match="larger than"):
        asked.read()
    assert len(server.asked) == 1


def test_no_packing_is_asked_for_and_gzip_is_read_all_the_same(
    server: Server, asked: Asked
) -> None:
    _, told = completion(GOOD)
    server.replies = [raw(packed(b"gzip", gzip.compress(json.dumps(told).encode())))]
    assert len(asked.read().statements) == 1
    assert server.asked[0][1]["Accept-Encoding"] == "identity"


@pytest.mark.parametrize(
    ("how", "body", "why"),
    [(b"br", b"x", "packed as 'br'"), (b"gzip", b"no gzip", "packed wrongly")],
)
def test_what_cannot_be_unpacked_is_told(
    server: Server, asked: Asked, how: bytes, body: bytes, why: str
) -> None:
    server.replies = [raw(packed(how, body))]
    with pytest.raises(SourceError, match=why):
        asked.read()


@pytest.mark.parametrize("head", [HEAD + b"\r\n", HEAD + b"X-Endless: "])
def test_a_server_that_drips_for_ever_is_given_up(
    server: Server, asked: Asked, head: bytes
) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while True:
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(SHORT / 20)

    server.replies = [drip]
    with pytest.raises(SourceError, match=r"no whole answer in 0\.2 seconds"):
        in_a_hurry(asked).read()
    assert len(asked.pauses) == 4


def test_a_silent_server_is_given_up(server: Server, asked: Asked) -> None:
    over = threading.Event()
    server.replies = [lambda _: bool(over.wait())]
    try:
        with pytest.raises(SourceError, match=r"no whole answer in 0\.2 seconds"):
            in_a_hurry(asked).read()
    finally:
        over.set()


@pytest.mark.parametrize(
    "said",
    [
        [],
        None,
        {"choices": {}},
        {"choices": [None]},
        {"choices": [{"message": None}]},
        {"choices": [{"message": {"content": None}}]},
        {"choices": [{"message": {"content": ["a"]}}]},
        {"choices": [{"message": {"content": "[" * 100_000}}]},
        {"choices": [{"message": {"content": "9" * 10_000}}]},
    ],
)
def test_whatever_a_server_says_ends_in_one_plain_message(
    server: Server, asked: Asked, said: object
) -> None:
    server.replies = [(200, said)]
    with pytest.raises(SourceError, match="no usable answer in 5 attempts"):
        asked.read()


def test_an_answer_that_was_cut_short_is_not_paid_for_again(server: Server, asked: Asked) -> None:
    server.replies = [completion(GOOD, finish_reason="length")]
    with pytest.raises(SourceError, match="ran out of tokens"):
        asked.read()
    assert len(server.asked) == 1


def test_a_server_that_seems_to_have_cut_the_text_is_named(
    server: Server, asked: Asked, caplog: pytest.LogCaptureFixture
) -> None:
    server.replies = [completion(GOOD, usage={"prompt_tokens": 20, "completion_tokens": 9})]
    asked.read()
    assert "counts 20 tokens" in caplog.text
    assert "longer context" in caplog.text


def test_control_characters_of_a_server_are_shown_and_not_obeyed(
    server: Server, asked: Asked
) -> None:
    server.replies = [(500, {"error": {"message": "\x1b[2Jgone"}})]
    with pytest.raises(SourceError) as caught:
        asked.read()
    assert "\x1b" not in str(caught.value)
    assert "gone" in str(caught.value)


def test_it_reads_where_a_loop_runs_already(server: Server, asked: Asked) -> None:
    server.replies = [completion(GOOD)]

    async def notebook() -> Reading:
        return asked.read()

    assert len(asyncio.run(notebook()).statements) == 1
