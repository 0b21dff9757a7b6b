"""Negation, hedges and conditions of what a statement says."""

from __future__ import annotations

from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.ranges import head_of
from placet.reading.data import table
from placet.reading.syntax.parse import Syntax
from placet.words import Condition, Span

_TABLE = table("facts/modality.toml")
_HEDGES = frozenset(_TABLE["hedges"].split())
_MARKS = frozenset(_TABLE["marks"].split())
_POLARITY = {word: name for name in ("blocks", "concedes") for word in _TABLE[name].split()}
_TERMS = frozenset(_TABLE["terms"].split())
_LIMITS = tuple((name, tuple(words.split())) for name, words in _TABLE["limits"].items())


def negated(syntax: Syntax, one: Attribution) -> bool:
    """Is the cue itself, or the main verb of the content, negated?"""
    heads = [one.cue_head, *(head_of(syntax, part) for part in one.content[:1])]
    return any(
        head is not None and any(syntax.dep[child] == "neg" for child in syntax.children[head])
        for head in heads
    )


def hedged(syntax: Syntax, one: Attribution) -> bool:
    """Is it put as a belief, a likelihood or a possibility?"""
    parts = [part for part in (one.cue, *one.content) if part]
    return any(syntax.lemma[t] in _HEDGES for part in parts for t in range(part.start, part.end))


def conditions(syntax: Syntax, one: Attribution) -> tuple[Condition, ...]:
    """The terms that the content sets: subordinate clauses, and what a proposal must contain."""
    return tuple(
        condition
        for part in one.content
        for token in range(part.start, part.end)
        if (condition := _clause(syntax, token, part) or _must(syntax, token, part))
    )


def _clause(syntax: Syntax, mark: int, part: TokenRange) -> Condition | None:
    """If ..., once ..., while ..., even if ..."""
    verb = syntax.head[mark]
    word = syntax.lower[mark]
    if (
        word not in _MARKS
        or syntax.dep[verb] != "advcl"
        or syntax.dep[mark] not in {"mark", "advmod"}
    ):
        return None
    low, high = syntax.left[verb], min(syntax.right[verb] + 1, part.end)
    if word == "while" and low and syntax.lower[low - 1] == ",":
        return None  # "..., while others doubt it" sets side by side and limits nothing
    kind = word
    if low > part.start and syntax.lower[low - 1] in {"even", "only"}:
        low -= 1
    if syntax.lower[low] in {"even", "only"}:
        kind = f"{syntax.lower[low]} {word}"
    polarity = "concedes" if kind.startswith("even") else _POLARITY.get(word, "requires")
    if word == "as":
        return None
    lifted = f"no longer: {syntax.words(mark + 1, high)}" if polarity == "blocks" else ""
    return Condition(
        span=_span(syntax, low, high),
        kind=kind,
        limits=_limits(syntax, syntax.head[verb] if polarity != "concedes" else verb),
        polarity=polarity,
        lifted_when=lifted,
    )


def _must(syntax: Syntax, modal: int, part: TokenRange) -> Condition | None:
    """The invitation must cover ...: what a proposal has to contain."""
    verb = syntax.head[modal]
    strong = syntax.lower[modal] in {"must", "should"} or (
        syntax.lemma[modal] == "have" and syntax.child(modal, "xcomp") is not None
    )
    if syntax.lemma[modal] == "have" and strong:
        verb = modal
    elif syntax.dep[modal] != "aux":
        return None
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    if not strong or subject is None or syntax.lemma[subject] not in _TERMS:
        return None
    if any(syntax.dep[child] == "neg" for child in syntax.children[verb]):
        return None
    clauses = [c for c in syntax.children[verb] if syntax.dep[c] == "advcl" and c > verb]
    end = min([syntax.left[c] for c in clauses] + [syntax.right[verb] + 1, part.end])
    while end > modal and syntax.pos[end - 1] in {"PUNCT", "SPACE", "ADV", "SCONJ"}:
        end -= 1
    return Condition(
        span=_span(syntax, modal, end),
        kind="must",
        limits="invitation" if syntax.lemma[subject] == "invitation" else "accession",
    )


def _limits(syntax: Syntax, verb: int) -> str:
    lemmas = set(syntax.lemma[syntax.left[verb] : syntax.right[verb] + 1])
    return next((name for name, words in _LIMITS if lemmas & set(words)), "")


def _span(syntax: Syntax, low: int, high: int) -> Span:
    start, end = syntax.chars(low, high)
    return Span(start, end, syntax.text[start:end])
