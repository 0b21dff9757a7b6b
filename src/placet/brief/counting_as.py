"""What a statement is for the count. Most of what is said about a decision is no vote in it."""

from __future__ import annotations

from collections.abc import Sequence

from placet.brief.phrases import STANCE_WORDS, name
from placet.count.views import Count
from placet.words import Fact, HolderKind, Span, Stance, StanceReading, Statement

_POLARITY = {
    "requires": "a term asked for",
    "blocks": "an obstacle named, not a term",
    "concedes": "a concession",
}
_TOLD = {
    ("collective-position", "lacking"): "report that the body does not agree; names no member",
    ("collective-position", "reached"): "report that the body agrees; names no member",
    ("commitment", ""): "an earlier promise of the body, no vote",
}


def counts_as(
    statement: Statement, facts: Sequence[Fact], counts: Sequence[Count]
) -> tuple[str, ...]:
    """Every way in which a statement matters, e.g. "petition of Ukraine, no vote: for"."""
    told = [
        label
        for fact in facts
        if any(_tells(fact, span) for span in statement.content)
        for (kind, value), label in _TOLD.items()
        if fact.kind == kind and value in {"", fact.value}
    ]
    stances = [
        _stance(stance, counts)
        for stance in statement.stances
        if not (told and stance.holder_kind is HolderKind.BODY)
    ]
    terms = [_POLARITY.get(condition.polarity, "a term") for condition in statement.conditions]
    found = tuple(dict.fromkeys([*told, *stances, *terms]))
    if found:
        return found
    if statement.source is None and statement.speaker is None:
        return ("the text's own words: to watch, no position",)
    return ("no position on the questions asked",)


def _stance(stance: StanceReading, counts: Sequence[Count]) -> str:
    board = next(
        (count.board for count in counts if count.board.question.id == stance.question),
        counts[0].board,
    )
    says = f"{STANCE_WORDS[stance.stance]} ({stance.question})"
    if stance.holder_kind is HolderKind.BODY:
        if stance.stance is Stance.FOR:
            return f"the body's own word, no vote: {says}"
        return f"report about the body, names no member: {says}"
    if stance.holder_kind is HolderKind.UNNAMED or stance.holder is None:
        return f"about members who are not named, fills no row: {says}"
    who = name(board, stance.holder)
    if stance.holder in {row.country for row in board.members}:
        return f"position of {who}: {says}"
    if stance.holder == board.question.subject:
        return f"petition of {who}, no vote: {says}"
    return f"view of {who}, which has no seat: {says}"


def _tells(fact: Fact, content: Span) -> bool:
    """Is it this content that tells the fact?

    A promise may span several statements; what is said of agreement begins inside its statement.
    """
    begins = content.holds(fact.span.start)
    if fact.kind == "commitment":
        return begins or fact.span.start < content.start < fact.span.end
    return begins
