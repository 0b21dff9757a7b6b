"""The built-in reader: offline English, rules over a dependency parse. One step a module."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from placet import __version__
from placet.actors import Registry, registry
from placet.bodies import load_body
from placet.reading.actors.people import People
from placet.reading.attribution import Attribution, TokenRange, attributions
from placet.reading.claims.claim import Claim
from placet.reading.claims.claims import claims
from placet.reading.claims.confidence import calibrated
from placet.reading.facts import channels, dates, modality
from placet.reading.facts.facts import facts
from placet.reading.learned import View
from placet.reading.learned.lessons import Lessons
from placet.reading.learned.told import learned, weighed
from placet.reading.syntax.parse import Syntax, parse, parse_many, syntax
from placet.reading.whose.tellers import Found
from placet.words import (
    Condition,
    Document,
    Fact,
    Question,
    Quotation,
    Reading,
    Span,
    Speaker,
    StanceReading,
    Statement,
)

Claiming = Callable[
    [Syntax, People, Sequence[Question], Sequence[Found], Sequence[Fact]], Sequence[Claim]
]


@dataclass(frozen=True)
class BuiltinReader:
    """Reads English documents offline.

    Args:
        actors: the registry of who is who; the shipped one by default.
        find: how attributions are found; other readers put theirs here and share all other steps.
        claim: how it is found who stands where on which question; other readers may put theirs.
        confidence: how sure a stance on a question is, given the score of the rule that found it.
        views: how stances are read besides the rules: by the network that comes with placet.
    """

    actors: Registry | None = None
    name: str = "builtin"
    version: str = __version__
    find: Callable[[Syntax], Sequence[Attribution]] = attributions
    claim: Claiming = claims
    confidence: Callable[[StanceReading, Question, Speaker | None], float] = calibrated
    views: Callable[[Syntax, People, Sequence[Question]], Sequence[View]] = learned

    def with_actors(self, actors: Registry) -> BuiltinReader:
        """The same reader with another registry."""
        return replace(self, actors=actors)

    def with_lessons(self, lessons: Lessons) -> BuiltinReader:
        """The same reader, taught by what people have decided in a case."""
        return replace(
            self,
            views=partial(learned, lessons=lessons),
            version=f"{self.version}+{lessons.name}",
        )

    def read(self, document: Document, questions: Sequence[Question]) -> Reading:
        """Everything that the document says, read against the questions."""
        return self._reading(document, syntax(parse(document.text)), questions)

    def read_many(
        self, documents: Iterable[Document], questions: Sequence[Question]
    ) -> Iterator[Reading]:
        """The same for many documents, parsed in batches."""
        kept = list(documents)
        for document, tree in zip(kept, parse_many(d.text for d in kept), strict=True):
            yield self._reading(document, syntax(tree), questions)

    def _reading(self, document: Document, lists: Syntax, questions: Sequence[Question]) -> Reading:
        body = _body_name(questions)
        asked = frozenset(question.subject for question in questions if question.subject)
        people = People(lists, self.actors or registry(), body, document.published, asked)
        people.learn()
        told = facts(document.text, document.published)
        found = _attributed(self.find(lists), people)
        claimed = self.claim(lists, people, questions, found, told)
        ruled = self._weighed(claimed, found, questions)
        told_by_network = self.views(lists, people, questions)
        taken = weighed(lists, found, ruled, told_by_network, questions)
        statements = _statements(document, lists, found, list(taken))
        return Reading(
            document=document,
            reader=f"{self.name} {self.version}",
            statements=tuple(_with_channels(statements)),
            facts=told,
        )

    def _weighed(
        self, taken: Sequence[Claim], found: Sequence[Found], questions: Sequence[Question]
    ) -> Iterator[Claim]:
        """The claims, each as sure as such scores have turned out to be."""
        asked = {question.id: question for question in questions}
        for claim in taken:
            speaker = None if claim.attribution is None else found[claim.attribution].speaker
            sure = self.confidence(claim.reading, asked[claim.reading.question], speaker)
            yield replace(claim, reading=replace(claim.reading, confidence=sure))


def _body_name(questions: Sequence[Question]) -> str:
    """The short name by which texts call the body, e.g. NATO."""
    if not questions:
        return ""
    title = load_body(questions[0].body).title
    _, bracket, short = title.partition("(")
    return short.rstrip(")") if bracket else title


def _attributed(found: Sequence[Attribution], people: People) -> list[Found]:
    told: list[Found] = []
    for one in found:
        speaker = people.at(one.source_head) if one.source_head is not None else None
        if speaker is not None and speaker.kind == "document" and not speaker.country:
            speaker = _as_sent(speaker, told, people.syntax)
        told.append(Found(one, speaker))
    return told


def _as_sent(letter: Speaker, told: Sequence[Found], lists: Syntax) -> Speaker:
    """A letter speaks for the country of whoever was last said to speak through one."""
    for before in reversed(told):
        sender, anchor = before.speaker, before.attribution.cue_head
        if sender is None or anchor is None or not sender.country or sender.kind == "document":
            continue
        through = channels.channel(_sentence(lists, anchor))
        if through and through in letter.name.casefold().split():
            return replace(letter, country=sender.country, collective=False)
    return letter


def _statements(
    document: Document, lists: Syntax, found: Sequence[Found], taken: Sequence[Claim]
) -> list[Statement]:
    """Every attribution as a statement, and every stance that the text itself asserts."""
    statements = []
    for number, one in enumerate(found):
        carried = [claim for claim in taken if claim.attribution == number]
        statements.append(_statement(document, lists, one, carried))
    asserted: dict[tuple[int, int], list[Claim]] = {}
    for claim in taken:
        if claim.attribution is None:
            asserted.setdefault((claim.predicate, claim.clause.start), []).append(claim)
    for group in asserted.values():
        cue = TokenRange(group[0].predicate, group[0].predicate + 1)
        bare = Attribution(
            source=None,
            cue=cue,
            content=(group[0].clause,),
            cue_head=group[0].predicate,
            source_head=None,
            quotation=Quotation.INDIRECT,
        )
        statements.append(_statement(document, lists, Found(bare, None), group))
    return sorted(statements, key=_place)


def _place(statement: Statement) -> tuple[int, str]:
    return (statement.cue.start if statement.cue else statement.content[0].start, statement.id)


def _statement(
    document: Document, lists: Syntax, found: Found, carried: Sequence[Claim]
) -> Statement:
    one = found.attribution
    source, cue = _span(lists, one.source), _span(lists, one.cue)
    content = tuple(span for part in one.content if (span := _span(lists, part)))
    anchor = one.cue_head if one.cue_head is not None else one.content[0].start
    sentence = _sentence(lists, anchor)
    return Statement(
        id=_id(document, source, cue, content),
        source=source,
        cue=cue,
        content=content,
        quotation=one.quotation,
        speaker=found.speaker,
        addressee=_addressee(lists, one),
        channel=channels.channel(sentence),
        via=channels.via(sentence, found.speaker.name if found.speaker else ""),
        negated=modality.negated(lists, one),
        hedged=modality.hedged(lists, one),
        said=_said(document, lists, one, sentence),
        conditions=_conditions(lists, one, carried),
        stances=tuple(_once([claim.reading for claim in carried])),
    )


def _conditions(lists: Syntax, one: Attribution, carried: Sequence[Claim]) -> tuple[Condition, ...]:
    """The terms that its words set, and those that its claims tell besides."""
    kept = list(modality.conditions(lists, one))
    for term in (term for claim in carried for term in claim.terms):
        if not any(term.span.overlaps(other.span) for other in kept):
            kept.append(term)
    return tuple(kept)


def _once(stances: Sequence[StanceReading]) -> list[StanceReading]:
    """One stance for each question and holder: the one told with most confidence."""
    best: dict[tuple[str, str | None, str], StanceReading] = {}
    for stance in stances:
        key = (stance.question, stance.holder, stance.holder_kind)
        if key not in best or stance.confidence > best[key].confidence:
            best[key] = stance
    return list(best.values())


def _said(document: Document, lists: Syntax, one: Attribution, sentence: str) -> date | None:
    """The day that the sentence names beside what was said, where it is a single day."""
    outside = sentence
    for part in one.content:
        outside = outside.replace(lists.words(part.start, part.end), " ")
    phrase = dates.PHRASE.search(outside)
    interval = dates.resolve(phrase.group(), document.published) if phrase else None
    if interval is None or interval[0] != interval[1]:
        return None
    late = document.published is not None and interval[0] > document.published
    return None if late else interval[0]


def _addressee(lists: Syntax, one: Attribution) -> str:
    """Whom the cue's verb is addressed to: urged NATO to, told parliament that."""
    if one.cue_head is None or lists.pos[one.cue_head] != "VERB":
        return ""
    target = lists.child(one.cue_head, "dobj", "dative", "iobj")
    if target is None or any(part.holds(target) for part in one.content):
        return ""
    return lists.words(lists.left[target], lists.right[target] + 1)


