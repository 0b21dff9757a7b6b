"""From the ledger's evidence to where each member stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from placet.standing.filtering import Signal, forward
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, parameters
from placet.words import UNKNOWN, Directness, HolderKind, Position, Question, Stance

_NEAREST = {directness: rank for rank, directness in enumerate(Directness)}


def standings(
    positions: Iterable[Position],
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters | None = None,
) -> tuple[MemberStanding, ...]:
    """Where each member stands on a question on a day.

    Args:
        positions: the evidence, in any order; what does not bear on the question is passed over, as
            is what was said or published later than `on`.
        members: alpha-2 codes of those who decide.
        on: the day.
        question: what is asked; evidence on questions that imply an answer to it counts too.
        params: parameters of the filter; the shipped ones by default.
    """
    chosen = params or parameters()
    by_holder: dict[str | None, list[Position]] = defaultdict(list)
    for position in positions:
        known = max(position.said, position.published) <= on and position.reviewed != "rejected"
        if known and position.holder_kind is HolderKind.COUNTRY:
            by_holder[position.holder].append(position)
    return tuple(
        _standing(code, _telling(by_holder[code], question), on, question, chosen)
        for code in members
    )


def bears_on(position: Position, question: Question) -> bool:
    """Is a position about the question, or does it imply an answer to it?

    Who refuses membership altogether refuses the invitation; who wants the invitation now wants
    membership. Nothing follows the other way round.
    """
    if position.question == question.id:
        return True
    if position.question in question.refused_with:
        return position.stance is Stance.AGAINST
    return position.question in question.granted_with and position.stance is Stance.FOR


def _telling(heard: Iterable[Position], question: Question) -> list[Position]:
    """What tells of one holder on the question, newest first, each event once.

    What was said on another question carries over only until the holder says something else there.
    """
    once = _once(heard)
    return [
        p
        for p in once
        if bears_on(p, question)
        and (p.question == question.id or not any(_takes_back(later, p) for later in once))
    ]


def _takes_back(later: Position, earlier: Position) -> bool:
    """Does the holder itself, later and as plainly, say something else on the same question?"""
    return (
        later.question == earlier.question
        and later.said > earlier.said
        and later.stance not in (earlier.stance, Stance.UNCLEAR)
        and _NEAREST[later.directness] <= max(_NEAREST[earlier.directness], 1)
    )


def _once(heard: Iterable[Position]) -> list[Position]:
    """Reports of one event (day, speaker, question, stance) count once, newest first.

    The nearest and surest of them is kept.
    """
    events: dict[tuple[object, ...], Position] = {}
    for p in sorted(heard, key=lambda p: (_NEAREST[p.directness], -_sureness(p), p.id)):
        who = p.speaker.casefold().partition(" (")[0] or p.id
        events.setdefault((p.said, who, p.question, p.stance), p)
    return sorted(events.values(), key=lambda p: (p.said, p.id), reverse=True)


def _sureness(position: Position) -> float:
    """What a machine read and a person accepted is as sure as what a person entered."""
    accepted = position.reviewed == "accepted" and position.statement
    return 1.0 if accepted else position.confidence


def _standing(
    country: str, evidence: list[Position], on: date, question: Question, params: Parameters
) -> MemberStanding:
    state = forward([_signal(p, question, params) for p in evidence], on, params)
    likeliest = max(range(len(LEVELS)), key=lambda index: state[index])
    spoken = any(p.stance is not Stance.UNCLEAR for p in evidence)
    named = spoken and state[likeliest] >= params.named_from
    newest = evidence[0].said if evidence else None
    return MemberStanding(
        country=country,
        standing=LEVELS[likeliest] if named else UNKNOWN,
        probabilities=dict(zip(LEVELS, state, strict=True)),
        p_assent=sum(p * q for p, q in zip(state, params.assent, strict=True)),
        evidence=tuple(evidence),
        conditions=tuple(dict.fromkeys(p.condition for p in evidence if p.condition)),
        said=newest,
        age_days=(on - newest).days if newest else None,
    )


def _signal(position: Position, question: Question, params: Parameters) -> Signal:
    share = 1.0 if position.question == question.id else params.implied
    return Signal(position.said, position.stance, position.directness, _sureness(position) * share)
