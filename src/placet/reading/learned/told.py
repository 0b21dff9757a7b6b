"""Views as claims: tied to the statement that carries them, weighed beside what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.attribution import TokenRange
from placet.reading.claims.claim import Claim
from placet.reading.learned.lessons import Lessons
from placet.reading.learned.views import View, views
from placet.reading.questions.relevance import sieve
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import Holder
from placet.reading.whose.tellers import Found, directness, holding
from placet.words import HolderKind, Question, StanceReading

SURE = 0.8
"""From this chance on a stance goes to the board."""
LIKELY = 0.35
"""From this chance on it is suggested to a person; below, nothing is said."""
SHORT = 1500
"""A text of so few characters is always read; a longer one if it names what the questions name."""


def learned(
    syntax: Syntax,
    people: People,
    questions: Sequence[Question],
    lessons: Lessons | None = None,
) -> list[View]:
    """Whatever the network thinks likely enough to say, the surest view of each claim."""
    if len(syntax.text) > SHORT and not sieve(tuple(questions)).passes(syntax.text):
        return []
    named = [one for one in mentions(syntax, people) if one.holder not in people.asked]
    best: dict[tuple[str, str, int], View] = {}
    for view in views(syntax, named, questions, lessons=lessons):
        sentence = syntax.sentence[view.mention.start]
        key = view.holder, view.question, sentence
        if view.sure >= LIKELY and (key not in best or view.sure > best[key].sure):
            best[key] = view
    return list(best.values())


def weighed(
    syntax: Syntax, found: Sequence[Found], ruled: Iterable[Claim], told: Sequence[View]
) -> Iterator[Claim]:
    """The rules' claims and the network's views as one list of claims.

    What both find is surer than either; where they differ, neither is sure.
    """
    said = {(view.holder, view.question): view for view in sorted(told, key=lambda v: v.sure)}
    taken = set()
    for claim in ruled:
        holder = claim.reading.holder
        if holder is None or claim.reading.holder_kind is not HolderKind.COUNTRY:
            yield claim
            continue
        key = holder, claim.reading.question
        taken.add(key)
        yield replace(claim, reading=_second_opinion(claim.reading, said.get(key)))
    for view in told:
        if (view.holder, view.question) not in taken:
            yield _claim(syntax, found, view)


def _second_opinion(reading: StanceReading, view: View | None) -> StanceReading:
    """A rule's stance, surer where the network agrees and a suggestion where it says otherwise."""
    if view is None:
        return reading
    if view.stance is reading.stance:
        sure = 1 - (1 - reading.confidence) * (1 - view.sure)
        return replace(reading, confidence=round(sure, 3), suggested=False)
    if view.sure > reading.confidence:
        return replace(
            reading, stance=view.stance, confidence=round(view.sure, 3), suggested=view.sure < SURE
        )
    return replace(reading, suggested=True)


def _claim(syntax: Syntax, found: Sequence[Found], view: View) -> Claim:
    """A view as the claim of the statement in which its government is named."""
    token = view.mention.start
    first, last = syntax.sentences[syntax.sentence[token]]
    number = _carrier(syntax, found, view)
    speaker = None if number is None else found[number].speaker
    holder = Holder(view.holder, HolderKind.COUNTRY)
    root = next(
        t for t in range(first, last) if not first <= syntax.head[t] < last or syntax.head[t] == t
    )
    return Claim(
        StanceReading(
            question=view.question,
            stance=view.stance,
            confidence=round(view.sure, 3),
            holder=view.holder,
            directness=directness(holder, speaker),
            explicit=True,
            suggested=view.sure < SURE,
        ),
        number,
        root,
        TokenRange(first, last),
    )


def _carrier(syntax: Syntax, found: Sequence[Found], view: View) -> int | None:
    """The attribution in which the government speaks, or else that in which it is spoken of."""
    sentence = syntax.sentence[view.mention.start]
    for number, one in enumerate(found):
        anchor = one.attribution.cue_head
        own = one.speaker is not None and one.speaker.country == view.holder
        if own and anchor is not None and syntax.sentence[anchor] == sentence:
            return number
    return holding(found, view.mention.start)
