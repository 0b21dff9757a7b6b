"""The game that a lowered rule plays, in the one form that every backend reads.

Scores are shifted so that `no` counts nothing, constants are folded away, members that no leaf
counts are left with zeros, and ballots that every leaf scores alike share one column. What remains
is a tree of gates over leaves; a leaf holds when the scores of the members' columns reach its
quota. Plain Python: small rules are answered without loading any array library.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import gcd
from typing import TypeAlias

from placet.rules.lowered import LoweredRule, Node, Threshold, thresholds

YES, ABSTAIN, NO, ABSENT = range(4)
"""Ballots by their place in `placet.rules.lowered.BALLOTS`."""

Weights: TypeAlias = tuple[int, ...]
"""One score for each member."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """Holds when the scores of the columns that members chose add up to at least `quota`.

    `columns[0]` is the column of `no` (all zeros), `columns[1]` that of `yes`.
    """

    columns: tuple[Weights, ...]
    quota: int

    @property
    def weights(self) -> Weights:
        """What each member adds by voting yes rather than no."""
        return self.columns[1]


@dataclass(frozen=True, slots=True)
class Branch:
    """Holds when the parts that hold, each counted so many times, are at least `k`."""

    k: int
    parts: tuple[tuple[int, Tree], ...]


Tree: TypeAlias = "Leaf | Branch | bool"


@dataclass(frozen=True, slots=True)
class Game:
    """A rule over `n` numbered members.

    Args:
        n: how many members.
        column: the column that each of the four ballots chooses.
        tree: the rule; a bool where it always or never carries.
    """

    n: int
    column: tuple[int, int, int, int]
    tree: Tree

    @property
    def width(self) -> int:
        """How many columns there are: two where abstaining and staying away count as no."""
        return max(self.column) + 1


BINARY = (1, 0, 0, 0)
"""Columns of the binary restriction: whoever does not vote yes votes no."""


def binary_game(rule: LoweredRule) -> Game:
    """The game of `rule` when every member votes yes or no."""
    return Game(len(rule.members), BINARY, _tree(rule.root, (NO, YES)))


def ballot_game(rule: LoweredRule) -> Game:
    """The game of `rule` over all four ballots; ballots that are scored alike share a column."""
    leaves = list(thresholds(rule.root))
    alike = {
        kind: tuple(tuple(scores[kind] for scores in leaf.scores) for leaf in leaves)
        for kind in (NO, YES, ABSTAIN, ABSENT)
    }
    kinds = [NO, YES]
    kinds += [kind for kind in (ABSTAIN, ABSENT) if alike[kind] not in (alike[NO], alike[YES])]
    if len(kinds) == len(alike) and alike[ABSTAIN] == alike[ABSENT]:
        kinds.pop()
    column = [next(i for i, kind in enumerate(kinds) if alike[kind] == alike[b]) for b in range(4)]
    column[YES], column[NO] = 1, 0
    yes, abstain, no, absent = column
    tree = _tree(rule.root, tuple(kinds))
    return Game(len(rule.members), (yes, abstain, no, absent), tree)


def weighted_game(quota: int, weights: Sequence[int]) -> Game:
    """The game [quota; weights]."""
    leaf = Leaf(((0,) * len(weights), tuple(weights)), quota)
    return Game(len(weights), BINARY, _simple_leaf(leaf))


def dual(game: Game) -> Game:
    """The game of blocking: a set carries it if the rest do not carry `game`. Binary games only."""
    return Game(game.n, game.column, _dual(game.tree))


def merged(game: Game, groups: Sequence[Sequence[int]]) -> Game:
    """The game of groups of members who vote as one."""

    def together(leaf: Leaf) -> Leaf:
        columns = (
            tuple(sum(column[m] for m in group) for group in groups) for column in leaf.columns
        )
        return Leaf(tuple(columns), leaf.quota)

    return Game(len(groups), game.column, map_leaves(game.tree, together))


def leaves(tree: Tree) -> Iterator[Leaf]:
    """The leaves of a tree in the order of reading."""
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, Branch):
        for _, part in tree.parts:
            yield from leaves(part)


def holds(tree: Tree, tallies: Iterator[int]) -> bool:
    """Does the tree hold for these tallies, one for each leaf in the order of reading?"""
    if isinstance(tree, bool):
        return tree
    if isinstance(tree, Leaf):
        return next(tallies) >= tree.quota
    return sum([times * holds(part, tallies) for times, part in tree.parts]) >= tree.k


def map_leaves(tree: Tree, change: Callable[[Leaf], Leaf]) -> Tree:
    """The tree with every leaf changed, and simplified again."""
    if isinstance(tree, Leaf):
        return _simple_leaf(change(tree))
    if isinstance(tree, Branch):
        return _branch(tree.k, [(times, map_leaves(part, change)) for times, part in tree.parts])
    return tree


def strength(game: Game) -> list[float]:
    """For each member the sum over leaves of its weight as a share of the quota."""
    parts = [(leaf.weights, leaf.quota) for leaf in leaves(game.tree)]
    return [sum(weights[i] / quota for weights, quota in parts) for i in range(game.n)]


def by_strength(game: Game) -> list[int]:
    """Members from the strongest to the weakest; those who count alike stand together."""
    columns = [leaf.columns for leaf in leaves(game.tree)]
    share = strength(game)

    def key(member: int) -> tuple[float, list[int]]:
        return -share[member], [column[member] for part in columns for column in part]

    return sorted(range(game.n), key=key)


def _tree(node: Node, kinds: Sequence[int]) -> Tree:
    if isinstance(node, Threshold):
        columns = tuple(tuple(s[kind] - s[NO] for s in node.scores) for kind in kinds)
        return _simple_leaf(Leaf(columns, node.quota - sum(s[NO] for s in node.scores)))
    times: dict[Node, int] = {}
    for part in node.parts:
        times[part] = times.get(part, 0) + 1
    return _branch(node.k, [(count, _tree(part, kinds)) for part, count in times.items()])


def _simple_leaf(leaf: Leaf) -> Tree:
    if leaf.quota <= 0:
        return True
    if sum(leaf.weights) < leaf.quota:
        return False
    unit = gcd(*(score for column in leaf.columns[1:] for score in column))
    if unit == 1:
        return leaf
    columns = tuple(tuple(score // unit for score in column) for column in leaf.columns)
    return Leaf(columns, -(-leaf.quota // unit))


def _branch(k: int, parts: Iterable[tuple[int, Tree]]) -> Tree:
    kept: list[tuple[int, Tree]] = []
    for times, part in parts:
        if part is True:
            k -= times
        elif part is not False:
            kept.append((times, part))
    if k <= 0:
        return True
    if sum(times for times, _ in kept) < k:
        return False
    if len(kept) == 1:
        return kept[0][1]
    return Branch(k, tuple(_flat(k, kept)))


def _flat(k: int, parts: list[tuple[int, Tree]]) -> list[tuple[int, Tree]]:
    """An "or" within an "or" is one "or"; "and" within "and" is left, which costs nothing."""
    if k > 1:
        return parts
    flat: list[tuple[int, Tree]] = []
    for times, part in parts:
        flat += part.parts if isinstance(part, Branch) and part.k == 1 else [(times, part)]
    return flat


def _dual(tree: Tree) -> Tree:
    if isinstance(tree, bool):
        return not tree
    if isinstance(tree, Leaf):
        return Leaf(tree.columns, sum(tree.weights) - tree.quota + 1)
    total = sum(times for times, _ in tree.parts)
    return Branch(total - tree.k + 1, tuple((times, _dual(part)) for times, part in tree.parts))
