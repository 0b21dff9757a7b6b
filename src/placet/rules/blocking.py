"""Minimal blocking sets, found one by one.

A threshold is blocked when what its opponents take away is more than the room above its quota; a
gate, when so many of its parts are blocked that too few are left. Sets are built part by part, each
by the fewest further members, and kept if none of their members can be spared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from placet.rules.lowered import Gate, LoweredRule, Node, Threshold

_YES, _NO = 0, 2
_Set: TypeAlias = frozenset[int]


@dataclass(frozen=True, slots=True)
class _Room:
    """A threshold as its opponents see it."""

    spare: int
    """What may be taken away before it fails."""
    losses: tuple[int, ...]
    """What each member's no takes away."""
    heavy: tuple[int, ...]
    """Those whose no takes something away, the heaviest first."""

    def left(self, against: _Set) -> int:
        return self.spare - sum(self.losses[member] for member in against)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A gate as its opponents see it: parts of which enough must be blocked."""

    need: int
    parts: tuple[tuple[int, _Part], ...]
    """How often each part counts, and the part."""


_Part: TypeAlias = "_Room | _Choice"


def minimal_blocking_sets(rule: LoweredRule) -> Iterator[tuple[int, ...]]:
    """Sets of member numbers whose no stops what all others want, none of whom could be spared.

    Small sets tend to come first; there may be more of them than anybody can wait for.
    """
    root = _seen_by_opponents(rule.root)
    seen: set[_Set] = set()
    for found in _extend(root, frozenset()):
        if found not in seen and all(not _blocked(root, found - {one}) for one in found):
            yield tuple(sorted(found))
        seen.add(found)


def _seen_by_opponents(node: Node) -> _Part:
    if isinstance(node, Gate):
        times = Counter(node.parts)
        parts = tuple((count, _seen_by_opponents(part)) for part, count in times.items())
        return _Choice(len(node.parts) - node.k + 1, parts)
    return _room(node)


def _room(threshold: Threshold) -> _Room:
    losses = tuple(scores[_YES] - scores[_NO] for scores in threshold.scores)
    heavy = sorted((m for m, loss in enumerate(losses) if loss), key=lambda m: -losses[m])
    spare = sum(scores[_YES] for scores in threshold.scores) - threshold.quota
    return _Room(spare, losses, tuple(heavy))


def _blocked(part: _Part, against: _Set) -> bool:
    if isinstance(part, _Room):
        return part.left(against) < 0
    return sum(n for n, inner in part.parts if _blocked(inner, against)) >= part.need


def _extend(part: _Part, chosen: _Set) -> Iterator[_Set]:
    """The sets that contain `chosen` and block `part`, by the fewest further members."""
    if isinstance(part, _Room):
        return _extend_room(part, chosen)
    return _extend_choice(part, chosen, 0, part.need)


def _extend_room(room: _Room, chosen: _Set) -> Iterator[_Set]:
    free = [member for member in room.heavy if member not in chosen]
    after = [0]
    for member in reversed(free):
        after.append(after[-1] + room.losses[member])
    after.reverse()
    stack = [(chosen, 0, room.left(chosen))]
    while stack:
        against, at, left = stack.pop()
        if left < 0:
            yield against
        elif after[at] > left:
            member = free[at]
            stack.append((against, at + 1, left))
            stack.append((against | {member}, at + 1, left - room.losses[member]))


def _extend_choice(choice: _Choice, chosen: _Set, at: int, need: int) -> Iterator[_Set]:
    if need <= 0:
        yield chosen
        return
    if sum(n for n, _ in choice.parts[at:]) < need:
        return
    n, part = choice.parts[at]
    blocking = (
        whole
        for some in _extend(part, chosen)
        for whole in _extend_choice(choice, some, at + 1, need - n)
    )
    yield from _by_turns(blocking, _extend_choice(choice, chosen, at + 1, need))


def _by_turns(one: Iterator[_Set], other: Iterator[_Set]) -> Iterator[_Set]:
    """From each in turn, so that neither waits for the end of the other."""
    streams = [one, other]
    while streams:
        for stream in tuple(streams):
            found = next(stream, None)
            if found is None:
                streams.remove(stream)
            else:
                yield found
