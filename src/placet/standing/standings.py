"""From the ledger's evidence to where each member stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from placet.standing.filtering import Signal, forward
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, parameters
from placet.words import UNKNOWN, HolderKind, Position, Question, Stance


def standings(
    positions: Iterable[Position],
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters | None = None,
) -> tuple[MemberStanding, ...]:
    """Where each member stands on a question on a day.

    Args:
        positions: the evidence; what is published later than `on` must not be among it.
        members: alpha-2 codes of those who decide.
        on: the day.
        question: what is asked; evidence on questions that imply an answer to it counts too.
        params: parameters of the filter; the shipped ones by default.
    """
    chosen = params or parameters()
    by_holder: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        if (
            position.holder_kind is HolderKind.COUNTRY
            and position.holder
            and bears_on(position, question)
        ):
            by_holder[position.holder].append(position)
    return tuple(_standing(code, by_holder[code], on, question, chosen) for code in members)


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


def _standing(
    country: str, evidence: list[Position], on: date, question: Question, params: Parameters
) -> MemberStanding:
    kept = sorted(_once(evidence), key=lambda p: (p.said, p.id), reverse=True)
    state = forward([_signal(p, question, params) for p in kept], on, params)
    likeliest = max(range(len(LEVELS)), key=lambda index: state[index])
    spoken = any(p.stance is not Stance.UNCLEAR for p in kept)
    named = spoken and state[likeliest] >= params.named_from
    newest = kept[0].said if kept else None
    return MemberStanding(
        country=country,
        standing=LEVELS[likeliest] if named else UNKNOWN,
        probabilities=dict(zip(LEVELS, state, strict=True)),
        p_assent=sum(p * q for p, q in zip(state, params.assent, strict=True)),
        evidence=tuple(kept),
        conditions=tuple(dict.fromkeys(p.condition for p in kept if p.condition)),
        said=newest,
        age_days=(on - newest).days if newest else None,
    )


def _once(evidence: Iterable[Position]) -> list[Position]:
    """Reports of one event (day, speaker, question, stance) count once; the surest is kept."""
    best: dict[tuple[object, ...], Position] = {}
    for position in evidence:
        who = position.speaker.casefold().partition(" (")[0] or position.id
        key = (position.said, who, position.question, position.stance)
        kept = best.get(key)
        if kept is None or (position.confidence, position.id) > (kept.confidence, kept.id):
            best[key] = position
    return list(best.values())


def _signal(position: Position, question: Question, params: Parameters) -> Signal:
    share = 1.0 if position.question == question.id else params.implied
    return Signal(position.said, position.stance, position.directness, position.confidence * share)
