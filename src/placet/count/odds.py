"""The chance that a question carries if it is put to the vote today, and whose ballot decides."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from placet.ballots import Leaning, Settings, leaning
from placet.count.views import Board
from placet.rules import Rule, stoppers
from placet.standing import Parameters
from placet.standing.parameters import LEVELS, vector


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """The odds of a vote on the board's day."""

    p: float
    low: float
    high: float
    """Its range under the other settings that could be defended."""
    pivotality: Mapping[str, float]
    """Empty where the rule is too large for it to be had."""


def leanings(board: Board, rule: Rule, chosen: Settings, params: Parameters) -> list[Leaning]:
    """How each member of a rule leans on the board's day, in the rule's order."""
    alone, rows = stoppers(rule), {row.country: row for row in board.members}
    return [
        leaning(
            vector(rows[member].probabilities[level] for level in LEVELS),
            rows[member].heard,
            stops=member in alone,
            params=params,
            chosen=chosen,
        )
        for member in rule.members
    ]


def today(board: Board, rule: Rule) -> Today:
    """The odds if the question were put on the board's day."""
    from placet.ballots.carrying import arrays, carries, deciding

    chosen, params = board.settings, board.params
    plain = leanings(board, rule, chosen, params)
    chance, pivotal = deciding(rule, *arrays(plain), chosen.together)
    found, seen = [chance], [(plain, chosen.together)]
    for other in chosen.others:
        leaned = leanings(board, rule, other, params)
        if (leaned, other.together) not in seen:
            seen.append((leaned, other.together))
            found.append(carries(rule, *arrays(leaned), other.together))
    return Today(
        p=chance,
        low=min(found),
        high=max(found),
        pivotality={
            member: chance
            for member, chance in zip(rule.members, pivotal.tolist(), strict=True)
            if not math.isnan(chance)
        },
    )


def once_won(board: Board, rule: Rule, won: Collection[str]) -> float:
    """The chance if some members were sure to assent and the others stood where they stand."""
    import numpy as np

    from placet.ballots.carrying import arrays, carries

    leaned = leanings(board, rule, board.settings, board.params)
    levels, assent = arrays(leaned)
    assent[np.array([member in won for member in rule.members], dtype=np.bool_)] = 1.0
    return carries(rule, levels, assent, board.settings.together)
