"""Why a question carried or not: each threshold, what was reached, and by how much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from placet.rules.algebra import (
    And,
    AtLeast,
    Deemed,
    Group,
    InFavour,
    Leaf,
    Node,
    NoObjection,
    Objection,
    Opposed,
    Or,
    Points,
)
from placet.rules.inwords import figure, leaf_in_words
from placet.rules.lower import Tally, deeming, tally
from placet.rules.lowered import BALLOTS, LoweredRule, Scores, Threshold, holds
from placet.rules.lowered import Node as LoweredNode
from placet.rules.rule import Rule
from placet.words import Ballot

_MANY = 12


def reasons(rule: Rule, ballots: Mapping[str, Ballot]) -> tuple[str, ...]:
    """One line for each threshold of `rule`: met or not, what was reached, its legal text."""
    return tuple(
        _reason(leaf, rule.members, electorate, ballots)
        for leaf, electorate in leaves(rule.root, rule.members)
    )


def in_the_way(rule: LoweredRule, ballots: Mapping[str, Ballot]) -> tuple[str, ...]:
    """The members whose ballots keep failing thresholds from being met.

    Those who stand against, if it would carry with their yes; where abstaining is no better than
    voting no, or too few are in favour anyway, all whose yes would help.
    """
    kinds = [BALLOTS.index(ballots[member]) for member in rule.members]
    failing = list(_failing(rule.root, kinds))
    against = _below(failing, kinds, lambda scores: max(scores[1], scores[3]))
    won = [0 if index in against else kind for index, kind in enumerate(kinds)]
    found = against if holds(rule.root, won) else _below(failing, kinds, lambda scores: scores[0])
    return tuple(member for index, member in enumerate(rule.members) if index in found)


def _below(
    failing: Sequence[Threshold], kinds: Sequence[int], level: Callable[[Scores], int]
) -> set[int]:
    """The numbers of members whose ballot scores below `level` in some threshold."""
    return {
        index
        for threshold in failing
        for index, (scores, kind) in enumerate(zip(threshold.scores, kinds, strict=True))
        if scores[kind] < level(scores)
    }


def _failing(node: LoweredNode, kinds: Sequence[int]) -> Iterator[Threshold]:
    if holds(node, kinds):
        return
    if isinstance(node, Threshold):
        yield node
    else:
        for part in node.parts:
            yield from _failing(part, kinds)


def leaves(node: Node, electorate: tuple[str, ...]) -> Iterator[tuple[Leaf, tuple[str, ...]]]:
    """The leaves of a rule, each with those whose ballots it counts."""
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from leaves(part, electorate)
        case Deemed(rule=inner):
            yield from leaves(inner, electorate)
            yield deeming(node), electorate
        case Group(members=group, rule=inner):
            yield from leaves(inner, group)
        case _:
            yield node, electorate


def _reason(
    leaf: Leaf,
    members: tuple[str, ...],
    electorate: tuple[str, ...],
    ballots: Mapping[str, Ballot],
) -> str:
    resolved = tally(leaf, members, electorate)
    counted = [m for m, weight in zip(members, resolved.weights, strict=True) if weight]
    met, found = _found(leaf, resolved, members, counted, ballots)
    law = f" [{leaf.source}]" if leaf.source else ""
    word = "met" if met else "not met"
    return f"{word}: {leaf_in_words(leaf, members, electorate)}: {found}{law}"


def _found(
    leaf: Leaf,
    resolved: Tally,
    members: tuple[str, ...],
    counted: Sequence[str],
    ballots: Mapping[str, Ballot],
) -> tuple[bool, str]:
    reached = sum(
        weight * resolved.points[BALLOTS.index(ballots[member])]
        for member, weight in zip(members, resolved.weights, strict=True)
    )
    spare = reached - resolved.quota
    match leaf:
        case NoObjection(how=how):
            against = [m for m in counted if ballots[m] is Ballot.NO]
            verb = {Objection.SILENCE: "broke it", Objection.CONSENSUS: "objected"}.get(
                how, "voted no"
            )
            return spare >= 0, f"{_names(against)} {verb}"
        case InFavour() if resolved.points[1:] == (0, 0, 0):
            return spare >= 0, f"{_with_share(leaf, reached, resolved)}, {_margin(spare)}"
        case InFavour(more=more):
            yes, base = _of_base(resolved, members, ballots)
            met = spare >= 0 and yes > 0
            return met, f"{figure(yes)} of {figure(base)}, {_share(leaf, yes, base, more=more)}"
        case Opposed():
            return spare >= 0, f"{_with_share(leaf, -reached, resolved)}, {_limit(spare)}"
        case Points():
            return spare >= 0, f"{figure(reached)} points, {_margin(spare)}"


def _of_base(
    resolved: Tally, members: tuple[str, ...], ballots: Mapping[str, Ballot]
) -> tuple[int, int]:
    """The weight in favour, and the weight of those of whom a share is needed."""
    yes = base = 0
    for member, weight in zip(members, resolved.weights, strict=True):
        points = resolved.points[BALLOTS.index(ballots[member])]
        yes += weight * (ballots[member] is Ballot.YES)
        base += weight * (points != 0 or ballots[member] is Ballot.YES)
    return yes, base


def _share(leaf: InFavour, yes: int, base: int, *, more: bool) -> str:
    if yes == 0:
        return "nobody voted yes"
    need = leaf.need * base
    least = need.numerator // need.denominator + (1 if more or need.denominator > 1 else 0)
    return _margin(yes - least)


def _margin(spare: int) -> str:
    if spare == 0:
        return "just enough"
    return f"{figure(spare)} to spare" if spare > 0 else f"{figure(-spare)} too few"


def _limit(spare: int) -> str:
    return f"room for {figure(spare)} more" if spare >= 0 else f"{figure(-spare)} too many"


def _with_share(leaf: InFavour | Opposed, value: int, resolved: Tally) -> str:
    """A tally, and for weights its share of the whole, rounded to hundredths of a percent."""
    if leaf.weights is None:
        return figure(value)
    whole = resolved.total if leaf.weights.whole is None or leaf.among else leaf.weights.whole
    return f"{figure(value)} ({value / whole:.2%})"


def _names(names: Sequence[str]) -> str:
    if not names:
        return "nobody"
    if len(names) > _MANY:
        return f"{len(names)} members"
    return ", ".join(names)
