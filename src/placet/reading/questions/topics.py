"""Where a text speaks of a question's proposition, and which of the case's questions it is.

A question names its proposition by `cues`: phrases of lemmas such as "invitation" or "join". The
phrases in `also` name it only together with one of its `qualifiers` nearby: "fast accession" asks
for the invitation now, "accession after the war" does not. A phrase that one question takes by a
qualifier is not also taken by another as a plain cue. Phrases in `unlike` name a neighbouring
question, such as an invitation to a summit, and are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import found, mentioned, phrases_pattern
from placet.words import Question

_GERUNDS = {"inviting": "invite", "admitting": "admit", "joining": "join", "accepting": "accept"}


@dataclass(frozen=True, slots=True)
class Topic:
    """A mention of a question's proposition: its head token, and the first token of the phrase."""

    question: str
    head: int
    start: int
    qualified: bool


def topics(syntax: Syntax, questions: Sequence[Question]) -> list[Topic]:
    """Every mention of every question's proposition, in text order."""
    named: list[Topic] = []
    for first, last in syntax.sentences:
        lemmas = [_verbal(syntax, token) for token in range(first, last)]
        lowered = syntax.lower[first:last]
        mentions = [
            (question, *mention, plain)
            for question in questions
            for phrases, plain in ((question.cues, True), (_also(question, questions), False))
            for mention in _mentions(lemmas, phrases)
        ]
        kept = []
        for question, start, head, plain in mentions:
            if syntax.child(first + head, "ccomp") is not None:
                continue  # admitted that ...: a verb of saying, not the proposition
            if _is_crowd(syntax, first + head) or _is_unlike(syntax, first + head, question):
                continue
            qualified = mentioned(question.qualifiers, lowered)
            if plain or (qualified and _near(syntax, first + head, question)):
                kept.append(
                    Topic(question.id, first + head, first + start, qualified and not plain)
                )
        kept = [topic for topic in kept if not _is_goal(syntax, topic, kept)]
        taken = {topic.head for topic in kept if topic.qualified}
        named += [topic for topic in kept if topic.qualified or topic.head not in taken]
    return sorted(set(named), key=lambda topic: (topic.head, topic.question))


def _also(question: Question, questions: Sequence[Question]) -> tuple[str, ...]:
    """What a question's qualifiers may single out: its own phrases and the others' cues."""
    if not question.qualifiers:
        return question.also
    others = (cue for other in questions if other is not question for cue in other.cues)
    return tuple(dict.fromkeys((*question.also, *others)))


def _is_goal(syntax: Syntax, topic: Topic, others: Sequence[Topic]) -> bool:
    """Invited into the alliance, an invitation to join: where another mention leads, not its own.

    That is a preposition's object, or a clause of purpose, under another question's mention.
    """
    node = topic.head
    if syntax.lower[syntax.head[node]] == "into":
        node = syntax.head[node]
    elif syntax.dep[node] == "attr":
        node = syntax.head[node]  # to become a member
    above = syntax.head[node]
    purpose = syntax.dep[node] in {"xcomp", "acl", "relcl", "advcl", "prep"} and any(
        syntax.lower[child] in {"to", "into"} for child in (*syntax.children[node], node)
    )
    named = {other.head for other in others if other.question != topic.question}
    with_object = {syntax.head[head] for head in named if syntax.dep[head] == "dobj"}
    return purpose and above in named | with_object


def _verbal(syntax: Syntax, token: int) -> str:
    """The lemma; of a gerund that is taken for a noun, its verb's: inviting Kyiv."""
    lemma = syntax.lemma[token]
    if lemma.endswith("ing") and lemma == syntax.lower[token] and syntax.dep[token] == "compound":
        return _GERUNDS.get(lemma, lemma)
    return lemma


def _mentions(lemmas: list[str], phrases: Sequence[str]) -> Iterator[tuple[int, int]]:
    """(start, last) of each phrase of lemmas, counted within the sentence."""
    return found(phrases_pattern(tuple(phrases)), lemmas)


def _is_crowd(syntax: Syntax, token: int) -> bool:
    """The alliance's members: those who decide, not what somebody would become."""
    return (
        syntax.lemma[token] == "member"
        and syntax.tag[token] == "NNS"
        and syntax.dep[token] != "attr"
    )


