"""The challenge model: actors press one another to move, round after round.

Bueno de Mesquita's expected utility model, in the replication of Scholz, Calbert and Smith
("Unravelling Bueno de Mesquita's group decision model", Journal of Theoretical Politics 23, 2011),
with their Q = 1: without a challenge nothing changes. What each step of the paper leaves open, or
its replications have each in their own way, is a `Version`.

Arrays are (actors,) or (actors, actors): row i challenges column j.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from placet.bargaining.scale import Actor
from placet.bargaining.settle import mean_voter, median_voter
from placet.errors import UsageError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

_STILL = 1e-9
"""Less is rounding."""


class Kind(IntEnum):
    """Why an actor moves, the most pressing first."""

    CONFRONTATION = 0
    """Both expect to gain from a contest, the other more."""
    COMPROMISE = 1
    """Only the other expects to gain, and more than the actor would lose."""
    CAPITULATION = 2
    """Only the other expects to gain, and the actor would lose more than that."""
    NONE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How the steps that replications have in different ways are taken."""

    contest: Literal["share", "part", "lead"] = "share"
    """The chance to win: the votes for one side as a share of those in this contest, as a part of
    those in all contests, or the lead of one side as a share."""
    eyes: Literal["own", "each"] = "own"
    """Whose risk exponent is in the other's expected utility: one's own, or the other's."""
    choice: Literal["least", "lowest", "strongest"] = "least"
    """Of the most pressing offers, the one that asks the least move; of compromises, the one with
    the lowest weighted mean of the two positions, and no capitulation; or whoever gains most."""


VERSIONS = {
    "paper": Version(),
    "part": Version(contest="part", choice="lowest"),
    "lead": Version(contest="lead", eyes="each", choice="strongest"),
}
"""`paper` is ours; `part` and `lead` are two open replications, to the digit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """An actor's move in a round."""

    actor: str
    toward: str
    kind: str
    """confrontation (lost), compromise or capitulation."""
    before: float
    after: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """Where everybody stands after a round, and how they came there."""

    number: int
    """0 is the beginning."""
    median: float
    mean: float
    positions: tuple[float, ...]
    exponents: tuple[float, ...] = ()
    """Of risk, from 0.5 (bold) to 2 (wary), with which the round was played."""
    moves: tuple[Move, ...] = ()


def challenge(
    actors: Sequence[Actor], version: Version | None = None, *, rounds: int = 20
) -> tuple[Round, ...]:
    """Play rounds until nobody moves any more.

    Args:
        actors: who bargains; the scale is as wide as their first positions.
        version: of the model; the paper's if left out.
        rounds: how many at most.

    Raises:
        UsageError: there are fewer than two actors.
    """
    if len(actors) < 2:  # noqa: PLR2004 - a challenge needs two
        raise UsageError("one actor alone has nobody to challenge", mend="give two or more")
    stand = list(actors)
    width = max(a.position for a in stand) - min(a.position for a in stand)
    played = [_round(0, stand)]
    while width > 0 and len(played) <= rounds:
        exponents, moves = _play(stand, width, version or Version())
        after = {move.actor: move.after for move in moves}
        stand = [replace(actor, position=after.get(actor.name, actor.position)) for actor in stand]
        if not any(abs(move.after - move.before) > _STILL * width for move in moves):
            break
        played.append(replace(_round(len(played), stand), exponents=exponents, moves=moves))
    return tuple(played)


def risk_exponents(actors: Sequence[Actor], width: float, version: Version) -> Floats:
    """(actors,): from 0.5 for who is least in danger of being challenged to 2 for who is most."""
    import numpy as np

    plain = np.ones(len(actors))
    given, _ = _expected(actors, width, plain, version)
    np.fill_diagonal(given, 0.0)
    danger = given.sum(axis=0)
    most, least = danger.max(), danger.min()
    if most - least <= _STILL:
        return plain
    risk = (2 * danger - most - least) / (most - least)
    exponents: Floats = (1 - risk / 3) / (1 + risk / 3)
    return exponents


