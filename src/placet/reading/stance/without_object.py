"""Stances whose object is left unsaid, since the sentences before have named it.

"Norway is wary", "Athens would not hear of it": a word or phrase of stance stands alone, or governs
only a time or a pronoun. "Yes, say the Danes": an answer is a stance on what was asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import (
    NEGATORS,
    Verdict,
    governing_verb,
    is_conditional,
    is_negated,
    turned,
)
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import forms, found, phrases_pattern
from placet.words import Stance

_CONFIDENCE = 0.7
_QUOTES = frozenset({'"', "“", "‘", "'"})
_PAUSES = frozenset({",", ":", "”", '"', "’", "-", "–"})
_TERMS = frozenset({"if", "but", "provided", "only", "once", "when", "unless"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "dative", "attr", "oprd"})
_LINKS = frozenset(
    {"to", "on", "about", "over", "of", "for", "against", "with", "towards", "toward"}
)
_MEANT = frozenset({"it", "this", "that", "one", "them", "so", "idea", "matter", "subject", "step"})
"""Words that stand for what was named before."""
_TIMES = frozenset(
    {"time", "moment", "now", "year", "month", "week", "day", "today", "summer", "autumn", "winter"}
    | {"spring", "present", "being"}
)
_NEEDING = frozenset(
    {"advance", "affirm", "aim", "allow", "argue", "ask", "avoid", "bury", "call", "campaign"}
    | {"confirm", "deny", "drop", "expect", "guarantee", "help", "hide", "hop", "hope", "insist"}
    | {"lead", "let", "like", "long", "need", "press", "promise", "push", "question", "rally"}
    | {"reiterate", "rule", "shoot", "sink", "slow", "speed", "stand", "stop", "turn", "vote"}
    | {"wait", "want", "worry"}
)
"""Words of stance that say nothing of it without their object."""


def unsaid(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, Verdict]]:
    """(token, verdict) of each stance in the tokens [first, last) that names no object."""
    if (answer := _answer(syntax, first, last)) is not None:
        yield first, answer
        return
    done: set[int] = set()
    for token, verdict in (*_by_phrase(syntax, first, last), *_by_word(syntax, first, last)):
        if verdict.predicate not in done:
            done.add(verdict.predicate)
            yield token, verdict


def _answer(syntax: Syntax, first: int, last: int) -> Verdict | None:
    """Yes, say the governments of; no, came the answer from; yes, but only if."""
    start = first + (syntax.lower[first] in _QUOTES)
    if start + 1 >= last or syntax.lower[start] not in {"yes", "no"}:
        return None
    if syntax.lower[start + 1] not in _PAUSES:
        return None
    root = start
    while syntax.head[root] != root:
        root = syntax.head[root]
    if syntax.lower[start] == "no":
        return Verdict(Stance.AGAINST, root, explicit=True, confidence=_CONFIDENCE)
    _, end = syntax.sentences[syntax.sentence[start]]
    limited = _TERMS & set(syntax.lower[start:end])
    stance = Stance.CONDITIONAL if limited else Stance.FOR
    return Verdict(stance, root, explicit=True, confidence=_CONFIDENCE)


def _by_phrase(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, Verdict]]:
    worded = forms(syntax, range(first, last))
    for phrases, stance in stance_words().phrases:
        for start, end in found(phrases_pattern(phrases), worded):
            if not _is_free(syntax, first + end, last):
                continue
            before = set(syntax.lower[max(first, first + start - 4) : first + start])
            taken = turned(stance) if NEGATORS & before else stance
            yield first + end, _verdict(syntax, taken, governing_verb(syntax, first + start))


def _is_free(syntax: Syntax, token: int, last: int) -> bool:
    """Does nothing follow that would be the phrase's object, but a time or a pronoun?"""
    for after in range(token + 1, last):
        if syntax.pos[after] == "PUNCT" or syntax.lower[after] in stance_words().closing:
            return True
        if syntax.pos[after] in {"NOUN", "PROPN", "VERB"}:
            return syntax.lemma[after] in _TIMES | _MEANT
    return True


def _by_word(syntax: Syntax, first: int, last: int) -> Iterator[tuple[int, Verdict]]:
    """Verbs and adjectives of stance that stand alone."""
    words = stance_words()
    for token in range(first, last):
        lemma, verb = syntax.lemma[token], token
        stance: Stance | None = None
        if syntax.pos[token] == "ADJ" and syntax.dep[token] == "acomp":
            stance, verb = words.adjectives.get(lemma), syntax.head[token]
        elif syntax.pos[token] == "VERB" and syntax.child(token, "auxpass") is None:
            stance = words.verbs.get(lemma)
        if stance is None or lemma in _NEEDING or not _is_alone(syntax, token):
            continue
        if is_negated(syntax, token) or is_negated(syntax, verb):
            stance = turned(stance)
        yield token, _verdict(syntax, stance, verb)


def _is_alone(syntax: Syntax, token: int) -> bool:
    """Has the word no object but a pronoun or a time, and no clause?"""
    if syntax.dep[token] in {"amod", "aux"} or _is_term(syntax, token):
        return False
    for child in syntax.children[token]:
        if syntax.dep[child] in _OBJECTS and syntax.lemma[child] not in _MEANT:
            return False
        noun = syntax.child(child, "pobj", "pcomp") if syntax.lower[child] in _LINKS else None
        if noun is not None and syntax.lemma[noun] not in _MEANT | _TIMES:
            return False
    return True


def _is_term(syntax: Syntax, token: int) -> bool:
    """Only if all agree: what would have to happen first is nobody's stance."""
    return syntax.dep[token] == "advcl" and any(
        syntax.lower[child] in _TERMS for child in syntax.children[token]
    )


def _verdict(syntax: Syntax, stance: Stance, verb: int) -> Verdict:
    """A stance at a verb; support that names terms is conditional."""
    if stance is Stance.FOR and is_conditional(syntax, verb):
        stance = Stance.CONDITIONAL
    return Verdict(stance, verb, explicit=True, confidence=_CONFIDENCE)
