"""Fitting the two regimes on complete rounds, by penalised maximum likelihood.

Known days give densities; members of a complete round whose day is not on record are known to have
ratified by its end, and where none of the days on record is its end, one of them on that very day.
Effects of members and of rounds are normal with given
spreads, that is, shrunk to zero (Lee and Nelder, "Hierarchical generalized linear models", J. R.
Stat. Soc. B 58, 1996); the spreads are those that foretell rounds left out best, in
`benchmarks/durations.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import Protocol, Ratification

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

MEMBER_SPREAD, ROUND_SPREAD = 0.6, 2.0
_SHAPE = 5
"""Centre and log spread of the prompt regime, of the late one, and log odds of the late one."""
_FIRST = (2.5, 0.0, 5.5, -0.7, 0.0)
_PRIOR_SPREAD = (1.0, 0.5, 0.5, 0.4, 1.5)
"""Weak priors around the first guesses: two weeks, and most of a year."""


@dataclass(frozen=True, slots=True, eq=False)
class _Data:
    """(N,) arrays over members of protocols."""

    known: NDArray[np.bool_]
    """Is its day on record? Else only that it was done by the end."""
    low: Floats
    """Log of days + 0.5, of its own day or of the end."""
    high: Floats
    """Log of days + 1.5."""
    member: NDArray[np.intp]
    round: NDArray[np.intp]
    protocol: NDArray[np.intp]
    weight: Floats
    """Protocols signed on one day share one observation."""
    ending: NDArray[np.intp]
    """Protocols whose last member is not on record by name."""
    members: tuple[str, ...]
    rounds: tuple[str, ...]


def fit(
    known: Sequence[Protocol],
    done: Sequence[Ratification],
    *,
    member_spread: float = MEMBER_SPREAD,
    round_spread: float = ROUND_SPREAD,
) -> DurationModel:
    """The model of the rounds given.

    Args:
        known: complete rounds.
        done: what is on record of them.
        member_spread: of members' effects, on the scale of logs.
        round_spread: of rounds' effects.

    Raises:
        ValueError: no round is given.
    """
    import numpy as np
    from scipy.optimize import minimize

    if not known:
        raise ValueError("no complete round to fit on")
    data = _data(known, done)
    start = np.zeros(_SHAPE + len(data.members) + len(data.rounds))
    start[:_SHAPE] = _FIRST
    found = minimize(_loss, start, args=(data, member_spread, round_spread), method="L-BFGS-B")
    shape, effects, _ = _split(found.x, data)
    return DurationModel(
        prompt_centre=float(shape[0]),
        prompt_spread=float(np.exp(shape[1])),
        late_centre=float(shape[2]),
        late_spread=float(np.exp(shape[3])),
        late=float(shape[4]),
        member_spread=member_spread,
        round_spread=round_spread,
        members=dict(zip(data.members, map(float, effects), strict=True)),
        rounds=data.rounds,
    )


def _data(known: Sequence[Protocol], done: Sequence[Ratification]) -> _Data:
    import numpy as np

    members = tuple(sorted({member for protocol in known for member in protocol.members}))
    rounds = tuple(sorted({protocol.round for protocol in known}))
    rows, ending = [], []
    for place, protocol in enumerate(known):
        days = _days(protocol, done)
        twins = sum(other.round == protocol.round for other in known)
        if max(days.values(), default=-1) < protocol.days:
            ending.append(place)
        rows += [
            (
                member in days,
                days.get(member, protocol.days),
                members.index(member),
                rounds.index(protocol.round),
                place,
                1 / twins,
            )
            for member in protocol.members
        ]
    on_record, spent, member, round_, protocol_, weight = (
        np.array(column) for column in zip(*rows, strict=True)
    )
    return _Data(
        known=on_record,
        low=np.log(spent + 0.5),
        high=np.log(spent + 1.5),
        member=member,
        round=round_,
        protocol=protocol_,
        weight=weight,
        ending=np.array(ending, dtype=np.intp),
        members=members,
        rounds=rounds,
    )


def _days(protocol: Protocol, done: Sequence[Ratification]) -> dict[str, int]:
    """Days after signing of the members whose day is on record."""
    return {
        entry.member: (entry.done - protocol.signed).days
        for entry in done
        if entry.round == protocol.round
        and set(entry.candidates) & set(protocol.candidates)
        and entry.member in protocol.members
    }


def _split(at: Floats, data: _Data) -> tuple[Floats, Floats, Floats]:
    count = _SHAPE + len(data.members)
    return at[:_SHAPE], at[_SHAPE:count], at[count:]


def _loss(at: Floats, data: _Data, member_spread: float, round_spread: float) -> float:
    """Penalised negative log likelihood."""
    import numpy as np

    shape, members, rounds = _split(at, data)
    odds = shape[4] + members[data.member] + rounds[data.round]
    high = _below(data.high, odds, shape)
    low = _below(data.low, odds, shape)
    seen = np.where(data.known, high - low, high)
    value = float((data.weight * np.log(np.maximum(seen, 1e-300))).sum())
    for place in data.ending:
        open_ = (data.protocol == place) & ~data.known
        earlier = np.log(np.maximum(low[open_] / high[open_], 1e-300)).sum()
        value += float(data.weight[open_][0] * np.log(-np.expm1(min(earlier, -1e-12))))
    gap = np.concatenate(
        [(shape - _FIRST) / _PRIOR_SPREAD, members / member_spread, rounds / round_spread]
    )
    return float((gap**2).sum() / 2) - value


def _below(logs: Floats, odds: Floats, shape: Floats) -> Floats:
    """(N,): chance of having ratified by then, in either regime."""
    import numpy as np
    from scipy.special import expit, ndtr

    late = expit(odds)
    prompt = ndtr((logs - shape[0]) / np.exp(shape[1]))
    return np.asarray((1 - late) * prompt + late * ndtr((logs - shape[2]) / np.exp(shape[3])))
