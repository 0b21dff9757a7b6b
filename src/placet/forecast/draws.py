"""Passages drawn: levels, thresholds and meetings by simulation, compiled, on every processor.

Random numbers are SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
OOPSLA 2014), one stream for each draw, so that a seed gives the same draws on any number of
processors.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numba as nb
import numpy as np
from numpy.typing import NDArray

from placet.forecast.chains import LEVELS, Chains
from placet.rules import OutOfReachError, Rule, Sweep, decide_all, sweep
from placet.rules.engine.compiled import compiled, parallel

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_BITS = 64
_BLOCK = 1 << 15
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_UNIT = 1.0 / (1 << 53)


def drawn(
    chains: Chains, rule: Rule, put: Floats, thresholds: Floats, sizes: Sequence[int], seed: int
) -> tuple[Floats, Floats]:
    """The shares of draws that carry, at each meeting and first within each range of them.

    Args:
        chains: n members over K meetings.
        rule: over the same members, in the same order.
        put: (K,) chance that the question is put to each meeting.
        thresholds: (Z, n, 4) chance of each threshold at each node of the common factor.
        sizes: Z numbers of draws, one for each node, none of them zero.
        seed: of the draws.

    Returns:
        (Z, K) and (Z, K, K), as `passage.Passage` for each node.
    """
    count = len(put)
    at = np.zeros((len(thresholds), count))
    first = np.zeros((len(thresholds), count, count))
    for node, (chance, size) in enumerate(zip(thresholds, sizes, strict=True)):
        for start in range(0, size, _BLOCK):
            block = min(_BLOCK, size - start)
            carried = outcomes(chains, rule, put, chance, block, seed + 7919 * node + start)
            at[node] += carried.sum(axis=0)
            _count_first(carried, first[node])
    whole = np.array(sizes, dtype=np.float64)
    return at / whole[:, None], first.cumsum(axis=-1) / whole[:, None, None]


def outcomes(
    chains: Chains, rule: Rule, put: Floats, thresholds: Floats, size: int, seed: int
) -> Bools:
    """(size, K): whether each draw carries at each meeting, given one value of the factor."""
    n, count = len(chains.members), len(put)
    initial = np.cumsum(chains.initial, axis=-1)
    steps = np.cumsum(chains.steps, axis=-1)
    assents = np.empty((size, count, n), dtype=np.bool_)
    _draw(initial, steps, np.cumsum(thresholds, axis=-1), np.uint64(seed), assents)
    found = _decided(rule, assents.reshape(size * count, n)).reshape(size, count)
    asked = np.random.default_rng(seed).random((size, count)) < put
    return np.asarray(found & asked)


def _decided(rule: Rule, assents: Bools) -> Bools:
    n = assents.shape[1]
    if n <= _BITS:
        ready = _ready(rule)
        if ready is not None:
            padded = np.zeros((len(assents), _BITS), dtype=np.bool_)
            padded[:, :n] = assents
            masks = np.packbits(padded, axis=1, bitorder="little").view(np.uint64).ravel()
            return ready.carried(masks)
    return decide_all(rule, assents)


@lru_cache(maxsize=16)
def _ready(rule: Rule) -> Sweep | None:
    """The rule made ready for masks; None where it does not fit into a word."""
    try:
        return sweep(rule)
    except OutOfReachError:
        return None


@compiled
def _count_first(carried: Bools, found: Floats) -> None:
    """Add to (K, K): how many draws carry first at meeting k of those from meeting j on."""
    size, count = carried.shape
    for draw in range(size):
        first = count
        for meeting in range(count - 1, -1, -1):
            if carried[draw, meeting]:
                first = meeting
            if first < count:
                found[meeting, first] += 1.0


@parallel
def _draw(initial: Floats, steps: Floats, cuts: Floats, seed: np.uint64, out: Bools) -> None:
    size, count, n = out.shape
    for draw in nb.prange(size):
        state = _mixed(seed * _SECOND + np.uint64(draw) * _GOLDEN)
        for member in range(n):
            state += _GOLDEN
            threshold = _level(cuts[member], _mixed(state))
            state += _GOLDEN
            level = min(_level(initial[member], _mixed(state)), LEVELS - 1)
            for meeting in range(count):
                state += _GOLDEN
                level = min(_level(steps[meeting, member, level], _mixed(state)), LEVELS - 1)
                out[draw, meeting, member] = level >= threshold


@compiled
def _level(cumulative: Floats, word: np.uint64) -> int:
    """The first entry whose cumulative chance is above a uniform number; 4 if none is."""
    uniform = (word >> np.uint64(11)) * _UNIT
    level = 0
    while level < LEVELS and uniform >= cumulative[level]:
        level += 1
    return level


@compiled
def _mixed(state: np.uint64) -> np.uint64:
    state = (state ^ (state >> np.uint64(30))) * _FIRST
    state = (state ^ (state >> np.uint64(27))) * _SECOND
    return state ^ (state >> np.uint64(31))
