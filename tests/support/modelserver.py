"""A local server that speaks the protocol of language models. It hands out answers written before.

No model answers: what it shows is that the protocol is kept, not how well a model reads.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from placet.readers.llm import LanguageModelReader
from placet.words import Document, Question, Reading

TEXT = "He met the envoys. Viktor Orban said: “The door is shut.” He said that he would veto it."

Reply = tuple[int, Any] | Callable[[BaseHTTPRequestHandler], object]
"""A status and what is said as JSON; or a function that writes whatever it likes."""


@dataclass
class Server:
    """Gives its replies one by one, the last of them again and again; keeps what it was asked."""

    url: str = ""
    replies: list[Reply] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@dataclass
class Asked:
    """The reader that asks it, and for how long it would have waited."""

    reader: LanguageModelReader
    pauses: list[float]

    def read(self, text: str = TEXT, questions: Sequence[Question] = ()) -> Reading:
        return self.reader.read(document(text), questions)


def document(text: str) -> Document:
    return Document(id=hashlib.sha256(text.encode()).hexdigest(), text=text)


def completion(
    *statements: object, positions: object = None, usage: object = None, **choice: object
) -> tuple[int, Any]:
    """An answer of a model; with positions only if some are given."""
    told: dict[str, object] = {"statements": statements}
    if positions is not None:
        told["positions"] = positions
    message = {"role": "assistant", "content": json.dumps(told)}
    whole: dict[str, object] = {"choices": [{"message": message, **choice}]}
    return 200, whole if usage is None else {**whole, "usage": usage}


def raw(head: bytes, *body: bytes) -> Callable[[BaseHTTPRequestHandler], None]:
    """A reply byte by byte as it is given."""

    def write(handler: BaseHTTPRequestHandler) -> None:
        for part in (head, *body):
            handler.wfile.write(part)

    return write


@contextlib.contextmanager
def serving() -> Iterator[Server]:
    """The server, for as long as it is needed."""
    told = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append((self.path, dict(self.headers), body))
            reply = told.replies.pop(0) if len(told.replies) > 1 else told.replies[0]
            self.close_connection = True
            if callable(reply):
                with contextlib.suppress(OSError):  # the reader has hung up
                    reply(self)
                return
            status, said = reply
            data = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            if status == 429:
                self.send_header("Retry-After", "7")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listening:
        told.url = f"http://127.0.0.1:{listening.server_port}/v1"
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        yield told
        listening.shutdown()
        thread.join()
