"""What was considered of each sentence: whose stance, on which question, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from placet.actors import Registry, registry
from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.learned.told import LIKELY, SURE
from placet.reading.learned.views import View, views
from placet.reading.syntax.parse import parse, syntax
from placet.words import Question

_SHOWN = 2
"""Of each government the likeliest so many questions are told."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, and what was considered of it."""

    text: str
    considered: tuple[View, ...]
    why: str
    """Why nothing was considered; empty where something was."""


def verdict(view: View) -> str:
    """What comes of a view."""
    if view.sure >= SURE:
        return "counts"
    return "suggested" if view.sure >= LIKELY else "too unlikely"


def explain(
    text: str,
    questions: Sequence[Question],
    *,
    day: date | None = None,
    actors: Registry | None = None,
) -> list[Sentence]:
    """Every sentence of a text with the views that begin there, the likeliest first."""
    lists = syntax(parse(text))
    asked = frozenset(question.subject for question in questions if question.subject)
    people = People(lists, actors or registry(), "", day, asked)
    people.learn()
    named = mentions(lists, people)
    found = views(lists, [one for one in named if one.holder not in asked], questions)
    told = []
    for number, (first, last) in enumerate(lists.sentences):
        here = [view for view in found if lists.sentence[view.mention.start] == number]
        who = sorted({one.holder for one in named if first <= one.start < last})
        told.append(
            Sentence(" ".join(lists.words(first, last).split()), _best(here), _why(here, who))
        )
    return told


def _best(found: Sequence[View]) -> tuple[View, ...]:
    """Of each government the likeliest views."""
    ordered = sorted(found, key=lambda view: -view.sure)
    kept: list[View] = []
    for view in ordered:
        if sum(view.holder == other.holder for other in kept) < _SHOWN:
            kept.append(view)
    return tuple(kept)


def _why(found: Sequence[View], named: Sequence[str]) -> str:
    if found:
        return ""
    if not named:
        return "no government is named"
    return f"{', '.join(named)} speak more plainly elsewhere, or are the question's subject"
