"""The model as it could be fitted on a day: on the rounds that were complete by then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache

from placet.forecast.durations.evidence import Progress
from placet.forecast.durations.fit import fit
from placet.forecast.durations.model import DurationModel
from placet.forecast.durations.records import protocols, ratifications, statements


def fitted(on: date, now: Progress, without: str = "") -> DurationModel | None:
    """What rounds complete by a day tell of one under way; None if there is none.

    Args:
        on: the day.
        now: how far the round under way has come.
        without: a round to be left out.
    """
    rounds = {p.round for p in protocols()}
    open_ = {p.round for p in protocols() if p.completed > on}
    known = tuple(sorted(rounds - open_ - {without}))
    if not known:
        return None
    if not now.elapsed and not now.done:  # nothing to learn from: what was said is added after
        return replace(_fitted(known, now.members, 0.0, (), (), ()), progress=now)
    done, named, unseen = (
        tuple(sorted(part)) for part in (now.done.items(), now.named, now.unseen)
    )
    return replace(_fitted(known, now.members, now.elapsed, done, named, unseen), progress=now)


@lru_cache(maxsize=256)
def _fitted(
    rounds: tuple[str, ...],
    members: tuple[str, ...],
    elapsed: float,
    done: tuple[tuple[str, float], ...],
    named: tuple[str, ...],
    unseen: tuple[str, ...],
) -> DurationModel:
    return fit(
        [protocol for protocol in protocols() if protocol.round in rounds],
        [entry for entry in ratifications() if entry.round in rounds],
        [entry for entry in statements() if entry.round in rounds],
        now=Progress(members=members, elapsed=elapsed, done=dict(done), named=named, unseen=unseen),
    )
