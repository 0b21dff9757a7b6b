"""From the ledger's evidence to where each member stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from placet.ledger.evidence import Evidence, Heard
from placet.ledger.packing import KINDS
from placet.standing.collective import Report, RuleOn, reports, standing_reports, tilts
from placet.standing.filtering import Event, Reset, smoothed
from placet.standing.hearing import Found, Hearing, hearings
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, Vector, parameters
from placet.standing.telling import bearing, telling
from placet.words import UNKNOWN, HolderKind, Position, Question

_MUCH = 100_000
"""From so many bytes of sums on, NumPy's arrays are faster, the time to load it included."""


def standings(
    evidence: Evidence,
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters | None = None,
    *,
    resets: Mapping[str, Sequence[Reset]] | None = None,
    rule_on: RuleOn | None = None,
    until: date | None = None,
) -> tuple[MemberStanding, ...]:
    """Where each member stands on a question on a day.

    A level is named by what is known of the member itself: what is known of the body alone moves
    chances, and can make a name doubtful, but names nobody.

    Args:
        evidence: a ledger, or positions at hand; what was said or published too late is passed
            over.
        members: alpha-2 codes of those who decide.
        on: the day.
        question: what is asked; evidence on questions that imply an answer to it counts too.
        params: parameters of the filter; the shipped ones by default.
        resets: changes of government, by member.
        rule_on: the body's rule on a day; without it, evidence on the body moves nobody.
        until: what was public by this later day counts too: the standing in hindsight.
    """
    heard = evidence.heard(bearing(question), until or on)
    return standings_of(heard, members, on, question, params, resets=resets, rule_on=rule_on)


def standings_of(
    heard: Heard,
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters | None = None,
    *,
    resets: Mapping[str, Sequence[Reset]] | None = None,
    rule_on: RuleOn | None = None,
) -> tuple[MemberStanding, ...]:
    """The same from what was heard, by whatever day, on the questions that bear on this one."""
    chosen = params or parameters()
    told = standing_reports(reports(heard, question, chosen)) if rule_on else []
    given = (heard, members, on, question, chosen, resets or {}, told, rule_on)
    much = sum(len(row.sums) for row in heard.sums if row.holder in members) > _MUCH
    if on == heard.by and much:
        from placet.standing.at_once import at_once

        found = at_once(*given)
    else:
        found = _one_by_one(*given)
    listed: dict[str, list[Position]] = defaultdict(list)
    for position in heard.newest:
        if position.holder_kind is HolderKind.COUNTRY and position.holder:
            listed[position.holder].append(position)
    return tuple(
        row_of(code, one, listed[code], on, question, chosen)
        for code, one in zip(members, found, strict=True)
    )


def _one_by_one(
    heard: Heard,
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters,
    resets: Mapping[str, Sequence[Reset]],
    told: Sequence[Report],
    rule_on: RuleOn | None,
) -> list[Found]:
    hearing = hearings(heard, question, params)
    own = histories(hearing, resets, heard.by)
    shared = tilts(told, rule_on, own, params) if rule_on else {}
    found = []
    for code in members:
        events, more = own.get(code, []), shared.get(code, [])
        alone = smoothed(events, on, heard.by, params)
        state = smoothed([*events, *more], on, heard.by, params) if more else alone
        found.append(Found(alone, state, hearing.get(code, Hearing())))
    return found


def histories(
    hearing: Mapping[str, Hearing], resets: Mapping[str, Iterable[Reset]], last: date
) -> dict[str, list[Event]]:
    """What was said of each holder by a day, and who came to govern it."""
    own: dict[str, list[Event]] = defaultdict(list)
    for code, one in hearing.items():
        own[code] += one.days
    for code, changes in resets.items():
        own[code] += [change for change in changes if change.day <= last]
    return own


def row_of(
    country: str,
    found: Found,
    newest: Iterable[Position],
    on: date,
    question: Question,
    params: Parameters,
) -> MemberStanding:
    """A member's standing from where it was found to stand and the newest that was said of it."""
    listed = telling((p for p in newest if p.holder == country), question)
    hearing, state = found.hearing, found.state
    last = max((day for day in hearing.on if day <= on), default=None)
    row = MemberStanding(
        country=country,
        standing=UNKNOWN,
        probabilities=dict(zip(LEVELS, state, strict=True)),
        p_assent=sum(p * q for p, q in zip(state, params.assent, strict=True)),
        heard=dict(hearing.heard),
        evidence=tuple(listed),
        conditions=tuple(dict.fromkeys(p.condition for p in listed if p.condition)),
        nearest=min(hearing.kinds, key=KINDS.index, default=None),
        since=min(hearing.on, default=None),
        said=last,
        age_days=(on - last).days if last else None,
    )
    return replace(row, standing=_named(found.own, state, params)) if row.spoken else row


def _named(own: Vector, state: Vector, params: Parameters) -> str:
    """The level by which a member that has spoken is shown.

    Sure enough from its own evidence, and still so with what is known of the body.
    """
    likeliest = max(range(len(LEVELS)), key=lambda index: own[index])
    sure = min(own[likeliest], state[likeliest]) >= params.named_from
    return LEVELS[likeliest] if sure else UNKNOWN
