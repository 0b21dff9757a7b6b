"""The model as it could be fitted on a day: on the rounds that were complete by then."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from placet.forecast.durations.fit import fit
from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import protocols, ratifications


def fitted(on: date, without: str = "") -> DurationModel | None:
    """The model fitted on rounds complete by a day; None if there is none.

    Args:
        on: the day.
        without: a round to be left out.
    """
    rounds = {p.round for p in protocols()}
    open_ = {p.round for p in protocols() if p.completed > on}
    return _fitted(tuple(sorted(rounds - open_ - {without})))


@lru_cache(maxsize=32)
def _fitted(rounds: tuple[str, ...]) -> DurationModel | None:
    known = [protocol for protocol in protocols() if protocol.round in rounds]
    done = [entry for entry in ratifications() if entry.round in rounds]
    return fit(known, done) if known else None
