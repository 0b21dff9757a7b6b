"""A rule of decision: who decides, how, and by what legal text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from html import escape

from placet.errors import UsageError
from placet.rules.algebra import InFavour, Node, Weights
from placet.rules.inwords import in_words
from placet.rules.lower import lower
from placet.rules.lowered import LoweredRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule over the ballots of its members, checked when it is made.

    Args:
        name: what it is called, e.g. "EU Council: qualified majority".
        members: who may vote, in the order in which answers list them.
        root: the rule as an expression.
        source: the legal text it comes from.
        negative: for procedures with three outcomes, the rule by which those against reach a
            negative outcome; it reads `no` where others read `yes`.
        note: what a reader should know besides.

    Raises:
        UsageError: no members or one twice, a leaf about somebody who is not a member, a weight
            missing, or a quota that cannot be met.
    """

    name: str
    members: tuple[str, ...]
    root: Node
    source: str = ""
    negative: Node | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not self.members:
            raise UsageError(f"{self.name}: a rule without members", mend="name its members")
        twice = sorted({name for name in self.members if self.members.count(name) > 1})
        if twice:
            raise UsageError(
                f"{self.name}: members named twice: {', '.join(twice)}", mend="name each once"
            )
        lower(self.members, self.root)
        if self.negative is not None:
            lower(self.members, self.negative)

    def in_words(self) -> str:
        """The rule as a sentence."""
        return in_words(self.root, self.members)

    def _repr_html_(self) -> str:
        """For notebooks: the rule, who decides, and its source."""
        return (
            f"<p><strong>{escape(self.name)}</strong><br>{escape(self.in_words())}.<br>"
            f"<small>{len(self.members)} members · {escape(self.source)}</small></p>"
        )

    def lowered(self) -> LoweredRule:
        """The rule as gates over thresholds, for the engine."""
        return lowered(self)


def weighted(quota: int, weights: Mapping[str, int] | Sequence[int], name: str = "") -> Rule:
    """The rule [quota; weights]: members with at least `quota` votes are in favour.

    Args:
        quota: the votes needed.
        weights: the votes of each member, by name; a bare sequence names them "1", "2", ...
        name: what the rule is called.

    Raises:
        UsageError: a weight that is negative or no whole number, or a quota that cannot be met.
    """
    if not isinstance(weights, Mapping):
        weights = {str(place): value for place, value in enumerate(weights, 1)}
    votes = Weights("votes", tuple(weights.items()))
    root = InFavour(need=Fraction(quota), weights=votes)
    return Rule(name=name or f"at least {quota} votes", members=tuple(weights), root=root)


@lru_cache(maxsize=256)
def lowered(rule: Rule) -> LoweredRule:
    """The lowered form of `rule`; kept, since every answer starts from it."""
    return lower(rule.members, rule.root)
