"""The lowered form of a rule: what the engine's kernels work on.

A lowered rule is a tree of gates ("at least k of these") over thresholds on additive integer
tallies. Members are numbered by their place in `LoweredRule.members`; ballots by `BALLOTS`.

Scores are monotone: in every threshold a member's score for `no` is the least and for `yes` the
greatest of its four. The same part may stand several times under one gate: it then counts that
many times, which is how weighted nesting is lowered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from placet.words import Ballot

BALLOTS: tuple[Ballot, ...] = (Ballot.YES, Ballot.ABSTAIN, Ballot.NO, Ballot.ABSENT)
"""The order of the four scores of a member."""

Scores: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Threshold:
    """Holds when the members' scores for their ballots add up to at least `quota`."""

    scores: tuple[Scores, ...]
    """For each member: the score of yes, abstain, no, absent."""
    quota: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Holds when at least `k` of its parts hold: all of them for "and", one for "or"."""

    k: int
    parts: tuple[Node, ...]


Node: TypeAlias = "Threshold | Gate"


@dataclass(frozen=True, slots=True)
class LoweredRule:
    """A rule as a tree of gates and thresholds over numbered members."""

    members: tuple[str, ...]
    root: Node


def thresholds(node: Node) -> Iterator[Threshold]:
    """The thresholds of a rule in the order of reading."""
    if isinstance(node, Threshold):
        yield node
    else:
        for part in node.parts:
            yield from thresholds(part)


def holds(node: Node, ballots: Sequence[int]) -> bool:
    """Does `node` hold? `ballots` has, for each member, an index into `BALLOTS`.

    The plain reading of the definitions, against which faster kernels are checked.
    """
    if isinstance(node, Threshold):
        tally = sum(scores[kind] for scores, kind in zip(node.scores, ballots, strict=True))
        return tally >= node.quota
    return sum(holds(part, ballots) for part in node.parts) >= node.k
