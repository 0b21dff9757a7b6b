"""Where a clause stands on a proposition it mentions: the predicate that governs it decides.

From the mention one climbs to the root of the sentence. The first word of a stance class on the way
sets the stance; negation, refusal and doubt above or beside it turn it; obligation and judgement
stand in where no such word is met; a condition makes support conditional.
"""

from __future__ import annotations

from collections.abc import Callable

from placet.reading.formulas import by_formula
from placet.reading.implied import (
    by_absence,
    by_extraposition,
    by_judgement,
    by_modal,
    by_possibility,
)
from placet.reading.parse import Syntax
from placet.reading.patterns import found, mentioned, phrases_pattern
from placet.reading.stance_words import StanceWords, stance_words
from placet.reading.topics import clause, own_words
from placet.reading.verdicts import (
    NEGATORS,
    Verdict,
    governing_verb,
    is_bounded,
    is_conditional,
    is_negated,
    turned,
)
from placet.words import Stance

_INSTEAD = frozenset({"substitute", "alternative", "replacement", "surrogate"})
_EXCLUDING = frozenset({"outside"})
_TOWARD = frozenset({"to", "for", "behind", "of", "on", "about", "over", "toward", "towards"})
_CLIMB = 8


def stance_on(syntax: Syntax, topic: int, *, late: bool = False) -> Verdict | None:
    """The stance that the sentence takes on the proposition mentioned at `topic`, if any.

    Args:
        syntax: the parse.
        topic: token of the mention.
        late: is the proposition one that a condition or a time has singled out? Then saying that
            it cannot be before is no refusal but a condition.
    """
    if _is_asked(syntax, topic):
        return _by_silence(syntax, topic)
    taken = _by_need(syntax, topic) or by_formula(syntax, topic) or _by_climbing(syntax, topic)
    if (own := _by_own_say(syntax, topic)) is not None:
        return own
    taken = next((sign for find in _signs() if (sign := find(syntax, topic))), None)
    taken = taken or _only_later(syntax, topic, late=late)
    if taken is None:
        return None
    for turn in (_disbelieved, _feared, _denied, _not_among):
        if (other := turn(syntax, taken)) is not None:
            taken = other
            break
    return _as_limited(syntax, topic, taken, late=late)


def _signs() -> tuple[Callable[[Syntax, int], Verdict | None], ...]:
    """Where a stance may show, the surest sign first."""
    return (
        _by_own_noun,
        _by_need,
        _by_silence,
        by_extraposition,
        by_formula,
        _by_climbing,
        by_absence,
        by_modal,
        by_judgement,
        by_possibility,
        _by_disbelief,
    )


def _as_limited(syntax: Syntax, topic: int, taken: Verdict, *, late: bool) -> Verdict:
    """What conditions, bounds in time and an exclusion make of a stance."""
    if taken.stance is Stance.AGAINST and _only_until(syntax, taken.predicate):
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    if syntax.lower[topic] in _EXCLUDING:
        return _on_exclusion(taken)
    if taken.stance is Stance.UNCLEAR and not _left_unsaid(syntax, topic):
        if is_conditional(syntax, topic):  # does not rule out, with guarantees
            return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
        return taken
    limited = is_bounded(syntax, topic) or is_conditional(syntax, topic)
    if taken.stance is Stance.AGAINST and late and limited:
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    turns = {Stance.FOR, Stance.RELUCTANT} if late else {Stance.FOR}
    if taken.stance in turns and (
        is_conditional(syntax, topic) or (late and is_bounded(syntax, topic))
    ):
        return Verdict(Stance.CONDITIONAL, taken.predicate, taken.explicit, taken.confidence)
    return taken


def _only_later(syntax: Syntax, topic: int, *, late: bool) -> Verdict | None:
    """To be discussed only after peace has been made."""
    words = [syntax.lower[token] for token in range(*clause(syntax, topic))]
    if not late or not mentioned(("only after|once|when|if|as", "not before|until"), words):
        return None
    return Verdict(
        Stance.CONDITIONAL, governing_verb(syntax, topic), explicit=False, confidence=0.5
    )


