"""Rounds of ratification, and models of which everything is known, made for tests."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from placet.forecast.durations import (
    DurationModel,
    Progress,
    Protocol,
    Ratification,
    protocols,
)

SWEDEN = next(p for p in protocols() if p.candidates == ("SE",))
DAYS = np.arange(0.0, 1500.0, 7.0)
ABC = ("A", "B", "C")


def one_draw(
    prompt: float, late: float, odds: tuple[float, ...], *, elapsed: float = 0.0, members: str = ABC
) -> DurationModel:
    """A model of which everything is known."""
    return DurationModel(
        members=tuple(members),
        prompt_centre=np.array([prompt]),
        prompt_spread=np.array([0.8]),
        late_centre=np.array([late]),
        late_spread=np.array([0.4]),
        late=np.array([odds[: len(members)]]),
        named=np.array([1.5]),
        delay=np.array([0.5]),
        progress=Progress(members=tuple(members), elapsed=elapsed),
    )


def drawn_round(name: str, days: np.ndarray, members: tuple[str, ...]) -> tuple[Protocol, list]:
    """A round in which members took the days given, all of them on record."""
    signed = date(2000, 1, 1)
    after = [signed + timedelta(days=int(spent)) for spent in days.round()]
    facts = {"round": name, "candidates": ("XX",), "source": "drawn"}
    whole = Protocol(signed=signed, completed=max(after), members=members, **facts)
    each = zip(members, after, strict=True)
    return whole, [Ratification(member=m, done=d, confirmed=True, **facts) for m, d in each]


TRUTH = (2.5, 0.6, 5.6, 0.3, -0.5)


def truth(members: tuple[str, ...]) -> DurationModel:
    plain = one_draw(TRUTH[0], TRUTH[2], (TRUTH[4],) * len(members), members=members)
    return replace(plain, prompt_spread=np.array([0.6]), late_spread=np.array([0.3]))
