"""The exchange model: two actors each give way on the issue that matters less to them.

Stokman and Van Oosten, "The exchange of voting positions: an object-oriented model of policy
networks", in: Bueno de Mesquita and Stokman (eds), "European Community Decision Making", 1994. What
is decided on an issue is the mean of the positions weighted by capability and salience. By moving,
an actor moves that mean; two actors who stand on opposite sides of it on two issues exchange such
moves where both gain, and both gain the same. The exchange of the largest gain is made first. Two
things are our reading: an actor gives way on an issue once, and no move carries the mean past the
position of the actor for whom it is made.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from placet.bargaining.scale import Actor, Scale
from placet.bargaining.settle import mean_voter
from placet.errors import UsageError

_NOTHING = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What an actor gives in an exchange, and gets."""

    actor: str
    issue: str
    """On which it gives way."""
    before: float
    after: float
    shift: float
    """How far that moves the mean of the issue."""
    best: float
    """The most that the actor could gain, if the other just did not lose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """Two moves, one for the other."""

    sides: tuple[Side, Side]
    gain: float
    """Of each: the shift of the mean on what it gets, less that on what it gives, by salience."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchanged:
    """The exchanges in the order in which they are made, and what they come to."""

    before: Mapping[str, float]
    """The mean of each issue."""
    after: Mapping[str, float]
    exchanges: tuple[Exchange, ...]


def exchange(issues: Mapping[str, Scale]) -> Exchanged:
    """Make exchanges, the largest gain first, until none is left.

    Args:
        issues: what is decided together; who does not stand on an issue takes no part there.

    Raises:
        UsageError: there are fewer than two issues.
    """
    if len(issues) < 2:  # noqa: PLR2004 - an exchange needs two
        raise UsageError(
            "an exchange needs two issues", mend="add a column issue that names two or more"
        )
    stand = {issue: {a.name: a for a in scale.actors} for issue, scale in issues.items()}
    before = {issue: mean_voter(tuple(actors.values())) for issue, actors in stand.items()}
    given: set[tuple[str, str]] = set()
    made: list[Exchange] = []
    while best := max(_possible(stand, given), key=lambda one: one.gain, default=None):
        for side in best.sides:
            moved = replace(stand[side.issue][side.actor], position=side.after)
            stand[side.issue][side.actor] = moved
            given.add((side.actor, side.issue))
        made.append(best)
    after = {issue: mean_voter(tuple(actors.values())) for issue, actors in stand.items()}
    return Exchanged(before=before, after=after, exchanges=tuple(made))


def _possible(
    stand: Mapping[str, Mapping[str, Actor]], given: set[tuple[str, str]]
) -> Iterator[Exchange]:
    """Every exchange by which two actors gain, as they now stand."""
    weights = {issue: sum(a.weight for a in actors.values()) for issue, actors in stand.items()}
    means = {issue: mean_voter(tuple(actors.values())) for issue, actors in stand.items()}
    names = sorted({name for actors in stand.values() for name in actors})
    for p, q in itertools.combinations(sorted(stand), 2):
        both = [name for name in names if name in stand[p] and name in stand[q]]
        for first, second in itertools.combinations(both, 2):
            found = _between(
                (stand[p][first], stand[q][first]),
                (stand[p][second], stand[q][second]),
                (p, q),
                (means[p], means[q]),
                (weights[p], weights[q]),
            )
            if found and not any((side.actor, side.issue) in given for side in found.sides):
                yield found


def _between(
    first: tuple[Actor, Actor],
    second: tuple[Actor, Actor],
    issues: tuple[str, str],
    means: tuple[float, float],
    weights: tuple[float, float],
) -> Exchange | None:
    """The exchange of equal gain between two actors on two issues; None if there is none."""
    opposed = all(
        (one.position - mean) * (other.position - mean) < 0
        for one, other, mean in zip(first, second, means, strict=True)
    )
    if not opposed or not all(actor.weight for actor in (*first, *second)):
        return None
    relative = first[0].salience * second[1].salience - second[0].salience * first[1].salience
    if abs(relative) <= _NOTHING:
        return None
    if relative < 0:  # the first cares less for the first issue: let `first` be who wants it
        first, second = second, first
    wanted, offered = 0, 1  # `first` wants issue 0, and gives way on issue 1
    most = (
        _reach(second[wanted], first[wanted], means[wanted], weights[wanted]),
        _reach(first[offered], second[offered], means[offered], weights[offered]),
    )
    get = first[wanted].salience + second[wanted].salience
    give = first[offered].salience + second[offered].salience
    shift_0 = min(most[0], most[1] * give / get)
    shift_1 = shift_0 * get / give
    gain = shift_0 * first[wanted].salience - shift_1 * first[offered].salience
    if gain <= _NOTHING:
        return None
    sides = (
        _side(first, second, offered, issues, weights, shift_1, most),
        _side(second, first, wanted, issues, weights, shift_0, most),
    )
    return Exchange(sides=sides, gain=gain)


def _reach(giver: Actor, taker: Actor, mean: float, weight: float) -> float:
    """How far a giver can move the mean toward a taker, and not past the taker."""
    whole = abs(taker.position - giver.position) * giver.weight / weight
    return min(whole, abs(taker.position - mean))


def _side(
    giver: tuple[Actor, Actor],
    taker: tuple[Actor, Actor],
    at: int,
    issues: tuple[str, str],
    weights: tuple[float, float],
    shift: float,
    most: tuple[float, float],
) -> Side:
    actor, got = giver[at], 1 - at
    way = 1 if taker[at].position > actor.position else -1
    price = taker[got].salience / taker[at].salience  # for which the other just does not lose
    bought = min(most[got], most[at] / price)
    best = bought * (giver[got].salience - price * actor.salience)
    return Side(
        actor=actor.name,
        issue=issues[at],
        before=actor.position,
        after=actor.position + way * shift * weights[at] / actor.weight,
        shift=shift,
        best=best,
    )
