"""Rules as plain sentences."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from placet.rules.algebra import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    Leaf,
    Node,
    NoObjection,
    Objection,
    Opposed,
    Opposition,
    Or,
    Points,
)
from placet.rules.lower import deeming, tally

_FEW = 7
_OF = {
    Base.PRESENT: "those present",
    Base.VOTING: "those present and voting",
}
_STANDS = {
    Opposition.NO: "vote no",
    Opposition.NO_OR_ABSTAIN: "vote no or abstain",
    Opposition.NOT_IN_FAVOUR: "do not vote in favour",
}
_OBJECTS = {
    Objection.CONSENSUS: "no member objects",
    Objection.VETO: "none of them votes no",
    Objection.SILENCE: "nobody breaks the silence before the deadline",
    Objection.UNANIMITY: "nobody votes no; abstention does not prevent it",
}


def in_words(node: Node, members: tuple[str, ...], electorate: tuple[str, ...] = ()) -> str:
    """`node` as a sentence without its full stop; `electorate` is whom its leaves count."""
    counted = electorate or members
    match node:
        case And(parts):
            return _join(parts, members, counted, ", and ")
        case Or(parts):
            return _join(parts, members, counted, ", or ")
        case AtLeast(k, parts, counts):
            return _at_least(k, parts, counts, members, counted)
        case Deemed(rule=rule):
            inner = _bracketed(rule, members, counted)
            rest = in_words(deeming(node), members, counted)
            return f"{inner}, or is deemed to be so as {rest}"
        case Group(name=name, members=group, rule=rule):
            return f"{name} agrees ({in_words(rule, members, group)})"
        case InFavour() | Opposed() | NoObjection() | Points():
            return leaf_in_words(node, members, counted)
        case _:
            assert_never(node)


def leaf_in_words(leaf: Leaf, members: tuple[str, ...], electorate: tuple[str, ...]) -> str:
    """One leaf as a clause, with its quota in numbers."""
    who = f"of {_names(leaf.among)}, " if leaf.among else ""
    resolved = tally(leaf, members, electorate)
    match leaf:
        case NoObjection(how=how):
            return who + _OBJECTS[how]
        case InFavour(of=Base.NUMBER | Base.MEMBERS):
            verb = " vote yes" if resolved.total > 1 else " votes yes"
            return who + _amount(leaf, "at least", resolved.quota, resolved.total) + verb
        case InFavour(need=need, of=of, more=more, weights=weights):
            least = "more than" if more else "at least"
            what = f" by {weights.name}" if weights else ""
            return f"{who}{least} {share(need)} of {_OF[of]}{what} vote yes"
        case Opposed(counts=counts):
            limit = 1 - resolved.quota
            return who + _amount(leaf, "fewer than", limit, resolved.total) + f" {_STANDS[counts]}"
        case Points():
            points = ", ".join(f"{name} {value}" for name, value in _points(leaf))
            return f"{who}points for each ballot ({points}) add up to at least {leaf.need}"
        case _:
            assert_never(leaf)


def share(need: Fraction) -> str:
    """A share as people write it: half, 2/3, 55 %."""
    if need == 1:
        return "all"
    if need == Fraction(1, 2):
        return "half"
    if need.denominator > 9 and (need * 10000).denominator == 1:  # noqa: PLR2004 - 1/9 reads well
        return f"{float(need * 100):g} %"
    return f"{need.numerator}/{need.denominator}"


def _amount(leaf: InFavour | Opposed, word: str, number: int, total: int) -> str:
    """Who, as a number of members or as members of a weight."""
    weights = leaf.weights
    if weights is None:
        return _heads(word, number, total)
    need = leaf.need if isinstance(leaf, InFavour) else leaf.below
    whole = total if weights.whole is None or leaf.among else weights.whole
    figures = f"{figure(number)} of {figure(whole)}"
    if leaf.of is Base.MEMBERS:
        if isinstance(leaf, InFavour) and leaf.more:
            figures = f"{figure(number)} or more of {figure(whole)}"
        return f"members with {_than(leaf, word)} {share(need)} of the {weights.name} ({figures})"
    return f"members with {_than(leaf, word)} {figures} {weights.name}"


def _heads(word: str, number: int, total: int) -> str:
    if number == total and word == "at least":
        return "all of them" if total > 1 else "the one member"
    return f"{word} {number} of {total} members"


def figure(value: int) -> str:
    """A whole number with its thousands set apart."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _than(leaf: InFavour | Opposed, word: str) -> str:
    if isinstance(leaf, InFavour) and leaf.more:
        return "more than"
    return word if isinstance(leaf, InFavour) else "less than"


def _at_least(
    k: int,
    parts: tuple[Node, ...],
    counts: tuple[int, ...],
    members: tuple[str, ...],
    electorate: tuple[str, ...],
) -> str:
    times = counts or (1,) * len(parts)
    listed = "; ".join(
        (f"{n}: " if counts else "") + in_words(part, members, electorate)
        for part, n in zip(parts, times, strict=True)
    )
    return (
        f"at least {k} of {sum(times)} count: {listed}"
        if counts
        else (f"at least {k} of these {len(parts)} hold: {listed}")
    )


def _join(
    parts: tuple[Node, ...], members: tuple[str, ...], electorate: tuple[str, ...], word: str
) -> str:
    if len(parts) == 1:
        return in_words(parts[0], members, electorate)
    return word.join(_bracketed(part, members, electorate) for part in parts)


def _bracketed(node: Node, members: tuple[str, ...], electorate: tuple[str, ...]) -> str:
    text = in_words(node, members, electorate)
    return text if isinstance(node, Leaf | Group) else f"({text})"


def _names(names: tuple[str, ...]) -> str:
    if len(names) > _FEW:
        return f"{len(names)} members"
    return ", ".join(names)


def _points(leaf: Points) -> list[tuple[str, int]]:
    return [(name, getattr(leaf, name)) for name in ("yes", "abstain", "no", "absent")]
