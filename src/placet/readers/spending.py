"""What a reader that sends texts elsewhere has spent, and what it would send.

A reader that does so has `spent`, a list to which it adds as it reads, and `would_send`. Readers
made of others are asked for theirs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar, runtime_checkable

from placet.words import Document, Question

_MILLION = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost, in whatever money."""

    read: float
    written: float

    def of(self, read: int, written: int) -> float:
        """What so many tokens cost."""
        return (self.read * read + self.written * written) / _MILLION


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """What answers of one model have cost.

    Args:
        model: its name.
        answers: that it gave, usable or not.
        kept: answers that were kept from before and cost nothing.
        untold: answers of which the endpoint did not say how many tokens they took.
        read: tokens of what was asked.
        written: tokens of what was answered.
        cost: of these tokens; None where no price was given.
    """

    model: str
    answers: int = 0
    kept: int = 0
    untold: int = 0
    read: int = 0
    written: int = 0
    cost: float | None = None

    def __add__(self, other: Spent) -> Spent:
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Spent(
            model=self.model,
            answers=self.answers + other.answers,
            kept=self.kept + other.kept,
            untold=self.untold + other.untold,
            read=self.read + other.read,
            written=self.written + other.written,
            cost=sum(costs) if costs else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """What would be sent to one model.

    Args:
        model: its name.
        requests: that would be made, one for each piece of a text and each pass.
        kept: answers that are kept from before, which nothing is sent for.
        characters: of these requests, with the instructions and the questions.
        tokens: about how many those are.
        cost: of these tokens, without the answers; None where no price was given.
    """

    model: str
    requests: int = 0
    kept: int = 0
    characters: int = 0
    tokens: int = 0
    cost: float | None = None

    def __add__(self, other: Sending) -> Sending:
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Sending(
            model=self.model,
            requests=self.requests + other.requests,
            kept=self.kept + other.kept,
            characters=self.characters + other.characters,
            tokens=self.tokens + other.tokens,
            cost=sum(costs) if costs else None,
        )


@runtime_checkable
class Sender(Protocol):
    """A reader that sends texts elsewhere."""

    @property
    def spent(self) -> list[Spent]:
        """What its answers have cost so far, one by one."""

    def would_send(self, document: Document, questions: Sequence[Question]) -> Iterable[Sending]:
        """What would be sent to read a document; nothing is."""


Sum = TypeVar("Sum", Spent, Sending)


def added_up(parts: Iterable[Sum]) -> tuple[Sum, ...]:
    """One sum for each model, in the order of their first mention."""
    sums: dict[str, Sum] = {}
    for part in parts:
        sums[part.model] = sums[part.model] + part if part.model in sums else replace(part)
    return tuple(sums.values())


def senders(reader: Any) -> Iterator[Sender]:
    """The readers of which a reader is made that send texts elsewhere."""
    inner = getattr(reader, "reader", None)
    for part in (*getattr(reader, "readers", ()), *([] if inner is None else [inner])):
        yield from senders(part)
    if isinstance(reader, Sender):
        yield reader


def taken(reader: Any) -> tuple[Spent, ...]:
    """What a reader has spent since this was last asked, by model."""
    lists = [sender.spent for sender in senders(reader)]
    spent = added_up(one for some in lists for one in some)
    for some in lists:
        some.clear()
    return spent
