"""Claims: who stands where on which question, found mention by mention and tied to statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from placet.reading.attribution import Attribution, TokenRange
from placet.reading.attribution.sources import subject
from placet.reading.carried import carried
from placet.reading.echoes import echoes
from placet.reading.holders import BODY, UNNAMED, Holder, holders, holders_of, of_speaker
from placet.reading.parse import Syntax
from placet.reading.people import People
from placet.reading.stance_words import stance_words
from placet.reading.stances import stance_on
from placet.reading.titles import titles
from placet.reading.topics import Topic, clause, own_words, topics
from placet.reading.verdicts import Verdict, governing_verb, turned
from placet.words import (
    Directness,
    Fact,
    HolderKind,
    Question,
    Speaker,
    Stance,
    StanceReading,
)

_OUT_OF_OFFICE = 0.5
_CARRIED = 0.8
"""How sure a stance is on a question named only in a sentence before."""
_NEAR = 2
"""Sentences back within which a view that is shared must have been told."""
_HIS = frozenset({"his", "her", "their", "our", "its", "my"})
_OWN = frozenset({"i", "we", "he", "she", "it", "this", "that", "there", "what", "time", "now"})


_STATES = frozenset({"oppose", "opposed", "convince", "commit", "prepare", "incline", "determine"})
"""Participles that say how their subject stands, not what happens to it."""


@dataclass(frozen=True, slots=True)
class Found:
    """An attribution with its resolved speaker."""

    attribution: Attribution
    speaker: Speaker | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A stance reading, and the statement that carries it."""

    reading: StanceReading
    attribution: int | None
    """Index of the attribution; None where the text itself asserts it."""
    predicate: int
    clause: TokenRange


def claims(
    syntax: Syntax,
    people: People,
    questions: Sequence[Question],
    found: Sequence[Found],
    told: Sequence[Fact],
) -> list[Claim]:
    """Every claim of the text on every question."""
    taken: list[Claim] = []
    named = topics(syntax, questions)
    settled: set[int] = set()
    for topic in named:
        about = next(q.subject for q in questions if q.id == topic.question)
        own = list(_claims_of(syntax, people, found, topic, about))
        if own:
            settled.update(own_words(syntax, topic.head))
        taken += own
    for topic in carried(syntax, questions, named, settled):
        about = next(q.subject for q in questions if q.id == topic.question)
        taken += (
            _implied(claim)
            for claim in _claims_of(syntax, people, found, topic, about)
            if claim.reading.explicit
            and _may_be_carried(claim.reading)
            and not _contradicts(claim, taken)
        )
    taken += _echoed(syntax, people, found, taken)
    taken += _collective(syntax, questions, found, told)
    return taken


def _may_be_carried(reading: StanceReading) -> bool:
    """That the body is divided is told of it by name; that it has agreed, by a pronoun too."""
    return reading.holder_kind is not HolderKind.BODY or reading.stance is Stance.FOR


_OPPOSITE = {Stance.FOR: Stance.AGAINST, Stance.AGAINST: Stance.FOR}


def _contradicts(claim: Claim, taken: Sequence[Claim]) -> bool:
    """Would it turn round what the same holder was just said to hold by name?"""
    said, other = claim.reading, _OPPOSITE.get(claim.reading.stance)
    return any(
        before.reading.stance is other
        and (before.reading.holder, before.reading.question) == (said.holder, said.question)
        for before in taken
    )


def _echoed(
    syntax: Syntax, people: People, found: Sequence[Found], taken: Sequence[Claim]
) -> list[Claim]:
    """The stances of those who share the view told last."""
    more = []
    for verb, whose, reversed_ in echoes(syntax, people):
        before = [c for c in taken if c.predicate < verb and c.reading.holder]
        near = [c for c in before if syntax.sentence[verb] - syntax.sentence[c.predicate] <= _NEAR]
        if not near:
            continue
        last = max(near, key=lambda claim: claim.predicate)
        stance = last.reading.stance
        if reversed_:
            stance = turned(stance) if stance is Stance.FOR else Stance.UNCLEAR
        number = _holding(found, verb)
        speaker = found[number].speaker if number is not None else None
        low, high = clause(syntax, verb)
        for holder in whose:
            reading = replace(
                last.reading,
                stance=stance,
                holder=holder.country,
                holder_kind=holder.kind,
                directness=_directness(holder, speaker),
            )
            again = Claim(reading, number, verb, TokenRange(low, high))
            more.append(_implied(again))
    return more


