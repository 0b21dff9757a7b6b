"""Drawing ballots that end in a given outcome: exactly by their chances, all draws at once.

A diagram is walked from the top, a tally from its last member, unanimity member by member; at each
step a ballot is taken in proportion to its chance times that of what may still follow. Only where a
game has none of these are ballots drawn until enough of them end as wanted.
"""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.closed import Unanimous
from placet.rules.engine.compile import weighing
from placet.rules.engine.game import Game
from placet.rules.engine.passes import Drawn, from_below
from placet.rules.engine.simulate import draw, outcomes
from placet.rules.engine.tallypass import TallyPass

Floats: TypeAlias = NDArray[np.float64]
Columns: TypeAlias = NDArray[np.uint8]

_TRIES = 1 << 23
_BLOCK = 1 << 15


class Improbable(Exception):  # noqa: N818 - it is no error of the program
    """The outcome has no chance, or too small a one to be met by trying."""


def conditional(
    game: Game, factors: Floats, *, carried: bool, draws: int, rng: np.random.Generator
) -> Columns:
    """(draws, n): columns drawn by chances (n, width), given that the game ends as `carried`."""
    found = weighing(game)
    backend = found[1] if found else None
    if backend and backend.total(factors[None], carried=carried)[0] <= 0.0:
        raise Improbable
    if isinstance(backend, Drawn):
        return _down(backend, factors, carried=carried, draws=draws, rng=rng)
    if isinstance(backend, TallyPass):
        return _along(backend, factors, carried=carried, draws=draws, rng=rng)
    if isinstance(backend, Unanimous):
        return _one_by_one(backend, factors, carried=carried, draws=draws, rng=rng)
    return _by_trying(game, factors, carried=carried, draws=draws, rng=rng)


def _pick(chances: Floats, rng: np.random.Generator) -> NDArray[np.intp]:
    """(draws,): a column for each row of (draws, width) weights."""
    edges = np.cumsum(chances, axis=1)
    # Dice in (0, 1] times the whole never fall on a column of weight zero.
    dice = (1.0 - rng.random(len(chances))) * edges[:, -1]
    picked: NDArray[np.intp] = (dice[:, None] > edges[:, :-1]).sum(axis=1)
    return picked


def _down(
    backend: Drawn, factors: Floats, *, carried: bool, draws: int, rng: np.random.Generator
) -> Columns:
    values = from_below(backend.diagram, factors[None], carried=carried)
    taken = np.empty((draws, len(factors)), dtype=np.uint8)
    at = np.zeros(draws, dtype=np.int64)
    for layer, below in zip(backend.diagram.layers, values[1:], strict=True):
        children = layer.children[:, at].T
        picked = _pick(factors[layer.member] * below[children, 0], rng)
        taken[:, layer.member] = picked
        at = children[np.arange(draws), picked]
    return taken


def _along(
    backend: TallyPass, factors: Floats, *, carried: bool, draws: int, rng: np.random.Generator
) -> Columns:
    taken = np.empty((draws, len(factors)), dtype=np.uint8)
    reached = np.zeros(draws, dtype=np.int64)
    for member, row, _ in backend.both(factors[None]):
        inside = np.concatenate([[0.0], np.cumsum(row[0])])
        steps = np.array(backend.steps[member])
        room = np.clip(backend.size - reached[:, None] - steps, 0, backend.size)
        chances = inside[room]
        if carried != backend.inside:
            chances = np.maximum(1.0 - chances, 0.0)
        picked = _pick(factors[member] * chances, rng)
        taken[:, member] = picked
        reached = np.minimum(reached + steps[picked], backend.size)
    return taken


def _one_by_one(
    backend: Unanimous, factors: Floats, *, carried: bool, draws: int, rng: np.random.Generator
) -> Columns:
    allowed = np.array(backend.allowed)
    good = (factors * allowed).sum(axis=1)
    # later[m] is the chance that all from m on take an allowed column.
    later = np.append(np.cumprod(good[::-1])[::-1], 1.0)
    taken = np.empty((draws, len(factors)), dtype=np.uint8)
    failed = np.zeros(draws, dtype=bool)
    for member, mask in enumerate(allowed):
        still = later[member + 1] if carried else 1.0 - later[member + 1]
        fresh = np.where(mask, still, 0.0 if carried else 1.0)
        picked = _pick(factors[member] * np.where(failed[:, None], 1.0, fresh), rng)
        taken[:, member] = picked
        failed |= ~mask[picked]
    return taken


def _by_trying(
    game: Game, factors: Floats, *, carried: bool, draws: int, rng: np.random.Generator
) -> Columns:
    found: list[Columns] = []
    missing = draws
    for _ in range(0, _TRIES, _BLOCK):
        columns = draw(np.broadcast_to(factors, (_BLOCK, *factors.shape)), rng)
        found.append(columns[outcomes(game, columns) == carried][:missing])
        missing -= len(found[-1])
        if missing <= 0:
            return np.concatenate(found)
    raise Improbable
