"""Questions that a text carries on: "it", "the step", or no word at all, after one was named.

A sentence that names no question may still take a stance on the one named just before: four
governments block it; the idea is not shared; France is in favour. The mention is then the pronoun,
the noun that stands for it, or the stance itself, whose object is left unsaid.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from placet.reading.attribution.lexicon import lexicon
from placet.reading.claims.claim import Claim
from placet.reading.questions.topics import Topic, clause
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.verdicts import Verdict
from placet.reading.stance.without_object import unsaid
from placet.reading.syntax.parse import Syntax
from placet.reading.syntax.patterns import mentioned
from placet.reading.whose.subjects import origin
from placet.words import Question

_REACH = 2
"""Sentences back within which the question must have been named."""
_PRONOUNS = frozenset({"it", "that", "this"})
_DIVIDING = frozenset({";", "but", "although", "though", "while", "whereas"})
_PLACES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})


def carried(
    syntax: Syntax, questions: Sequence[Question], named: Sequence[Topic], settled: AbstractSet[int]
) -> Iterator[Topic]:
    """The mentions that carry on a question named before.

    Args:
        syntax: the parse.
        questions: the case's questions.
        named: the mentions that name a question themselves.
        settled: tokens of clauses in which a mention of its own has a stance.
    """
    for number, (first, last) in enumerate(syntax.sentences):
        for token in _stand_ins(syntax, first, last):
            if token in settled:
                continue
            before = [
                topic
                for topic in named
                if number - _REACH <= syntax.sentence[topic.head] <= number
                and (topic.head < token or _is_somebodys(syntax, token))
            ]
            if not before:
                continue
            latest = max(topic.head for topic in before)
            asked = {topic.question for topic in before if topic.head == latest}
            for question, qualified in _meant(syntax, token, questions, asked):
                yield Topic(question, token, token, qualified)


def left_unsaid(
    syntax: Syntax,
    questions: Sequence[Question],
    named: Sequence[Topic],
    taken: Sequence[Claim],
) -> Iterator[tuple[Topic, Verdict]]:
    """Stances of sentences that name no question, on the one that was named before.

    Args:
        syntax: the parse.
        questions: the case's questions.
        named: the mentions that name a question themselves.
        taken: what has been found; its sentences are left alone.
    """
    heads, predicates = {topic.head for topic in named}, {claim.predicate for claim in taken}
    for first, last in _parts(syntax):
        if any(token in heads or token in predicates for token in range(first, last)):
            continue
        number = syntax.sentence[first]
        before = [
            topic
            for topic in named
            if topic.head < first and number - _REACH <= syntax.sentence[topic.head]
        ]
        if not before:
            continue
        latest = max(topic.head for topic in before)
        asked = {topic.question for topic in before if topic.head == latest}
        for token, verdict in unsaid(syntax, first, last):
            for question, qualified in _meant(syntax, token, questions, asked):
                yield Topic(question, token, token, qualified), verdict


def _parts(syntax: Syntax) -> Iterator[tuple[int, int]]:
    """The sentences, divided at semicolons and where a contrast begins."""
    for first, last in syntax.sentences:
        cuts = [t + 1 for t in range(first, last - 1) if syntax.lower[t] in _DIVIDING]
        yield from pairwise([first, *cuts, last])


def _meant(
    syntax: Syntax, token: int, questions: Sequence[Question], asked: set[str]
) -> Iterator[tuple[str, bool]]:
    """The question named before, unless the clause now says "at once" or "after the war"."""
    low, high = clause(syntax, token)
    words = syntax.lower[low:high]
    qualified = [q.id for q in questions if mentioned(q.qualifiers, words)]
    yield from [(name, True) for name in qualified] or [(name, False) for name in sorted(asked)]


def _stand_ins(syntax: Syntax, first: int, last: int) -> Iterator[int]:
    words = stance_words()
    for token in range(first, last):
        if syntax.dep[token] not in _PLACES:
            continue
        pronoun = syntax.lower[token] in _PRONOUNS and syntax.pos[token] == "PRON"
        relative = syntax.dep[syntax.head[token]] == "relcl" and token < syntax.head[token]
        denied = syntax.lemma[syntax.head[token]] in words.denial
        if relative or denied or _acts(syntax, token):
            continue
        pronoun = pronoun or (syntax.lower[token] == "one" and _stands_alone(syntax, token))
        noun = syntax.lemma[token] in words.stand_ins and syntax.tag[token] == "NN"
        noun = noun and _is_definite(syntax, token)
        if pronoun or noun or _is_somebodys(syntax, token):
            yield token


def _acts(syntax: Syntax, pronoun: int) -> bool:
    """It warns, it supports: the pronoun is somebody, and no proposal."""
    if syntax.dep[pronoun] != "nsubj" or syntax.pos[pronoun] != "PRON":
        return False
    verb = syntax.lemma[syntax.head[pronoun]]
    words = stance_words()
    return verb in words.verbs or lexicon().known(verb)


def _stands_alone(syntax: Syntax, one: int) -> bool:
    """Pleaded for one, but not: one of them, one member, one that."""
    beside = {syntax.lower[child] for child in syntax.children[one]}
    return syntax.dep[one] in {"dobj", "pobj"} and not beside & {"of", "who", "that", "the"}


def _is_somebodys(syntax: Syntax, noun: int) -> bool:
    """Resistance in two capitals, a veto from a third: a stance with its holder, and no object."""
    if syntax.lemma[noun] not in stance_words().nouns or syntax.pos[noun] != "NOUN":
        return False
    heads = {syntax.lower[child] for child in syntax.children[noun]}
    return origin(syntax, noun) is not None and not heads & {"to", "for", "on", "about", "over"}


def _is_definite(syntax: Syntax, noun: int) -> bool:
    """The step, this idea, such a move, the president's call."""
    return any(
        syntax.dep[child] == "poss" or syntax.lower[child] in {"the", "this", "that", "such"}
        for child in syntax.children[noun]
    )
