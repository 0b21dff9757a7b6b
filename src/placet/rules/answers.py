"""What a rule says: of given ballots, of ballots known in part, and of chances of assent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.rules.chances import check_members
from placet.rules.lower import lower
from placet.rules.lowered import BALLOTS, LoweredRule, holds
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
    check_members(rule, ballots)
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
    check_members(rule, known)
    worst, best = (
        _carried(rule.lowered(), {member: known.get(member, rest) for member in rule.members})
        for rest in (Ballot.NO, Ballot.YES)
    )
    return worst, best


def _carried(lowered: LoweredRule, ballots: Mapping[str, Ballot]) -> bool:
    return holds(lowered.root, [BALLOTS.index(ballots[member]) for member in lowered.members])
