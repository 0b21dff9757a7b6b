"""Views as claims: tied to the statement that carries them, weighed beside what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from placet.reading import data
from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.attribution import TokenRange
from placet.reading.claims.claim import Claim
from placet.reading.claims.confidence import Curve, chance, log_odds
from placet.reading.learned.lessons import Lessons
from placet.reading.learned.views import STANCES, View, views
from placet.reading.questions.relevance import sieve
from placet.reading.syntax.parse import Syntax
from placet.reading.whose.holders import Holder
from placet.reading.whose.tellers import Found, directness, holding, in_office
from placet.words import HolderKind, Question, StanceReading

SURE = 0.8
"""From this chance on a stance goes to the board."""
LIKELY = 0.25
"""From this chance on it is suggested to a person; below, nothing is said."""
SHORT = 1500
"""A text of so few characters is always read; a longer one if it names what the questions name."""


def learned(
    syntax: Syntax,
    people: People,
    questions: Sequence[Question],
    lessons: Lessons | None = None,
) -> list[View]:
    """What the network thinks of everybody named, the surest view of each in each sentence."""
    if len(syntax.text) > SHORT and not sieve(tuple(questions)).passes(syntax.text):
        return []
    named = [one for one in mentions(syntax, people) if one.holder not in people.asked]
    best: dict[tuple[str, str, int], View] = {}
    for view in views(syntax, named, questions, lessons=lessons):
        key = view.holder, view.question, syntax.sentence[view.mention.start]
        if key not in best or view.sure > best[key].sure:
            best[key] = view
    return list(best.values())


def weighed(
    syntax: Syntax,
    found: Sequence[Found],
    ruled: Iterable[Claim],
    told: Sequence[View],
    questions: Sequence[Question],
) -> Iterator[Claim]:
    """The rules' claims and the network's views as one list of claims.

    On a plain question the network speaks alone. Where hints give the rules something to go by, it
    is asked for a second opinion on what they find, and what it alone is sure of is suggested.
    """
    hinted = {one.id for one in questions if one.cues or one.also}
    said = {(view.holder, view.question): view for view in sorted(told, key=lambda v: v.sure)}
    taken = set()
    for claim in ruled:
        reading = claim.reading
        view = said.get((reading.holder or "", reading.question))
        taken.add((reading.holder, reading.question))
        speaker = None if claim.attribution is None else found[claim.attribution].speaker
        if view is None or reading.stance not in STANCES:
            yield claim
        else:
            weight = in_office(speaker)
            yield replace(claim, reading=_second_opinion(reading, view, weight))
    for view in told:
        alone = view.question in hinted
        if view.sure >= (SURE if alone else LIKELY) and (view.holder, view.question) not in taken:
            yield _claim(syntax, found, view, suggested=alone or view.sure < SURE)


def _second_opinion(reading: StanceReading, view: View, weight: float) -> StanceReading:
    """A rule's stance, as sure as rule and network together have been right of such.

    Args:
        reading: the rule's.
        view: the network's.
        weight: how far the speaker's word is the government's, by which the reading is weighed.
    """
    same = view.chances[STANCES.index(reading.stance)]
    sure = chance(second_opinion_marks(reading.confidence / weight, view, same), curve())
    return replace(reading, confidence=round(sure * weight, 3), suggested=sure < SURE)


def second_opinion_marks(score: float, view: View, same: float) -> dict[str, float]:
    """What tells how sure a rule's stance is, given the network's view of the same holder.

    Args:
        score: how sure the rule is.
        view: the network's.
        same: the chance that the network gives to the rule's stance.
    """
    return {
        "rule": log_odds(score),
        "network": log_odds(same),
        "agrees": float(same == view.sure),
    }


@lru_cache(maxsize=1)
def curve() -> Curve:
    """The curve that comes with placet."""
    table = data.table("learned/second_opinion.toml")
    return Curve(table["start"], table["marks"])


def _claim(syntax: Syntax, found: Sequence[Found], view: View, *, suggested: bool) -> Claim:
    """A view as the claim of the statement in which its government is named."""
    token = view.mention.start
    first, last = syntax.sentences[syntax.sentence[token]]
    number = _carrier(syntax, found, view)
    speaker = None if number is None else found[number].speaker
    holder = Holder(view.holder, HolderKind.COUNTRY)
    root = next((t for t in range(first, last) if syntax.head[t] == t), token)
    return Claim(
        StanceReading(
            question=view.question,
            stance=view.stance,
            confidence=round(view.sure * in_office(speaker), 3),
            holder=view.holder,
            directness=directness(holder, speaker),
            suggested=suggested,
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
