"""Minimal blocking sets, found one by one.

A threshold is blocked when what its opponents take away is more than the room above its quota; a
gate, when so many of its parts are blocked that too few are left. Sets are built part by part, each
by the fewest further members, and kept if none of their members can be spared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
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
    """Those whose no takes something away: the heaviest first, of equals those light elsewhere."""

    def left(self, against: _Set) -> int:
        return self.spare - sum(self.losses[member] for member in against)


@dataclass(frozen=True, slots=True)
class _Choice:
    """A gate as its opponents see it: parts of which enough must be blocked."""

    need: int
    parts: tuple[tuple[int, _Part], ...]
    """How often each part counts, and the part."""


_Part: TypeAlias = "_Room | _Choice"


def minimal_blocking_sets(
    rule: LoweredRule, effort: int | None = None
) -> Iterator[tuple[int, ...] | None]:
    """Sets of member numbers whose no stops what all others want, none of whom could be spared.

    Small sets tend to come first; there may be more of them than anybody can wait for.

    Args:
        rule: the rule.
        effort: give up after so many steps, with None as the last item; without it, never.
    """
    gravity = [_gravity(rule.root, member) for member in range(len(rule.members))]
    root = _seen_by_opponents(rule.root, gravity)
    seen: set[_Set] = set()
    for step, found in enumerate(_extend(root, root, frozenset())):
        if step == effort:
            yield None
            return
        if found is None or found in seen:
            continue
        seen.add(found)
        if all(not _blocked(root, found - {one}) for one in found):
            yield tuple(sorted(found))


def _gravity(node: Node, member: int) -> float:
    """How much of the room above its quotas a member's no takes away, all thresholds together."""
    if isinstance(node, Gate):
        return sum(_gravity(part, member) for part in node.parts)
    room = sum(scores[_YES] for scores in node.scores) - node.quota + 1
    return (node.scores[member][_YES] - node.scores[member][_NO]) / room


def _seen_by_opponents(node: Node, gravity: Sequence[float]) -> _Part:
    if isinstance(node, Gate):
        times = Counter(node.parts)
        parts = tuple((count, _seen_by_opponents(part, gravity)) for part, count in times.items())
        return _Choice(len(node.parts) - node.k + 1, parts)
    return _room(node, gravity)


def _room(threshold: Threshold, gravity: Sequence[float]) -> _Room:
    losses = tuple(scores[_YES] - scores[_NO] for scores in threshold.scores)
    touched = [member for member, loss in enumerate(losses) if loss]
    heavy = sorted(touched, key=lambda member: (-losses[member], gravity[member]))
    spare = sum(scores[_YES] for scores in threshold.scores) - threshold.quota
    return _Room(spare, losses, tuple(heavy))


def _blocked(part: _Part, against: _Set) -> bool:
    if isinstance(part, _Room):
        return part.left(against) < 0
    return sum(n for n, inner in part.parts if _blocked(inner, against)) >= part.need


def _extend(root: _Part, part: _Part, chosen: _Set) -> Iterator[_Set | None]:
    """The sets that contain `chosen` and block `part`, by the fewest further members.

    None stands for a step that found nothing, so that a long search lets others have their turn. A
    set that blocks the root already is left as it is: with more members it would not be minimal.
    """
    if isinstance(part, _Room):
        return _extend_room(root, part, chosen)
    return _extend_choice(root, part, chosen, 0, part.need)


def _extend_room(root: _Part, room: _Room, chosen: _Set) -> Iterator[_Set | None]:
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
            continue
        yield None
        if after[at] > left and not _blocked(root, against):
            member = free[at]
            stack.append((against, at + 1, left))
            stack.append((against | {member}, at + 1, left - room.losses[member]))


def _extend_choice(
    root: _Part, choice: _Choice, chosen: _Set, at: int, need: int
) -> Iterator[_Set | None]:
    if need <= 0:
        yield chosen
        return
    if sum(n for n, _ in choice.parts[at:]) < need:
        return
    n, part = choice.parts[at]
    blocking = (
        whole
        for some in _extend(root, part, chosen)
        for whole in (
            (None,) if some is None else _extend_choice(root, choice, some, at + 1, need - n)
        )
    )
    yield from _by_turns(blocking, _extend_choice(root, choice, chosen, at + 1, need))


def _by_turns(one: Iterator[_Set | None], other: Iterator[_Set | None]) -> Iterator[_Set | None]:
    """From each in turn, so that neither waits for the end of the other."""
    streams = [one, other]
    while streams:
        for stream in tuple(streams):
            try:
                yield next(stream)
            except StopIteration:
                streams.remove(stream)
