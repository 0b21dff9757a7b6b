"""Claims: who stands where on which question, found mention by mention and tied to statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from placet.reading.actors.people import People
from placet.reading.attribution import TokenRange
from placet.reading.claims.claim import Claim
from placet.reading.claims.continued import carried, left_unsaid
from placet.reading.claims.without_topic import collective, echoed, implied
from placet.reading.questions.topics import Topic, clause, own_words, topics
from placet.reading.stance.lexicon import stance_words
from placet.reading.stance.open_questions import is_question
from placet.reading.stance.stances import stance_on
from placet.reading.stance.verdicts import Verdict
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import BODY, UNNAMED
from placet.reading.whose.tellers import (
    Found,
    directness,
    holding,
)
from placet.reading.whose.voices import whose
from placet.words import (
    Fact,
    HolderKind,
    Question,
    Stance,
    StanceReading,
)


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
            implied(claim)
            for claim in _claims_of(syntax, people, found, topic, about)
            if claim.reading.explicit
            and _may_be_carried(claim.reading)
            and not _contradicts(claim, taken)
        )
    for topic, verdict in left_unsaid(syntax, questions, named, taken):
        about = next(q.subject for q in questions if q.id == topic.question)
        taken += (
            implied(claim)
            for claim in _claims_by(syntax, people, found, topic, about, verdict)
            if not _is_told(claim, taken)
        )
    taken += echoed(syntax, people, found, taken)
    taken += collective(syntax, questions, found, told)
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


def _is_told(claim: Claim, taken: Sequence[Claim]) -> bool:
    """Has the text told where this holder stands on this question, in words of its own?"""
    return any(
        (c.reading.holder, c.reading.holder_kind, c.reading.question)
        == (claim.reading.holder, claim.reading.holder_kind, claim.reading.question)
        for c in taken
    )


def _claims_of(
    syntax: Syntax, people: People, found: Sequence[Found], topic: Topic, about: str
) -> Iterator[Claim]:
    if is_question(syntax, topic.head):
        return
    verdict = stance_on(syntax, topic.head, late=topic.qualified)
    if verdict is not None:
        yield from _claims_by(syntax, people, found, topic, about, verdict)


def _claims_by(
    syntax: Syntax,
    people: People,
    found: Sequence[Found],
    topic: Topic,
    about: str,
    verdict: Verdict,
) -> Iterator[Claim]:
    number = _carrier(found, topic, verdict)
    speaker = found[number].speaker if number is not None else None
    held = whose(syntax, people, found, number, topic, verdict, about)
    if _is_denied(syntax, topic.head):
        held, verdict = (UNNAMED,), replace(verdict, stance=Stance.UNCLEAR)
    low, high = clause(syntax, topic.head)
    for holder in held:
        if holder == BODY and _is_background(syntax, verdict.predicate):
            continue
        if holder == BODY and verdict.stance is Stance.AGAINST and _is_at_odds(syntax, verdict):
            verdict = replace(verdict, stance=Stance.UNCLEAR)
        yield Claim(
            StanceReading(
                question=topic.question,
                stance=verdict.stance,
                confidence=verdict.confidence,
                holder=holder.country,
                holder_kind=holder.kind,
                directness=directness(holder, speaker),
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
    inside = holding(found, topic.head)
    if inside is not None:
        return inside
    return next(
        (n for n, one in enumerate(found) if one.attribution.cue_head == verdict.predicate), None
    )
