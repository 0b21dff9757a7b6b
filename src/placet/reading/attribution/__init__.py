"""Attribution: who said or thought what, by rules over the dependency parse.

Spans follow the source-cue-content scheme of PARC3 (Pareti, "PARC 3.0: A corpus of attribution
relations", LREC 2016) and PolNeAR (Newell, Margolin and Ruths, "An attribution relations corpus for
political news", LREC 2018).
"""

from __future__ import annotations

from dataclasses import replace

from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.nominal import according_to, adjective_clause, noun_clause
from placet.reading.attribution.quotes import quotation, quoted
from placet.reading.attribution.verbal import verbal
from placet.reading.parse import Syntax

__all__ = ["Attribution", "TokenRange", "attributions"]


def attributions(syntax: Syntax) -> tuple[Attribution, ...]:
    """Every attribution of a parsed text, in the order of their cues."""
    passages = quoted(syntax)
    found: list[Attribution] = []
    for token, pos in enumerate(syntax.pos):
        if pos == "VERB":
            one = according_to(syntax, token) or verbal(syntax, token, passages)
        elif pos in {"NOUN", "PROPN"}:
            one = noun_clause(syntax, token)
        elif pos == "ADJ":
            one = adjective_clause(syntax, token)
        elif pos in {"ADP", "SCONJ"}:
            one = according_to(syntax, token)
        else:
            continue
        if one:
            found.append(one)
    found = [one for one in found if not _inside_a_quote(one, passages)]
    found = _with_continued_quotes(syntax, found, passages)
    return tuple(replace(one, quotation=quotation(syntax, one.content, passages)) for one in found)


def _with_continued_quotes(
    syntax: Syntax, found: list[Attribution], passages: list[TokenRange]
) -> list[Attribution]:
    """Give a quoted passage that has no cue of its own to the statement before it."""
    taken = [part for one in found for part in one.content]
    result = list(found)
    for passage in passages:
        first = syntax.sentences[syntax.sentence[passage.start]][0]
        if passage.start != first or any(_meet(passage, part) for part in taken):
            continue
        last = next(
            (
                number
                for number in range(len(result) - 1, -1, -1)
                if result[number].content
                and result[number].cue_head is not None
                and _ends_before(syntax, result[number], passage)
            ),
            None,
        )
        if last is not None:
            one = result[last]
            result[last] = replace(one, content=(*one.content, passage))
    return result


def _inside_a_quote(one: Attribution, passages: list[TokenRange]) -> bool:
    """Is it what a quoted speaker says of somebody, rather than what the text says?"""
    cue = one.cue
    return cue is not None and any(p.start < cue.start and cue.end < p.end for p in passages)


def _meet(one: TokenRange, other: TokenRange) -> bool:
    return one.start < other.end and other.start < one.end


def _ends_before(syntax: Syntax, one: Attribution, passage: TokenRange) -> bool:
    """Does the statement end in the sentence before the passage, in the same paragraph?"""
    assert one.cue is not None  # noqa: S101 - every attribution that has a head has a cue
    end = max(one.cue.end, *(part.end for part in one.content))
    if end > passage.start:
        return False
    gap = syntax.text[syntax.ends[end - 1] : syntax.starts[passage.start]]
    near = syntax.sentence[passage.start] - syntax.sentence[end - 1] <= 1
    quoted_before = any(syntax.text[syntax.starts[part.start]] in "\"“«'`" for part in one.content)
    return near and quoted_before and "\n" not in gap
