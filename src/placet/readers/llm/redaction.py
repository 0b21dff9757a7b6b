"""What must never be shown: the key, the login in an address, and any part of them.

Every message about an endpoint goes through `hidden`, and an address is shown by `Address.shown`.
"""

from __future__ import annotations

import html
import json
import re
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import quote, quote_plus, unquote

import httpx

from placet.errors import UsageError

HIDDEN = "[hidden]"
_PART = 8
"""So many characters of a secret in a row give it away."""
_LINE = 4
"""So long a line of a secret of several lines is one itself."""
_MEND = "write it as http://HOST:PORT/v1; a login in it is percent-encoded"


@dataclass(frozen=True)
class Address:
    """Where completions are asked for, without its login.

    Args:
        url: to be asked, with its query and no login.
        login: user and password, if the address has them.
    """

    url: str
    login: tuple[str, str] | None = field(default=None, repr=False)

    @classmethod
    def of(cls, written: str) -> Address:
        """The address as a user writes it, with or without `/v1/chat/completions`.

        Raises:
            UsageError: it is none.
        """
        try:
            url = httpx.URL(written.strip())
        except httpx.InvalidURL:
            raise UsageError(f"{without_login(written)!r} is no address", mend=_MEND) from None
        if url.scheme not in {"http", "https"} or not url.host:
            raise UsageError(
                f"the reader llm needs an address, not {without_login(written)!r}", mend=_MEND
            )
        base = url.path.rstrip("/")
        if not base.endswith("/chat/completions"):
            base += "/chat/completions" if base.endswith("/v1") else "/v1/chat/completions"
        login = (url.username, url.password) if url.userinfo else None
        return cls(str(url.copy_with(path=base, username=None, password=None)), login)

    @property
    def shown(self) -> str:
        """The address as messages give it: without login, query and fragment."""
        return str(httpx.URL(self.url).copy_with(query=None, fragment=None))

    @property
    def secrets(self) -> tuple[str, ...]:
        """The password, how a header carries it, and what the query says."""
        query = [value for _, value in httpx.URL(self.url).params.multi_items()]
        if self.login is None:
            return tuple(query)
        header = b64encode(":".join(self.login).encode()).decode()
        return (self.login[1], header, *query)


def without_login(written: str) -> str:
    """An address, perhaps of a reader, without what may be a login in it."""
    found = re.match(r"((?:llm:)?https?://)?.*@", written, flags=re.DOTALL)
    return f"{found[1] or ''}{HIDDEN}@{written[found.end() :]}" if found else written


def hidden(text: str, secrets: Iterable[str]) -> str:
    """A text without secrets, whole or in part, as they are or as servers write them again."""
    covered = bytearray(len(text))
    for size, parts in _parts(secrets).items():
        for at in range(len(text) - size + 1):
            if text[at : at + size] in parts:
                covered[at : at + size] = b"\1" * size
    return "".join(_joined(text, covered))


def holds(text: str, secrets: Iterable[str]) -> bool:
    """Does a secret stand whole in a text?"""
    return any(form in text for secret in secrets for form in _forms(secret))


def _parts(secrets: Iterable[str]) -> dict[int, set[str]]:
    """By their length, the parts of secrets that give them away; a short one whole."""
    parts: dict[int, set[str]] = defaultdict(set)
    for form in {form for secret in secrets for form in _forms(secret)}:
        size = min(_PART, len(form))
        parts[size] |= {form[at : at + size] for at in range(len(form) - size + 1)}
    return parts


def _forms(secret: str) -> Iterator[str]:
    """A secret, each of its lines, and how JSON, HTML and addresses write them."""
    lines = (line for line in secret.split() if len(line) >= _LINE)
    for one in filter(None, (secret, secret.strip(), *lines, unquote(secret))):
        yield one
        yield json.dumps(one)[1:-1]
        yield repr(one)[1:-1]
        yield html.escape(one)
        yield quote(one, safe="")
        yield quote_plus(one)


def _joined(text: str, covered: bytearray) -> Iterator[str]:
    for at, char in enumerate(text):
        if not covered[at]:
            yield char
        elif at == 0 or not covered[at - 1]:
            yield HIDDEN
