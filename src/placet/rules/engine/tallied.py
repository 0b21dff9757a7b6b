"""Counting minimal winning coalitions without listing them, by size and by member.

A coalition is walked through the decision diagram together with its shadows: what the walk would be
without one of its members. It is minimal if it wins and none of its shadows does. Where one member
counts for at least as much as another in every leaf, the shadow without the weaker of two is the
stronger, so that one shadow is kept for each chain of members that can be so compared.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from placet.rules.engine.compile import OutOfReachError
from placet.rules.engine.diagram import Diagram, TooLargeError, build
from placet.rules.engine.game import Game, leaves

_State: TypeAlias = tuple[int, tuple[int, ...]]
"""A node, and for each chain the node without its last member; -1 for none."""
_NOBODY = -1
_WON: _State = (_NOBODY, ())
MOST_WORDS = 1 << 26
"""64-bit words that all counts together may take."""


@dataclass(frozen=True, slots=True)
class MinimalCounts:
    """How many minimal winning coalitions there are."""

    total: int
    by_size: tuple[tuple[int, ...], ...]
    """For each member, how many it is in, by their number of members from 0 to n."""


@dataclass(frozen=True, slots=True)
class _Ends:
    """Of each node of a layer: whether it wins if all others vote no, and if all vote yes."""

    alone: NDArray[np.bool_]
    ever: NDArray[np.bool_]


def minimal_counts(game: Game, most_words: int = MOST_WORDS) -> MinimalCounts:
    """Count the minimal winning coalitions of a binary game.

    Raises:
        OutOfReachError: the diagram, or the counts on it, would be too large to hold.
    """
    if isinstance(game.tree, bool):
        return MinimalCounts(int(game.tree), ((0,) * (game.n + 1),) * game.n)
    try:
        diagram = build(game)
    except TooLargeError:
        raise _too_many(game) from None
    steps = _walk(game, diagram, most_words)
    z = 1 << (game.n + 1)
    below: dict[_State, int] = {_WON: 1}
    values = [below]
    for step in reversed(steps):
        below = {
            state: below.get(no, 0) + z * below.get(yes, 0) for state, (no, yes) in step.items()
        }
        below[_WON] = 1
        values.append(below)
    values.reverse()
    above: dict[_State, int] = {_start(game): 1}
    packed = [0] * game.n
    for layer, step, below in zip(diagram.layers, steps, values[1:], strict=True):
        after: dict[_State, int] = {}
        for state, (no, yes) in step.items():
            ways = above.get(state, 0)
            packed[layer.member] += ways * z * below.get(yes, 0)
            after[no] = after.get(no, 0) + ways
            after[yes] = after.get(yes, 0) + ways * z
        above = after
    return MinimalCounts(
        sum(_unpacked(values[0][_start(game)], game.n)), tuple(_unpacked(x, game.n) for x in packed)
    )


def _too_many(game: Game) -> OutOfReachError:
    return OutOfReachError(
        f"counting the minimal coalitions of {game.n} members is out of reach",
        mend="take as many as you need from the list of them",
    )


def _start(game: Game) -> _State:
    return 0, (_NOBODY,) * (max(chains(game)) + 1)


def _walk(
    game: Game, diagram: Diagram, most_words: int
) -> list[dict[_State, tuple[_State, _State]]]:
    """For each layer, where a no and a yes of its member lead every state; dead ends left out."""
    chain = chains(game)
    ends = _ends(diagram)
    states = {_start(game)}
    steps: list[dict[_State, tuple[_State, _State]]] = []
    budget = most_words // (game.n * (game.n + 1) // 64 + 8)
    for layer, after in zip(diagram.layers, ends[1:], strict=True):
        no, yes = layer.children.tolist()
        step = {}
        for state in states:
            if state == _WON:
                continue
            node, shadows = state
            kept = tuple(no[s] if s != _NOBODY else _NOBODY for s in shadows)
            moved = [yes[s] if s != _NOBODY else _NOBODY for s in shadows]
            moved[chain[layer.member]] = no[node]
            step[state] = _seen(no[node], kept, after), _seen(yes[node], tuple(moved), after)
        budget -= len(step)
        if budget < 0:
            raise _too_many(game)
        steps.append(step)
        states = {state for pair in step.values() for state in pair if state != _DEAD}
    return steps


_DEAD: _State = (_NOBODY - 1, ())


def _seen(node: int, shadows: tuple[int, ...], ends: _Ends) -> _State:
    """A state as it matters: won, dead, or with those shadows that may still win."""
    if not ends.ever[node] or any(s != _NOBODY and ends.alone[s] for s in shadows):
        return _DEAD
    if ends.alone[node]:
        return _WON
    return node, tuple(s if s != _NOBODY and ends.ever[s] else _NOBODY for s in shadows)


def _ends(diagram: Diagram) -> list[_Ends]:
    found = [_Ends(diagram.carried, diagram.carried)]
    for layer in reversed(diagram.layers):
        below = found[-1]
        found.append(_Ends(below.alone[layer.children[0]], below.ever[layer.children[1]]))
    return found[::-1]


def chains(game: Game) -> list[int]:
    """For each member the chain it is in: there the stronger count for as much in every leaf."""
    from placet.rules.engine.game import by_strength

    parts = [leaf.weights for leaf in leaves(game.tree)]
    last: list[int] = []
    chain = [0] * game.n
    for member in by_strength(game):
        fits = (
            place
            for place, other in enumerate(last)
            if all(weights[other] >= weights[member] for weights in parts)
        )
        place = next(fits, len(last))
        last[place:] = [member, *last[place + 1 :]]
        chain[member] = place
    return chain


def _unpacked(packed: int, n: int) -> tuple[int, ...]:
    mask = (1 << (n + 1)) - 1
    return tuple(packed >> ((n + 1) * size) & mask for size in range(n + 1))
