"""Collective evidence: what is known of the body as a whole, brought to its members.

If the body is reported not to carry the question, each member's chance p of assent becomes
p (1 - P_m) / (1 - P), where P is the chance that it carries and P_m the same given that the member
assents; likewise for "carried", and for "at least seven do not assent". That is the member's share
of the joint posterior, members being independent before. Brought to the levels it is a likelihood:
at each, the chance of what is known given that the member assents or does not.

Several pieces are taken one after the other, each to the members' own distributions as they then
stand (a mean field); so each piece is exact, and what they say together is an approximation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import accumulate
from typing import TypeAlias

from placet.errors import UsageError
from placet.ledger.events import members_counted, sureness
from placet.ledger.evidence import Heard
from placet.ledger.packing import KINDS
from placet.ledger.packing import STANCES as TOLD
from placet.ledger.sums import GROUPS
from placet.rules import Rule, pivotality, probability
from placet.standing.filtering import Event, Tilt, forward
from placet.standing.parameters import Parameters, Vector, vector
from placet.standing.telling import bears, weight
from placet.words import Directness, HolderKind, Position, Question, Stance

RuleOn: TypeAlias = Callable[[date], Rule]
"""The body's rule for the question on a day."""

_SMALL = 1e-10
"""What has less chance than this contradicts all else that is known, and is passed over."""
_WITHIN = {Directness.COLLECTIVE, Directness.UNNAMED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Something that is known of the body as a whole on a day."""

    day: date = date.min
    carried: bool | None = None
    """Whether the question carried; None for a count of members."""
    assenting: bool = False
    at_least: int = 0
    """So many members assent (or do not), for a count of members."""
    confidence: float = 1.0
    source: str = field(default="", compare=False)
    """Id of the position that tells it."""


def report(position: Position, question: Question, params: Parameters) -> Report | None:
    """What a position tells of the body on a question, if it does."""
    counted = members_counted(position) if position.holder_kind is HolderKind.UNNAMED else 0
    told = position.question, position.holder_kind, position.directness, position.stance, counted
    found = _report(told, question, params)
    if found is None:
        return None
    return replace(_said(found, position.said, sureness(position)), source=position.id)


def reports(heard: Heard, question: Question, params: Parameters) -> list[Report]:
    """What sums tell of the body on a question: of what is alike on a day the surest."""
    surest: dict[tuple[str, str, int, int, int], dict[int, float]] = {}
    for row in heard.sums:
        if row.holder in GROUPS:
            for day, kind, stance, counted, sure in row.told(heard.by):
                by_day = surest.setdefault((row.question, row.holder, kind, stance, counted), {})
                by_day[day] = max(by_day.get(day, 0.0), sure)
    found = []
    for (name, group, kind, stance, counted), by_day in surest.items():
        told = name, HolderKind(group), KINDS[kind], TOLD[stance], counted
        one = _report(told, question, params)
        if one:
            found += [_said(one, date.fromordinal(day), sure) for day, sure in by_day.items()]
    return found


Told: TypeAlias = tuple[str, HolderKind, Directness, Stance, int]
"""On which question, of which group, how near, which stance, and the number of members counted."""


def _report(told: Told, question: Question, params: Parameters) -> Report | None:
    """What was told of a group, for certain and on whatever day, as it bears on `question`.

    The body as a whole carries a question by its own document, and does not by whoever says so; an
    unclear word from within it ("no consensus") says that it does not. Of members who are not named
    only a number tells, and whether they are for or against.
    """
    name, group, kind, stance, counted = told
    if not bears(name, stance, question):
        return None
    sure = weight(name, question, params) * params.believed[kind]
    against = stance in {Stance.AGAINST, Stance.RELUCTANT}
    if group is HolderKind.BODY:
        if stance is Stance.FOR and kind is Directness.DOCUMENT:
            return Report(carried=True, confidence=sure)
        if against or (stance is Stance.UNCLEAR and kind in _WITHIN):
            return Report(carried=False, confidence=sure)
    elif counted and (against or stance is Stance.FOR):
        return Report(assenting=stance is Stance.FOR, at_least=counted, confidence=sure)
    return None


def _said(one: Report, day: date, sure: float) -> Report:
    """The same on a day, and so sure."""
    return Report(
        day=day,
        carried=one.carried,
        assenting=one.assenting,
        at_least=one.at_least,
        confidence=sure * one.confidence,
    )


def standing_reports(reports: Iterable[Report]) -> list[Report]:
    """Of an unbroken run of reports of one kind only the surest, and of those the newest.

    "Still no consensus", told every week, is one piece of evidence. A report that it carried ends a
    run of reports that it did not, and the other way round.
    """
    kept: list[Report] = []
    running: dict[tuple[bool | None, bool], Report] = {}
    for one in sorted(reports, key=_order):
        kind = one.carried, one.assenting
        if one.carried is not None:
            ended = [old for old in running if _says_yes(old) is not one.carried]
            kept += [running.pop(old) for old in ended]
        before = running.get(kind)
        if before is None or (one.at_least, one.confidence) >= (before.at_least, before.confidence):
            running[kind] = one
    return sorted([*kept, *running.values()], key=_order)


def tilts(
    reports: Sequence[Report],
    rule_on: RuleOn,
    histories: Mapping[str, Sequence[Event]],
    params: Parameters,
) -> dict[str, list[Tilt]]:
    """What the reports say of each member, one after the other.

    Args:
        reports: each kind once, in order.
        rule_on: the body's rule.
        histories: what is known of members by name; others stand at the prior.
        params: of the filter.
    """
    found: dict[str, list[Tilt]] = {}
    for one in reports:
        try:
            rule = rule_on(one.day)
            states = {
                m: forward([*histories.get(m, ()), *found.get(m, ())], one.day, params)
                for m in rule.members
            }
            told = weighed(one, rule, states, params.assent)
        except UsageError:  # no such rule on that day, or no exact answer: it moves nobody
            continue
        for member, weights in told.items():
            found.setdefault(member, []).append(Tilt(one.day, weights, one.source))
    return found


def weighed(
    one: Report, rule: Rule, states: Mapping[str, Vector], assent: Vector
) -> dict[str, Vector]:
    """For each member, how much likelier each of its levels is for what is known of the body.

    The confidence mixes what would follow for certain with what was known before.

    Raises:
        UsageError: it cannot be had exactly under this rule.
    """
    chances = {
        m: min(1.0, sum(p * q for p, q in zip(states[m], assent, strict=True)))
        for m in rule.members
    }
    given = _outcome(one, rule, chances) if one.carried is not None else _count(one, rule, chances)
    found = {}
    for member, (yes, no) in given.items():
        total = chances[member] * yes + (1 - chances[member]) * no
        if total <= (0.0 if one.carried else _SMALL):
            return {}
        found[member] = vector(
            1 - one.confidence + one.confidence * (a * yes + (1 - a) * no) / total for a in assent
        )
    return found


def _outcome(
    one: Report, rule: Rule, chances: Mapping[str, float]
) -> dict[str, tuple[float, float]]:
    """For each member, the chance of the outcome given that it assents, and that it does not."""
    total, gains = probability(rule, chances), pivotality(rule, chances)
    found = {}
    for member, p in chances.items():
        yes, no = total + (1 - p) * gains[member], max(0.0, total - p * gains[member])
        found[member] = (yes, no) if one.carried else (max(0.0, 1 - yes), 1 - no)
    return found


def _count(one: Report, rule: Rule, chances: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The same where at least so many assent, or do not."""
    each = [p if one.assenting else 1 - p for p in chances.values()]
    found = {}
    for member, (with_it, without) in zip(rule.members, _tails(each, one.at_least), strict=True):
        found[member] = (with_it, without) if one.assenting else (without, with_it)
    return found


def _tails(chances: Sequence[float], least: int) -> list[tuple[float, float]]:
    """For each of independent events, P(at least so many | it happens) and the same if it does not.

    From the distributions of the number among those before it and those after it.
    """
    before = list(accumulate(chances, _one_more, initial=[1.0]))
    after = list(accumulate(reversed(chances), _one_more, initial=[1.0]))[::-1]
    found = []
    for place in range(len(chances)):
        tail = list(accumulate(reversed(after[place + 1])))[::-1]
        found.append(
            (_at_least(before[place], tail, least - 1), _at_least(before[place], tail, least))
        )
    return found


def _one_more(counts: list[float], chance: float) -> list[float]:
    return [
        (1 - chance) * stays + chance * comes
        for stays, comes in zip([*counts, 0.0], [0.0, *counts], strict=True)
    ]


def _at_least(counts: Sequence[float], tail: Sequence[float], least: int) -> float:
    return sum(
        p * (tail[max(0, least - n)] if least - n < len(tail) else 0.0)
        for n, p in enumerate(counts)
    )


def _order(one: Report) -> tuple[date, str, bool, int, float]:
    return one.day, str(one.carried), one.assenting, one.at_least, one.confidence


def _says_yes(kind: tuple[bool | None, bool]) -> bool:
    carried, assenting = kind
    return assenting if carried is None else carried
