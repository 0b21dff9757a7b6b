"""The reader `llm:URL|model=NAME`: attributions and positions by a language model.

Speakers, channels, negation, hedges and facts are found as the built-in reader finds them.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from math import ceil
from typing import Any

from placet.actors import Registry
from placet.formats import escape_terminal
from placet.readers.agreeing import Agreeing
from placet.readers.llm.answers import Answers
from placet.readers.llm.asking import PROMPT, Answer, characters, pieces, request
from placet.readers.llm.claims import attribution, claims
from placet.readers.llm.endpoint import Endpoint
from placet.readers.llm.normal import Normal
from placet.readers.llm.options import SURE, Options
from placet.readers.llm.places import place
from placet.readers.llm.positions import named_in, stands
from placet.readers.spending import Sending, Spent
from placet.reading.actors.people import People
from placet.reading.attribution import Attribution
from placet.reading.claims.claim import Claim
from placet.reading.reader import BuiltinReader
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.tellers import Found, in_office
from placet.words import Document, Fact, Question, Reading, Speaker, StanceReading

_LOG = logging.getLogger(__name__)
_PER_TOKEN = 4
"""Characters of English that make a token, about."""
Pieces = list[tuple[int, Normal, Answer]]
"""Each piece of a text with its offset and what the model says of it."""


@dataclass(frozen=True)
class LanguageModelReader:
    """Asks a language model who said what, and who stands where on each question of a case.

    Without questions it is asked for attributions alone.

    Args:
        endpoint: where it is asked.
        answers: those that are kept, so that a run can be resumed.
        actors: the registry of who is who; the shipped one by default.
        sure: how sure a position is that it tells.
        turn: which pass it is; see `request`.
        dropped: what the model said that does not hold of its text, counted by reason.
        spent: what its answers have cost, one by one.
    """

    endpoint: Endpoint
    answers: Answers
    actors: Registry | None = None
    sure: float = SURE
    turn: int = 1
    dropped: Counter[str] = field(default_factory=Counter, compare=False)
    spent: list[Spent] = field(default_factory=list, compare=False)
    name: str = "llm"

    @classmethod
    def from_argument(cls, argument: str) -> LanguageModelReader | Agreeing:
        """The reader of an address, a model, and what else is written after bars.

        Of several passes, readers that are asked to agree.

        Raises:
            UsageError: the address or an option is wrong.
        """
        told = Options.of(argument)
        endpoint = Endpoint(told.address, told.model, told.price, told.timeout)
        first = cls(endpoint, Answers(told.cache, told.address.shown), sure=told.sure)
        if told.passes == 1:
            return first
        more = (replace(first, turn=turn, dropped=Counter(), spent=[]) for turn in told.turns)
        return Agreeing(tuple(more))

    @property
    def version(self) -> str:
        """The model and the prompt, which pass it is, and how sure it is taken to be."""
        later = f"+pass{self.turn}" if self.turn > 1 else ""
        sure = f"+confidence{self.sure:g}" if self.sure != SURE else ""
        return f"{self.endpoint.model}+prompt{PROMPT}{later}{sure}"

    def with_actors(self, actors: Registry) -> LanguageModelReader:
        """The same reader with another registry."""
        return replace(self, actors=actors)

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """Everything that the document says, read against the questions."""
        dropped: Counter[str] = Counter()
        told = [
            (offset, Normal(text), self._answer(text, questions))
            for offset, text in pieces(document.text)
        ]
        reader = BuiltinReader(
            actors=self.actors,
            name=self.name,
            version=self.version,
            find=partial(_attributions, told, dropped),
            claim=partial(_claims, told, dropped, self.sure),
            views=lambda *_: (),  # the model's positions alone
            confidence=_as_sure,
        )
        reading = reader.read(document, questions)
        self._tell_dropped(document, dropped)
        return reading

    def would_send(self, document: Document, questions: Sequence[Question]) -> Iterator[Sending]:
        """What would be sent to read a document; nothing is."""
        for _, text in pieces(document.text):
            body = self._request(text, questions)
            model = self.endpoint.model
            if self.answers.get(body) is not None:
                yield Sending(model=model, kept=1)
                continue
            size = characters(body)
            tokens, price = ceil(size / _PER_TOKEN), self.endpoint.price
            cost = price.of(tokens, 0) if price else None
            yield Sending(model=model, requests=1, characters=size, tokens=tokens, cost=cost)

    def _request(self, text: str, questions: Sequence[Question]) -> dict[str, Any]:
        return request(self.endpoint.model, text, questions, self.turn)

    def _answer(self, text: str, questions: Sequence[Question]) -> Answer:
        """The model's answer on a piece: the kept one, or a new one that is kept."""
        body = self._request(text, questions)
        if (kept := self.answers.get(body)) is not None:
            self.spent.append(Spent(model=self.endpoint.model, kept=1))
            return kept
        told = self.endpoint.ask(body, self.spent.append)
        self.answers.keep(body, told)
        return told

    def _tell_dropped(self, document: Document, dropped: Counter[str]) -> None:
        if not dropped:
            return
        self.dropped.update(dropped)
        reasons = ", ".join(f"{count} {reason}" for reason, count in sorted(dropped.items()))
        called = document.origin or document.title or document.id[:12]
        _LOG.warning(
            "%s: not kept of what %s told: %s",
            *(escape_terminal(called), escape_terminal(self.endpoint.model), reasons),
        )


def _attributions(told: Pieces, dropped: Counter[str], syntax: Syntax) -> list[Attribution]:
    found = [
        attribution(syntax, placed, offset)
        for offset, text, said in told
        for placed in place(text, said.statements, dropped)
    ]
    over = sum(said.too_many for _, _, said in told)
    if over:
        dropped["beyond what is taken from one answer"] += over
    return sorted(found, key=lambda one: one.cue or one.content[0])


def _claims(
    told: Pieces,
    dropped: Counter[str],
    sure: float,
    syntax: Syntax,
    people: People,
    questions: Sequence[Question],
    found: Sequence[Found],
    _facts: Sequence[Fact],
) -> list[Claim]:
    named = named_in(people)
    placed = [
        (offset, stand)
        for offset, text, said in told
        for stand in stands(text, said.positions, questions, people, named, dropped)
    ]
    return claims(syntax, found, placed, sure, dropped)


def _as_sure(reading: StanceReading, _question: Question, speaker: Speaker | None) -> float:
    """As sure as it was given; whoever is not in office speaks for the holder by half."""
    return round(reading.confidence * in_office(speaker), 3)
