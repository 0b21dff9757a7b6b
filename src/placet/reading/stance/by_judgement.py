"""Stances that no word of support or refusal carries: obligation, possibility, judgement."""

from __future__ import annotations

from placet.reading.questions.topics import own_words
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import Verdict, is_conditional, is_negated
from placet.reading.syntax.parse import Syntax
from placet.words import Stance

_GIVEN = frozenset(
    {"issue", "extend", "send", "give", "grant", "offer", "make", "come", "remain", "happen", "get"}
    | {"hand", "receive", "follow", "continue", "stay", "stand"}
)


def by_side(syntax: Syntax, topic: int) -> Verdict | None:
    """Has always been for Ukraine's accession."""
    side = syntax.head[topic]
    verb = syntax.head[side]
    subject = syntax.child(verb, "nsubj")
    if syntax.lower[side] != "for" or syntax.lemma[verb] != "be" or subject is None:
        return None
    if syntax.pos[subject] not in {"PROPN", "PRON"} or syntax.lower[subject] in {"it", "that"}:
        return None
    stance = Stance.AGAINST if is_negated(syntax, verb) else Stance.FOR
    return Verdict(stance, verb, explicit=True, confidence=0.7)


def by_absence(syntax: Syntax, topic: int) -> Verdict | None:
    """There will be no invitation."""
    verb = syntax.head[topic]
    none = any(syntax.lower[child] == "no" for child in syntax.children[topic])
    ahead = any(syntax.lemma[child] in {"will", "can"} for child in syntax.children[verb])
    depends = "without" in {syntax.lower[token] for token in own_words(syntax, topic)}
    if none and ahead and not depends and syntax.child(verb, "expl") is not None:
        return Verdict(Stance.AGAINST, verb, explicit=False, confidence=0.6)
    return None


def by_modal(syntax: Syntax, topic: int) -> Verdict | None:
    """Ukraine must be admitted; Ukraine cannot join; insists that it be sent."""
    node = topic
    for _ in range(6):
        if syntax.pos[node] in {"VERB", "AUX"} and (found := _modal_at(syntax, topic, node)):
            return found
        if syntax.head[node] == node or syntax.dep[node] in {"ccomp", "relcl", "advcl"}:
            break
        node = syntax.head[node]
    return None


def _modal_at(syntax: Syntax, topic: int, verb: int) -> Verdict | None:
    """What the modals of one verb above the mention say of it."""
    aux = [c for c in syntax.children[verb] if syntax.dep[c] in {"aux", "auxpass"}]
    names = {syntax.lemma[modal] for modal in aux}
    node = _obliged(syntax, verb, names)
    negated = is_negated(syntax, node)
    joins = syntax.lemma[node] in stance_words().joining
    joins = joins or (syntax.lemma[node] == "be" and _completes(syntax, topic, node))
    if names & {"must", "should", "shall"}:
        return _by_duty(syntax, topic, node, joins=joins)
    told = "would" in names and syntax.dep[node] == "ccomp"  # said that it would join
    if ("will" in names or told) and joins and syntax.child(node, "expl") is None:
        stance = Stance.AGAINST if negated else Stance.FOR
        return Verdict(stance, node, explicit=False, confidence=0.6)
    if names & {"can", "could"} and negated:
        stance = Stance.AGAINST if joins else Stance.RELUCTANT
        return Verdict(stance, node, explicit=False, confidence=0.5)
    if _is_demanded(syntax, node):
        return Verdict(Stance.FOR, node, explicit=True, confidence=0.7)
    return None


def _completes(syntax: Syntax, topic: int, verb: int) -> bool:
    """To be a member, to be in the alliance."""
    phrase = syntax.head[topic] if syntax.dep[topic] == "pobj" else topic
    return syntax.head[phrase] == verb and syntax.dep[phrase] in {"attr", "prep"}


def _by_duty(syntax: Syntax, topic: int, verb: int, *, joins: bool) -> Verdict | None:
    """It must be done, it must not; what it must contain."""
    negated = is_negated(syntax, verb)
    if negated and verb != topic and syntax.lemma[verb] not in _GIVEN and not joins:
        return None  # should not be taken for a provocation: no word on the proposal
    stance = Stance.AGAINST if negated else Stance.FOR
    if stance is Stance.FOR and _sets_terms(syntax, verb, topic):
        stance = Stance.CONDITIONAL
    return Verdict(stance, verb, explicit=True, confidence=0.7)


