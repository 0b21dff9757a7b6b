"""What is known of rounds, as arrays: who ratified when, who had by the end, who has not yet."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from placet.forecast.durations.records import Protocol, Ratification, Statement
from placet.words import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Places = NDArray[np.intp]

NEVER, EVER = -50.0, 50.0
"""Logs of days before and after all that can be."""
_Row: TypeAlias = tuple[float, ...]
"""A member's place in the first arrays of `Evidence`, from `low` to `eve`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a round had come on a day."""

    members: tuple[str, ...]
    """All who must ratify."""
    elapsed: float = 0.0
    """Days since the signing."""
    done: Mapping[str, float] = field(default_factory=dict)
    """Those who have, and after how many days."""
    named: Collection[str] = ()
    """Those on record against it, reluctant or on terms."""
    unseen: Collection[str] = ()
    """Those of whom it is not known whether they have; not all members have."""

    @property
    def left(self) -> tuple[str, ...]:
        """Those who have not, as far as is known."""
        return tuple(member for member in self.members if member not in self.done)


@dataclass(frozen=True, eq=False)
class Evidence:
    """(N,) arrays over members of protocols, of which the last may be under way.

    Each member is known to have ratified between two days.
    """

    low: Floats
    """Log of days + 0.5 of its own day, or that of the day on which it had not yet; or `NEVER`."""
    high: Floats
    """Log of days + 1.5 of its own day or of the round's end; or `EVER`."""
    named: Floats
    member: Places
    round: Places
    protocol: Places
    weight: Floats
    """Protocols signed on one day share one observation."""
    eve: Floats
    """Log of days + 0.5 of its round's end."""
    ending: tuple[Places, ...]
    """Of protocols whose last member is not on record by name, the rows of which one ended it."""
    members: tuple[str, ...]
    rounds: tuple[str, ...]
    protocols: int

    @cached_property
    def of_member(self) -> Floats:
        """(N, M): which member each row is of; so for rounds and protocols."""
        return _indicators(self.member, len(self.members))

    @cached_property
    def of_round(self) -> Floats:
        """(N, R)."""
        return _indicators(self.round, len(self.rounds))

    @cached_property
    def of_protocol(self) -> Floats:
        """(N, P)."""
        return _indicators(self.protocol, self.protocols)


def evidence(
    known: Sequence[Protocol],
    done: Sequence[Ratification],
    said: Sequence[Statement] = (),
    now: Progress | None = None,
) -> Evidence:
    """What complete rounds tell, and one under way.

    Args:
        known: complete rounds.
        done: what is on record of them.
        said: what their members said before.
        now: another round, of which it is known how far it has come.
    """
    import numpy as np

    everyone = {member for protocol in known for member in protocol.members}
    members = tuple(sorted(everyone | set(now.members if now else ())))
    rounds = (*sorted({protocol.round for protocol in known}), *([""] if now else []))
    rows: list[_Row] = []
    ending = []
    for place, protocol in enumerate(known):
        days, first = _days(protocol, done), len(rows)
        own = (rounds.index(protocol.round), place)
        twins = sum(other.round == protocol.round for other in known)
        rows += _complete(protocol, days, _named(protocol, said), members, own, 1 / twins)
        if max(days.values(), default=-1) < protocol.days:
            open_ = [n for n, m in enumerate(protocol.members, first) if m not in days]
            ending.append(np.array(open_))
    if now:
        rows += _under_way(now, members, (len(rounds) - 1, len(known)))
    low, high, named, *at, weight, eve = (np.array(column) for column in zip(*rows, strict=True))
    member_, round_, protocol_ = (column.astype(np.intp) for column in at)
    count = len(known) + (now is not None)
    return Evidence(
        *(low, high, named.astype(float), member_, round_, protocol_, weight, eve),
        *(tuple(ending), members, rounds, count),
    )


def _complete(
    protocol: Protocol,
    days: Mapping[str, int],
    names: Collection[str],
    members: tuple[str, ...],
    own: tuple[int, int],
    weight: float,
) -> Iterator[_Row]:
    """The rows of a protocol that all have ratified, whether or not it is known when."""
    eve = _log(protocol.days, 0.5)
    for member in protocol.members:
        span = _day(days[member]) if member in days else (NEVER, _log(protocol.days, 1.5))
        yield (*span, member in names, members.index(member), *own, weight, eve)


def _under_way(now: Progress, members: tuple[str, ...], own: tuple[int, int]) -> Iterator[_Row]:
    """The rows of a round that is under way, but for members of whom nothing is known."""
    for member in now.members:
        if member not in now.unseen:
            span = _day(now.done[member]) if member in now.done else _waiting(now.elapsed)
            yield (*span, member in now.named, members.index(member), *own, 1.0, EVER)


def _indicators(places: Places, count: int) -> Floats:
    import numpy as np

    return np.asarray(places[:, None] == np.arange(count), float)


def _log(days: float, more: float) -> float:
    import math

    return math.log(days + more)


def _day(days: float) -> tuple[float, float]:
    return _log(days, 0.5), _log(days, 1.5)


def _waiting(elapsed: float) -> tuple[float, float]:
    return (_log(elapsed, 1.5) if elapsed > 0 else NEVER), EVER


def _days(protocol: Protocol, done: Sequence[Ratification]) -> dict[str, int]:
    """Days after signing of the members whose day is on record."""
    return {
        entry.member: (entry.done - protocol.signed).days
        for entry in done
        if entry.round == protocol.round
        and set(entry.candidates) & set(protocol.candidates)
        and entry.member in protocol.members
    }


def _named(protocol: Protocol, said: Sequence[Statement]) -> set[str]:
    """Members that were on record as not ready at any time."""
    return {
        entry.member
        for entry in said
        if entry.round == protocol.round
        and set(entry.candidates) & set(protocol.candidates)
        and entry.stance not in {Stance.FOR, Stance.UNCLEAR}
    }
