"""Where bargaining on a scale would settle, by models that the literature compares.

The mean voter weighs positions by capability and salience (Van den Bos, "Dutch EC Decision Making",
1991; the compromise model of Thomson, Stokman, Achen and König, "The European Union Decides",
2006). The weighted median is the Condorcet winner of votes weighted so (Black, "The Theory of
Committees and Elections", 1958). Nash's solution maximises the weighted product of gains over the
reference point (Nash, "The bargaining problem", Econometrica 18, 1950). Core and winset follow from
the body's own rule: on one scale, with single-peaked and symmetric preferences, the members left of
a point or right of it are all that can want to leave it, so that two pivots settle both (Krehbiel,
"Pivotal Politics", 1998; Tsebelis, "Veto Players", 2002).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from placet.bargaining.scale import Actor, Scale
from placet.errors import UsageError
from placet.rules import Rule, decide
from placet.words import Ballot

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What each model says of one scale."""

    mean_voter: float
    median_voter: float
    nash: float | None
    """None without a reference point."""
    agreement: bool | None
    """Does everybody gain at Nash's point? False where the reference point stays."""
    core: Interval | None
    """What no winning coalition wants to leave; None if there is no rule, or no such point."""
    winset: Interval | None
    """What beats the reference point; None if nothing does."""


def settle(scale: Scale, rule: Rule | None = None) -> Settled:
    """Every model on one scale; core and winset under a rule whose members are the actors."""
    q = scale.reference
    found = nash(scale.actors, q) if q is not None else None
    return Settled(
        mean_voter=mean_voter(scale.actors),
        median_voter=median_voter(scale.actors),
        nash=found,
        agreement=None if found is None else found != q,
        core=core(scale.actors, rule) if rule else None,
        winset=winset(scale.actors, rule, q) if rule and q is not None else None,
    )


def mean_voter(actors: Sequence[Actor]) -> float:
    """The mean of the positions, weighted by capability and salience."""
    total = math.fsum(actor.weight for actor in actors)
    return math.fsum(actor.weight * actor.position for actor in actors) / total


def median_voter(actors: Sequence[Actor]) -> float:
    """The first position at which half of the weight is reached, from the left."""
    ordered = sorted(actors, key=lambda actor: actor.position)
    half = math.fsum(actor.weight for actor in actors) / 2
    reached = 0.0
    for actor in ordered:
        reached += actor.weight
        if reached >= half - 1e-12:
            return actor.position
    return ordered[-1].position


def nash(actors: Sequence[Actor], reference: float) -> float:
    """Nash's solution over the points that everybody prefers to the reference point.

    Losses are distances. Where nobody or not everybody gains by leaving it, the reference stays.
    """
    from scipy.optimize import minimize_scalar

    lows = [min(reference, 2 * actor.position - reference) for actor in actors]
    highs = [max(reference, 2 * actor.position - reference) for actor in actors]
    low, high = max(lows), min(highs)
    if high - low <= 1e-12:  # noqa: PLR2004 - a single point
        return reference

    def loss(point: float) -> float:
        gains = (
            (actor.weight, abs(reference - actor.position) - abs(point - actor.position))
            for actor in actors
        )
        return -math.fsum(weight * math.log(max(gain, 1e-300)) for weight, gain in gains)

    found = minimize_scalar(loss, bounds=(low, high), method="bounded", options={"xatol": 1e-10})
    return float(found.x)


def core(actors: Sequence[Actor], rule: Rule) -> Interval | None:
    """The points that no winning coalition wants to leave, from the right pivot to the left one."""
    left, right = _pivots(actors, rule)
    if left is None or right is None:
        return (-math.inf, math.inf)
    return (right, left) if right <= left else None


def winset(actors: Sequence[Actor], rule: Rule, reference: float) -> Interval | None:
    """The open interval of points that a winning coalition prefers to the reference point."""
    left, right = _pivots(actors, rule)
    if left is not None and left < reference:
        return (2 * left - reference, reference)
    if right is not None and right > reference:
        return (reference, 2 * right - reference)
    return None


def _pivots(actors: Sequence[Actor], rule: Rule) -> tuple[float | None, float | None]:
    """Who completes a winning coalition from the left, and who from the right."""
    names = {actor.name for actor in actors}
    if names != set(rule.members):
        odd = sorted(names ^ set(rule.members))
        raise UsageError(
            f"the actors are not the rule's members: {', '.join(odd[:5])}",
            mend="give one row for each member, and no other",
        )
    ordered = sorted(actors, key=lambda actor: actor.position)
    return _pivot(ordered, rule), _pivot(list(reversed(ordered)), rule)


def _pivot(ordered: Iterable[Actor], rule: Rule) -> float | None:
    ballots = dict.fromkeys(rule.members, Ballot.NO)
    for actor in ordered:
        ballots[actor.name] = Ballot.YES
        if decide(rule, ballots).carried:
            return actor.position
    return None
