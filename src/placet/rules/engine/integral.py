"""Shapley-Shubik in floats, right to 1e-12: the integral of pivotality over a common chance.

The chance that a member is pivotal when all others vote yes with chance p is a polynomial in p of
degree n - 1. Large tallies have a programme of their own; other games are weighed at the nodes of
Gauss and Legendre, half as many as members, which integrate the polynomial exactly.

Source: Owen, Multilinear extensions of games, Management Science 18 (1972) P64-P79.
"""

from __future__ import annotations

from placet.rules.engine.closed import unanimous
from placet.rules.engine.compile import TALLY, OutOfReachError, counting, weighing
from placet.rules.engine.game import Game, Leaf

_BLOCK = 16


def shapley(game: Game) -> list[float]:
    """The Shapley-Shubik index of every member of a binary game.

    Raises:
        OutOfReachError: no backend holds the game.
    """
    closed = unanimous(game)
    if closed:
        return [float(needed) / (sum(closed.needed) or 1) for needed in closed.needed]
    counted = counting(game)
    if isinstance(game.tree, Leaf) and counted and counted[0] == TALLY:
        from placet.rules.engine import quadrature

        return quadrature.shapley(game.tree.weights, game.tree.quota)
    found = weighing(game)
    if found is None:
        raise OutOfReachError(f"a game of {game.n} members", mend="simulate")
    import numpy as np

    nodes, shares = np.polynomial.legendre.leggauss(game.n // 2 + 1)
    p = np.repeat((nodes[:, None] + 1) / 2, game.n, axis=1)
    factors = np.stack([1 - p, p], axis=2)
    blocks = (factors[start : start + _BLOCK] for start in range(0, len(nodes), _BLOCK))
    swings = np.concatenate([found[1].difference(block) for block in blocks])
    return [float(x) for x in shares @ swings / 2]
