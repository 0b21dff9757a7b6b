"""Where a clause stands on a proposition it mentions: the predicate that governs it decides.

From the mention one climbs to the root of the sentence. The first word of a stance class on the way
sets the stance; negation, refusal and doubt above or beside it turn it; obligation and judgement
stand in where no such word is met; a condition makes support conditional.
"""

from __future__ import annotations

from dataclasses import dataclass

from placet.reading.parse import Syntax
from placet.reading.stance_words import StanceWords, stance_words
from placet.reading.topics import clause, own_words
from placet.words import Stance

_NEGATORS = frozenset(
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
_INSTEAD = frozenset({"substitute", "alternative", "replacement", "surrogate"})
_GIVEN = frozenset(
    {"issue", "extend", "send", "give", "grant", "offer", "make", "come", "remain", "happen", "get"}
)
_EXCLUDING = frozenset({"outside"})
_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance, the token of the predicate that carries it, and how plainly it is said."""

    stance: Stance
    predicate: int
    explicit: bool
    confidence: float


def stance_on(syntax: Syntax, topic: int, *, late: bool = False) -> Verdict | None:
    """The stance that the sentence takes on the proposition mentioned at `topic`, if any.

    Args:
        syntax: the parse.
        topic: token of the mention.
        late: is the proposition one that a condition or a time has singled out? Then saying that
            it cannot be before is no refusal but a condition.
    """
    found = _by_silence(syntax, topic) or _by_phrase(syntax, topic) or _by_climbing(syntax, topic)
    found = found or _by_modal(syntax, topic) or _by_judgement(syntax, topic)
    found = found or _by_possibility(syntax, topic)
    if found is None:
        return None
    if syntax.lower[topic] in _EXCLUDING:
        return _on_exclusion(found)
    if found.stance is Stance.UNCLEAR and not _left_unsaid(syntax, topic):
        if is_conditional(syntax, topic):  # does not rule out, with guarantees
            return Verdict(Stance.CONDITIONAL, found.predicate, found.explicit, found.confidence)
        return found
    turns = {Stance.FOR, Stance.RELUCTANT} if late else {Stance.FOR}
    if found.stance in turns and (
        is_conditional(syntax, topic) or (late and _bounded(syntax, topic))
    ):
        return Verdict(Stance.CONDITIONAL, found.predicate, found.explicit, found.confidence)
    return found


def _on_exclusion(found: Verdict) -> Verdict:
    """No problem with its staying outside: what is said of the exclusion, turned round."""
    stance = Stance.FOR if found.stance is Stance.AGAINST else Stance.AGAINST
    return Verdict(stance, found.predicate, found.explicit, found.confidence)


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
        if syntax.dep[node] in {"ccomp", "pcomp", "xcomp"} and syntax.pos[parent] == "VERB":
            asks = any(syntax.lower[child] in {"whether", "if"} for child in syntax.children[node])
            words = stance_words()
            unsaid = syntax.lemma[parent] in words.say and _negated(syntax, parent)
            refused = syntax.lemma[parent] in words.say and syntax.dep[parent] == "xcomp"
            refused = refused and syntax.lemma[syntax.head[parent]] in words.refusal
            if asks and unsaid:
                return parent
            if asks and refused:
                return syntax.head[parent]
        node = parent
    return None


def _by_phrase(syntax: Syntax, topic: int) -> Verdict | None:
    """A fixed formula in the clause: in no hurry, stand in the way, in favour of."""
    tokens = own_words(syntax, topic)
    text = f" {' '.join(syntax.lower[token] for token in tokens)} "
    for phrase, stance in stance_words().phrases:
        at = text.find(f" {phrase} ")
        if at < 0:
            continue
        place = text[:at].count(" ")
        if phrase == "against" and syntax.pos[syntax.head[tokens[place]]] == "NOUN":
            continue  # a shield against a neighbour is no refusal
        near = [syntax.lower[token] for token in tokens[max(0, place - 4) : place]]
        return Verdict(
            _in_context(stance, near, [syntax.lower[t] for t in tokens[place : place + 3]]),
            _predicate(syntax, tokens[place]),
            explicit=True,
            confidence=0.8,
        )
    return None


def _in_context(stance: Stance, before: list[str], after: list[str]) -> Stance:
    """What obligation or negation beside a phrase makes of it: must not be excluded is support."""
    if stance is Stance.UNCLEAR:
        obliged = {"must", "should", "cannot"} & {*before[-2:], *after}
        return Stance.FOR if obliged else stance
    if stance in {Stance.AGAINST, Stance.FOR} and _NEGATORS & set(before):
        forbidden = stance is Stance.AGAINST and bool({"must", "should", "cannot"} & set(before))
        return Stance.FOR if forbidden else _turned(stance)
    return stance


def _by_climbing(syntax: Syntax, topic: int) -> Verdict | None:
    """The nearest governing word of a stance class, turned by what stands above it."""
    words = stance_words()
    stance: Stance | None = None
    instead = False
    carrier = node = topic
    for _ in range(_CLIMB):
        lemma = syntax.lemma[node]
        verbal = syntax.pos[node] in {"VERB", "AUX", "NOUN", "ADJ"}
        instead = instead or lemma in _INSTEAD
        if stance is None and verbal and node != topic and not _undergone(syntax, node):
            stance = _class(words, lemma, noun=syntax.pos[node] == "NOUN")
            if stance is not None:
                carrier = node
                if _negated(syntax, node):
                    stance = Stance.FOR if _is_demand(syntax, node, stance) else _turned(stance)
        elif stance is not None and syntax.pos[node] == "VERB" and node != carrier:
            turned = _turned_by(syntax, node, carrier, stance)
            if turned is not None:
                stance, carrier = turned, node
        if syntax.head[node] == node or (syntax.dep[node] == "ccomp" and stance is not None):
            break
        node = syntax.head[node]
    if stance is None:
        return None
    if instead:
        stance = {Stance.AGAINST: Stance.FOR, Stance.FOR: Stance.UNCLEAR}.get(stance, stance)
    return Verdict(stance, carrier, explicit=True, confidence=0.75)


def _turned_by(syntax: Syntax, node: int, carrier: int, stance: Stance) -> Stance | None:
    """What a verb above makes of a stance: refuses to support, drags out, blocks, does not want."""
    words, lemma = stance_words(), syntax.lemma[node]
    if stance is Stance.FOR:
        if lemma in words.refusal:
            return Stance.AGAINST
        if lemma in words.delay:
            return Stance.RELUCTANT
        if lemma in words.oppose and syntax.dep[carrier] != "ccomp":
            return Stance.AGAINST
    if _negated(syntax, node) and syntax.dep[carrier] == "xcomp":
        return _turned(stance)
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


def _by_modal(syntax: Syntax, topic: int) -> Verdict | None:
    """Ukraine must be admitted; Ukraine cannot join."""
    node = topic
    for _ in range(3):
        if syntax.pos[node] in {"VERB", "AUX"}:
            modals = [c for c in syntax.children[node] if syntax.dep[c] in {"aux", "auxpass"}]
            names = {syntax.lemma[modal] for modal in modals}
            obliged = syntax.child(node, "xcomp") if syntax.lemma[node] == "have" else None
            if obliged is not None and syntax.child(obliged, "aux") is not None:
                names.add("must")  # would have to cover the whole country
                node = obliged
            if "will" in names and syntax.lemma[node] in stance_words().joining:
                stance = Stance.AGAINST if _negated(syntax, node) else Stance.FOR
                return Verdict(stance, node, explicit=False, confidence=0.6)
            if names & {"must", "should", "ought", "shall"}:
                negated = _negated(syntax, node)
                if negated and node != topic and syntax.lemma[node] not in _GIVEN:
                    return None  # should not be taken for a provocation: no word on the proposal
                stance = Stance.AGAINST if negated else Stance.FOR
                if stance is Stance.FOR and _sets_terms(syntax, node, topic):
                    stance = Stance.CONDITIONAL
                return Verdict(stance, node, explicit=True, confidence=0.7)
            if names & {"can", "could"} and _negated(syntax, node):
                return Verdict(Stance.RELUCTANT, node, explicit=False, confidence=0.5)
        if syntax.head[node] == node:
            break
        node = syntax.head[node]
    return None


def _sets_terms(syntax: Syntax, verb: int, topic: int) -> bool:
    """Does the sentence say what the proposal must contain, rather than that it must be made?"""
    governor = syntax.head[verb] if syntax.dep[verb] == "xcomp" else verb
    subject = syntax.child(governor, "nsubj", "nsubjpass")
    return subject == topic and syntax.lemma[verb] not in _GIVEN


def _by_judgement(syntax: Syntax, topic: int) -> Verdict | None:
    """Membership would be the best guarantee; accession would mean war."""
    words = stance_words()
    lemmas = {syntax.lemma[token]: token for token in own_words(syntax, topic) if token != topic}
    subject = topic
    for _ in range(4):
        if syntax.dep[subject] in {"nsubj", "nsubjpass", "csubj"}:
            break
        subject = syntax.head[subject]
    else:
        return None
    verb = syntax.head[subject]
    for judged, stance in ((words.bad, Stance.AGAINST), (words.good, Stance.FOR)):
        hits = [token for lemma, token in lemmas.items() if lemma in judged and token > subject]
        if hits:
            negated = _negated(syntax, verb)
            turned = stance
            if negated:  # no provocation is praise; no solution is doubt
                turned = Stance.FOR if stance is Stance.AGAINST else Stance.RELUCTANT
            return Verdict(turned, verb, explicit=False, confidence=0.6)
    return None


def _by_possibility(syntax: Syntax, topic: int) -> Verdict | None:
    """Possible only when all agree: what is possible on a condition is supported on it."""
    node = topic
    for _ in range(3):
        node = syntax.head[node]
        named = (syntax.lemma[child] for child in syntax.children[node])
        if syntax.lemma[node] == "be" and any(
            word in {"possible", "conceivable"} for word in named
        ):
            if not is_conditional(syntax, node):
                return None
            stance = Stance.RELUCTANT if _negated(syntax, node) else Stance.CONDITIONAL
            return Verdict(stance, node, explicit=True, confidence=0.6)
    return None


def is_conditional(syntax: Syntax, topic: int) -> bool:
    """Is the mention limited by a condition in its clause?"""
    words = stance_words()
    low, high = clause(syntax, topic)
    text = f" {' '.join(syntax.lower[low:high])} "
    if any(f" {phrase} " in text for phrase in words.conditions):
        return True
    return any(
        syntax.dep[token] in {"mark", "advmod"}
        and syntax.lower[token] in {"if", "once", "when", "until", "unless", "provided"}
        and syntax.dep[syntax.head[token]] == "advcl"
        for token in range(low, high)
    )


def _bounded(syntax: Syntax, topic: int) -> bool:
    """Is the clause bounded in time: while the war lasts, until it ends?"""
    low, high = clause(syntax, topic)
    return any(syntax.lower[token] in {"while", "until", "during"} for token in range(low, high))


def _turned(stance: Stance) -> Stance:
    """What a negation makes of a stance: not against is not yet for."""
    return {
        Stance.FOR: Stance.AGAINST,
        Stance.AGAINST: Stance.UNCLEAR,
        Stance.RELUCTANT: Stance.UNCLEAR,
    }.get(stance, stance)


def _negated(syntax: Syntax, token: int) -> bool:
    """Does a negation stand with this word or its determiner?"""
    children = syntax.children[token]
    if any(syntax.dep[child] == "neg" or syntax.lower[child] in _NEGATORS for child in children):
        return True
    phrases = (syntax.child(child, "pobj") for child in children if syntax.dep[child] == "prep")
    return any(  # at no time, under no circumstances
        noun is not None
        and syntax.lemma[noun] in {"time", "circumstance", "condition", "way"}
        and any(syntax.lower[child] == "no" for child in syntax.children[noun])
        for noun in phrases
    )


def _predicate(syntax: Syntax, token: int) -> int:
    """The verb that governs a phrase."""
    node = token
    for _ in range(_CLIMB):
        verbal = syntax.pos[node] in {"VERB", "AUX"} and syntax.dep[node] not in {"aux", "auxpass"}
        if verbal or syntax.head[node] == node:
            break
        node = syntax.head[node]
    return node
