"""One OpenAI-compatible endpoint: asked with patience, its refusals told plainly."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx

from placet.errors import SourceError, UsageError
from placet.readers.llm.asking import Told, answer, request

KEY = "PLACET_LLM_KEY"
ATTEMPTS = 5
_LONGEST_PAUSE = 60.0
_SHOWN = 200


@dataclass(frozen=True)
class Endpoint:
    """Where a model is asked.

    Args:
        url: the address, with or without `/chat/completions`.
        model: the model's name there.
        pause: waits some seconds; tests give their own.
        timeout: seconds that one answer may take.
    """

    url: str
    model: str
    pause: Callable[[float], None] = field(default=time.sleep, compare=False)
    timeout: float = 120.0

    @property
    def address(self) -> str:
        """Where completions are asked for."""
        base = self.url.rstrip("/")
        if base.endswith("/chat/completions"):
            return base
        return f"{base}/chat/completions" if base.endswith("/v1") else f"{base}/v1/chat/completions"

    def ask(self, text: str) -> list[Told]:
        """The model's answer on a text.

        Too many requests, failures of the server, time-outs and answers that are no JSON are tried
        again, each time after a longer pause or after the time that the server names.

        Raises:
            UsageError: there is no such endpoint or model, or the key is refused.
            SourceError: no usable answer came, however often it was asked.
        """
        why = ""
        for attempt in range(ATTEMPTS):
            wait = 2.0**attempt
            try:
                response = self._post(text)
                if response.status_code == httpx.codes.OK:
                    return answer(response.json()["choices"][0]["message"]["content"])
                self._refused(response)
                why = f"status {response.status_code}: {_said(response)}"
                wait = _asked_to_wait(response) or wait
            except (ValueError, KeyError, IndexError, TypeError) as error:
                why = f"the answer is {error or type(error).__name__}"
            except httpx.TimeoutException:
                why = f"no answer in {self.timeout:g} seconds"
            except httpx.ConnectError as error:
                raise UsageError(
                    f"no language model answers at {self.address}: {error}",
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

    def _post(self, text: str) -> httpx.Response:
        key = os.environ.get(KEY, "")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        with httpx.Client(timeout=self.timeout) as client:
            return client.post(self.address, json=request(self.model, text), headers=headers)

    def _refused(self, response: httpx.Response) -> None:
        """Raise what asking again would not mend."""
        code, said = response.status_code, _said(response)
        if code in {httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN}:
            raise UsageError(
                f"{self.address} refuses the key (status {code}): {said}",
                mend=f"set the environment variable {KEY}",
            )
        if code == httpx.codes.NOT_FOUND:
            raise UsageError(
                f"{self.address} knows no model {self.model!r} (status {code}): {said}",
                mend="correct the address or the name after model=",
            )
        again = {httpx.codes.REQUEST_TIMEOUT, httpx.codes.TOO_MANY_REQUESTS}
        if code < httpx.codes.INTERNAL_SERVER_ERROR and code not in again:
            raise UsageError(
                f"{self.address} refuses the request (status {code}): {said}",
                mend="the endpoint must offer chat completions with a JSON schema",
            )


def _said(response: httpx.Response) -> str:
    """What a server says of its refusal, in short."""
    try:
        body: Any = response.json()
        said = str(body["error"]["message"])
    except (ValueError, KeyError, TypeError):
        said = response.text
    return " ".join(said.split())[:_SHOWN] or "no reason given"


def _asked_to_wait(response: httpx.Response) -> float:
    """The seconds that a server asks to wait; 0 if it names none."""
    told = response.headers.get("retry-after", "")
    return float(told) if told.isdigit() else 0.0
