"""Stances that a governing word carries: the nearest one of support, refusal or delay above."""

from __future__ import annotations

from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import Verdict, governing_verb, is_negated, turned
from placet.reading.syntax.parse import Syntax
from placet.words import Stance

_INSTEAD = frozenset({"substitute", "alternative", "replacement", "surrogate"})
_TOWARD = frozenset({"to", "for", "behind", "of", "on", "about", "over", "toward", "towards"})
_CLIMB = 8


def by_governor(syntax: Syntax, topic: int) -> Verdict | None:
    """The nearest governing word of a stance class, turned by what stands above it."""
    stance: Stance | None = None
    instead = False
    carrier = node = topic
    below: int | None = None
    for _ in range(_CLIMB):
        instead = instead or syntax.lemma[node] in _INSTEAD
        if stance is None and node != topic:
            stance, carrier = _carried_by(syntax, node, below), node
        elif stance is not None and _shares(syntax, node):
            carrier = governing_verb(syntax, node)
        elif stance is Stance.FOR and _unwilling(syntax, node):
            stance, carrier = Stance.RELUCTANT, node
        elif stance is not None and syntax.pos[node] == "VERB" and node != carrier:
            above = _turned_by(syntax, node, carrier, stance)
            if above is not None:
                stance, carrier = above, node
        apart = syntax.dep[node] == "ccomp" or (
            syntax.dep[node] == "advcl" and syntax.child(node, "nsubj") is not None
        )
        if syntax.head[node] == node or (apart and stance is not None):
            break
        below, node = node, _above(syntax, node)
    if stance is None:
        return None
    if instead:
        stance = {Stance.AGAINST: Stance.FOR, Stance.FOR: Stance.UNCLEAR}.get(stance, stance)
    return Verdict(stance, carrier, explicit=True, confidence=0.75)


def by_relative(syntax: Syntax, topic: int) -> Verdict | None:
    """An invitation, which Norway supports: what a relative clause says of the mention."""
    for verb in syntax.children[topic]:
        object_ = syntax.child(verb, "dobj", "nsubjpass") if syntax.dep[verb] == "relcl" else None
        if object_ is None or syntax.lower[object_] not in {"which", "that"}:
            continue
        stance = stance_words().of(syntax.lemma[verb], "VERB")
        if stance is not None:
            stance = turned(stance) if is_negated(syntax, verb) else stance
            return Verdict(stance, verb, explicit=True, confidence=0.7)
    return None


def _above(syntax: Syntax, node: int) -> int:
    """The head; of a preposition right behind a noun with a stance, that noun, not the verb."""
    noun = node - 1
    misplaced = syntax.lower[node] in _TOWARD and noun >= 0 and syntax.dep[noun] == "pobj"
    if misplaced and syntax.lemma[noun] in stance_words().nouns:
        return noun
    return syntax.head[node]


def _by_readiness(syntax: Syntax, node: int, below: int | None) -> Stance | None:
    """Is ready to do it, is prepared to discuss it, is not willing to."""
    words = stance_words()
    if syntax.lower[node] not in words.willing:
        return None
    if below is not None and syntax.lemma[below] in words.examining:
        return Stance.UNCLEAR
    return Stance.RELUCTANT if _unwilling(syntax, node) else Stance.FOR


def _unwilling(syntax: Syntax, node: int) -> bool:
    """Is not prepared to recommend it."""
    ready = syntax.lower[node] in stance_words().willing
    return ready and (is_negated(syntax, node) or is_negated(syntax, syntax.head[node]))


def _shares(syntax: Syntax, node: int) -> bool:
    """Voiced sympathy for somebody's resistance, shared somebody's doubts."""
    noun = syntax.child(node, "dobj")
    sharing = stance_words().sharing
    return syntax.lemma[node] in sharing or (noun is not None and syntax.lemma[noun] in sharing)