def _implied(claim: Claim) -> Claim:
    """A claim on a question that its sentence does not name."""
    confidence = round(claim.reading.confidence * _CARRIED, 3)
    return replace(claim, reading=replace(claim.reading, explicit=False, confidence=confidence))


def _claims_of(
    syntax: Syntax, people: People, found: Sequence[Found], topic: Topic, about: str
) -> Iterator[Claim]:
    verdict = stance_on(syntax, topic.head, late=topic.qualified)
    if verdict is None:
        return
    number = _carrier(found, topic, verdict)
    speaker = found[number].speaker if number is not None else None
    whose, head = holders(syntax, people, verdict.predicate)
    if _is_house(syntax, head) and (own := _tellers(syntax, people, found, number)):
        whose = own
    acted_on = any(_is_subject_matter(syntax, head, about == one.country) for one in whose)
    if acted_on or (head is not None and _is_topic(syntax, head, topic)):
        whose, head = (), None
    if not whose and _is_own(syntax, head):
        whose = _tellers(syntax, people, found, number) or _insisting(
            syntax, people, verdict.predicate
        )
    if _is_denied(syntax, topic.head):
        whose, verdict = (UNNAMED,), replace(verdict, stance=Stance.UNCLEAR)
    low, high = clause(syntax, topic.head)
    for holder in whose:
        if holder == BODY and _is_background(syntax, verdict.predicate):
            continue
        if holder == BODY and verdict.stance is Stance.AGAINST and _is_at_odds(syntax, verdict):
            verdict = replace(verdict, stance=Stance.UNCLEAR)
        yield Claim(
            StanceReading(
                question=topic.question,
                stance=verdict.stance,
                confidence=_confidence(verdict, speaker),
                holder=holder.country,
                holder_kind=holder.kind,
                directness=_directness(holder, speaker),
                explicit=verdict.explicit,
            ),
            number,
            verdict.predicate,
            TokenRange(low, high),
        )


def _is_background(syntax: Syntax, predicate: int) -> bool:
    """The path that all agreed on, since they decided: what the body once did is only recalled."""
    while syntax.dep[predicate] == "ccomp":
        predicate = syntax.head[predicate]
    if syntax.dep[predicate] == "relcl":
        return True
    return syntax.dep[predicate] == "advcl" and any(
        syntax.lower[child] in {"since", "after", "as"} for child in syntax.children[predicate]
    )


def _is_at_odds(syntax: Syntax, verdict: Verdict) -> bool:
    """Members who do not agree with each other are not against."""
    return syntax.lemma[verdict.predicate] in {"agree", "decide"}


def _tellers(
    syntax: Syntax, people: People, found: Sequence[Found], number: int | None
) -> tuple[Holder, ...]:
    """Whose words they are: the speaker's country, or those of whom "they" speaks."""
    if number is None:
        return ()
    source, speaker = found[number].attribution.source_head, found[number].speaker
    several = source is not None and (
        syntax.lower[source] in {"they", "both"} or syntax.child(source, "conj") is not None
    )
    if source is not None and several:  # Denmark, Sweden and Norway declared
        return holders_of(syntax, people, source)
    return of_speaker(speaker) if speaker is not None else ()


def _insisting(syntax: Syntax, people: People, predicate: int) -> tuple[Holder, ...]:
    """Who insists that it be done, where only a newspaper is heard to say so."""
    node = predicate
    while syntax.dep[node] in {"ccomp", "acl", "xcomp"}:
        node = governing_verb(syntax, syntax.head[node])
        head = subject(syntax, node)
        if head is not None and (found := holders_of(syntax, people, head)):
            return found
    return ()


def _is_denied(syntax: Syntax, token: int) -> bool:
    """Reports that they are against it are false: nothing is said of those whom they name."""
    words, node = stance_words(), token
    while syntax.head[node] != node:
        parent = syntax.head[node]
        if syntax.dep[node] in {"acl", "ccomp", "relcl"} and syntax.lemma[parent] in words.reports:
            verb = syntax.head[parent]
            judged = {syntax.lemma[child] for child in syntax.children[verb]}
            return syntax.lemma[verb] in words.denying or bool(judged & words.false)
        node = parent
    return False


