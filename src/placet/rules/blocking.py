"""Minimal blocking sets, found one by one."""

from __future__ import annotations

from collections.abc import Iterator

from placet.rules.lowered import LoweredRule, Node, Threshold, holds

_YES, _NO = 0, 2


def minimal_blocking_sets(rule: LoweredRule) -> Iterator[tuple[int, ...]]:
    """Sets of member numbers whose no stops what all others want, none of whom could be spared.

    Members are taken in the order of what they weigh. A branch is left as soon as its members block
    or could not do so even with all that follow, so that sets come quickly however many there are.
    """
    order = sorted(range(len(rule.members)), key=lambda i: -_gravity(rule.root, i))
    stack: list[tuple[frozenset[int], int]] = [(frozenset(), 0)]
    while stack:
        chosen, at = stack.pop()
        if _blocks(rule, chosen):
            if all(not _blocks(rule, chosen - {one}) for one in chosen):
                yield tuple(sorted(chosen))
        elif at < len(order) and _blocks(rule, chosen.union(order[at:])):
            stack.append((chosen, at + 1))
            stack.append((chosen | {order[at]}, at + 1))


def _blocks(rule: LoweredRule, against: frozenset[int]) -> bool:
    ballots = [_NO if index in against else _YES for index in range(len(rule.members))]
    return not holds(rule.root, ballots)


def _gravity(node: Node, member: int) -> float:
    """How much of the room above its quota a member's no takes, at most, in any threshold."""
    if isinstance(node, Threshold):
        room = sum(scores[_YES] for scores in node.scores) - node.quota + 1
        return (node.scores[member][_YES] - node.scores[member][_NO]) / room
    return max(_gravity(part, member) for part in node.parts)
