"""A round replayed: what could be expected of it on a day, on what was known then."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from placet.forecast.durations.evidence import Progress
from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import (
    Protocol,
    Ratification,
    Statement,
    ratifications,
    statements,
)
from placet.forecast.durations.shipped import fitted
from placet.forecast.scoring import quantiles
from placet.words import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

QUANTILES = (0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975)
_DAILY, _HORIZON = 31.0, 3650.0
"""Days ahead: daily at first, then ever more sparsely, for ten years."""


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
    now = progress(protocol, as_of, blind=blind)
    model = fitted(as_of, now, without=protocol.round)
    if model is None:
        return None
    days, chances = distribution(model)
    return Expected(
        as_of=as_of,
        done=tuple(done_by(protocol, as_of)),
        left=now.left,
        named=tuple(member for member in now.left if member in now.named),
        quantiles={q: _day(protocol, days, chances, q) for q in QUANTILES},
        last=model.who_is_last(),
        rounds=model.rounds,
    )


def progress(protocol: Protocol, as_of: date, *, blind: bool = False) -> Progress:
    """How far a round had come by a day, and who was on record as not ready.

    Where the days of most members are not on record, those that are were chosen in hindsight: then
    all that is known is that not all had ratified.
    """
    unseen = set(protocol.members) - {entry.member for entry in _mine(protocol)}
    sparse = len(unseen) > len(protocol.members) / 2
    done = {} if sparse else done_by(protocol, as_of)
    said = sorted((s for s in _said(protocol) if s.said <= as_of), key=lambda entry: entry.said)
    last = {entry.member: entry.stance for entry in said if entry.stance is not Stance.UNCLEAR}
    named = {member for member, stance in last.items() if stance is not Stance.FOR}
    return Progress(
        members=protocol.members,
        elapsed=float((as_of - protocol.signed).days),
        done=done,
        named=frozenset() if blind else frozenset(named - done.keys()),
        unseen=frozenset(protocol.members) if sparse else frozenset(unseen),
    )


def done_by(protocol: Protocol, as_of: date) -> dict[str, float]:
    """Who is on record as having ratified by a day, and after how many days."""
    return {
        entry.member: float((entry.done - protocol.signed).days)
        for entry in _mine(protocol)
        if entry.done <= as_of and entry.member in protocol.members
    }


def distribution(model: DurationModel) -> tuple[Floats, Floats]:
    """(D,) days after signing, and the chance that all have ratified by each; linear between."""
    import numpy as np

    start = model.progress.elapsed
    days = np.unique(np.concatenate([np.arange(_DAILY), np.geomspace(_DAILY, _HORIZON, 200)]))
    return start + days, model.last(start + days)


def _mine(protocol: Protocol) -> list[Ratification]:
    """What is on record of a protocol."""
    return [
        entry
        for entry in ratifications()
        if entry.round == protocol.round and set(entry.candidates) & set(protocol.candidates)
    ]


def _said(protocol: Protocol) -> list[Statement]:
    """What members said on a protocol."""
    return [
        entry
        for entry in statements()
        if entry.round == protocol.round and set(entry.candidates) & set(protocol.candidates)
    ]


def _day(protocol: Protocol, days: Floats, chances: Floats, quantile: float) -> date | None:
    at = float(quantiles(days, chances, quantile)[0])
    return protocol.signed + timedelta(days=math.ceil(at)) if math.isfinite(at) else None
