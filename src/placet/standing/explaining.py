"""Why a standing is what it is: what each statement moved, and what would be without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from placet.standing.collective import RuleOn, report
from placet.standing.filtering import Event, Reset, in_order, moved, taken
from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters, Vector, parameters
from placet.standing.standings import History, histories, standings
from placet.standing.telling import known, signal, told
from placet.words import HolderKind, Position, Question

_EDGE = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What one piece of evidence, or one change of government, did to a standing."""

    day: date
    position: Position | None
    """The statement; None for a change of government."""
    at_once: float
    """By how much it moved the log-odds of assent on its day, after all that was known before."""
    now: float
    """How much higher the log-odds of assent are on the day asked about than without it."""
    without: MemberStanding
    """What the standing would be without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A member's standing, and what each thing that is known contributes."""

    standing: MemberStanding
    prior: float
    """Chance of assent before anything is known."""
    effects: tuple[Effect, ...]
    """Newest first: statements of or about the member, what is known of the body, changes."""


def explain(
    member: str,
    positions: Iterable[Position],
    on: date,
    question: Question,
    params: Parameters | None = None,
    *,
    resets: Mapping[str, Sequence[Reset]] | None = None,
    rule_on: RuleOn | None = None,
) -> Explanation:
    """Take a member's standing apart; the arguments are those of `standings`.

    What would be without a statement is found by leaving it out, with every report of the same
    event, and reckoning anew: then others may count that stood in its shadow. Contributions do not
    add up exactly, since what one statement tells another may have told already.
    """
    chosen, changes = params or parameters(), resets or {}
    heard = [p for p in positions if known(p, on)]

    def stands(
        left: Iterable[Position], kept: Mapping[str, Sequence[Reset]] = changes
    ) -> MemberStanding:
        (row,) = standings(left, [member], on, question, chosen, resets=kept, rule_on=rule_on)
        return row

    row = stands(heard)
    history = histories(heard, question, chosen, changes, rule_on, on)[member]
    steps = _steps(history, question, chosen)
    effects = []
    for position in (*history.evidence, *_of_body(heard, history, question, chosen)):
        without = stands([p for p in heard if told(p) != told(position) or _apart(p, position)])
        effects.append(_effect(position.said, position, steps.get(position.id, 0.0), row, without))
    for change in changes.get(member, ()):
        if change.day <= on:
            rest = [other for other in changes[member] if other != change]
            without = stands(heard, {**changes, member: rest})
            effects.append(_effect(change.day, None, steps.get(repr(change), 0.0), row, without))
    return Explanation(
        standing=row,
        prior=_assent(chosen.prior, chosen),
        effects=tuple(sorted(effects, key=lambda effect: effect.day, reverse=True)),
    )


def log_odds(p: float) -> float:
    """The logarithm of p to 1 - p, kept finite."""
    inside = min(max(p, _EDGE), 1 - _EDGE)
    return math.log(inside / (1 - inside))


def _effect(
    day: date,
    position: Position | None,
    at_once: float,
    row: MemberStanding,
    without: MemberStanding,
) -> Effect:
    now = log_odds(row.p_assent) - log_odds(without.p_assent)
    return Effect(day=day, position=position, at_once=at_once, now=now, without=without)


def _apart(one: Position, other: Position) -> bool:
    return (one.holder, one.holder_kind) != (other.holder, other.holder_kind)


def _of_body(
    heard: Iterable[Position], history: History, question: Question, params: Parameters
) -> list[Position]:
    """The positions on the body that moved the member."""
    sources = {tilt.source for tilt in history.shared}
    return [
        p
        for p in heard
        if p.holder_kind is not HolderKind.COUNTRY
        and p.id in sources
        and report(p, question, params)
    ]


def _steps(history: History, question: Question, params: Parameters) -> dict[str, float]:
    """For each position (by id) and change, what it moved when the filter took it in."""
    sources: dict[int, str] = {}
    events: list[Event] = []
    for position in history.evidence:
        events.append(signal(position, question, params))
        sources[id(events[-1])] = position.id
    for tilt in history.shared:
        events.append(tilt)
        sources[id(tilt)] = tilt.source
    for change in history.own:
        if isinstance(change, Reset):
            events.append(change)
            sources[id(change)] = repr(change)
    found: dict[str, float] = {}
    ordered = in_order(events, date.max)
    state, last = params.prior, ordered[0].day if ordered else date.min
    for event in ordered:
        before = moved(state, (event.day - last).days, params)
        state, last = taken(before, event, params), event.day
        step = log_odds(_assent(state, params)) - log_odds(_assent(before, params))
        found[sources[id(event)]] = found.get(sources[id(event)], 0.0) + step
    return found


def _assent(state: Vector, params: Parameters) -> float:
    return sum(p * q for p, q in zip(state, params.assent, strict=True))
