"""Rules as plain tables: what `tree.from_table` reads back."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, assert_never

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
    Opposed,
    Or,
    Points,
)


def to_table(node: Node) -> dict[str, Any]:
    """The table that `from_table` reads as `node`; weights are named, not spelt out."""
    table: dict[str, Any]
    match node:
        case And(parts):
            table = {"kind": "and", "part": [to_table(part) for part in parts]}
        case Or(parts):
            table = {"kind": "or", "part": [to_table(part) for part in parts]}
        case AtLeast(k, parts, counts, source):
            table = {"kind": "at least", "k": k, "counts": list(counts), "source": source}
            table["part"] = [to_table(part) for part in parts]
        case Deemed(rule=rule, blockers=blockers, source=source):
            table = {"kind": "deemed attained", "blockers": blockers, "source": source}
            table["part"] = [to_table(rule)]
        case Group(name=name, members=members, rule=rule, source=source):
            table = {"kind": "group", "name": name, "among": list(members), "source": source}
            table["part"] = [to_table(rule)]
        case _:
            table = _leaf(node)
    return {key: value for key, value in table.items() if value not in ("", [])}


def _leaf(leaf: Leaf) -> dict[str, Any]:
    common: dict[str, Any] = {"among": list(leaf.among), "source": leaf.source}
    if not isinstance(leaf, NoObjection) and leaf.weights:
        common["weights"] = leaf.weights.name
    match leaf:
        case NoObjection(how=how):
            return {"kind": how.value, **common}
        case InFavour(need=need, of=of, more=more):
            key = "more_than" if more else "at_least"
            return {"kind": "in favour", key: _need(need, of), **_of(of), **common}
        case Opposed(below=below, of=of, counts=counts):
            table = {"kind": "against", "fewer_than": _need(below, of), "counts": counts.value}
            return {**table, **_of(of), **common}
        case Points(need=need, yes=yes, abstain=abstain, no=no, absent=absent):
            points = {"yes": yes, "abstain": abstain, "no": no, "absent": absent}
            return {"kind": "points", "need": need, **points, **common}
        case _:
            assert_never(leaf)


def _of(of: Base) -> dict[str, str]:
    return {} if of is Base.NUMBER else {"of": of.value}


def _need(need: Fraction, of: Base) -> int | str:
    if of is Base.NUMBER and need.denominator == 1:
        return need.numerator
    return f"{need.numerator}/{need.denominator}"
