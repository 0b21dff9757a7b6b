"""The board: every member of the body, where it stands on one question, as known on one day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from placet.ballots import Settings, leaning, settings, silence
from placet.bodies import Body
from placet.count.views import Board
from placet.errors import UsageError
from placet.ledger.events import newest_first
from placet.ledger.evidence import Evidence, Heard
from placet.rules import Rule, stoppers
from placet.standing import (
    MemberStanding,
    Parameters,
    Reset,
    bearing,
    bears_on,
    parameters,
    standings_of,
)
from placet.standing.parameters import LEVELS, vector
from placet.words import UNKNOWN, HolderKind, Level, Position, Question

_DISTANCE = {
    level: distance
    for distance, level in enumerate(
        (Level.OPPOSED, Level.RELUCTANT, UNKNOWN, Level.CONDITIONAL, Level.SUPPORTIVE)
    )
}


def make_board(
    *,
    case: str,
    body: Body,
    question: Question,
    as_of: date,
    evidence: Evidence,
    names: Mapping[str, str],
    resets: Mapping[str, Sequence[Reset]] | None = None,
    params: Parameters | None = None,
    chosen: Settings | None = None,
) -> Board:
    """Lay out what is known of every member of `body` on `as_of`.

    Args:
        case: title of the case.
        body: who decides.
        question: what is asked.
        as_of: the day; what was published later is passed over.
        evidence: the ledger, or positions at hand.
        names: alpha-2 code to English short name.
        resets: changes of government, by member.
        params: of the standing filter; the shipped ones by default.
        chosen: settings of members' ballots; the shipped ones by default.
    """
    params, chosen = params or parameters(), chosen or settings()
    members, rule = body.members_on(as_of), _rule(body, question, as_of)
    heard, rule_on = evidence.heard(bearing(question), as_of), partial(body.rule, question.matter)
    rows = standings_of(heard, members, as_of, question, params, resets=resets, rule_on=rule_on)
    rows = _voting(rows, rule, params, chosen)
    told = _told(heard, question)
    of_countries = [p for p in told if p.holder_kind is HolderKind.COUNTRY]
    return Board(
        case=case,
        body=body.title,
        question=question,
        as_of=as_of,
        members=tuple(sorted(rows, key=lambda row: _far_from_yes_first(row, names))),
        names=names,
        collective=tuple(p for p in told if p.holder_kind is not HolderKind.COUNTRY),
        others=tuple(p for p in of_countries if p.holder not in members),
        silence=silence(rule, chosen) if rule else (),
        params=params,
        settings=chosen,
    )


def _voting(
    rows: Sequence[MemberStanding], rule: Rule | None, params: Parameters, chosen: Settings
) -> tuple[MemberStanding, ...]:
    """Standings with each member's chance of assent by the one model of a ballot."""
    alone, found = stoppers(rule) if rule else frozenset[str](), []
    for row in rows:
        levels, stops = vector(row.probabilities[level] for level in LEVELS), row.country in alone
        one = leaning(levels, row.heard, stops=stops, params=params, chosen=chosen)
        found.append(replace(row, p_assent=one.p_assent))
    return tuple(found)


def _rule(body: Body, question: Question, day: date) -> Rule | None:
    """The rule for the question on a day; None where the body has none then."""
    try:
        return body.rule(question.matter, day)
    except UsageError:
        return None


def _told(heard: Heard, question: Question) -> list[Position]:
    """The newest that bears on the question of each holder, all of it newest first."""
    told = (position for position in heard.newest if bears_on(position, question))
    return sorted(told, key=newest_first, reverse=True)


def _far_from_yes_first(row: MemberStanding, names: Mapping[str, str]) -> tuple[int, float, str]:
    return (_DISTANCE[row.standing], row.p_assent, names.get(row.country, row.country))
