"""Verdicts on a mention, and what bears on each: negation, condition, governing verb."""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.questions.topics import clause
from placet.reading.stance.lexicon import stance_words
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import forms, mentioned
from placet.words import Stance

NEGATORS = frozenset(
    {
        "not",
        "n't",
        "n’t",
        "no",
        "never",
        "nor",
        "neither",
        "without",
        "hardly",
        "nobody",
        "none",
        "cannot",
    }
)
_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance, the token of the predicate that carries it, and how plainly it is said."""

    stance: Stance
    predicate: int
    explicit: bool
    confidence: float


def is_conditional(syntax: Syntax, topic: int) -> bool:
    """Is the mention limited by a condition in its clause?"""
    words = stance_words()
    low, high = clause(syntax, topic)
    lowered = forms(syntax, range(low, high))
    if mentioned(words.unlimiting, lowered):
        return False
    if mentioned(words.conditions, lowered):
        return True
    if any(_is_inverted(syntax, token) for token in range(low, high)):
        return True
    return any(
        syntax.dep[token] in {"mark", "advmod"}
        and syntax.lower[token] in {"if", "once", "when", "unless", "provided"}
        and syntax.dep[verb := syntax.head[token]] == "advcl"
        and not (syntax.lower[token] == "when" and syntax.left[verb] <= topic <= syntax.right[verb])
        for token in range(low, high)
    )


def _is_inverted(syntax: Syntax, verb: int) -> bool:
    """Should all the others agree: a condition without a conjunction."""
    first, subject = syntax.left[verb], syntax.child(verb, "nsubj", "nsubjpass")
    if syntax.dep[verb] != "advcl" or subject is None:
        return False
    return syntax.lower[first] in {"should", "were", "had"} and first < subject


def is_bounded(syntax: Syntax, topic: int) -> bool:
    """Is the clause bounded in time: while the war lasts, until it ends?"""
    words = syntax.lower[slice(*clause(syntax, topic))]
    return mentioned(("while|until|during|before|wartime", "at war", "fighting"), words)


def turned(stance: Stance) -> Stance:
    """What a negation makes of a stance: not against is not yet for."""
    return {
        Stance.FOR: Stance.AGAINST,
        Stance.AGAINST: Stance.UNCLEAR,
        Stance.RELUCTANT: Stance.UNCLEAR,
    }.get(stance, stance)


def is_negated(syntax: Syntax, token: int) -> bool:
    """Does a negation stand with this word or its determiner?"""
    children = syntax.children[token]
    for child in children:
        apart = syntax.lower[child] == "without"  # supports it, without a date
        if syntax.dep[child] == "neg" or (syntax.lower[child] in NEGATORS and not apart):
            return True
    subject = syntax.child(token, "nsubj", "nsubjpass")
    if subject is not None and "neither" in syntax.lower[syntax.left[subject] : subject]:
        return True  # neither the one nor the other
    phrases = (syntax.child(child, "pobj") for child in children if syntax.dep[child] == "prep")
    return any(  # at no time, under no circumstances
        noun is not None
        and syntax.lemma[noun] in {"time", "circumstance", "condition", "way"}
        and any(syntax.lower[child] == "no" for child in syntax.children[noun])
        for noun in phrases
    )


def governing_verb(syntax: Syntax, token: int) -> int:
    """The verb that governs a phrase."""
    node = token
    for _ in range(_CLIMB):
        verbal = syntax.pos[node] in {"VERB", "AUX"} and syntax.dep[node] not in {"aux", "auxpass"}
        if verbal or syntax.head[node] == node:
            break
        node = syntax.head[node]
    return node
