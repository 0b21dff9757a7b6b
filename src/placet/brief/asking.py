"""What is asked and by whom, on which terms, and how far the procedure has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from placet.brief.phrases import claim, name
from placet.brief.view import Line, Said, Told
from placet.count.views import Count
from placet.words import Stance

_WANTS = {Stance.FOR, Stance.CONDITIONAL}
_STAGES = ("stage", "commitment", "timeline", "obstacle")


def asked(count: Count, said: Sequence[Said]) -> tuple[Line, ...]:
    """Who asks for it and on which terms, from the texts, else from the ledger."""
    askers = [one for one in said if _petitions(one, count)]
    lines = [*_by(askers), *_terms(askers)]
    if lines:
        return tuple(lines)
    board = count.board
    petitions = [
        position
        for position in board.others
        if position.holder == board.question.subject and position.stance in _WANTS
    ]
    if petitions:
        newest = petitions[0]
        who = ", ".join(part for part in (newest.speaker, name(board, newest.holder)) if part)
        return (Line(text=f"By {who}: {claim(newest)}"),)
    return (Line(text="By whom is not told by anything read here."),)


def _petitions(one: Said, count: Count) -> bool:
    question = count.board.question
    return bool(question.subject) and any(
        stance.question == question.id
        and stance.holder == question.subject
        and stance.stance in _WANTS
        for stance in one.statement.stances
    )


def _by(askers: Iterable[Said]) -> list[Line]:
    refs: dict[str, list[str]] = {}
    ways: dict[str, list[str]] = {}
    for one in askers:
        refs.setdefault(one.speaker, []).append(one.label)
        via = f"via {one.statement.via}" if one.statement.via else ""
        way = ", ".join(part for part in (one.statement.channel, via) if part)
        ways.setdefault(one.speaker, [])
        if way and way not in ways[one.speaker]:
            ways[one.speaker].append(way)
    return [
        Line(
            text=f"By {who}" + (f" ({'; '.join(ways[who])})" if ways[who] else ""),
            refs=tuple(labels),
        )
        for who, labels in refs.items()
    ]


def _terms(askers: Iterable[Said]) -> list[Line]:
    refs: dict[str, list[str]] = {}
    for one in askers:
        for condition in one.statement.conditions:
            if condition.polarity == "requires":
                refs.setdefault(" ".join(condition.span.text.split()), []).append(one.label)
    return [Line(text=f"Term asked for: “{term}”", refs=tuple(at)) for term, at in refs.items()]


def rule_told(count: Count, told: Sequence[Told]) -> tuple[Line, ...]:
    """What the texts say of the rule and of the number of members; a difference is named."""
    refs: dict[str, list[str]] = {}
    for one in told:
        if one.fact.kind == "decision-rule":
            refs.setdefault(f"As the texts have it: {one.value}.", []).append(one.label)
        elif one.fact.kind == "member-count":
            seats = len(count.board.members)
            same = "as the body has" if one.fact.value == seats else f"but the body has {seats}"
            text = f"The texts count {one.value} members, {same}."
            refs.setdefault(text, []).append(one.label)
    return tuple(Line(text=text, refs=tuple(labels)) for text, labels in refs.items())


def stage(told: Sequence[Told]) -> tuple[Line, ...]:
    """How far it has come, what was promised before and what stands in the way, as texts tell."""
    refs: dict[str, list[str]] = {}
    for kind in _STAGES:
        for one in told:
            if one.fact.kind == kind and _tells_stage(one):
                text = one.value if kind == "stage" else f"{one.kind}: {one.value}"
                refs.setdefault(text, []).append(one.label)
    if not refs:
        return (Line(text="Not told by anything read here."),)
    return tuple(Line(text=text, refs=tuple(labels)) for text, labels in refs.items())


def _tells_stage(one: Told) -> bool:
    return one.fact.kind != "timeline" or one.fact.value == "none"
