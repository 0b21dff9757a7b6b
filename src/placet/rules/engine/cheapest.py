"""The cheapest winning coalition under given costs, by integer programming (HiGHS).

One variable for each member, one for each gate and leaf of the tree that may hold: a leaf may hold
if the weights of those chosen reach its quota, a gate if enough of its parts do, and the root must.
What the solver finds is read again in whole numbers, and cut off if rounding had let it pass.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from placet.rules.engine.game import Game, Leaf, Tree, holds, leaves

_ROUNDS = 100


@dataclass(slots=True)
class _Program:
    """Rows of `coefficients @ x >= least`, over members first and then gates and leaves."""

    columns: int
    rows: list[dict[int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)

    def require(self, row: dict[int, float], least: float) -> None:
        """Add a row."""
        self.rows.append(row)
        self.least.append(least)

    def part(self, tree: Tree) -> int:
        """The variable that may be one if the tree holds."""
        at = self.columns
        self.columns += 1
        if isinstance(tree, Leaf):
            # Scaled by the quota, so that the solver's tolerance is a share of it.
            row = {m: w / tree.quota for m, w in enumerate(tree.weights) if w}
            self.require({**row, at: -1.0}, 0.0)
        elif not isinstance(tree, bool):
            row = {self.part(part): float(times) for times, part in tree.parts}
            self.require({**row, at: -float(tree.k)}, 0.0)
        return at


def cheapest(game: Game, costs: Sequence[float]) -> tuple[int, ...] | None:
    """The members of a cheapest winning coalition of a binary game; None if nothing wins."""
    if isinstance(game.tree, bool):
        return () if game.tree else None
    program = _Program(game.n)
    program.require({program.part(game.tree): 1.0}, 1.0)
    for _ in range(_ROUNDS):
        found = _solved(program, costs)
        if found is None or _wins(game, found):
            return found
        # Somebody who was not chosen must be.
        program.require({m: 1.0 for m in range(game.n) if m not in found}, 1.0)
    return None


def _solved(program: _Program, costs: Sequence[float]) -> tuple[int, ...] | None:
    values = [value for row in program.rows for value in row.values()]
    where = [(i, j) for i, row in enumerate(program.rows) for j in row]
    rows, columns = zip(*where, strict=True)
    matrix = csr_array((values, (rows, columns)), shape=(len(program.rows), program.columns))
    answer = milp(
        np.concatenate([costs, np.zeros(program.columns - len(costs))]),
        constraints=LinearConstraint(matrix, lb=np.array(program.least)),
        integrality=np.ones(program.columns, dtype=np.int64),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0},
    )
    if answer.x is None:
        return None
    return tuple(m for m in range(len(costs)) if answer.x[m] > 0.5)  # noqa: PLR2004 - 0 or 1


def _wins(game: Game, chosen: Sequence[int]) -> bool:
    tallies = (sum(leaf.weights[m] for m in chosen) for leaf in leaves(game.tree))
    return holds(game.tree, tallies)
