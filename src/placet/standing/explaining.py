"""Why a standing is what it is: what each statement moved, and what would be without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from placet.ledger.events import events
from placet.ledger.evidence import Positions
from placet.standing.collective import RuleOn, report, standing_reports, tilts
from placet.standing.filtering import Event, Reset, Tilt, in_order, moved, taken
from placet.standing.hearing import hearings
from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters, Vector, parameters
from placet.standing.standings import histories, standings
from placet.standing.telling import bearing, known, signal, telling
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
    """With all of its evidence."""
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
        evidence = Positions(left)
        (row,) = standings(evidence, [member], on, question, chosen, resets=kept, rule_on=rule_on)
        return row

    row = stands(heard)
    said = telling((p for p in heard if _held_by(p, member)), question)
    of_body = [p for p in heard if p.holder_kind is not HolderKind.COUNTRY]
    shared = _shared(heard, of_body, on, question, chosen, changes, rule_on).get(member, [])
    known_of = [change for change in changes.get(member, ()) if change.day <= on]
    steps = _steps(said, shared, known_of, question, chosen)
    moved_it = {tilt.source for tilt in shared}
    effects = []
    for position in (*said, *(p for p in of_body if p.id in moved_it)):
        without = stands(_without(heard, position))
        effects.append(_effect(position.said, position, steps.get(position.id, 0.0), row, without))
    for change in known_of:
        rest = [other for other in changes[member] if other != change]
        without = stands(heard, {**changes, member: rest})
        effects.append(_effect(change.day, None, steps.get(repr(change), 0.0), row, without))
    return Explanation(
        standing=replace(row, evidence=tuple(said)),
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


def _without(heard: Sequence[Position], position: Position) -> list[Position]:
    """What is left without a position and every other report of its event."""
    near = [p for p in heard if not _apart(p, position)]
    gone = next(event for event in events(near) if position.id in {p.id for p in event})
    return [p for p in heard if p.id not in {p.id for p in gone}]


def _apart(one: Position, other: Position) -> bool:
    return (one.holder, one.holder_kind) != (other.holder, other.holder_kind)


def _held_by(position: Position, member: str) -> bool:
    return position.holder_kind is HolderKind.COUNTRY and position.holder == member


def _shared(
    heard: Iterable[Position],
    of_body: Iterable[Position],
    on: date,
    question: Question,
    params: Parameters,
    changes: Mapping[str, Sequence[Reset]],
    rule_on: RuleOn | None,
) -> Mapping[str, Sequence[Tilt]]:
    """What is known of the body, as it moved each member, with the positions that tell it."""
    if rule_on is None:
        return {}
    told = [found for p in of_body if (found := report(p, question, params))]
    hearing = hearings(Positions(heard).heard(bearing(question), on), question, params)
    own = histories(hearing, changes, on)
    return tilts(standing_reports(told), rule_on, own, params)


def _steps(
    said: Iterable[Position],
    shared: Iterable[Tilt],
    changes: Iterable[Reset],
    question: Question,
    params: Parameters,
) -> dict[str, float]:
    """For each position (by id) and change, what it moved when the filter took it in."""
    sources: dict[int, str] = {}
    events: list[Event] = []
    for position in said:
        events.append(signal(position, question, params))
        sources[id(events[-1])] = position.id
    for tilt in shared:
        events.append(tilt)
        sources[id(tilt)] = tilt.source
    for change in changes:
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
