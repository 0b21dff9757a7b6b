"""Chances for one tally: a forward and a backward programme over it, in many scenarios at once.

What is added up is what each ballot falls short of a yes or, where that is the shorter row, what it
scores; the outcome is then whether the sum stays inside a limit. All members' figures come from the
row before each member and the row after it; only some rows before are kept and the others are made
again, so that memory grows with the root of the number of members.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from math import isqrt
from os import cpu_count
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.game import Leaf

Floats: TypeAlias = NDArray[np.float64]

_BLOCK = 1 << 22
_LONG = 1 << 16
"""Tallies from which on a compiled loop is worth loading."""


@dataclass(frozen=True, slots=True)
class TallyPass:
    """One leaf, as sums that must stay inside a limit.

    Args:
        steps: for each member what each column adds.
        size: sums below this are inside.
        inside: the outcome when the sum stays inside.
    """

    steps: tuple[tuple[int, ...], ...]
    size: int
    inside: bool

    @property
    def steps_taken(self) -> int:
        """What one pass over the members costs, in additions."""
        return len(self.steps) * self.size * len(self.steps[0])

    def total(self, factors: Floats, *, carried: bool = True) -> Floats:
        """(S,): the chance of that outcome under chances (S, n, width)."""
        # Threads pay only where compiled loops leave the interpreter to the others.
        with ThreadPoolExecutor(cpu_count() if self.size > _LONG else 1) as pool:
            inside = np.concatenate(list(pool.map(self._inside_of, self._blocks(factors))))
        return inside if carried == self.inside else 1.0 - inside

    def _inside_of(self, some: Floats) -> Floats:
        row = self._start(len(some))
        for member in range(len(self.steps)):
            row = self._add(row, some, member)
        inside: Floats = row.sum(axis=1)
        return inside

    def difference(self, factors: Floats) -> Floats:
        """(S, n): how much a yes rather than a no of each member adds to the chance."""
        given = self._inside(factors)
        change = given[..., 1] - given[..., 0]
        return change if self.inside else -change

    def by_ballot(self, factors: Floats, *, carried: bool) -> Floats:
        """(S, n, width): the chance of that outcome when the member takes that column."""
        given = self._inside(factors)
        return given if carried == self.inside else 1.0 - given

    def _inside(self, factors: Floats) -> Floats:
        parts = []
        for some in self._blocks(factors):
            part = np.empty_like(some)
            for member, before, after in self.both(some):
                for column, step in enumerate(self.steps[member]):
                    end = max(self.size - step, 0)
                    rest = after[:, :end][:, ::-1]
                    part[:, member, column] = np.einsum("st,st->s", before[:, :end], rest)
            parts.append(part)
        return np.concatenate(parts)

    def both(self, factors: Floats) -> Iterator[tuple[int, Floats, Floats]]:
        """From the last member to the first: the row of those before, the summed row after."""
        n = len(self.steps)
        stride = isqrt(n) + 1
        kept = [self._start(len(factors))]
        for start in range(0, n - stride, stride):
            row = kept[-1]
            for member in range(start, start + stride):
                row = self._add(row, factors, member)
            kept.append(row)
        after = np.ones((len(factors), self.size))
        for start in range((len(kept) - 1) * stride, -1, -stride):
            rows = [kept.pop()]
            for member in range(start, min(start + stride, n) - 1):
                rows.append(self._add(rows[-1], factors, member))
            for member in range(min(start + stride, n) - 1, start - 1, -1):
                yield member, rows.pop(), after
                after = self._add(after, factors, member)

    def _add(self, row: Floats, factors: Floats, member: int) -> Floats:
        new = np.zeros_like(row)
        if self.size > _LONG:
            from placet.rules.engine.rows import blend

            blend(row, new, np.array(self.steps[member]), factors[:, member])
            return new
        for column, step in enumerate(self.steps[member]):
            if step < self.size:
                factor = factors[:, member, column, None]
                new[:, step:] += row[:, : self.size - step] * factor
        return new

    def _start(self, scenarios: int) -> Floats:
        row = np.zeros((scenarios, self.size))
        row[:, 0] = 1.0
        return row

    def _blocks(self, factors: Floats) -> Iterator[Floats]:
        count = max(1, _BLOCK // (self.size * (isqrt(len(self.steps)) + 1)))
        for start in range(0, len(factors), count):
            yield factors[start : start + count]


def tally_pass(leaf: Leaf) -> TallyPass:
    """The programme of a leaf, by what falls short or by what is scored, whichever is shorter."""
    spare = sum(leaf.weights) - leaf.quota
    scores = zip(*leaf.columns, strict=True)
    if spare < leaf.quota:
        short = tuple(tuple(row[1] - score for score in row) for row in scores)
        return TallyPass(short, spare + 1, inside=True)
    return TallyPass(tuple(scores), leaf.quota, inside=False)
