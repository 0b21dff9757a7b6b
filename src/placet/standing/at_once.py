"""The filter for all members at once, over arrays: what a very large ledger needs.

It does in spans of days what `filtering` does event by event, from the same sums; tests hold both
alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from placet.errors import UsageError
from placet.ledger.evidence import Heard
from placet.ledger.packing import KINDS, STANCES
from placet.ledger.sums import GROUPS
from placet.standing.collective import Report, RuleOn, weighed
from placet.standing.filtering import Reset, in_order, mixing
from placet.standing.hearing import Found, Hearing
from placet.standing.parameters import Parameters, vector
from placet.standing.spans import Passed, Resets, passed
from placet.standing.tables import AllHeard, Floats, heard_of_all
from placet.words import Question


def at_once(
    heard: Heard,
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters,
    resets: Mapping[str, Sequence[Reset]],
    told: Sequence[Report],
    rule_on: RuleOn | None,
) -> list[Found]:
    """Where each member stands on the last day of what was heard, which must not be nothing."""
    others = {m for one in told for m in _voters(rule_on, one)}
    names = [*members, *sorted(others - set(members))]
    named = set(names) - set(GROUPS)
    rows = [row for row in heard.sums if row.holder in named]
    first = min(date(row.year, 1, 1) for row in rows)
    whole = heard_of_all(rows, names, first, (on - first).days + 1, question, params)
    states = _filtered(whole, names, on, first, params, resets, told, rule_on)
    return [
        Found(
            vector(map(float, states[0, place])),
            vector(map(float, states[-1, place])),
            _hearing(whole, place, first),
        )
        for place in range(len(members))
    ]


def _filtered(
    whole: AllHeard,
    names: Sequence[str],
    on: date,
    first: date,
    params: Parameters,
    resets: Mapping[str, Sequence[Reset]],
    told: Iterable[Report],
    rule_on: RuleOn | None,
) -> Floats:
    """(1 or 2, n, 4): levels by the members' own evidence, and with what is known of the body."""
    reset = _resets(resets, names, first, on, params)
    reported: dict[int, list[Report]] = {}
    for one in told:
        reported.setdefault((one.day - first).days, []).append(one)
    heard = np.flatnonzero(whole.numbers.any(axis=1)).tolist()
    days = np.array(sorted({*heard, *reset}), np.int64)
    ends = [*sorted(reported), (on - first).days]
    start = min(int(day) for day in [*days[:1], *ends[:1]]) - 1
    spans: list[Passed] = []
    for before, end in zip([*ends[-2::-1], start], reversed(ends), strict=True):
        here = days[(days > before) & (days <= end)]
        spans.append(passed(whole, here, before, end, reset, params))
        if spans[-1].forgets:  # where anybody stood before makes no difference
            break
    state = np.tile(np.array(params.prior), (1, len(names), 1))  # one, until the body is told of
    for span in reversed(spans):
        state = span.levels(state)
        for one in reported.get(span.end, ()) if span is not spans[0] else ():
            state = state.repeat(2, axis=0) if len(state) == 1 else state
            _tilt(state[1], names, one, rule_on, params)
    return state


def _hearing(whole: AllHeard, place: int, first: date) -> Hearing:
    """What was heard of one member, in short: of its days the first and the last."""
    counts = np.rint(whole.counts[place])
    days = np.flatnonzero(whole.numbers[:, place] > 0)
    ends = (
        {date.fromordinal(first.toordinal() + int(day)) for day in days[[0, -1]]}
        if len(days)
        else set()
    )
    by_stance = {
        stance: int(number)
        for stance, number in zip(STANCES, counts.sum(axis=0), strict=True)
        if number
    }
    kinds = {kind for kind, any_ in zip(KINDS, counts.any(axis=1), strict=True) if any_}
    return Hearing(heard=Counter(by_stance), on=ends, kinds=kinds)


def _voters(rule_on: RuleOn | None, one: Report) -> tuple[str, ...]:
    """Those who decide on the day of a report; nobody where there is no rule on that day."""
    try:
        return rule_on(one.day).members if rule_on else ()
    except UsageError:
        return ()


def _tilt(
    state: Floats, names: Sequence[str], one: Report, rule_on: RuleOn | None, params: Parameters
) -> None:
    """Bring what is known of the body to the members' levels, in place."""
    voters = _voters(rule_on, one)
    if not voters or rule_on is None:
        return
    row = {code: place for place, code in enumerate(names)}
    states = {m: vector(map(float, state[row[m]])) for m in voters}
    try:
        told = weighed(one, rule_on(one.day), states, params.assent)
    except UsageError:
        return
    for member, weights in told.items():
        state[row[member]] *= weights
        state[row[member]] /= state[row[member]].sum()


def _resets(
    resets: Mapping[str, Sequence[Reset]],
    names: Sequence[str],
    first: date,
    on: date,
    params: Parameters,
) -> Resets:
    by_day: Resets = {}
    for place, code in enumerate(names):
        for one in in_order(resets.get(code, ()), on):
            share, start = mixing(one, params) or (0.0, params.prior)
            by_day.setdefault((one.day - first).days, []).append((place, share, start))
    return by_day
