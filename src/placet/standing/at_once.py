"""The filter for all members at once, over arrays: what a very large ledger needs.

It does day by day what `filtering` does event by event, from the same sums; tests hold both alike.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from placet.errors import UsageError
from placet.ledger.evidence import Heard
from placet.ledger.sums import GROUPS, KINDS, STANCES, Sums
from placet.standing.collective import Report, RuleOn, weighed
from placet.standing.filtering import Reset, in_order, mixing, vector
from placet.standing.hearing import TINY, UNCLEAR, Found, Hearing, log_tables
from placet.standing.parameters import LEVELS, Parameters, Vector
from placet.standing.telling import as_plain, carried_over, weight
from placet.standing.transition import transition
from placet.words import Question, Stance

Floats = NDArray[np.float64]
_SUM = np.dtype(
    [("day", "<u2"), ("kind", "u1"), ("stance", "u1"), ("number", "<i4"), ("sure", "<f8")]
)
_LATE = np.dtype([*_SUM.descr, ("known", "<i4")])
_COLUMNS = (("kind", "u1"), ("stance", "u1"), ("number", "f8"), ("sure", "f8"))
_CELLS = len(KINDS), len(STANCES)


@dataclass(frozen=True, slots=True, eq=False)
class _Heard:
    """What was heard of n members on D days."""

    logs: Floats
    """(D, n, 4): log-likelihoods of what takes a position."""
    stays: Floats
    """(D, n): logarithm of the share that what takes no position leaves in place."""
    counts: NDArray[np.int64]
    """(n, 5, 5): pieces of evidence by directness and stance."""
    heard: NDArray[np.bool_]
    """(D, n): was anything said?"""

    def __add__(self, other: _Heard) -> _Heard:
        return _Heard(
            self.logs + other.logs,
            self.stays + other.stays,
            self.counts + other.counts,
            self.heard | other.heard,
        )


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
    span = (on - first).days + 1
    asked = dict.fromkeys(row.question for row in rows)
    all_heard = [
        _added(name, [r for r in rows if r.question == name], names, first, span, question, params)
        for name in asked
    ]
    whole = sum(all_heard[1:], start=all_heard[0])
    states = _filtered(whole, names, on, first, params, resets, told, rule_on)
    return [
        Found(
            vector(map(float, states[0, place])),
            vector(map(float, states[-1, place])),
            _hearing(whole, place, first),
        )
        for place in range(len(members))
    ]


def _added(
    name: str,
    rows: Sequence[Sums],
    names: Sequence[str],
    first: date,
    span: int,
    question: Question,
    params: Parameters,
) -> _Heard:
    """What the sums of one question tell."""
    places = {code: place for place, code in enumerate(names)}
    who, day, kind, stance, number, sure = _records(rows, places, first, span)
    at, code = day * len(names) + who, kind * np.uint8(_CELLS[1]) + stance
    cell = at * (_CELLS[0] * _CELLS[1]) + code
    shape = (span, len(names), *_CELLS)
    sums = _bins(cell, sure, shape)  # the table below takes nothing from those without a position
    stays: Floats = np.zeros(shape[:2])
    if name == question.id:
        mute = np.flatnonzero(stance == UNCLEAR)
        left = 1 - np.array([params.shakes[k] for k in KINDS])[kind[mute]] * sure[mute]
        told = number[mute] * np.log(np.maximum(left, TINY))
        stays = _bins(at[mute], told, stays.shape)
        whole = _bins(who * (_CELLS[0] * _CELLS[1]) + code, number, (len(names), *_CELLS))
        heard = _bins(at, number, stays.shape) > 0
    else:
        counts = _bins(cell, number, shape)
        kept = _carried_over(counts, name, question)
        counts, sums = counts * kept, sums * kept * weight(name, question, params)
        whole, heard = counts.sum(axis=0), np.asarray(counts.any(axis=(2, 3)))
    table = np.array(log_tables(params)).reshape(-1, len(LEVELS))
    logs = (sums.reshape(-1, len(table)) @ table).reshape(*shape[:2], len(LEVELS))
    return _Heard(logs, stays, np.rint(whole).astype(np.int64), heard)


def _bins(places: NDArray[np.int64], weights: Floats, shape: tuple[int, ...]) -> Floats:
    """Weights added up by place."""
    added = np.bincount(places, weights, math.prod(shape))
    return added.astype(float, copy=False).reshape(shape)


def _records(
    rows: Sequence[Sums], places: Mapping[str, int], first: date, span: int
) -> tuple[NDArray[Any], ...]:
    """Member, day (from the first), directness, stance, number, confidence: see `Sums.known`."""
    last = first.toordinal() + span - 1
    sums = np.frombuffer(b"".join(row.sums for row in rows), _SUM)
    who, start = _placed(rows, [len(row.sums) // _SUM.itemsize for row in rows], places, first)
    found = [who, start + sums["day"], *(sums[name].astype(kind) for name, kind in _COLUMNS)]
    if (found[1] >= span).any():
        found = [column[found[1] < span] for column in found]
    late = np.frombuffer(b"".join(row.late for row in rows), _LATE)
    who, start = _placed(rows, [len(row.late) // _LATE.itemsize for row in rows], places, first)
    off = (start + late["day"] < span) & (late["known"] > last)
    if off.any():
        late, who, day = late[off], who[off], (start + late["day"])[off]
        # of those that take no position the confidence is no sum
        sure = np.where(late["stance"] == UNCLEAR, 1, -1) * late["sure"]
        taken = (who, day, late["kind"], late["stance"], -late["number"], sure)
        found = [np.concatenate(pair) for pair in zip(found, taken, strict=True)]
    return tuple(found)


def _placed(
    rows: Sequence[Sums], lengths: Sequence[int], places: Mapping[str, int], first: date
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """For each record its member, and the day before the first of its year."""
    starts = [(date(row.year, 1, 1) - first).days - 1 for row in rows]
    who = [places[row.holder] for row in rows]
    return np.repeat(who, lengths), np.repeat(starts, lengths)


def _carried_over(counts: Floats, name: str, question: Question) -> Floats:
    """(D, n, 5, 5): 1 where a word on another question still answers this one, else 0."""
    kept = np.zeros(counts.shape)
    follows = carried_over(name, question)
    days = np.arange(len(counts))[:, None]
    other = [i for i, one in enumerate(STANCES) if one not in {follows, Stance.UNCLEAR}]
    contrary = counts[..., other].sum(axis=3) > 0  # D, n, kind
    for place, kind in enumerate(KINDS):
        near = contrary[:, :, : as_plain(kind) + 1].any(axis=2)
        since = (near * (days + 1)).max(axis=0, initial=0) - 1
        if follows is not None:
            kept[:, :, place, STANCES.index(follows)] = days >= since
    return kept


def _filtered(
    whole: _Heard,
    names: Sequence[str],
    on: date,
    first: date,
    params: Parameters,
    resets: Mapping[str, Sequence[Reset]],
    told: Iterable[Report],
    rule_on: RuleOn | None,
) -> Floats:
    """(1 or 2, n, 4): levels by the members' own evidence, and with what is known of the body."""
    prior = np.array(params.prior)
    state = np.tile(prior, (1, len(names), 1))  # one, as long as nothing is told of the body
    weights = np.exp(whole.logs - whole.logs.max(axis=2, keepdims=True))
    stays = np.exp(whole.stays)[:, :, None]
    kept, added = weights * stays, weights * (1 - stays) * prior
    step = lru_cache(lambda days: np.array(transition(days, params.prior, params.moves_per_year)))
    reset = _resets(resets, names, first, on, params)
    reported: dict[int, list[Report]] = {}
    for one in told:
        reported.setdefault((one.day - first).days, []).append(one)
    heard = set(np.flatnonzero(whole.heard.any(axis=1)).tolist())
    days = sorted(heard | set(reset) | set(reported)) or [0]
    ones = np.ones((len(LEVELS), len(LEVELS)))
    for before, day in zip([days[0], *days], days, strict=False):
        state = state @ step(day - before)
        for place, share, start in reset.get(day, ()):
            state[:, place] = (1 - share) * state[:, place] + share * np.array(start)
        if day in heard:
            state *= kept[day]
            state += added[day]
            state /= state @ ones  # what matmul adds up is there for all levels at once
        for one in reported.get(day, ()):
            state = state.repeat(2, axis=0) if len(state) == 1 else state
            _tilt(state[1], names, one, rule_on, params)
    return np.asarray(state @ step((on - first).days - days[-1]))


def _hearing(whole: _Heard, place: int, first: date) -> Hearing:
    """What was heard of one member, in short: of its days the first and the last."""
    counts = whole.counts[place]
    days = np.flatnonzero(whole.heard[:, place])
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
) -> dict[int, list[tuple[int, float, Vector]]]:
    """Changes of government by day: whose, with what chance, toward what."""
    by_day: dict[int, list[tuple[int, float, Vector]]] = {}
    for place, code in enumerate(names):
        for one in in_order(resets.get(code, ()), on):
            share, start = mixing(one, params) or (0.0, params.prior)
            by_day.setdefault((one.day - first).days, []).append((place, share, start))
    return by_day
