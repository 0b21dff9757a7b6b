"""A round replayed: what could be expected of it on a day, on what was known then."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from placet.forecast.durations.model import DurationModel, named_chance
from placet.forecast.durations.records import Protocol, Ratification, ratifications, statements
from placet.forecast.durations.shipped import fitted
from placet.words import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_YEARS = 10
_GRANTS = {Stance.FOR}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What could be expected of the last ratification on a day."""

    as_of: date
    done: tuple[str, ...]
    left: tuple[str, ...]
    named: tuple[str, ...]
    """Members left that were on record against, reluctant or on terms."""
    quantiles: Mapping[float, date | None]
    """Day of the last ratification; None beyond ten years."""
    last: Mapping[str, float]
    """Chance of each member left to be the last, likeliest first."""
    rounds: tuple[str, ...]
    """Rounds that the model was fitted on."""


def expected(protocol: Protocol, as_of: date, *, blind: bool = False) -> Expected | None:
    """The last ratification of a protocol as it could be expected on a day.

    Fitted on rounds complete by then, other than its own; None if there is none.

    Args:
        protocol: what is to be ratified.
        as_of: the day, on or after the signing.
        blind: pass over what members said.
    """
    model = fitted(as_of, without=protocol.round)
    if model is None:
        return None
    done, held = progress(protocol, as_of, blind=blind)
    elapsed = (as_of - protocol.signed).days
    days, chances = distribution(model, protocol, done, held, elapsed)
    left = tuple(member for member in protocol.members if member not in done)
    return Expected(
        as_of=as_of,
        done=tuple(done),
        left=left,
        named=tuple(member for member in left if member in held),
        quantiles={q: _day(protocol, days, chances, q) for q in QUANTILES},
        last=model.who_is_last(protocol.members, done=done, elapsed=elapsed, p_holdout=held),
        rounds=model.rounds,
    )


def progress(
    protocol: Protocol, as_of: date, *, blind: bool = False
) -> tuple[dict[str, float], dict[str, float]]:
    """Who had ratified by a day and after how many days; who was on record as holding out."""
    done = {
        entry.member: float((entry.done - protocol.signed).days)
        for entry in _mine(protocol)
        if entry.done <= as_of and entry.member in protocol.members
    }
    said = sorted(
        (
            entry
            for entry in statements()
            if entry.said <= as_of
            and entry.round == protocol.round
            and set(entry.candidates) & set(protocol.candidates)
        ),
        key=lambda entry: entry.said,
    )
    held: dict[str, float] = {}
    for entry in said:
        if entry.stance in _GRANTS:
            held.pop(entry.member, None)
        elif entry.stance is not Stance.UNCLEAR:
            held[entry.member] = named_chance()
    return done, {} if blind else {m: chance for m, chance in held.items() if m not in done}


def distribution(
    model: DurationModel,
    protocol: Protocol,
    done: Mapping[str, float],
    held: Mapping[str, float],
    elapsed: int,
) -> tuple[Floats, Floats]:
    """(D,) days after signing, and the chance that all have ratified by each."""
    import numpy as np

    days = np.arange(elapsed, elapsed + 365 * _YEARS, dtype=float)
    unseen = set(protocol.members) - {entry.member for entry in _mine(protocol)}
    if len(unseen) > len(protocol.members) / 2:
        # Whose day is on record of such a round was chosen in hindsight: it tells nothing.
        done, unseen = {}, set(protocol.members)
    return days, model.last(
        protocol.members, days, done=done, elapsed=elapsed, p_holdout=held, unseen=unseen
    )


def _mine(protocol: Protocol) -> list[Ratification]:
    """What is on record of a protocol."""
    return [
        entry
        for entry in ratifications()
        if entry.round == protocol.round and set(entry.candidates) & set(protocol.candidates)
    ]


def _day(protocol: Protocol, days: Floats, chances: Floats, quantile: float) -> date | None:
    import numpy as np

    at = int(np.searchsorted(chances, quantile))
    return protocol.signed + timedelta(days=int(days[at])) if at < len(days) else None
