"""Rules made by Hypothesis, of every kind of node."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import assume
from hypothesis import strategies as st

from placet.errors import UsageError
from placet.rules import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    NoObjection,
    Objection,
    Opposed,
    Opposition,
    Or,
    Points,
    Rule,
    Weights,
)
from placet.rules.algebra import Node


@st.composite
def leaves(draw: st.DrawFn, members: tuple[str, ...]) -> Node:
    among = tuple(draw(st.lists(st.sampled_from(members), unique=True)))
    share = draw(st.fractions(min_value=Fraction(1, 12), max_value=1, max_denominator=12))
    weights = None
    if draw(st.booleans()):
        values = draw(st.lists(st.integers(0, 9), min_size=len(members), max_size=len(members)))
        whole = draw(st.none() | st.just(sum(values)))
        weights = Weights(f"w{draw(st.uuids())}", tuple(zip(members, values, strict=True)), whole)
    of = draw(st.sampled_from(Base))
    number = Fraction(draw(st.integers(1, 5)))
    kind = draw(st.sampled_from(["yes", "against", "objection", "points"]))
    if kind == "yes":
        need = number if of is Base.NUMBER else share
        more = draw(st.booleans())
        return InFavour(need=need, of=of, more=more, weights=weights, among=among, source="Art. 1")
    if kind == "against":
        of = draw(st.sampled_from([Base.NUMBER, Base.MEMBERS]))
        below = number if of is Base.NUMBER else share
        counts = draw(st.sampled_from(Opposition))
        return Opposed(below=below, of=of, counts=counts, weights=weights, among=among)
    if kind == "objection":
        return NoObjection(how=draw(st.sampled_from(Objection)), among=among, source="Art. 2")
    no, middle, away, yes = (draw(st.integers(-2, 2)) for _ in range(4))
    low, high = min(no, middle, away, yes), max(no, middle, away, yes)
    return Points(
        need=draw(st.integers(-3, 3)),
        yes=high,
        abstain=middle,
        no=low,
        absent=away,
        weights=weights,
        among=among,
    )


@st.composite
def expressions(draw: st.DrawFn, members: tuple[str, ...], depth: int = 2) -> Node:
    kind = draw(st.sampled_from(["leaf", "and", "or", "k", "counts", "deemed", "group"]))
    if depth == 0 or kind == "leaf":
        return draw(leaves(members))
    within = expressions(members, depth - 1)
    if kind == "deemed":
        return Deemed(rule=draw(within), blockers=draw(st.integers(1, len(members))))
    if kind == "group":
        some = tuple(draw(st.lists(st.sampled_from(members), min_size=1, unique=True)))
        return Group(name="the group", members=some, rule=draw(expressions(some, depth - 1)))
    parts = tuple(draw(st.lists(within, min_size=1, max_size=3)))
    if kind in ("and", "or"):
        return And(parts) if kind == "and" else Or(parts)
    if kind == "k":
        return AtLeast(draw(st.integers(1, len(parts))), parts)
    counts = tuple(draw(st.integers(1, 3)) for _ in parts)
    return AtLeast(draw(st.integers(1, sum(counts))), parts, counts)


@st.composite
def rules(draw: st.DrawFn, most: int = 7, fewest: int = 1) -> Rule:
    members = tuple("ABCDEFGHIJKL"[: draw(st.integers(fewest, most))])
    root = draw(expressions(members))
    try:
        return Rule(name="a rule", members=members, root=root, source="Art. 3")
    except UsageError as error:
        assume("cannot be met" not in error.problem and "weigh nothing" not in error.problem)
        raise
