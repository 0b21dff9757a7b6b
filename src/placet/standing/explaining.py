"""Why a standing is what it is: what each statement moved, and what would be without it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeAlias

from placet.ledger.evidence import Heard, Positions
from placet.standing.collective import RuleOn
from placet.standing.filtering import Event, Reset, Signal, Tilt, in_order, moved, taken
from placet.standing.grounds import Grounds
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, Vector, parameters, vector
from placet.standing.telling import bearing, known, signal
from placet.words import Position, Question, Stance

TAKEN_APART = 500
"""Of a member so many of the newest statements are left out one after the other."""
_EDGE = 1e-12

Assent: TypeAlias = Callable[[Vector, Mapping[Stance, int]], float]
"""A member's chance of assent, by where it stands and how much was heard of each stance."""


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
    assent: Assent | None = None,
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
        assent: what a member does where it stands; by its levels alone if left out, as in
            `standings`.
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
    told = assent or (lambda levels, _: by_levels(levels, whole.params))
    effects = sorted(_effects(whole, told), key=lambda effect: effect.day, reverse=True)
    return Explanation(
        standing=replace(_seen(whole.standing, told), evidence=tuple(whole.said)),
        prior=told(whole.params.prior, {}),
        effects=tuple(effects),
        older=len(whole.said[TAKEN_APART:]),
    )


def by_levels(levels: Vector, params: Parameters) -> float:
    """The chance of assent that the levels alone give."""
    return sum(p * q for p, q in zip(levels, params.assent, strict=True))


def _seen(row: MemberStanding, assent: Assent) -> MemberStanding:
    """A standing with the chance of assent that a model of the ballot gives."""
    levels = vector(row.probabilities[level] for level in LEVELS)
    return replace(row, p_assent=assent(levels, row.heard))


def _effects(whole: Grounds, assent: Assent) -> Iterator[Effect]:
    """What each statement did, each report of the body that bears on the member, each change."""
    row, shared = _seen(whole.standing, assent), whole.shared()
    steps = _steps(whole.said, shared, whole, assent)
    bearing_on_it = {tilt.source for tilt in shared}
    of_body = [p for p in whole.of_body if p.id in bearing_on_it]
    for position in (*whole.said[:TAKEN_APART], *of_body):
        without = _seen(whole.standing_without(position), assent)
        yield _effect(position.said, position, steps.get(position.id, 0.0), row, without)
    for change in whole.turned():
        without = _seen(whole.standing_without_change(change), assent)
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


def _steps(
    said: Iterable[Position], shared: Iterable[Tilt], whole: Grounds, assent: Assent
) -> dict[str, float]:
    """For each position (by id) and change, what it moved when the filter took it in."""
    params = whole.params
    by_stance: Counter[Stance] = Counter()
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
        step = -log_odds(assent(before, by_stance))
        if isinstance(event, Signal):
            by_stance[event.stance] += 1
        step += log_odds(assent(state, by_stance))
        found[sources[id(event)]] = found.get(sources[id(event)], 0.0) + step
    return found
