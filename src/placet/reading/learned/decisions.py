"""People's decisions on a text, matched with what the network saw there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from placet.actors import Registry, registry
from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.learned.lessons import Decided
from placet.reading.learned.views import View, views
from placet.reading.syntax.parse import Syntax, parse, syntax
from placet.words import Document, Question, Span, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person says that a text tells of a government on a question."""

    holder: str
    question: str
    stance: Stance | None
    """None where the person says that it tells no stance."""
    span: Span | None = None
    """Where it was found."""


def decided(
    document: Document,
    questions: Sequence[Question],
    decisions: Iterable[Decision],
    actors: Registry | None = None,
) -> list[Decided]:
    """The views of a document on which a person has decided, each with the decision.

    A decision on what the network does not see at all (the text names that government nowhere, or
    the stance is none that it knows) teaches nothing and is passed over.
    """
    lists = syntax(parse(document.text))
    people = People(lists, actors or registry(), "", document.published)
    people.learn()
    seen = views(lists, mentions(lists, people), questions)
    found = []
    for decision in decisions:
        about = [
            view
            for view in seen
            if (view.holder, view.question) == (decision.holder, decision.question)
        ]
        if about and decision.stance is not Stance.UNCLEAR:
            nearest = max(about, key=lambda view: (_meets(lists, view, decision.span), view.sure))
            found.append(Decided(nearest, decision.stance))
    return found


def _meets(lists: Syntax, view: View, span: Span | None) -> bool:
    """Does a view's sentence overlap the place where a position was found?"""
    if span is None:
        return False
    start, end = lists.chars(*lists.sentences[lists.sentence[view.mention.start]])
    return start < span.end and span.start < end
