"""The board: every member of the body, where it stands on one question, as known on one day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from placet.bodies import Body
from placet.count.views import Board
from placet.standing import MemberStanding, Parameters, Reset, bears_on, standings
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
    positions: Iterable[Position],
    names: Mapping[str, str],
    resets: Mapping[str, Sequence[Reset]] | None = None,
    params: Parameters | None = None,
) -> Board:
    """Lay out what is known of every member of `body` on `as_of`.

    Args:
        case: title of the case.
        body: who decides.
        question: what is asked.
        as_of: the day; evidence published later must not be among `positions`.
        positions: the ledger's evidence; what does not bear on the question is passed over.
        names: alpha-2 code to English short name.
        resets: changes of government, by member.
        params: of the standing filter; the shipped ones by default.
    """
    heard = list(positions)
    evidence = sorted(
        (position for position in heard if bears_on(position, question)),
        key=lambda position: (position.said, position.id),
        reverse=True,
    )
    members = body.members_on(as_of)
    rows = standings(
        heard,
        members,
        as_of,
        question,
        params,
        resets=resets,
        rule_on=lambda day: body.rule(question.matter, day),
    )
    return Board(
        case=case,
        body=body.title,
        question=question,
        as_of=as_of,
        members=tuple(sorted(rows, key=lambda row: _far_from_yes_first(row, names))),
        names=names,
        collective=tuple(p for p in evidence if p.holder_kind is not HolderKind.COUNTRY),
        others=tuple(
            p for p in evidence if p.holder_kind is HolderKind.COUNTRY and p.holder not in members
        ),
    )


def _far_from_yes_first(row: MemberStanding, names: Mapping[str, str]) -> tuple[int, float, str]:
    return (_DISTANCE[row.standing], row.p_assent, names.get(row.country, row.country))
