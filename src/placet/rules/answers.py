"""What a rule says: of given ballots, of ballots known in part, and of chances of assent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from placet.errors import UsageError, did_you_mean
from placet.rules import blocking
from placet.rules.lower import lower
from placet.rules.lowered import BALLOTS, LoweredRule, holds
from placet.rules.plain import gains, total
from placet.rules.rule import Rule
from placet.rules.why import in_the_way, reasons
from placet.words import Ballot

_MIRROR = {Ballot.YES: Ballot.NO, Ballot.NO: Ballot.YES}


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether given ballots carry a rule, and which thresholds say so, by how much."""

    carried: bool
    why: tuple[str, ...]
    blocking: tuple[str, ...] = ()
    """If not carried: the members in the way, who together could make it carry by voting yes."""
    outcome: str = ""
    """For procedures with three outcomes: positive, negative or none."""


def decide(rule: Rule, ballots: Mapping[str, Ballot]) -> Decision:
    """Apply `rule` to the ballots; a member without one is absent.

    Raises:
        UsageError: a ballot of somebody who is not a member.
    """
    _check_members(rule, ballots)
    full = {member: ballots.get(member, Ballot.ABSENT) for member in rule.members}
    carried = _carried(rule.lowered(), full)
    return Decision(
        carried,
        reasons(rule, full),
        () if carried else in_the_way(rule.lowered(), full),
        _outcome(rule, full, carried=carried),
    )


def _outcome(rule: Rule, ballots: Mapping[str, Ballot], *, carried: bool) -> str:
    if rule.negative is None:
        return ""
    mirrored = {member: _MIRROR.get(ballot, ballot) for member, ballot in ballots.items()}
    against = lower(rule.members, rule.negative)
    if carried:
        return "positive"
    return "negative" if _carried(against, mirrored) else "none"


def bounds(rule: Rule, known: Mapping[str, Ballot]) -> tuple[bool, bool]:
    """The worst and the best outcome over every ballot that the other members may cast.

    Exact, since rules are monotone: all of them against, then all of them in favour.
    """
    _check_members(rule, known)
    worst, best = (
        _carried(rule.lowered(), {member: known.get(member, rest) for member in rule.members})
        for rest in (Ballot.NO, Ballot.YES)
    )
    return worst, best


def probability(rule: Rule, p_yes: Mapping[str, float]) -> float:
    """The chance that the question carries when members vote yes independently, and else no."""
    return total(rule.lowered(), [(p, 1.0 - p) for p in _chances(rule, p_yes)])


def pivotality(rule: Rule, p_yes: Mapping[str, float]) -> dict[str, float]:
    """For each member, P(carried | it votes yes) - P(carried | it votes no)."""
    _, gained = gains(rule.lowered(), [(p, 1.0 - p) for p in _chances(rule, p_yes)])
    return dict(zip(rule.members, gained, strict=True))


def minimal_blocking_sets(rule: Rule) -> Iterator[tuple[str, ...]]:
    """Sets of members whose no stops what all others want, none of whom could be spared.

    Found one by one, small ones rather first: take as many as you need.
    """
    for some in blocking.minimal_blocking_sets(rule.lowered()):
        yield tuple(rule.members[index] for index in some or ())


def some_blocking_sets(rule: Rule, most: int, effort: int) -> tuple[list[tuple[str, ...]], bool]:
    """At most `most` minimal blocking sets, found in `effort` steps, and whether that is all."""
    found: list[tuple[str, ...]] = []
    for some in blocking.minimal_blocking_sets(rule.lowered(), effort):
        if some is None or len(found) == most:
            return found, False
        found.append(tuple(rule.members[index] for index in some))
    return found, True


def _carried(lowered: LoweredRule, ballots: Mapping[str, Ballot]) -> bool:
    return holds(lowered.root, [BALLOTS.index(ballots[member]) for member in lowered.members])


def _chances(rule: Rule, p_yes: Mapping[str, float]) -> tuple[float, ...]:
    _check_members(rule, p_yes)
    missing = [member for member in rule.members if member not in p_yes]
    if missing:
        raise UsageError(
            f"no chance of assent for {', '.join(missing)}", mend="give one for every member"
        )
    for member, p in p_yes.items():
        if not 0.0 <= p <= 1.0:
            raise UsageError(f"the chance of {member} = {p!r}", mend="a chance lies in 0 to 1")
    return tuple(float(p_yes[member]) for member in rule.members)


def _check_members(rule: Rule, named: Mapping[str, object]) -> None:
    for member in named:
        if member not in rule.members:
            raise UsageError(
                f"{member!r} is not a member that decides on {rule.name}",
                mend=did_you_mean(member, rule.members),
            )
