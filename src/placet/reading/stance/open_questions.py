"""Questions that a text leaves open: asked whether, did not say if."""

from __future__ import annotations

from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import Verdict, governing_verb, is_negated
from placet.reading.syntax.parse import Syntax
from placet.words import Stance

_CLIMB = 8


def is_asked(syntax: Syntax, topic: int) -> bool:
    """Asked whether it would support an invitation: a question is no stance."""
    _, last = syntax.sentences[syntax.sentence[topic]]
    if syntax.lower[last - 1] == "?":
        return True
    node = topic
    for _ in range(_CLIMB):
        parent = syntax.head[node]
        if parent == node:
            return False
        if syntax.dep[node] in {"ccomp", "pcomp", "advcl", "csubj"}:
            marks = {syntax.lower[child] for child in syntax.children[node]}
            wondered = "if" in marks and syntax.lemma[parent] in stance_words().wondering
            open_ = "whether" in marks and syntax.lemma[governing_verb(syntax, parent)] != "agree"
            if wondered or open_:
                return True
        node = parent
    return False


def by_silence(syntax: Syntax, topic: int) -> Verdict | None:
    """Did not say whether it should be done: who leaves it unsaid takes no position."""
    verb = left_unsaid(syntax, topic)
    if verb is None:
        return None
    return Verdict(Stance.UNCLEAR, verb, explicit=True, confidence=0.8)


def left_unsaid(syntax: Syntax, topic: int) -> int | None:
    """The verb that leaves a question open in whose "whether" clause the mention stands."""
    node = topic
    for _ in range(_CLIMB):
        parent = syntax.head[node]
        if parent == node:
            return None
        if syntax.dep[node] == "pcomp":  # would not be drawn on whether
            parent = syntax.head[parent]
        if syntax.dep[node] in {"ccomp", "pcomp", "xcomp"} and syntax.pos[parent] == "VERB":
            asks = any(syntax.lower[child] in {"whether", "if"} for child in syntax.children[node])
            words = stance_words()
            unsaid = syntax.lemma[parent] in words.say and is_negated(syntax, parent)
            refused = syntax.lemma[parent] in words.say and syntax.dep[parent] == "xcomp"
            refused = refused and syntax.lemma[syntax.head[parent]] in words.refusal
            if asks and unsaid:
                return parent
            if asks and refused:
                return syntax.head[parent]
        node = parent
    return None


def is_question(syntax: Syntax, token: int) -> bool:
    """Does the sentence ask? Who asks whether it be done has not said that it should."""
    first, last = syntax.sentences[syntax.sentence[token]]
    for after in range(last - 1, first, -1):
        if syntax.lower[after] == "?":
            return True
        if syntax.pos[after] not in {"PUNCT", "SPACE"}:
            return False
    return False
