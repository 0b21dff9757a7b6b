"""Who tells it, whose words they are, and how near the teller is to whoever holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from placet.reading.actors.titles import titles
from placet.reading.attribution import Attribution
from placet.reading.questions.topics import Topic
from placet.reading.stance.lexicon import stance_words
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import BODY, UNNAMED, Holder, of_speaker
from placet.words import Directness, HolderKind, Speaker

_OUT_OF_OFFICE = 0.5
_HIS = frozenset({"his", "her", "their", "our", "its", "my"})
_OWN = frozenset(
    {"i", "we", "he", "she", "it", "this", "that", "there", "what", "time", "now", "one", "you"}
    | {"nobody", "anyone", "everyone", "everybody", "someone", "nothing", "people"}
)
_STATES = frozenset(
    {"oppose", "opposed", "convince", "commit", "prepare", "incline", "determine", "draw"}
)
"""Participles that say how their subject stands, not what happens to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with its resolved speaker."""

    attribution: Attribution
    speaker: Speaker | None


def holding(found: Sequence[Found], token: int) -> int | None:
    """The attribution with the widest content that holds a token."""
    holding = [
        (sum(part.end - part.start for part in one.attribution.content), number)
        for number, one in enumerate(found)
        if any(part.holds(token) for part in one.attribution.content)
    ]
    return max(holding)[1] if holding else None


def is_topic(syntax: Syntax, head: int, topic: Topic) -> bool:
    """Is the predicate's subject the proposition itself, as in "membership is the best shield"?"""
    if topic.start <= head <= topic.head:
        return True
    node = topic.head
    while node != head and syntax.head[node] != node:
        if syntax.dep[node] in {"acl", "relcl", "appos"}:
            return False
        node = syntax.head[node]
    return node == head


def is_own(syntax: Syntax, head: int | None) -> bool:
    """Does the predicate speak for whoever says it: no subject of its own, we, his country?"""
    if head is None or syntax.lower[head] in _OWN:
        return True
    if syntax.child(head, "poss") is not None:
        return is_house(syntax, head)
    if syntax.lower[head] == "country":  # the country: the one asked about, or the speaker's own
        return True
    return any(  # the deputies of his party
        syntax.lower[token] in _HIS and syntax.lemma[syntax.head[token]] in stance_words().house
        for token in range(syntax.left[head], syntax.right[head] + 1)
    )


def is_house(syntax: Syntax, head: int | None) -> bool:
    """His country, her government: whoever speaks, speaks for it."""
    owner = syntax.child(head, "poss") if head is not None else None
    if head is None or owner is None or syntax.lower[owner] not in _HIS:
        return False
    return syntax.lemma[head] in stance_words().house


def is_subject_matter(syntax: Syntax, head: int | None, about: bool) -> bool:
    """Does the clause only say what happens to the country in question: Ukraine cannot join?"""
    if head is None or syntax.dep[head] not in {"nsubj", "nsubjpass"}:
        return False
    if syntax.lemma[syntax.head[head]] in _STATES:
        return False
    verb = syntax.lemma[syntax.head[head]]
    joins = verb in {"be", "have", "ought"} or verb in stance_words().joining
    modals = {"can", "could", "must", "should", "may", "might", "will", "would"}
    joins = joins or bool(modals & {syntax.lower[c] for c in syntax.children[syntax.head[head]]})
    return syntax.dep[head] == "nsubjpass" or (joins and about)


def in_office(speaker: Speaker | None) -> float:
    """How far a speaker's word is the government's: by half, if not in office yet or any more."""
    outside = speaker is not None and bool(
        titles().not_in_office & set(speaker.office.casefold().split())
    )
    return _OUT_OF_OFFICE if outside else 1.0


def directness(holder: Holder, speaker: Speaker | None) -> Directness:
    """How near the teller is to the holder."""
    if holder is UNNAMED or holder.kind is HolderKind.UNNAMED:
        return Directness.COLLECTIVE
    if speaker is None:
        return Directness.THIRD_PARTY
    if speaker.kind == "document":
        return Directness.DOCUMENT
    own = holder in of_speaker(speaker)
    if own and speaker.kind == "unnamed":
        return Directness.COLLECTIVE if holder == BODY else Directness.UNNAMED
    if own:
        return Directness.ON_RECORD
    return Directness.UNNAMED if speaker.kind == "unnamed" else Directness.THIRD_PARTY
