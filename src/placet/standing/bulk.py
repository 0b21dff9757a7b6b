"""Standings of very large ledgers: evidence added up by day, filtered for all members at once.

The filter needs of a day no more than, for each holder, stance and directness, the sum of the
confidences: the product of what was said is a power of that sum. So ten million statements become a
table of days, and the same forward pass runs over it for all members together. What was published
later than it was said is listed too, to be taken off again on the days before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from placet.errors import UsageError
from placet.standing.collective import Report, RuleOn, report, standing_reports, weighed
from placet.standing.filtering import STANCES, Reset, in_order, mixing, vector
from placet.standing.member import MemberStanding
from placet.standing.parameters import LEVELS, Parameters, Vector, parameters
from placet.standing.standings import named
from placet.standing.telling import known
from placet.standing.transition import transition
from placet.words import UNKNOWN, Directness, Position, Question, Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Table = NDArray[np.float32]

KINDS = tuple(Directness)
UNCLEAR = len(STANCES)
_TINY = 1e-300
ENTRY = [
    ("holder", "i4"), ("said", "i4"), ("known", "i4"), ("kind", "i1"), ("stance", "i1"),
    ("confidence", "f8"), ("sign", "i1"),
]  # fmt: skip
"""A statement; days count from the first one. A sign of -1 takes back what a
nearer or surer report of the same event has replaced from the day on which that was known."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """What was heard on one question."""

    sums: Floats
    """(H, D, 5, 4): confidences by holder, day, directness, stance."""
    counts: NDArray[np.int32]
    """(H, D, 5, 4): how many statements."""
    silent: Floats
    """(H, D, 5, C): how many take no position, by confidence."""
    levels: Floats
    """(C,): the confidences that occur among them."""
    late: NDArray[np.void]
    """Those that came to be known later than they were said, in the order in which they did."""
    body: tuple[Position, ...] = ()
    """What was said of the body or of members who are not named."""


@dataclass(frozen=True, slots=True, eq=False)
class Tallies:
    """A whole ledger, added up."""

    first: date
    days: int
    holders: tuple[str, ...]
    questions: Mapping[str, Tally]
    statements: int = 0
    """How many positions went in."""


def bulk_standings(
    tallies: Tallies,
    members: Sequence[str],
    on: date,
    question: Question,
    params: Parameters | None = None,
    *,
    resets: Mapping[str, Sequence[Reset]] | None = None,
    rule_on: RuleOn | None = None,
) -> tuple[MemberStanding, ...]:
    """What `standings` gives, without the evidence itself, from a ledger added up."""
    import numpy as np

    chosen, last = params or parameters(), (on - tallies.first).days
    rules = {} if rule_on is None else _reports(tallies, on, question, chosen)
    strangers = {m for listed in rules.values() for one in listed for m in _voters(rule_on, one)}
    names = [*members, *sorted(strangers - set(members))]
    likelihood, share, spoken, newest = _evidence(tallies, names, last, question, chosen)
    changed = _changes(resets or {}, names, tallies.first, chosen)
    step = np.array(transition(1, chosen.prior, chosen.moves_per_year))
    prior = np.array(chosen.prior)
    state = np.tile(prior, (2, len(names), 1))
    ones = np.ones((len(LEVELS), len(LEVELS)))
    kept = np.ascontiguousarray(likelihood.transpose(1, 0, 2))
    added = kept * share.T[:, :, None] * prior
    kept *= 1 - share.T[:, :, None]
    for day in range(min([0, *changed]), last + 1):
        state = state @ step
        for place, part, start in changed.get(day, ()):
            state[:, place] = (1 - part) * state[:, place] + part * np.array(start)
        if 0 <= day < len(kept):
            state *= kept[day]
            state += added[day]
            state /= state @ ones  # what matmul adds up is there for all levels at once
        for report_ in rules.get(day, ()):
            _tilt(state[1], names, report_, rule_on, chosen)
    return tuple(
        _row(code, state[:, i], bool(spoken[i]), int(newest[i]), tallies, on, chosen)
        for i, code in enumerate(members)
    )


def _evidence(
    tallies: Tallies, names: Sequence[str], last: int, question: Question, params: Parameters
) -> tuple[Floats, Floats, NDArray[np.bool_], NDArray[np.int64]]:
    """Likelihoods (n, D, 4), shares moved back to the prior (n, D), who spoke, newest day."""
    import numpy as np

    days = max(0, min(last + 1, tallies.days))
    says = np.log(np.array([params.says[kind] for kind in KINDS]))  # kind, level, stance
    logs = np.zeros((len(names), days, len(LEVELS)))
    stays = np.zeros((len(names), days))
    spoken, newest = np.zeros(len(names), bool), np.full(len(names), -1)
    asked = {question.id: 1.0}
    asked |= dict.fromkeys((*question.refused_with, *question.granted_with), params.implied)
    for name, weight in asked.items():
        tally = tallies.questions.get(name)
        if tally is None:
            continue
        sums, counts, silent = _known(tallies, tally, names, days, last)
        if name != question.id:
            kept = _carries_over(counts, name, question)
            sums, counts, silent = sums * kept, counts * (kept > 0), silent * 0
        logs += weight * np.einsum("ndks,kls->ndl", sums, says)
        left = 1 - np.outer([params.shakes[kind] for kind in KINDS], tally.levels)
        stays += np.einsum("ndkc,kc->nd", silent, np.log(np.maximum(left, _TINY)))
        spoken |= (counts > 0).any(axis=(1, 2, 3))
        newest = np.maximum(newest, _newest(counts, silent))
    logs -= logs.max(axis=2, keepdims=True)
    return np.exp(logs), 1 - np.exp(stays), spoken, newest


def _known(
    tallies: Tallies, tally: Tally, names: Sequence[str], days: int, last: int
) -> tuple[Floats, NDArray[np.int32], Floats]:
    """What was known of members by the last day: sums, counts, and what takes no position."""
    import numpy as np

    row = {code: place for place, code in enumerate(tallies.holders)}
    have = [i for i, code in enumerate(names) if code in row]
    rows = [row[names[i]] for i in have]
    found: list[Any] = [table[rows, :days] for table in (tally.sums, tally.counts, tally.silent)]
    if len(have) < len(names):
        for place, table in enumerate(found):
            found[place] = np.zeros((len(names), *table.shape[1:]), table.dtype)
            found[place][have] = table
    sums, counts, silent = found
    places = np.full(len(tallies.holders) + 1, -1)
    places[rows] = have
    off = tally.late[np.searchsorted(tally.late["known"], last, side="right") :]
    off = off[(off["said"] < days) & (places[off["holder"]] >= 0)]
    clear, mute = off[off["stance"] != UNCLEAR], off[off["stance"] == UNCLEAR]
    at = places[clear["holder"]], clear["said"], clear["kind"], clear["stance"]
    np.subtract.at(sums, at, clear["sign"] * clear["confidence"])
    np.subtract.at(counts, at, clear["sign"])
    level = np.searchsorted(tally.levels, mute["confidence"])
    np.subtract.at(
        silent, (places[mute["holder"]], mute["said"], mute["kind"], level), mute["sign"]
    )
    return sums, counts, silent


def _carries_over(counts: NDArray[np.int32], name: str, question: Question) -> Floats:
    """(n, D, 5, 4): which words on another question still answer this one.

    A word does until its holder says something else there, later and as plainly.
    """
    import numpy as np

    kept = np.zeros(counts.shape)
    days = np.arange(counts.shape[1])
    for stance, listed in (
        (Stance.AGAINST, question.refused_with),
        (Stance.FOR, question.granted_with if name not in question.refused_with else ()),
    ):
        column = STANCES.index(stance)
        if name not in listed:
            continue
        others = [place for place in range(len(STANCES)) if place != column]
        contrary = counts[..., others].sum(axis=3) > 0  # n, D, kind
        for kind in range(len(KINDS)):
            since = _last(contrary[:, :, : max(kind, 1) + 1].any(axis=2))
            kept[:, :, kind, column] = days >= since[:, None]
    return kept


def _newest(counts: NDArray[np.int32], silent: Floats) -> NDArray[np.int64]:
    """For each member the last day on which it was heard at all, or -1."""
    heard = [_last(table.sum(axis=(2, 3)) > 0) for table in (counts, silent)]
    return heard[0].clip(min=heard[1])


def _last(heard: NDArray[np.bool_]) -> NDArray[np.int64]:
    """For each row the last day on which it is true, or -1."""
    import numpy as np

    days = np.arange(1, heard.shape[1] + 1)
    return np.asarray((heard * days).max(axis=1, initial=0) - 1)


def _reports(
    tallies: Tallies, on: date, question: Question, params: Parameters
) -> dict[int, list[Report]]:
    """What is known of the body, by day."""
    told = [
        found
        for tally in tallies.questions.values()
        for p in tally.body
        if known(p, on) and (found := report(p, question, params))
    ]
    by_day: dict[int, list[Report]] = {}
    for one in standing_reports(told):
        by_day.setdefault((one.day - tallies.first).days, []).append(one)
    return by_day


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


def _changes(
    resets: Mapping[str, Sequence[Reset]], names: Sequence[str], first: date, params: Parameters
) -> dict[int, list[tuple[int, float, Vector]]]:
    """Changes of government by day: whose, with what chance, toward what."""
    by_day: dict[int, list[tuple[int, float, Vector]]] = {}
    for place, code in enumerate(names):
        for one in in_order(resets.get(code, ()), date.max):
            share, start = mixing(one, params) or (0.0, params.prior)
            by_day.setdefault((one.day - first).days, []).append((place, share, start))
    return by_day


def _row(
    country: str,
    states: Floats,
    spoken: bool,
    newest: int,
    tallies: Tallies,
    on: date,
    params: Parameters,
) -> MemberStanding:
    own, state = (vector(map(float, row)) for row in states)
    said = tallies.first + timedelta(newest) if newest >= 0 else None
    return MemberStanding(
        country=country,
        standing=named(own, state, params) if spoken else UNKNOWN,
        probabilities=dict(zip(LEVELS, state, strict=True)),
        p_assent=sum(p * q for p, q in zip(state, params.assent, strict=True)),
        said=said,
        age_days=(on - said).days if said else None,
    )