def _carried_by(syntax: Syntax, node: int, below: int | None) -> Stance | None:
    """The stance that a word above the mention carries, itself or by its object."""
    words, lemma, kind = stance_words(), syntax.lemma[node], syntax.pos[node]
    if kind not in {"VERB", "AUX", "NOUN", "ADJ"} or _undergone(syntax, node):
        return None
    if lemma in words.asserting and below is not None and syntax.dep[below] == "ccomp":
        return None
    if lemma in words.judging and below is not None and _is_judged(syntax, node, below):
        return None
    if lemma in words.doubt and _is_certain(syntax, node, below):
        return None
    stance = words.of(lemma, kind)
    purpose = syntax.child(node, "xcomp") if stance is Stance.FOR else None
    if purpose is not None and syntax.lemma[purpose] in words.examining:
        return Stance.UNCLEAR  # deserves to be discussed
    if stance is not None and is_negated(syntax, node):
        if lemma in words.pledging:
            return Stance.UNCLEAR  # was never promised
        return Stance.FOR if _is_demand(syntax, node, stance) else turned(stance)
    if stance is None and (kind == "ADJ" or syntax.dep[node] == "acomp"):
        stance = _by_readiness(syntax, node, below)
    if stance is None and kind == "VERB":
        return _by_object(syntax, node, below)
    return stance


def _is_judged(syntax: Syntax, verb: int, object_: int) -> bool:
    """Called accession a distant prospect: the complement says what is thought of it."""
    if syntax.dep[object_] == "dobj" and syntax.lemma[verb] == "call":
        return True
    other = syntax.child(verb, "oprd", "xcomp") is not None
    other = other or syntax.child(verb, "dobj") != object_
    return syntax.dep[object_] in {"dobj", "nsubj"} and other


def _is_certain(syntax: Syntax, doubt: int, below: int | None) -> bool:
    """Left no doubt that: what the clause says stands."""
    clausal = below is not None and syntax.dep[below] in {"acl", "ccomp"}
    return clausal and is_negated(syntax, doubt)


def _by_object(syntax: Syntax, verb: int, below: int | None) -> Stance | None:
    """Gave its backing to, withdrew its support for: the object carries what is done."""
    words = stance_words()
    noun = syntax.child(verb, "dobj")
    if below is None or syntax.lower[below] not in _TOWARD:
        return None  # it lacks support among members: the mention is not what the support is for
    if noun is None or syntax.lemma[noun] not in words.nouns:
        return None
    stance = words.of(syntax.lemma[noun], "NOUN")
    if stance is None:
        return None
    if syntax.lemma[verb] in words.tying:
        return Stance.CONDITIONAL
    if syntax.lemma[verb] in words.ending:
        return {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}.get(stance, Stance.UNCLEAR)
    little = any(syntax.lower[child] in {"little", "no"} for child in syntax.children[noun])
    if little or is_negated(syntax, verb):
        return Stance.RELUCTANT if stance is Stance.FOR else Stance.UNCLEAR
    return stance


def _turned_by(syntax: Syntax, node: int, carrier: int, stance: Stance) -> Stance | None:
    """What a verb above makes of a stance: refuses to support, drags out, blocks, does not want."""
    words, lemma = stance_words(), syntax.lemma[node]
    if stance is Stance.FOR:
        if lemma in words.refraining:
            return Stance.UNCLEAR
        if lemma in words.refusal:
            return Stance.AGAINST
        if words.of(lemma, "VERB") is Stance.RELUCTANT:
            return Stance.RELUCTANT
        if words.of(lemma, "VERB") is Stance.AGAINST and syntax.dep[carrier] != "ccomp":
            return Stance.AGAINST
    denied = lemma in words.denying and syntax.dep[carrier] in {"xcomp", "pcomp", "ccomp"}
    if denied and not is_negated(syntax, node):
        return Stance.UNCLEAR
    if is_negated(syntax, node) and syntax.dep[carrier] == "dobj" and stance is Stance.AGAINST:
        return turned(stance)  # not to give anybody a veto over it
    if is_negated(syntax, node) and syntax.dep[carrier] == "xcomp":
        return turned(stance)
    return None


def _undergone(syntax: Syntax, node: int) -> bool:
    """Asked about membership, ...: a participle tells what happened to its subject."""
    return syntax.tag[node] == "VBN" and syntax.dep[node] in {"advcl", "acl"}


def _is_demand(syntax: Syntax, node: int, stance: Stance) -> bool:
    """Must not be excluded: to forbid a refusal is to support."""
    modals = {syntax.lemma[c] for c in syntax.children[node] if syntax.dep[c] == "aux"}
    return stance is Stance.AGAINST and bool(modals & {"must", "should", "can"})
