"""What a text tells without naming the question again: echoes, and that the body is divided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from placet.reading.attribution import TokenRange
from placet.reading.echoes import echoes
from placet.reading.parse import Syntax
from placet.reading.people import People
from placet.reading.tellers import Found, directness, holding
from placet.reading.topics import clause
from placet.reading.verdicts import turned
from placet.words import (
    Condition,
    Directness,
    Fact,
    HolderKind,
    Question,
    Stance,
    StanceReading,
    Stretch,
)

_CARRIED = 0.8
"""How sure a stance is on a question named only in a sentence before."""
_NEAR = 2
"""Sentences back within which a view that is shared must have been told."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A stance reading, and the statement that carries it."""

    reading: StanceReading
    attribution: int | None
    """Index of the attribution; None where the text itself asserts it."""
    predicate: int
    clause: TokenRange
    terms: tuple[Condition, ...] = ()
    """On which it holds, where whoever makes the claim tells them apart."""


def echoed(
    syntax: Syntax, people: People, found: Sequence[Found], taken: Sequence[Claim]
) -> list[Claim]:
    """The stances of those who share the view told last."""
    more = []
    for verb, whose, reversed_ in echoes(syntax, people):
        before = [c for c in taken if c.predicate < verb and c.reading.holder]
        near = [c for c in before if syntax.sentence[verb] - syntax.sentence[c.predicate] <= _NEAR]
        if not near:
            continue
        latest = max(claim.predicate for claim in near)
        told = {c.reading.question: c.reading for c in near if c.predicate == latest}
        number = holding(found, verb)
        speaker = found[number].speaker if number is not None else None
        low, high = clause(syntax, verb)
        for holder, last in product(whose, told.values()):
            reading = replace(
                last,
                stance=_reversed(last.stance) if reversed_ else last.stance,
                holder=holder.country,
                holder_kind=holder.kind,
                directness=directness(holder, speaker),
            )
            again = Claim(reading, number, verb, TokenRange(low, high))
            more.append(implied(again))
    return more


def _reversed(stance: Stance) -> Stance:
    """What it says of somebody that they do not: who does not support it is against."""
    return turned(stance) if stance is Stance.FOR else Stance.UNCLEAR


def implied(claim: Claim) -> Claim:
    """A claim on a question that its sentence does not name."""
    confidence = round(claim.reading.confidence * _CARRIED, 3)
    return replace(claim, reading=replace(claim.reading, explicit=False, confidence=confidence))


def collective(
    syntax: Syntax, questions: Sequence[Question], found: Sequence[Found], told: Sequence[Fact]
) -> Iterator[Claim]:
    """Reports that the body does not agree: the body's, and nobody's in particular."""
    for fact in told:
        if fact.kind != "collective-position" or fact.value != "lacking" or not questions:
            continue
        if any(phrase in fact.span.text.casefold().split() for phrase in questions[0].unlike):
            continue  # another body's members
        inside = [
            number
            for number, one in enumerate(found)
            for part in one.attribution.content
            if Stretch(syntax.starts[part.start], syntax.ends[part.end - 1]).overlaps(fact.span)
        ]
        token = next(t for t, end in enumerate(syntax.ends) if end > fact.span.start)
        low, high = clause(syntax, token)
        yield Claim(
            StanceReading(
                question=questions[0].id,
                stance=Stance.UNCLEAR,
                confidence=0.6,
                holder=None,
                holder_kind=HolderKind.BODY,
                directness=Directness.COLLECTIVE,
            ),
            inside[0] if inside else None,
            syntax.head[token],
            TokenRange(low, high),
        )