def _is_unlike(syntax: Syntax, token: int, question: Question) -> bool:
    """Does a phrase beside the mention, or around it if it is of the same word, say otherwise?"""
    around = _around(syntax, token)
    here = question.body in around + syntax.lower[token : _end(syntax, token)]
    if here or not mentioned(question.unlike, around):
        return False
    start = max(syntax.sentences[syntax.sentence[token]][0], min(syntax.left[token], token - 3))
    words = [cue for cue in question.cues if " " not in cue]
    for low, high in found(phrases_pattern(question.unlike), around):
        its_own = any(word.startswith(cue) for word in around[low : high + 1] for cue in words)
        if not its_own or low <= token - start <= high:
            return True
    return False


def _end(syntax: Syntax, token: int) -> int:
    """Where the noun phrase of a mention ends, before any clause on it."""
    clauses = [c for c in syntax.children[token] if syntax.dep[c] in {"relcl", "acl", "ccomp"}]
    return min([syntax.right[token] + 1] + [syntax.left[c] for c in clauses if c > token])


def _around(syntax: Syntax, token: int) -> list[str]:
    """The words that hang on a mention and the few beside it."""
    first, last = syntax.sentences[syntax.sentence[token]]
    low = max(first, min(syntax.left[token], token - 3))
    high = min(last, max(token + 6, token + 1))
    return syntax.lower[low:high]


def _near(syntax: Syntax, token: int, question: Question) -> bool:
    """Does one of the qualifiers stand in the clause of the mention, not in what is said beside?"""
    low, high = clause(syntax, token)
    beside = [
        (syntax.left[t], syntax.right[t])
        for t in range(low, high)
        if syntax.dep[t] == "ccomp" and not syntax.left[t] <= token <= syntax.right[t]
    ]
    kept = [t for t in range(low, high) if not any(a <= t <= b for a, b in beside)]
    words = [syntax.lower[t] for t in kept]
    matches = found(phrases_pattern(question.qualifiers), words)
    return any("without" not in words[max(0, first - 3) : first] for first, _ in matches)


def clause(syntax: Syntax, token: int) -> tuple[int, int]:
    """The range of the smallest finite clause around a token, less clauses of reported speech."""
    node = token
    while syntax.head[node] != node:
        if syntax.dep[node] in {"ccomp", "ROOT", "parataxis"} and not _is_small(syntax, node):
            break
        if syntax.dep[node] == "advcl" and _contrasts(syntax, node):
            break
        if syntax.dep[node] in {"conj", "relcl"} and syntax.pos[node] in {"VERB", "AUX"}:
            break
        node = syntax.head[node]
    return syntax.left[node], syntax.right[node] + 1


def _is_small(syntax: Syntax, verb: int) -> bool:
    """To see it invited, to have it admitted: a participle that is no clause of its own."""
    governor = syntax.lemma[syntax.head[verb]] in {"see", "have", "get", "want", "like", "wish"}
    bare = syntax.tag[verb] == "VBN" or syntax.pos[verb] in {"NOUN", "ADJ"}
    return governor and bare and syntax.child(verb, "aux", "mark") is None


def _contrasts(syntax: Syntax, verb: int) -> bool:
    """Though, whereas: a clause that stands beside the main one and limits nothing."""
    marks = {syntax.lower[c] for c in syntax.children[verb] if syntax.dep[c] == "mark"}
    subject = syntax.child(verb, "nsubj", "nsubjpass")
    actors = subject is not None and syntax.pos[subject] == "PROPN"
    return bool(marks & {"though", "although", "whereas"}) or ("while" in marks and actors)


def own_words(syntax: Syntax, token: int) -> list[int]:
    """The tokens of a mention's clause, without subordinate clauses that do not hold it."""
    low, high = clause(syntax, token)
    about = syntax.head[syntax.head[token]]
    said_of = syntax.dep[token] == "pobj" and syntax.lower[syntax.head[token]] == "of"
    holes = [
        (syntax.left[t], syntax.right[t])
        for t in range(low, high)
        if syntax.dep[t] in {"advcl", "ccomp", "relcl", "conj"}
        and not (syntax.dep[t] == "conj" and syntax.pos[token] == "PRON")
        and not (said_of and syntax.head[t] == about)  # "now is not the time", he said of it
        and syntax.pos[t] in {"VERB", "AUX"}
        and not syntax.left[t] <= token <= syntax.right[t]
    ]
    return [t for t in range(low, high) if not any(a <= t <= b for a, b in holes)]
