"""Why a standing is what it is: what each statement moved, and what would be without it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from placet.ledger.evidence import Heard, Positions
from placet.standing.collective import RuleOn
from placet.standing.filtering import Event, Reset, Tilt, in_order, moved, taken
from placet.standing.grounds import Grounds
from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters, Vector, parameters
from placet.standing.telling import bearing, known, signal
from placet.words import Position, Question

TAKEN_APART = 500
"""Of a member so many of the newest statements are left out one after the other."""
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
    older: int
    """Statements of or about the member that are older than the `TAKEN_APART` newest: they count,
    and are not taken apart."""


def explain(
    member: str,
    positions: Iterable[Position],
    on: date,
    question: Question,
    params: Parameters | None = None,
    *,
    resets: Mapping[str, Sequence[Reset]] | None = None,
    rule_on: RuleOn | None = None,
    heard: Heard | None = None,
) -> Explanation:
    """Take a member's standing apart; the arguments are those of `standings`.

    What would be without a statement is found by leaving it out, with every report of the same
    event, and reckoning anew: then others may count that stood in its shadow. Contributions do not
    add up exactly, since what one statement tells another may have told already.

    Args:
        member: alpha-2 code.
        positions: what is known of the member, of the body and of members that are not named; of
            all members, unless `heard` is given.
        on: the day.
        question: what is asked.
        params: of the filter.
        resets: changes of government, by member.
        rule_on: the body's rule on a day.
        heard: what was heard of everybody by the day, as a ledger tells it.
    """
    listed = [p for p in positions if known(p, on) and p.question in bearing(question)]
    whole = Grounds(
        member=member,
        heard=heard or Positions(listed).heard(bearing(question), on),
        positions=[p for p in listed if p.holder in (None, member)],
        question=question,
        params=params or parameters(),
        changes=resets or {},
        rule_on=rule_on,
    )
    effects = sorted(_effects(whole), key=lambda effect: effect.day, reverse=True)
    return Explanation(
        standing=replace(whole.standing, evidence=tuple(whole.said)),
        prior=_assent(whole.params.prior, whole.params),
        effects=tuple(effects),
        older=len(whole.said[TAKEN_APART:]),
    )


def _effects(whole: Grounds) -> Iterator[Effect]:
    """What each statement did, each report of the body that bears on the member, each change."""
    row, shared = whole.standing, whole.shared()
    steps = _steps(whole.said, shared, whole)
    bearing_on_it = {tilt.source for tilt in shared}
    of_body = [p for p in whole.of_body if p.id in bearing_on_it]
    for position in (*whole.said[:TAKEN_APART], *of_body):
        without = whole.standing_without(position)
        yield _effect(position.said, position, steps.get(position.id, 0.0), row, without)
    for change in whole.turned():
        without = whole.standing_without_change(change)
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


def _steps(said: Iterable[Position], shared: Iterable[Tilt], whole: Grounds) -> dict[str, float]:
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
