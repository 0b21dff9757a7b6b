"""Mentions that a text carries on: "it", "the step", "in favour" after a question was named.

A sentence that names no question may still take a stance on the one named just before: four
governments block it; the idea is not shared; France is in favour. The mention is then the pronoun,
the noun that stands for it, or the formula that needs no object.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from placet.reading.parse import Syntax
from placet.reading.stance_words import stance_words
from placet.reading.topics import Topic, clause
from placet.words import Question

_REACH = 2
"""Sentences back within which the question must have been named."""
_PRONOUNS = frozenset({"it", "that", "this"})
_PLACES = frozenset({"dobj", "pobj", "nsubj", "nsubjpass"})


def carried(
    syntax: Syntax, questions: Sequence[Question], named: Sequence[Topic]
) -> Iterator[Topic]:
    """The mentions that carry on a question named before, in sentences that name none."""
    with_own = {syntax.sentence[topic.head] for topic in named}
    for number, (first, last) in enumerate(syntax.sentences):
        before = [
            topic for topic in named if number - _REACH <= syntax.sentence[topic.head] < number
        ]
        if number in with_own or not before:
            continue
        latest = max(topic.head for topic in before)
        asked = {topic.question for topic in before if topic.head == latest}
        for token in _stand_ins(syntax, first, last):
            for question in _meant(syntax, token, questions, asked):
                yield Topic(question, token, token, qualified=False)


def _meant(
    syntax: Syntax, token: int, questions: Sequence[Question], asked: set[str]
) -> Iterator[str]:
    """The question named before, unless the clause now says "at once" or "after the war"."""
    low, high = clause(syntax, token)
    text = f" {' '.join(syntax.lower[low:high])} "
    qualified = [
        question.id
        for question in questions
        if any(f" {phrase} " in text for phrase in question.qualifiers)
    ]
    yield from qualified or sorted(asked)


def _stand_ins(syntax: Syntax, first: int, last: int) -> Iterator[int]:
    words = stance_words()
    for token in range(first, last):
        if syntax.dep[token] not in _PLACES:
            continue
        pronoun = syntax.lower[token] in _PRONOUNS and syntax.pos[token] == "PRON"
        noun = syntax.lemma[token] in words.stand_ins and syntax.tag[token] == "NN"
        noun = noun and _is_definite(syntax, token)
        if pronoun or noun:
            yield token
    text = syntax.lower[first:last]
    for phrase in words.bare:
        size = len(phrase)
        for at in range(len(text) - size + 1):
            after = text[at + size] if at + size < len(text) else "."
            if tuple(text[at : at + size]) == phrase and after in words.closing:
                yield first + at + size - 1


def _is_definite(syntax: Syntax, noun: int) -> bool:
    """The step, this idea, such a move, the president's call."""
    return any(
        syntax.dep[child] == "poss" or syntax.lower[child] in {"the", "this", "that", "such"}
        for child in syntax.children[noun]
    )