def _disbelieved(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Is not convinced that it should be done: support that somebody does not share."""
    verb = syntax.head[taken.predicate]
    doubted = syntax.dep[taken.predicate] == "ccomp" and is_negated(syntax, verb)
    if taken.stance is not Stance.FOR or not doubted:
        return None
    if syntax.lemma[verb] not in stance_words().believing:
        return None
    return Verdict(Stance.RELUCTANT, verb, explicit=True, confidence=taken.confidence)


def _by_disbelief(syntax: Syntax, topic: int) -> Verdict | None:
    """Does not believe that anything will come of it."""
    node = topic
    while syntax.dep[node] != "ccomp" and syntax.head[node] != node:
        node = syntax.head[node]
    verb = syntax.head[node]
    believes = syntax.lemma[verb] in stance_words().believing
    if verb == node or not believes or not is_negated(syntax, verb):
        return None
    return Verdict(Stance.RELUCTANT, verb, explicit=False, confidence=0.5)


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


def _by_own_say(syntax: Syntax, topic: int) -> Verdict | None:
    """If it were up to the one: whoever would have it so."""
    first, last = syntax.sentences[syntax.sentence[topic]]
    words = syntax.lower[first:last]
    would = {"would", "will"} & {syntax.lower[t] for t in range(*clause(syntax, topic))}
    for start, _ in found(phrases_pattern(stance_words().own_say), words):
        if would:
            return Verdict(Stance.FOR, first + start + 2, explicit=False, confidence=0.5)
    return None


def _not_among(syntax: Syntax, taken: Verdict) -> Verdict | None:
    """Is not among those who would postpone it."""
    those = syntax.head[taken.predicate]
    if syntax.dep[taken.predicate] != "relcl" or syntax.lower[those] not in {"those", "ones"}:
        return None
    verb = governing_verb(syntax, those)
    if syntax.lemma[verb] != "be" or not is_negated(syntax, verb):
        return None
    return Verdict(turned(taken.stance), taken.predicate, taken.explicit, taken.confidence)


def _only_until(syntax: Syntax, predicate: int) -> bool:
    """Will not agree until, or unless: a refusal that says what would end it."""
    return any(
        syntax.dep[child] == "advcl"
        and {"until", "unless"} & {syntax.lower[mark] for mark in syntax.children[child]}
        for child in syntax.children[predicate]
    )


def _on_exclusion(taken: Verdict) -> Verdict:
    """No problem with its staying outside: what is said of the exclusion, turned round."""
    stance = Stance.FOR if taken.stance is Stance.AGAINST else Stance.AGAINST
    return Verdict(stance, taken.predicate, taken.explicit, taken.confidence)


def _is_asked(syntax: Syntax, topic: int) -> bool:
    """Asked whether it would support an invitation: a question is no stance."""
    node = topic
    for _ in range(_CLIMB):
        parent = syntax.head[node]
        if parent == node:
            return False
        if syntax.dep[node] in {"ccomp", "pcomp", "advcl"}:
            marks = {syntax.lower[child] for child in syntax.children[node]}
            wondered = "if" in marks and syntax.lemma[parent] in stance_words().wondering
            open_ = "whether" in marks and syntax.lemma[governing_verb(syntax, parent)] != "agree"
            if wondered or open_:
                return True
        node = parent
    return False


def _by_own_noun(syntax: Syntax, topic: int) -> Verdict | None:
    """Resistance comes from the capital: the noun that carries the question on is the stance."""
    lemma = syntax.lemma[topic]
    stance = _class(stance_words(), lemma, noun=True)
    lacking = syntax.lower[syntax.head[topic]] == "without"
    if stance is None or syntax.pos[topic] != "NOUN" or lacking:
        return None
    if lemma in stance_words().stand_ins:
        return None
    verb = syntax.head[topic]
    ended = syntax.dep[topic] == "dobj" and syntax.lemma[verb] in stance_words().ending
    if ended or is_negated(syntax, topic) or is_negated(syntax, verb):
        stance = turned(stance)
    return Verdict(stance, topic, explicit=True, confidence=0.7)


def _by_need(syntax: Syntax, topic: int) -> Verdict | None:
    """Without it there can be no peace: whoever says what its lack would mean wants it."""
    above = syntax.head[topic]
    if syntax.lower[above] != "without" or syntax.dep[topic] != "pobj":
        return None
    verb = governing_verb(syntax, above)
    words = {syntax.lower[token] for token in own_words(syntax, topic)}
    if not (is_negated(syntax, verb) or words & NEGATORS - {"without"}):
        return None
    return Verdict(Stance.FOR, verb, explicit=False, confidence=0.6)


def _by_silence(syntax: Syntax, topic: int) -> Verdict | None:
    """Did not say whether it should be done: who leaves it unsaid takes no position."""
    verb = _left_unsaid(syntax, topic)
    if verb is None:
        return None
    return Verdict(Stance.UNCLEAR, verb, explicit=True, confidence=0.8)


def _left_unsaid(syntax: Syntax, topic: int) -> int | None:
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


def _by_climbing(syntax: Syntax, topic: int) -> Verdict | None:
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
        elif stance is not None and syntax.pos[node] == "VERB" and node != carrier:
            above = _turned_by(syntax, node, carrier, stance)
            if above is not None:
                stance, carrier = above, node
        apart = syntax.dep[node] == "ccomp" or (
            syntax.dep[node] == "advcl" and syntax.child(node, "nsubj") is not None
        )
        if syntax.head[node] == node or (apart and stance is not None):
            break
        below, node = node, syntax.head[node]
    if stance is None:
        return None
    if instead:
        stance = {Stance.AGAINST: Stance.FOR, Stance.FOR: Stance.UNCLEAR}.get(stance, stance)
    return Verdict(stance, carrier, explicit=True, confidence=0.75)


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
    stance = _class(words, lemma, noun=kind == "NOUN")
    purpose = syntax.child(node, "xcomp") if stance is Stance.FOR else None
    if purpose is not None and syntax.lemma[purpose] in words.examining:
        return Stance.UNCLEAR  # deserves to be discussed
    if stance is not None and is_negated(syntax, node):
        return Stance.FOR if _is_demand(syntax, node, stance) else turned(stance)
    state = kind == "ADJ" or syntax.dep[node] == "acomp"
    if stance is None and state and syntax.lower[node] in words.willing:
        unwilling = is_negated(syntax, syntax.head[node]) or is_negated(syntax, node)
        if below is not None and syntax.lemma[below] in words.examining:
            return Stance.UNCLEAR
        return Stance.RELUCTANT if unwilling else Stance.FOR
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
    stance = _class(words, syntax.lemma[noun], noun=True)
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
        if lemma in words.delay:
            return Stance.RELUCTANT
        if lemma in words.oppose and syntax.dep[carrier] != "ccomp":
            return Stance.AGAINST
    denied = lemma in words.denying and syntax.dep[carrier] in {"xcomp", "pcomp", "ccomp"}
    if denied and not is_negated(syntax, node):
        return Stance.UNCLEAR
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


def _class(words: StanceWords, lemma: str, *, noun: bool) -> Stance | None:
    if noun and lemma not in words.nouns:
        return None
    if lemma in words.oppose:
        return Stance.AGAINST
    if lemma in words.delay:
        return Stance.RELUCTANT
    return Stance.FOR if lemma in words.support else None