def _with_channels(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Let a speaker's statements share the channel that the text names for one of them.

    "In a letter" stands once, in whichever sentence; what else the same speaker says is from it
    unless the sentence says otherwise.
    """
    named: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.speaker and statement.channel:
            named.setdefault(statement.speaker.name, []).append(statement)
    for statement in statements:
        known = named.get(statement.speaker.name, []) if statement.speaker else []
        if statement.channel or not known:
            yield statement
            continue
        start = statement.content[0].start
        before = [other for other in known if other.content[0].start <= start]
        giver = before[-1] if before else known[0]
        yield replace(
            statement,
            channel=giver.channel,
            via=statement.via or giver.via,
            said=statement.said or giver.said,
        )


def _sentence(lists: Syntax, token: int) -> str:
    first, last = lists.sentences[lists.sentence[token]]
    return lists.words(first, last).strip()


def _span(lists: Syntax, part: TokenRange | None) -> Span | None:
    if part is None:
        return None
    start, end = lists.chars(part.start, part.end)
    return Span(start, end, lists.text[start:end])


def _id(document: Document, source: Span | None, cue: Span | None, content: Sequence[Span]) -> str:
    """A hash of the document and the statement's spans: the same on every reading."""
    spans = [(s.start, s.end) if s else None for s in (source, cue, *content)]
    return hashlib.sha256(f"{document.id}{spans}".encode()).hexdigest()[:24]
