"""What stands above a stance and turns it: disbelief, fear, denial, not being among those who."""

from __future__ import annotations

from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import Verdict, governing_verb, is_negated, turned
from placet.reading.syntax.parse import Syntax
from placet.words import Stance


def above(syntax: Syntax, taken: Verdict) -> Verdict:
    """The stance as what governs its predicate leaves it."""
    for turn in (_disbelieved, _feared, _denied, _not_among):
        if (other := turn(syntax, taken)) is not None:
            return other
    return taken


def _disbelieved(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Is not convinced that it should be done: support that somebody does not share."""
    verb = syntax.head[taken.predicate]
    doubted = syntax.dep[taken.predicate] == "ccomp" and is_negated(syntax, verb)
    if taken.stance is not Stance.FOR or not doubted:
        return None
    if syntax.lemma[verb] not in stance_words().believing:
        return None
    return Verdict(Stance.RELUCTANT, verb, explicit=True, confidence=taken.confidence)


def _feared(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Fears that it will be dropped, regrets that it was not agreed: the opposite is wished."""
    verb = syntax.head[taken.predicate]
    if syntax.dep[taken.predicate] != "ccomp" or syntax.lemma[verb] not in stance_words().fearing:
        return None
    refused = taken.stance in {Stance.AGAINST, Stance.RELUCTANT}
    wished = Stance.FOR if refused else Stance.AGAINST
    return Verdict(wished, verb, explicit=False, confidence=0.5)


def _denied(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Denied that it was blocking it: what is denied leaves open what is held."""
    verb = syntax.head[taken.predicate]
    clausal = syntax.dep[taken.predicate] in {"ccomp", "pcomp", "xcomp"}
    if not clausal or syntax.lemma[governing_verb(syntax, verb)] not in stance_words().denial:
        return None
    return Verdict(Stance.UNCLEAR, taken.predicate, taken.explicit, taken.confidence)


def _not_among(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Is not among those who would postpone it."""
    those = syntax.head[taken.predicate]
    if syntax.dep[taken.predicate] != "relcl" or syntax.lower[those] not in {"those", "ones"}:
        return None
    verb = governing_verb(syntax, those)
    if syntax.lemma[verb] != "be" or not is_negated(syntax, verb):
        return None
    return Verdict(turned(taken.stance), taken.predicate, taken.explicit, taken.confidence)
