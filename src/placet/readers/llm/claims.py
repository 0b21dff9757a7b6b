"""From words of a text to tokens of its parse: attributions, and the claims that they carry."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from placet.readers.llm.normal import Place
from placet.readers.llm.places import Placed
from placet.readers.llm.positions import Stand
from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.quotes import quotation, quoted
from placet.reading.attribution.ranges import head_of
from placet.reading.claims.claim import Claim
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.tellers import Found
from placet.words import Condition, Span, StanceReading

_MODEL = "as the model has it"
"""The kind of a term that no word of the rules' tables carries."""


def attribution(syntax: Syntax, placed: Placed, offset: int) -> Attribution:
    """Places as tokens; one that begins or ends within a token is widened to it."""
    source = _tokens(syntax, placed.source, offset) if placed.source else None
    cue = _tokens(syntax, placed.cue, offset) if placed.cue else None
    content = tuple(_tokens(syntax, part, offset) for part in placed.content)
    return Attribution(
        source=source,
        cue=cue,
        content=content,
        cue_head=head_of(syntax, cue) if cue else None,
        source_head=head_of(syntax, source) if source else None,
        quotation=quotation(syntax, content, quoted(syntax)),
    )


def claims(
    syntax: Syntax,
    found: Sequence[Found],
    stands: Iterable[tuple[int, Stand]],
    sure: float,
    dropped: Counter[str],
) -> list[Claim]:
    """Each position as a claim of the attribution that holds its words, or of the text itself.

    Args:
        syntax: the parse of the whole text.
        found: its attributions.
        stands: the positions, each with the offset of the piece that it stands in.
        sure: how sure a position is.
        dropped: counts what one statement says twice and otherwise.
    """
    taken: dict[tuple[object, ...], Claim] = {}
    for offset, stand in stands:
        words = _tokens(syntax, stand.words, offset)
        number = _carrier(found, words)
        carrier = number if number is not None else (words.start, words.end)
        key = (carrier, stand.holder, stand.question)
        if key not in taken:
            taken[key] = _claim(syntax, stand, offset, number, words, sure)
        elif taken[key].reading.stance is stand.stance:
            dropped["position told twice"] += 1
        else:  # a model that says both is sure of neither
            dropped["two stances of one statement"] += 1
            unsure = replace(taken[key].reading, suggested=True)
            taken[key] = replace(taken[key], reading=unsure)
    return list(taken.values())


def _claim(
    syntax: Syntax, stand: Stand, offset: int, number: int | None, words: TokenRange, sure: float
) -> Claim:
    reading = StanceReading(
        question=stand.question,
        stance=stand.stance,
        confidence=sure,
        holder=stand.holder.country,
        holder_kind=stand.holder.kind,
        directness=stand.directness,
        suggested=not stand.named,
    )
    terms = tuple(_term(syntax, part, offset) for part in stand.terms)
    return Claim(reading, number, head_of(syntax, words), words, terms)


def _term(syntax: Syntax, part: Place, offset: int) -> Condition:
    start, end = offset + part[0], offset + part[1]
    return Condition(span=Span(start, end, syntax.text[start:end]), kind=_MODEL)


def _carrier(found: Sequence[Found], words: TokenRange) -> int | None:
    """The attribution that holds most of the words, at least half; of several the widest."""
    held = [(*_held(one.attribution, words), number) for number, one in enumerate(found)]
    most, _, number = max(held, key=lambda one: one[:2], default=(0, 0, 0))
    return number if 2 * most >= words.end - words.start and most else None


def _held(one: Attribution, words: TokenRange) -> tuple[int, int]:
    """How many of the words an attribution holds, and how wide its content is."""
    parts = [part for part in (one.source, one.cue, *one.content) if part]
    held = sum(max(0, min(p.end, words.end) - max(p.start, words.start)) for p in parts)
    return held, sum(part.end - part.start for part in one.content)


def _tokens(syntax: Syntax, spot: Place, offset: int) -> TokenRange:
    start = bisect_right(syntax.ends, offset + spot[0])
    return TokenRange(start, bisect_left(syntax.starts, offset + spot[1]))
