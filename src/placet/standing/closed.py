"""What was heard of members in a case, as histories to fit parameters to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from placet.standing.filtering import Reset
from placet.standing.fitting import BallotCast, Observed
from placet.standing.parameters import Parameters
from placet.standing.telling import known, signal, telling
from placet.words import HolderKind, Position, Question, Stance

BALLOT = "ballot"
"""The channel of a position that is a member's ballot in the body itself."""
_YES = {Stance.FOR: True, Stance.AGAINST: False}


def case_histories(
    positions: Iterable[Position],
    questions: Iterable[Question],
    members: Collection[str],
    params: Parameters,
    *,
    on: date,
    since: date = date.min,
    resets: Mapping[str, Sequence[Reset]] | None = None,
) -> list[list[Observed]]:
    """One history for each member and question of which anything was heard.

    Args:
        positions: the ledger's evidence; what names no member is left out.
        questions: those of the case.
        members: alpha-2 codes of those who decide.
        params: for how much evidence on another question weighs.
        on: what was known by this day.
        since: what was said from this day.
        resets: changes of government, by member.
    """
    by_holder: dict[str, list[Position]] = defaultdict(list)
    for position in positions:
        country = position.holder if position.holder_kind is HolderKind.COUNTRY else None
        if country in members and position.said >= since and known(position, on):
            by_holder[str(country)].append(position)
    found: list[list[Observed]] = []
    for question in questions:
        for country, heard in sorted(by_holder.items()):
            told: list[Observed] = [
                _observed(p, question, params) for p in telling(heard, question)
            ]
            if told:
                changes = (resets or {}).get(country, ())
                found.append([*told, *(c for c in changes if since <= c.day <= on)])
    return found


def _observed(position: Position, question: Question, params: Parameters) -> Observed:
    own = position.question == question.id
    if own and position.channel.casefold() == BALLOT and position.stance in _YES:
        return BallotCast(position.said, _YES[position.stance])
    return signal(position, question, params)
