"""Minimal winning coalitions one by one: sets whose yes carries and none of whom can be spared.

A leaf is won when enough weight is together, a branch when so many of its parts are won. Sets are
built part by part, each by the fewest further members, and kept if none of them can be spared. The
minimal blocking sets of a game are those of its dual.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from placet.rules.engine.game import Game, Leaf, Tree, strength

_Set: TypeAlias = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Tally:
    """A leaf as those who want it see it."""

    quota: int
    weights: tuple[int, ...]
    heavy: tuple[int, ...]
    """Those who weigh anything: the heaviest first, of equals those light elsewhere."""

    def left(self, chosen: _Set) -> int:
        """What is still missing."""
        return self.quota - sum(self.weights[member] for member in chosen)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A branch: parts of which enough must be won, each with how often it counts."""

    need: int
    parts: tuple[tuple[int, _Part], ...]


_Part: TypeAlias = "_Tally | _Choice"


def minimal_sets(game: Game, effort: int | None = None) -> Iterator[tuple[int, ...] | None]:
    """The minimal winning coalitions of a binary game, small ones rather first.

    Args:
        game: the game; there may be more such sets than anybody can wait for.
        effort: give up after so many steps, with None as the last item; without it, never.
    """
    if isinstance(game.tree, bool):
        yield from [()] if game.tree else []
        return
    root = _part(game.tree, strength(game))
    seen: set[_Set] = set()
    for step, found in enumerate(_extend(root, root, frozenset())):
        if step == effort:
            yield None
            return
        if found is None or found in seen:
            continue
        seen.add(found)
        if all(not _won(root, found - {one}) for one in found):
            yield tuple(sorted(found))


def _part(tree: Tree, share: Sequence[float]) -> _Part:
    if isinstance(tree, Leaf):
        touched = [member for member, weight in enumerate(tree.weights) if weight]
        heavy = sorted(touched, key=lambda member: (-tree.weights[member], share[member]))
        return _Tally(tree.quota, tree.weights, tuple(heavy))
    if isinstance(tree, bool):
        return _Choice(0 if tree else 1, ())
    return _Choice(tree.k, tuple((times, _part(part, share)) for times, part in tree.parts))


def _won(part: _Part, chosen: _Set) -> bool:
    if isinstance(part, _Tally):
        return part.left(chosen) <= 0
    return sum(times for times, inner in part.parts if _won(inner, chosen)) >= part.need


def _extend(root: _Part, part: _Part, chosen: _Set) -> Iterator[_Set | None]:
    """The sets that contain `chosen` and win `part`, by the fewest further members.

    None stands for a step that found nothing, so that a long search lets others have their turn. A
    set that wins the root already is left as it is: with more members it would not be minimal.
    """
    if isinstance(part, _Tally):
        return _extend_tally(root, part, chosen)
    return _extend_choice(root, part, chosen, 0, part.need)


def _extend_tally(root: _Part, tally: _Tally, chosen: _Set) -> Iterator[_Set | None]:
    free = [member for member in tally.heavy if member not in chosen]
    after = [0]
    for member in reversed(free):
        after.append(after[-1] + tally.weights[member])
    after.reverse()
    stack = [(chosen, 0, tally.left(chosen))]
    while stack:
        some, at, left = stack.pop()
        if left <= 0:
            yield some
            continue
        yield None
        if after[at] >= left and not _won(root, some):
            member = free[at]
            stack.append((some, at + 1, left))
            stack.append((some | {member}, at + 1, left - tally.weights[member]))


def _extend_choice(
    root: _Part, choice: _Choice, chosen: _Set, at: int, need: int
) -> Iterator[_Set | None]:
    if need <= 0:
        yield chosen
        return
    if sum(times for times, _ in choice.parts[at:]) < need:
        return
    times, part = choice.parts[at]
    winning = (
        whole
        for some in _extend(root, part, chosen)
        for whole in (
            (None,) if some is None else _extend_choice(root, choice, some, at + 1, need - times)
        )
    )
    yield from _by_turns(winning, _extend_choice(root, choice, chosen, at + 1, need))


def _by_turns(one: Iterator[_Set | None], other: Iterator[_Set | None]) -> Iterator[_Set | None]:
    """From each in turn, so that neither waits for the end of the other."""
    streams = [one, other]
    while streams:
        for stream in tuple(streams):
            try:
                yield next(stream)
            except StopIteration:
                streams.remove(stream)
