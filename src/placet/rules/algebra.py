"""The algebra of decision rules over the ballots yes, abstain, no and absent.

A rule is a tree of small frozen nodes. Leaves compare a tally with a quota and cite the legal text
that says so; the other nodes combine. Every leaf is monotone: a member that turns from no to
abstaining, to staying away or to yes never turns carried into not carried. What would not be
monotone, such as a quorum that a "no" helps to reach, is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TypeAlias

from placet.errors import UsageError
from placet.words import Ballot


class Base(StrEnum):
    """What a share is taken of."""

    NUMBER = "number"
    """Nothing: the need is a number."""
    MEMBERS = "members"
    """All who may vote, whatever they do."""
    PRESENT = "present"
    """Those who are not absent."""
    VOTING = "voting"
    """Those present and voting: who vote yes or no."""


class Opposition(StrEnum):
    """Which ballots a limit on opposition counts."""

    NO = "no"
    NO_OR_ABSTAIN = "no or abstain"
    NOT_IN_FAVOUR = "not in favour"

    @property
    def ballots(self) -> frozenset[Ballot]:
        """The ballots counted."""
        return _OPPOSED[self]


_OPPOSED = {
    Opposition.NO: frozenset({Ballot.NO}),
    Opposition.NO_OR_ABSTAIN: frozenset({Ballot.NO, Ballot.ABSTAIN}),
    Opposition.NOT_IN_FAVOUR: frozenset(Ballot) - {Ballot.YES},
}


@dataclass(frozen=True, slots=True)
class Weights:
    """What each member counts for in one tally: people, votes, shares.

    Args:
        name: what is counted, as in "population".
        values: the whole number of each member, in the rule's order of members or any other.
        whole: what shares are taken of, where that is not the sum of the values (published shares
            that are rounded add up to a little more or less than the whole).
        source: where the figures come from.
    """

    name: str
    values: tuple[tuple[str, int], ...]
    whole: int | None = None
    source: str = ""

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for member, value in self.values:
            check_weight(f"{self.name} of {member}", value)
            if member in seen:
                raise UsageError(
                    f"{self.name} gives {member} twice", mend="keep one weight for each member"
                )
            seen.add(member)
        if self.whole is not None:
            check_weight(f"the whole of {self.name}", self.whole)

    def only(self, members: Iterable[str]) -> Weights:
        """The weights of `members` alone, shares then being taken of their sum."""
        wanted = set(members)
        kept = tuple(pair for pair in self.values if pair[0] in wanted)
        whole = self.whole if len(kept) == len(self.values) else None
        return Weights(self.name, kept, whole, self.source)


def check_weight(what: str, value: object) -> None:
    """Refuse a weight that is not a whole number of zero or more."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise UsageError(
            f"{what} = {value!r} is not a whole number",
            mend="give shares as whole numbers, e.g. in hundredths of a percent",
        )
    if value < 0:
        raise UsageError(f"{what} = {value} is negative", mend="weights are zero or more")


@dataclass(frozen=True, slots=True, kw_only=True)
class InFavour:
    """Enough members, or members of enough weight, vote yes.

    With a share of those present, or present and voting, somebody must have voted yes: nothing is
    carried when nobody votes.
    """

    need: Fraction
    of: Base = Base.NUMBER
    more: bool = False
    """More than the need, not just as much."""
    weights: Weights | None = None
    among: tuple[str, ...] = ()
    """Whose ballots are counted; empty for all members."""
    source: str = ""

    def __post_init__(self) -> None:
        _check_need(self.need, self.of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opposed:
    """Fewer members than a limit, or members of less weight, stand against."""

    below: Fraction
    of: Base = Base.NUMBER
    counts: Opposition = Opposition.NO
    weights: Weights | None = None
    among: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        _check_need(self.below, self.of)
        if self.of not in (Base.NUMBER, Base.MEMBERS):
            raise UsageError(
                f"a limit on opposition as a share of those {self.of.value}",
                mend="say it as a need of votes in favour, or take the share of the members",
            )


class Objection(StrEnum):
    """How an objection is made; the game is the same, the words are not."""

    CONSENSUS = "consensus"
    VETO = "veto"
    SILENCE = "silence"
    UNANIMITY = "unanimity"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoObjection:
    """Nobody votes no: consensus, a veto, unanimity that abstention does not prevent, silence."""

    how: Objection = Objection.CONSENSUS
    among: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """Any other tally: what each ballot adds, times the member's weight, reaches the need."""

    need: int
    yes: int
    abstain: int = 0
    no: int = 0
    absent: int = 0
    weights: Weights | None = None
    among: tuple[str, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        for name in ("abstain", "absent"):
            middle = getattr(self, name)
            if not self.no <= middle <= self.yes:
                raise UsageError(
                    f"not monotone: no counts {self.no}, {name} {middle}, yes {self.yes}, so that "
                    f"a member could help the question by turning away from it",
                    mend="a rule has no <= abstain <= yes and no <= absent <= yes; a quorum is a "
                    "condition of the meeting, not of the ballots",
                )


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)


@dataclass(frozen=True, slots=True)
class Or:
    """One part holds, or more."""

    parts: tuple[Node, ...]

    def __post_init__(self) -> None:
        _check_parts(self.parts)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """At least `k` parts hold; with `counts`, parts that together count for at least `k`."""

    k: int
    parts: tuple[Node, ...]
    counts: tuple[int, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        _check_parts(self.parts)
        if self.counts and len(self.counts) != len(self.parts):
            raise UsageError(
                f"{len(self.counts)} counts for {len(self.parts)} parts",
                mend="give one count for each part, or none",
            )
        for count in self.counts:
            check_weight("the count of a part", count)
        most = sum(self.counts) if self.counts else len(self.parts)
        if not 1 <= self.k <= most:
            raise UsageError(
                f"at least {self.k} of parts that count {most}", mend=f"k lies in 1 to {most}"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deemed:
    """The inner rule holds, or is deemed to: too few members stand in the way to block."""

    rule: Node
    blockers: int
    """A blocking minority has at least this many members that do not vote in favour."""
    source: str = ""

    def __post_init__(self) -> None:
        if self.blockers < 1:
            raise UsageError(
                f"a blocking minority of {self.blockers}", mend="it has at least one member"
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group that decides by its own rule inside another; its leaves count its members alone."""

    name: str
    members: tuple[str, ...]
    rule: Node
    source: str = ""


Leaf: TypeAlias = InFavour | Opposed | NoObjection | Points
Node: TypeAlias = Leaf | And | Or | AtLeast | Deemed | Group


def children(node: Node) -> tuple[Node, ...]:
    """The parts of which `node` is made; none for a leaf."""
    match node:
        case And(parts) | Or(parts) | AtLeast(_, parts):
            return parts
        case Deemed(rule=rule) | Group(rule=rule):
            return (rule,)
        case _:
            return ()


def _check_need(need: Fraction, of: Base) -> None:
    if not isinstance(need, Fraction):
        raise UsageError(f"need = {need!r} is not exact", mend="write Fraction(2, 3), not 0.667")
    if need <= 0:
        raise UsageError(f"a need of {need}", mend="a need is more than zero")
    if of is not Base.NUMBER and need > 1:
        raise UsageError(
            f"a need of {need} of the {of.value}", mend="a share is at most 1; or give a number"
        )


def _check_parts(parts: tuple[Node, ...]) -> None:
    if not parts:
        raise UsageError("a combination without parts", mend="give at least one part")
