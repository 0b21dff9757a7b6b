"""Stances that a set phrase carries: in no hurry, stand in the way, in favour of."""

from __future__ import annotations

from placet.reading.questions.topics import own_words
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import NEGATORS, Verdict, governing_verb, is_negated, turned
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import forms, found, mentioned, phrases_pattern
from placet.words import Stance


def by_formula(syntax: Syntax, topic: int) -> Verdict | None:
    """A fixed formula in the clause: in no hurry, stand in the way, in favour of."""
    tokens = own_words(syntax, topic)
    lowered, worded = [syntax.lower[token] for token in tokens], forms(syntax, tokens)
    for phrases, stance in stance_words().phrases:
        for place, _ in found(phrases_pattern(phrases), worded):
            if lowered[max(0, place - 1)] == "without":
                continue  # without reservation
            if lowered[place] == "against" and not _refuses(syntax, tokens[place]):
                continue
            if lowered[place] == "against" and _against_a_refusal(syntax, tokens[place]):
                verb = governing_verb(syntax, tokens[place])
                return Verdict(Stance.FOR, verb, explicit=True, confidence=0.7)
            taken = _in_context(stance, lowered[max(0, place - 4) : place], lowered[place:][:3])
            return _in_what_is_said(
                syntax,
                Verdict(
                    taken, governing_verb(syntax, tokens[place]), explicit=True, confidence=0.8
                ),
                tokens[place],
            )
    return None


def _refuses(syntax: Syntax, against: int) -> bool:
    """A shield against a neighbour is no refusal."""
    act = syntax.child(against, "pcomp")
    return act is not None or syntax.pos[syntax.head[against]] != "NOUN"


def _against_a_refusal(syntax: Syntax, against: int) -> bool:
    """Warned against taking it off the table, against ruling it out."""
    act = syntax.child(against, "pcomp")
    if act is None:
        return False
    words = forms(syntax, range(syntax.left[act], syntax.right[act] + 1))
    refusals = (phrases for phrases, stance in stance_words().phrases if stance is Stance.AGAINST)
    return any(mentioned(phrases, words) for phrases in refusals)


def _in_what_is_said(syntax: Syntax, verdict: Verdict, phrase: int) -> Verdict:
    """Stands by a declaration that, rejected a motion in favour of: whose it is, and which way."""
    words, node = stance_words(), phrase
    for _ in range(4):
        parent = syntax.head[node]
        if parent == node:
            return verdict
        if syntax.lemma[parent] in words.saying and syntax.dep[node] in {
            "acl",
            "relcl",
            "prep",
            "amod",
        }:
            break
        node = parent
    else:
        return verdict
    verb = governing_verb(syntax, parent)
    if syntax.dep[parent] not in {"dobj", "pobj"} or verb == parent:
        return verdict
    against = (
        syntax.lemma[verb] in words.refusal
        or words.of(syntax.lemma[verb], "VERB") is Stance.AGAINST
    )
    if against and verdict.stance in {Stance.FOR, Stance.AGAINST} and not is_negated(syntax, verb):
        return Verdict(turned(verdict.stance), verb, verdict.explicit, verdict.confidence)
    if words.of(syntax.lemma[verb], "VERB") is Stance.FOR:
        return Verdict(verdict.stance, verb, verdict.explicit, verdict.confidence)
    return verdict


def _in_context(stance: Stance, before: list[str], after: list[str]) -> Stance:
    """What obligation or negation beside a phrase makes of it: must not be excluded is support."""
    if stance is Stance.UNCLEAR:
        obliged = {"must", "should", "cannot"} & {*before[-2:], *after}
        return Stance.FOR if obliged else stance
    if stance in {Stance.AGAINST, Stance.FOR} and NEGATORS & set(before):
        forbidden = stance is Stance.AGAINST and bool({"must", "should", "cannot"} & set(before))
        return Stance.FOR if forbidden else turned(stance)
    return stance