def chances(actors: Sequence[Actor], width: float, exponents: Floats, version: Version) -> Floats:
    """(actors, actors): the chance that i wins against j; 0 where they stand together."""
    import numpy as np

    x = np.array([float(actor.position) for actor in actors])
    weight = np.array([actor.weight for actor in actors])
    bent = 1.0 if version.contest == "lead" else exponents[:, None]
    far = (np.abs(x[:, None] - x) / width) ** bent  # (voter, position)
    votes = weight[:, None, None] * (far[:, None, :] - far[:, :, None])  # (voter, i, j)
    cast = np.abs(votes).sum(axis=0)
    if version.contest == "lead":
        won = np.maximum(votes.sum(axis=0), 0.0)
    else:
        won = np.maximum(votes, 0.0).sum(axis=0)
    if version.contest == "part":
        cast = np.full_like(cast, cast.sum())
    apart = (x[:, None] != x) & (cast > 0)
    odds: Floats = np.divide(won, cast, out=np.zeros_like(won), where=apart)
    return odds


def _expected(
    actors: Sequence[Actor], width: float, exponents: Floats, version: Version
) -> tuple[Floats, Floats]:
    """What i expects of challenging j, and what it thinks that j expects of challenging it."""
    import numpy as np

    x = np.array([float(actor.position) for actor in actors])
    salience = np.array([actor.salience for actor in actors])
    bent = exponents[:, None]
    far = np.abs(x[:, None] - x) / width / 2
    gain, loss = 2 - 4 * (0.5 - far) ** bent, 2 - 4 * (0.5 + far) ** bent
    as_now = 2 - 4 * 0.5**bent
    odds = chances(actors, width, exponents, version)

    def expected(win: Floats, resists: Floats) -> Floats:
        fought = win * gain + (1 - win) * loss
        found: Floats = resists * fought + (1 - resists) * gain - as_now
        return found

    own = expected(odds, salience[None, :])
    if version.eyes == "each":
        return own, own.T.copy()
    return own, expected(odds.T, salience[:, None])


def _play(
    actors: Sequence[Actor], width: float, version: Version
) -> tuple[tuple[float, ...], tuple[Move, ...]]:
    import numpy as np

    exponents = risk_exponents(actors, width, version)
    own, others = _expected(actors, width, exponents, version)
    x = np.array([float(actor.position) for actor in actors])
    kinds = _kinds(own, others, x)
    part = np.divide(np.abs(own), others, out=np.ones_like(own), where=kinds == Kind.COMPROMISE)
    offers = x[:, None] + (x[None, :] - x[:, None]) * part
    moves = []
    for i, actor in enumerate(actors):
        j = _chosen(kinds[i], offers[i], own[i], others[i], x, i, version)
        if j is not None and kinds[i, j] != Kind.NONE:
            moves.append(
                Move(
                    actor=actor.name,
                    toward=actors[j].name,
                    kind=Kind(kinds[i, j]).name.lower(),
                    before=actor.position,
                    after=float(offers[i, j]),
                )
            )
    return tuple(map(float, exponents)), tuple(moves)


def _kinds(own: Floats, others: Floats, x: Floats) -> Ints:
    """(actors, actors): why i would move toward j."""
    import numpy as np

    pressed = (others > _STILL) & (x[:, None] != x)
    conditions = [
        pressed & (own > _STILL) & (others > own),
        pressed & (own < -_STILL) & (others > -own),
        pressed & (own < -_STILL) & (others < -own),
    ]
    return np.select(
        conditions, [Kind.CONFRONTATION, Kind.COMPROMISE, Kind.CAPITULATION], Kind.NONE
    )


def _chosen(
    kinds: Ints, offers: Floats, own: Floats, others: Floats, x: Floats, i: int, version: Version
) -> int | None:
    """Whose offer an actor takes, if any."""
    import numpy as np

    if version.choice == "strongest":
        open_to = np.flatnonzero((others > _STILL) & (np.arange(len(x)) != i))
        order = np.lexsort((np.abs(x[open_to] - x[i]), -others[open_to]))
        return int(open_to[order[0]]) if len(open_to) else None
    taken = Kind.CAPITULATION if version.choice == "lowest" else Kind.NONE
    open_to = np.flatnonzero(kinds < taken)
    if not len(open_to):
        return None
    ask = np.abs(offers - x[i])
    if version.choice == "lowest":
        weights = np.abs(own) + np.abs(others)
        mean = np.divide(
            np.abs(own) * x[i] + np.abs(others) * x, weights, out=x.copy(), where=weights > 0
        )
        ask = np.where(kinds == Kind.COMPROMISE, mean, ask)
    order = np.lexsort((ask[open_to], kinds[open_to]))
    return int(open_to[order[0]])


def _round(number: int, stand: Sequence[Actor]) -> Round:
    return Round(
        number=number,
        median=median_voter(stand),
        mean=mean_voter(stand),
        positions=tuple(actor.position for actor in stand),
    )
