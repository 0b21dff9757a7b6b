"""Why a standing is what it is: what each statement moved, and what would be without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    whole = _Grounds(
        member=member,
        heard=[p for p in positions if known(p, on)],
        on=on,
        question=question,
        params=params or parameters(),
        changes=resets or {},
        rule_on=rule_on,
    )
    effects = sorted(_effects(whole), key=lambda effect: effect.day, reverse=True)
    return Explanation(
        standing=replace(whole.standing(), evidence=tuple(whole.said())),
        prior=_assent(whole.params.prior, whole.params),
        effects=tuple(effects),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grounds:
    """What a member's standing rests on, as known on a day."""

    member: str
    heard: Sequence[Position]
    on: date
    question: Question
    params: Parameters
    changes: Mapping[str, Sequence[Reset]]
    rule_on: RuleOn | None

    def standing(self) -> MemberStanding:
        """Where it puts the member."""
        (row,) = standings(
            Positions(self.heard),
            [self.member],
            self.on,
            self.question,
            self.params,
            resets=self.changes,
            rule_on=self.rule_on,
        )
        return row

    def said(self) -> list[Position]:
        """What the member has said, or what is said of it, that tells on the question."""
        return telling((p for p in self.heard if _held_by(p, self.member)), self.question)

    def of_body(self) -> list[Position]:
        """What was said of the body or of members that are not named."""
        return [p for p in self.heard if p.holder_kind is not HolderKind.COUNTRY]

    def turned(self) -> list[Reset]:
        """The member's changes of government by the day."""
        return [change for change in self.changes.get(self.member, ()) if change.day <= self.on]

    def without(self, position: Position) -> _Grounds:
        """What is left without a position and every other report of its event."""
        near = [p for p in self.heard if not _apart(p, position)]
        event = next(one for one in events(near) if position.id in {p.id for p in one})
        gone = {p.id for p in event}
        return replace(self, heard=[p for p in self.heard if p.id not in gone])

    def without_change(self, change: Reset) -> _Grounds:
        """What is left without a change of the member's government."""
        rest = [other for other in self.changes[self.member] if other != change]
        return replace(self, changes={**self.changes, self.member: rest})


def _effects(whole: _Grounds) -> Iterator[Effect]:
    """What each statement did, each report of the body that bears on the member, each change."""
    row, said, shared = whole.standing(), whole.said(), _shared(whole)
    steps = _steps(said, shared, whole)
    bearing_on_it = {tilt.source for tilt in shared}
    for position in (*said, *(p for p in whole.of_body() if p.id in bearing_on_it)):
        without = whole.without(position).standing()
        yield _effect(position.said, position, steps.get(position.id, 0.0), row, without)
    for change in whole.turned():
        without = whole.without_change(change).standing()
        yield _effect(change.day, None, steps.get(repr(change), 0.0), row, without)


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


def _held_by(position: Position, member: str) -> bool:
    return position.holder_kind is HolderKind.COUNTRY and position.holder == member


def _shared(whole: _Grounds) -> Sequence[Tilt]:
    """What is known of the body, as it moved the member, with the positions that tell it."""
    if whole.rule_on is None:
        return []
    question, params = whole.question, whole.params
    told = [found for p in whole.of_body() if (found := report(p, question, params))]
    evidence = Positions(whole.heard).heard(bearing(question), whole.on)
    own = histories(hearings(evidence, question, params), whole.changes, whole.on)
    return tilts(standing_reports(told), whole.rule_on, own, params).get(whole.member, [])


def _steps(said: Iterable[Position], shared: Iterable[Tilt], whole: _Grounds) -> dict[str, float]:
    """For each position (by id) and change, what it moved when the filter took it in."""
    params = whole.params
    sources: dict[int, str] = {}
    taken_in: list[Event] = []
    for position in said:
        taken_in.append(signal(position, whole.question, params))
        sources[id(taken_in[-1])] = position.id
    for tilt in shared:
        taken_in.append(tilt)
        sources[id(tilt)] = tilt.source
    for change in whole.turned():
        taken_in.append(change)
        sources[id(change)] = repr(change)
    found: dict[str, float] = {}
    ordered = in_order(taken_in, date.max)
    state, last = params.prior, ordered[0].day if ordered else date.min
    for event in ordered:
        before = moved(state, (event.day - last).days, params)
        state, last = taken(before, event, params), event.day
        step = log_odds(_assent(state, params)) - log_odds(_assent(before, params))
        found[sources[id(event)]] = found.get(sources[id(event)], 0.0) + step
    return found


def _assent(state: Vector, params: Parameters) -> float:
    return sum(p * q for p, q in zip(state, params.assent, strict=True))
