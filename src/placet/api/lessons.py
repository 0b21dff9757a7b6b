"""What a case's reader has been taught by the decisions of its people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from placet.api.reading import known_actors
from placet.cases import Case
from placet.words import Position

if TYPE_CHECKING:
    from placet.ledger import Ledger
    from placet.reading.learned.decisions import Decision
    from placet.reading.learned.lessons import Lessons

LEAST, MOST = 30, 400
"""Fewer decisions teach nothing: they made readings no better (benchmarks/lessons.py). Of more than
the most, the newest teach."""


def lessons(case: Case, ledger: Ledger) -> Lessons | None:
    """What the decisions kept in a ledger teach the reader; None where there are none.

    Accepted and corrected positions say what their text tells, rejected ones that it does not.
    Nothing is stored: a decision that is taken back teaches no longer.
    """
    asked = {question.id for question in case.questions}
    by_document: dict[str, list[Decision]] = defaultdict(list)
    told = [p for p in ledger.positions(include_rejected=True) if p.reviewed and p.document]
    for position in told[:MOST]:
        for decision in _decisions(ledger, position):
            if decision.question in asked:
                by_document[position.document].append(decision)
    if sum(map(len, by_document.values())) < LEAST:
        return None
    from placet.reading.learned.decisions import decided
    from placet.reading.learned.lessons import learn

    actors = known_actors(case)
    texts = ledger.documents(by_document)
    taught = [
        one
        for name, document in texts.items()
        for one in decided(document, case.questions, by_document[name], actors)
    ]
    return learn(taught) if len(taught) >= LEAST else None


def _decisions(ledger: Ledger, position: Position) -> Iterator[Decision]:
    """What a decided position says; a correction of holder or question also what it was not."""
    from placet.reading.learned.decisions import Decision

    if position.holder is None:
        return
    stance = None if position.reviewed == "rejected" else position.stance
    about = position.holder, position.question
    yield Decision(holder=about[0], question=about[1], stance=stance, span=position.span)
    if position.reviewed == "corrected" and position.supersedes:
        old = ledger.position(position.supersedes)
        if old.holder and (old.holder, old.question) != about:
            yield Decision(
                holder=old.holder, question=old.question, stance=None, span=position.span
            )
