"""From the ledger's evidence to where each member stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from placet.standing.collective import RuleOn, report, standing_reports, tilts
from placet.standing.filtering import Reset, Signal, Tilt, smoothed
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, Vector, parameters
from placet.standing.telling import bears_on, known, signal, telling
from placet.words import UNKNOWN, HolderKind, Position, Question, Stance

__all__ = ["bears_on", "standings"]


def standings(
    positions: Iterable[Position],
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
        positions: the evidence, in any order; what does not bear on the question is passed over, as
            is what was said or published too late.
        members: alpha-2 codes of those who decide.
        on: the day.
        question: what is asked; evidence on questions that imply an answer to it counts too.
        params: parameters of the filter; the shipped ones by default.
        resets: changes of government, by member.
        rule_on: the body's rule on a day; without it, evidence on the body moves nobody.
        until: what was public by this later day counts too: the standing in hindsight.
    """
    chosen, last = params or parameters(), until or on
    found = histories(positions, question, chosen, resets or {}, rule_on, last)
    return tuple(_standing(code, found[code], on, last, chosen) for code in members)


@dataclass(frozen=True, slots=True)
class History:
    """What is known of one member."""

    evidence: Sequence[Position]
    own: Sequence[Signal | Reset]
    shared: Sequence[Tilt]


def histories(
    positions: Iterable[Position],
    question: Question,
    params: Parameters,
    resets: Mapping[str, Sequence[Reset]],
    rule_on: RuleOn | None,
    last: date,
) -> Mapping[str, History]:
    """What is known of each holder by a day; nothing is known of those who are not in it."""
    by_holder: dict[str, list[Position]] = defaultdict(list)
    reports = []
    for position in positions:
        if not known(position, last):
            continue
        if position.holder_kind is HolderKind.COUNTRY and position.holder:
            by_holder[position.holder].append(position)
        elif rule_on and (told := report(position, question, params)):
            reports.append(told)
    evidence = {code: telling(heard, question) for code, heard in by_holder.items()}
    own: dict[str, list[Signal | Reset]] = defaultdict(list)
    for code, heard in evidence.items():
        own[code] += [signal(p, question, params) for p in heard]
    for code, changes in resets.items():
        own[code] += [change for change in changes if change.day <= last]
    shared = tilts(standing_reports(reports), rule_on, own, params) if rule_on else {}
    found: dict[str, History] = defaultdict(lambda: History((), (), ()))
    for code in own.keys() | shared.keys():
        found[code] = History(evidence.get(code, ()), own.get(code, ()), shared.get(code, ()))
    return found


def _standing(
    country: str, history: History, on: date, last: date, params: Parameters
) -> MemberStanding:
    own = smoothed(history.own, on, last, params)
    state = smoothed([*history.own, *history.shared], on, last, params)
    spoken = any(p.stance is not Stance.UNCLEAR for p in history.evidence)
    newest = next((p.said for p in history.evidence if p.said <= on), None)
    return MemberStanding(
        country=country,
        standing=named(own, state, params) if spoken else UNKNOWN,
        probabilities=dict(zip(LEVELS, state, strict=True)),
        p_assent=sum(p * q for p, q in zip(state, params.assent, strict=True)),
        evidence=tuple(history.evidence),
        conditions=tuple(dict.fromkeys(p.condition for p in history.evidence if p.condition)),
        said=newest,
        age_days=(on - newest).days if newest else None,
    )


def named(own: Vector, state: Vector, params: Parameters) -> str:
    """The level by which a member that has spoken is shown.

    Sure enough from its own evidence, and still so with what is known of the body.
    """
    likeliest = max(range(len(LEVELS)), key=lambda index: own[index])
    sure = min(own[likeliest], state[likeliest]) >= params.named_from
    return LEVELS[likeliest] if sure else UNKNOWN