def _is_demanded(syntax: Syntax, verb: int) -> bool:
    """Insists that it be sent, asks that it join: the subjunctive of a demand."""
    if syntax.tag[verb] != "VB" or syntax.dep[verb] != "ccomp" or is_negated(syntax, verb):
        return False
    bare = not any(
        syntax.dep[c] == "aux" or syntax.tag[c] in {"VBD", "VBZ", "VBP"}
        for c in syntax.children[verb]
    )
    return bare and syntax.child(verb, "nsubj", "nsubjpass") is not None


def _obliged(syntax: Syntax, verb: int, modals: set[str]) -> int:
    """The verb that is meant, where "have to" or "ought to" stands for a modal; adds "must"."""
    inner = syntax.child(verb, "xcomp") if syntax.lemma[verb] in {"have", "ought"} else None
    if inner is None or syntax.child(inner, "aux") is None:
        return verb
    modals.add("must")
    return inner


def _sets_terms(syntax: Syntax, verb: int, topic: int) -> bool:
    """Does the sentence say what the proposal must contain, rather than that it must be made?"""
    governor = syntax.head[verb] if syntax.dep[verb] == "xcomp" else verb
    subject = syntax.child(governor, "nsubj", "nsubjpass")
    return subject == topic and syntax.lemma[verb] not in _GIVEN


def by_extraposition(syntax: Syntax, topic: int) -> Verdict | None:
    """It would be a mistake to invite; it is unlikely that it will be admitted."""
    node = topic
    while syntax.head[node] != node:
        above = syntax.head[node]
        verb = above if syntax.pos[above] in {"VERB", "AUX"} else syntax.head[above]
        subject = syntax.child(verb, "nsubj")
        if syntax.dep[node] in {"acl", "xcomp", "ccomp", "csubj", "relcl", "advcl"}:
            judged = syntax.child(verb, "acomp", "attr") if above == verb else above
            if judged is not None and subject is not None and syntax.lower[subject] == "it":
                return _judged(syntax, judged, verb)
        if syntax.dep[node] in {"ccomp", "advcl", "relcl"}:
            return None
        node = above
    return None


def _judged(syntax: Syntax, word: int, verb: int) -> Verdict | None:
    """What a word of praise, blame or doubt says of it; or of its contrary, if negated."""
    words, lemma = stance_words(), syntax.lemma[word]
    negated = is_negated(syntax, verb) or is_negated(syntax, word)
    if lemma in words.bad:
        stance = Stance.FOR if negated else Stance.AGAINST
    elif lemma in words.far:
        stance = Stance.UNCLEAR if negated else Stance.RELUCTANT
    elif lemma in words.good:
        stance = Stance.RELUCTANT if negated else Stance.FOR
    else:
        return None
    return Verdict(stance, verb, explicit=False, confidence=0.6)


def by_judgement(syntax: Syntax, topic: int) -> Verdict | None:
    """Membership would be the best guarantee; accession would mean war."""
    words = stance_words()
    lemmas = {syntax.lemma[token]: token for token in own_words(syntax, topic) if token != topic}
    subject = topic
    for _ in range(4):
        if syntax.dep[subject] in {"nsubj", "nsubjpass", "csubj"}:
            break
        seen = syntax.lemma[syntax.head[subject]] in words.judging
        if syntax.dep[subject] in {"dobj", "pobj"} and seen:
            break  # sees it as a mistake
        if syntax.lower[subject] == "of" and seen:
            break  # speaks of it as the only guarantee
        subject = syntax.head[subject]
    else:
        return None
    verb = syntax.head[subject]
    for judging in (words.bad, words.far, words.good):
        for lemma, token in lemmas.items():
            if lemma in judging and token > subject:
                return _judged(syntax, token, verb)
    return None


def by_possibility(syntax: Syntax, topic: int) -> Verdict | None:
    """Possible only when all agree: what is possible on a condition is supported on it."""
    node = topic
    for _ in range(3):
        node = syntax.head[node]
        named = (syntax.lemma[child] for child in syntax.children[node])
        if syntax.lemma[node] == "be" and any(
            word in {"possible", "conceivable"} for word in named
        ):
            later = "after" in {syntax.lower[token] for token in own_words(syntax, topic)}
            if not later and not is_conditional(syntax, node):
                return None
            stance = Stance.RELUCTANT if is_negated(syntax, node) else Stance.CONDITIONAL
            return Verdict(stance, node, explicit=True, confidence=0.6)
    return None