def _carrier(found: Sequence[Found], topic: Topic, verdict: Verdict) -> int | None:
    """The attribution that says it: whose cue carries the stance, else the widest that holds it.

    The outermost speaker answers for what is told; a nested source is the holder, not the teller.
    """
    holding = _holding(found, topic.head)
    if holding is not None:
        return holding
    return next(
        (n for n, one in enumerate(found) if one.attribution.cue_head == verdict.predicate), None
    )


def _holding(found: Sequence[Found], token: int) -> int | None:
    """The attribution with the widest content that holds a token."""
    holding = [
        (sum(part.end - part.start for part in one.attribution.content), number)
        for number, one in enumerate(found)
        if any(part.start <= token < part.end for part in one.attribution.content)
    ]
    return max(holding)[1] if holding else None


def _is_topic(syntax: Syntax, head: int, topic: Topic) -> bool:
    """Is the predicate's subject the proposition itself, as in "membership is the best shield"?"""
    if topic.start <= head <= topic.head:
        return True
    node = topic.head
    while node != head and syntax.head[node] != node:
        if syntax.dep[node] in {"acl", "relcl", "appos"}:
            return False
        node = syntax.head[node]
    return node == head


def _is_own(syntax: Syntax, head: int | None) -> bool:
    """Does the predicate speak for whoever says it: no subject of its own, we, his country?"""
    if head is None or syntax.lower[head] in _OWN:
        return True
    if syntax.child(head, "poss") is not None:
        return _is_house(syntax, head)
    if syntax.lower[head] == "country":  # the country: the one asked about, or the speaker's own
        return True
    return any(  # the deputies of his party
        syntax.lower[token] in _HIS and syntax.lemma[syntax.head[token]] in stance_words().house
        for token in range(syntax.left[head], syntax.right[head] + 1)
    )


def _is_house(syntax: Syntax, head: int | None) -> bool:
    """His country, her government: whoever speaks, speaks for it."""
    owner = syntax.child(head, "poss") if head is not None else None
    if head is None or owner is None or syntax.lower[owner] not in _HIS:
        return False
    return syntax.lemma[head] in stance_words().house


def _is_subject_matter(syntax: Syntax, head: int | None, about: bool) -> bool:
    """Does the clause only say what happens to the country in question: Ukraine cannot join?"""
    if head is None or syntax.dep[head] not in {"nsubj", "nsubjpass"}:
        return False
    if syntax.lemma[syntax.head[head]] in _STATES:
        return False
    verb = syntax.lemma[syntax.head[head]]
    joins = verb == "be" or verb in stance_words().joining
    modals = {"can", "could", "must", "should", "may", "might", "will", "would"}
    joins = joins or bool(modals & {syntax.lower[c] for c in syntax.children[syntax.head[head]]})
    return syntax.dep[head] == "nsubjpass" or (joins and about)


def _confidence(verdict: Verdict, speaker: Speaker | None) -> float:
    outside = speaker is not None and bool(
        titles().not_in_office & set(speaker.office.casefold().split())
    )
    return round(verdict.confidence * (_OUT_OF_OFFICE if outside else 1.0), 3)


def _directness(holder: Holder, speaker: Speaker | None) -> Directness:
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


def _collective(
    syntax: Syntax, questions: Sequence[Question], found: Sequence[Found], told: Sequence[Fact]
) -> Iterator[Claim]:
    """Reports that the body does not agree: the body's, and nobody's in particular."""
    for fact in told:
        if fact.kind != "collective-position" or fact.value != "lacking" or not questions:
            continue
        if any(phrase in fact.span.text.casefold().split() for phrase in questions[0].unlike):
            continue  # another body's members
        inside = [
            number
            for number, one in enumerate(found)
            for part in one.attribution.content
            if syntax.starts[part.start] < fact.span.end
            and fact.span.start < syntax.ends[part.end - 1]
        ]
        token = next(t for t, end in enumerate(syntax.ends) if end > fact.span.start)
        low, high = clause(syntax, token)
        yield Claim(
            StanceReading(
                question=questions[0].id,
                stance=Stance.UNCLEAR,
                confidence=0.6,
                holder=None,
                holder_kind=HolderKind.BODY,
                directness=Directness.COLLECTIVE,
            ),
            inside[0] if inside else None,
            syntax.head[token],
            TokenRange(low, high),
        )
