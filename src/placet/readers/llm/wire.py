"""One request over the wire, within limits of size and of time that hold for all of it."""

from __future__ import annotations

import asyncio
import ssl
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import httpx

MOST_BYTES = 4_000_000
"""No answer on 6,000 characters is larger, as it comes and unpacked."""
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})


class TooLargeError(ValueError):
    """An answer that is beyond the limit of size; asking again would not mend it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server says."""

    status: int
    retry_after: str
    body: bytes


def post(
    url: str,
    body: dict[str, Any],
    headers: dict[str, str],
    *,
    login: tuple[str, str] | None = None,
    seconds: float,
    most: int = MOST_BYTES,
) -> Reply:
    """Post a body as JSON.

    Args:
        url: where.
        body: what.
        headers: beside those that any request has.
        login: user and password, if the server wants them.
        seconds: that all of it may take, from the first byte sent to the last one received.
        most: bytes that the answer may have, as it comes and unpacked.

    Raises:
        TimeoutError: it took longer.
        TooLargeError: it is larger.
        ValueError: it is packed in another way than was asked for.
        httpx.TransportError: no connection, or a broken one.
    """
    packing = {"Accept-Encoding": "identity", **headers}

    async def ask() -> Reply:
        async with (
            asyncio.timeout(seconds),
            httpx.AsyncClient(timeout=seconds, verify=_certificates()) as client,
            client.stream("POST", url, json=body, headers=packing, auth=login) as response,
        ):
            after = response.headers.get("retry-after", "")
            return Reply(response.status_code, after, await _whole(response, most))

    return _run(lambda: asyncio.run(ask()))


@lru_cache(maxsize=1)
def _certificates() -> ssl.SSLContext:
    """Whom to trust; reading that takes longer than a request to a server nearby."""
    return httpx.create_ssl_context()


def _run(asked: Callable[[], Reply]) -> Reply:
    """Run it here; in a thread of its own where a loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asked()
    with ThreadPoolExecutor(1) as aside:
        return aside.submit(asked).result()


async def _whole(response: httpx.Response, most: int) -> bytes:
    """The body, unpacked here, so that a small one cannot grow without bounds."""
    packing = response.headers.get("content-encoding", "identity").strip().lower()
    if packing not in {"identity", "", *_PACKED}:
        raise ValueError(f"packed as {packing[:20]!r}, which was not asked for")
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32) if packing in _PACKED else None
    received, whole = 0, bytearray()
    async for chunk in response.aiter_raw():
        received += len(chunk)
        whole += _unpacked(unpacker, chunk, most + 1 - len(whole)) if unpacker else chunk
        if max(received, len(whole)) > most:
            raise TooLargeError(f"larger than {most:,} bytes")
    return bytes(whole)


def _unpacked(unpacker: Any, chunk: bytes, room: int) -> bytes:
    try:
        unpacked: bytes = unpacker.decompress(chunk, room)
    except zlib.error as error:
        raise ValueError(f"packed wrongly: {error}") from None
    return unpacked
