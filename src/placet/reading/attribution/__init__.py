"""Attribution: who said or thought what, by rules over the dependency parse.

Spans follow the source-cue-content scheme of PARC3 (Pareti, "PARC 3.0: A corpus of attribution
relations", LREC 2016) and PolNeAR (Newell, Margolin and Ruths, "An attribution relations corpus for
political news", LREC 2018). Of nested attributions the outermost is given.
"""

from __future__ import annotations

from dataclasses import replace

from placet.reading.attribution.model import Attribution, TokenRange
from placet.reading.attribution.nominal import (
    according_to,
    adjective_about,
    adjective_clause,
    noun_about,
    noun_clause,
)
from placet.reading.attribution.quotes import quotation, quoted
from placet.reading.attribution.quoting import with_unclaimed_quotes
from placet.reading.attribution.speaker_labels import speaker_labels
from placet.reading.attribution.verbal import verbal
from placet.reading.syntax.parse import Syntax

__all__ = ["Attribution", "TokenRange", "attributions"]

_APPOSED = frozenset({",", "—", "–"})


def attributions(syntax: Syntax) -> tuple[Attribution, ...]:
    """Every attribution of a parsed text, in the order of their cues."""
    passages = quoted(syntax)
    found = speaker_labels(syntax)
    for token, pos in enumerate(syntax.pos):
        if pos == "VERB" or syntax.dep[token] == "parataxis":
            one = according_to(syntax, token) or verbal(syntax, token, passages)
        elif pos in {"NOUN", "PROPN"}:
            one = noun_clause(syntax, token) or noun_about(syntax, token)
        elif pos == "ADJ":
            one = adjective_clause(syntax, token) or adjective_about(syntax, token)
        elif pos in {"ADP", "SCONJ"}:
            one = according_to(syntax, token)
        else:
            continue
        if one:
            found.append(one)
    found = [one for one in found if not _inside_a_quote(one, passages)]
    found = with_unclaimed_quotes(syntax, _outermost(found), passages)
    return tuple(
        replace(
            one,
            source=_with_comma(syntax, one.source, one.cue),
            cue=_with_colon(syntax, one.cue),
            quotation=quotation(syntax, one.content, passages),
        )
        for one in found
    )


def _with_colon(syntax: Syntax, cue: TokenRange | None) -> TokenRange | None:
    """By the conventions of the scheme a colon that announces the words belongs to the cue."""
    if cue is None or cue.end >= len(syntax.lower) or syntax.lower[cue.end] != ":":
        return cue
    return TokenRange(cue.start, cue.end + 1)


def _with_comma(
    syntax: Syntax, source: TokenRange | None, cue: TokenRange | None
) -> TokenRange | None:
    """By the conventions of the scheme the comma or dash that ends an apposition belongs to it."""
    if source is None or cue is None or cue.start <= source.end:
        return source
    mark = syntax.lower[source.end]
    opened = mark in _APPOSED and mark in syntax.lower[source.start : source.end]
    return TokenRange(source.start, source.end + 1) if opened else source


def _outermost(found: list[Attribution]) -> list[Attribution]:
    """Leave out what is said within what another attribution says, and the lesser of doubles."""
    kept: list[Attribution] = []
    for one in sorted(found, key=_size, reverse=True):
        if not any(_covers(other, one.cue) or _same_cue(other, one) for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.cue or one.content[0])


def _size(one: Attribution) -> int:
    return sum(part.end - part.start for part in one.content)


def _covers(outer: Attribution, cue: TokenRange | None) -> bool:
    return cue is not None and any(part.overlaps(cue) for part in outer.content)


def _same_cue(one: Attribution, other: Attribution) -> bool:
    return bool(one.cue and other.cue and one.cue.overlaps(other.cue))


def _inside_a_quote(one: Attribution, passages: list[TokenRange]) -> bool:
    """Is it what a quoted speaker says of somebody, rather than what the text says?"""
    cue = one.cue
    return cue is not None and any(p.start < cue.start and cue.end < p.end for p in passages)
