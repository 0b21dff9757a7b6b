"""One OpenAI-compatible endpoint: asked with patience, its refusals told plainly."""

from __future__ import annotations

import json
import logging
import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from placet.errors import PlacetError, SourceError, UsageError
from placet.formats import escape_terminal
from placet.readers.llm.asking import Answer, answer, asks_for_positions
from placet.readers.llm.redaction import Address, hidden, holds
from placet.readers.llm.wire import Reply, TooLargeError, post
from placet.readers.spending import Price, Spent

_LOG = logging.getLogger(__name__)
KEY = "PLACET_LLM_KEY"
ATTEMPTS = 5
_LONGEST_PAUSE = 60.0
_SHOWN = 200
_LOOKED_AT = 4_000
_MOST_TOKENS = 10**12
_MOST_PER_TOKEN = 8
"""More characters to a token than English has: not all of them were read."""
_AGAIN = frozenset({httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS})


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked.

    Args:
        address: where completions are asked for.
        model: the model's name there.
        price: of its tokens, if it was given.
        timeout: seconds that one answer may take, from the first byte sent to the last received.
        pause: waits some seconds; tests give their own.
    """

    address: Address
    model: str
    price: Price | None = None
    timeout: float = 120.0
    pause: Callable[[float], None] = field(default=time.sleep, compare=False)

    def ask(self, body: dict[str, Any], spent: Callable[[Spent], None]) -> Answer:
        """The model's answer to a request.

        Too many requests, failures of the server, time-outs and answers that are no JSON are tried
        again, each time after a longer pause or after the time that the server names.

        Args:
            body: the request.
            spent: hears of each answer what it took, also of one that could not be used.

        Raises:
            UsageError: there is no such endpoint or model, or the key cannot be sent or is refused.
            SourceError: no usable answer came, however often it was asked.
        """
        try:
            return self._asked(body, spent)
        except PlacetError as error:  # the one place that messages leave by
            problem, mend = (hidden(part, self._secrets) for part in (error.problem, error.mend))
            raise type(error)(problem, mend=mend) from None

    def _asked(self, body: dict[str, Any], spent: Callable[[Spent], None]) -> Answer:
        why = ""
        for attempt in range(ATTEMPTS):
            wait = 2.0**attempt
            try:
                reply = self._post(body)
                if reply.status == httpx.codes.OK:
                    return self._answer(reply, body, spent)
                self._refused(reply)
                why = f"status {reply.status}: {self._said(reply)}"
                wait = _asked_to_wait(reply) or wait
            except TooLargeError as error:
                raise SourceError(
                    f"the answer of {self.model} is {error}", mend="ask another model"
                ) from None
            except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
                why = f"the answer is {error or type(error).__name__}"
            except (TimeoutError, httpx.TimeoutException):
                why = f"no whole answer in {self.timeout:g} seconds"
            except httpx.ConnectError as error:
                raise UsageError(
                    f"no language model answers at {self.address.shown}: {error}",
                    mend="start it, or correct the address after llm:",
                ) from None
            except httpx.TransportError as error:
                why = f"the connection broke: {error}"
            if attempt + 1 < ATTEMPTS:
                self.pause(min(wait, _LONGEST_PAUSE))
        raise SourceError(
            f"the model {self.model} gave no usable answer in {ATTEMPTS} attempts; last: {why}",
            mend="try again later: what was answered before is kept",
        )

    @property
    def _secrets(self) -> tuple[str, ...]:
        return (os.environ.get(KEY, ""), *self.address.secrets)

    def _post(self, body: dict[str, Any]) -> Reply:
        key = os.environ.get(KEY, "").strip()
        if not (key.isascii() and key.isprintable()):
            raise UsageError(
                f"{KEY} holds a line break or another character that no header can carry",
                mend=f"set {KEY} anew, to the key alone",
            )
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        address = self.address
        return post(address.url, body, headers, login=address.login, seconds=self.timeout)

    def _answer(self, reply: Reply, body: dict[str, Any], spent: Callable[[Spent], None]) -> Answer:
        """What a completion says. A secret that it gives back goes no further."""
        completion = json.loads(reply.body)
        took = self._spent(completion)
        spent(took)
        self._tell_if_cut(took, body)
        choice = completion["choices"][0]
        said = choice["message"]["content"]
        if choice.get("finish_reason") == "length":
            raise SourceError(
                f"the model {self.model} ran out of tokens before its answer was whole",
                mend="let it write more, or read a longer context (a setting of its server)",
            )
        if not isinstance(said, str):
            raise TypeError("without text")
        asked = json.dumps(body, ensure_ascii=False)
        echoed = [one for one in self._secrets if one and not holds(asked, [one])]
        if holds(said, echoed):
            said = hidden(said, echoed)
        return answer(said, positions=asks_for_positions(body))

    def _spent(self, completion: Any) -> Spent:
        """What an answer took, as far as the endpoint says so."""
        usage = completion.get("usage") if isinstance(completion, dict) else None
        told = usage if isinstance(usage, dict) else {}
        read, written = _number(told, "prompt_tokens"), _number(told, "completion_tokens")
        if read is None or written is None:
            return Spent(model=self.model, answers=1, untold=1)
        cost = self.price.of(read, written) if self.price else None
        return Spent(model=self.model, answers=1, read=read, written=written, cost=cost)

    def _tell_if_cut(self, took: Spent, body: dict[str, Any]) -> None:
        """Some servers cut what is longer than their context, and say so by the count alone."""
        sent = sum(len(message["content"]) for message in body["messages"])
        if took.read and sent > _MOST_PER_TOKEN * took.read:
            _LOG.warning(
                "%s: counts %d tokens of the %d characters that it was sent; it may have cut them: "
                "start it with a longer context",
                *(escape_terminal(self.model), took.read, sent),
            )

    def _refused(self, reply: Reply) -> None:
        """Raise what asking again would not mend."""
        code, said, where = reply.status, self._said(reply), self.address.shown
        if code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            raise UsageError(
                f"{where} refuses the key (status {code}): {said}",
                mend=f"set the environment variable {KEY}",
            )
        if code == httpx.codes.NOT_FOUND:
            raise UsageError(
                f"{where} knows no model {self.model!r} (status {code}): {said}",
                mend="correct the address or the name after model=",
            )
        if code < httpx.codes.INTERNAL_SERVER_ERROR and code not in _AGAIN:
            raise UsageError(
                f"{where} refuses the request (status {code}): {said}",
                mend="the endpoint must offer chat completions with a JSON schema",
            )

    def _said(self, reply: Reply) -> str:
        """What a server says of its refusal, in short: cut only once no secret is left in it."""
        said = reply.body.decode("utf-8", errors="replace")
        try:
            body: Any = json.loads(said)
            said = str(body["error"]["message"])
        except (ValueError, KeyError, TypeError, RecursionError):
            pass
        safe = hidden(said[:_LOOKED_AT], self._secrets)
        return escape_terminal(" ".join(safe.split())[:_SHOWN]) or "no reason given"


def _number(told: dict[str, Any], name: str) -> int | None:
    number = told.get(name)
    if not isinstance(number, int) or isinstance(number, bool):
        return None
    return number if 0 <= number < _MOST_TOKENS else None


def _asked_to_wait(reply: Reply) -> float:
    """The seconds that a server asks to wait; 0 if it names none."""
    told = reply.retry_after.strip()
    return float(told) if told.isdecimal() and told.isascii() else 0.0
