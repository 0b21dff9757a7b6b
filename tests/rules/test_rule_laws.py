"""Laws of rules: small rules made by Hypothesis, checked against the definitions."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rules_made import rules

from placet.rules import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    NoObjection,
    Opposed,
    Or,
    Points,
    Rule,
    Weights,
    bounds,
    decide,
    from_toml,
    minimal_blocking_sets,
    pivotality,
    probability,
    to_toml,
)
from placet.rules.algebra import Node
from placet.words import Ballot

unhurried = settings(deadline=None)

Ballots = Mapping[str, Ballot]
ORDER = (Ballot.NO, Ballot.ABSTAIN, Ballot.YES)


def weight(weights: Weights | None, member: str) -> int:
    return 1 if weights is None else dict(weights.values)[member]


def meant(node: Node, ballots: Ballots, electorate: tuple[str, ...]) -> bool:
    """What the definitions say, leaf by leaf, in words and fractions rather than scores."""
    match node:
        case And(parts):
            return all(meant(part, ballots, electorate) for part in parts)
        case Or(parts):
            return any(meant(part, ballots, electorate) for part in parts)
        case AtLeast(k, parts, counts):
            times = counts or (1,) * len(parts)
            held = (n for n, p in zip(times, parts, strict=True) if meant(p, ballots, electorate))
            return sum(held) >= k
        case Deemed(rule=rule, blockers=blockers):
            not_in_favour = [m for m in electorate if ballots[m] != Ballot.YES]
            return meant(rule, ballots, electorate) or len(not_in_favour) < blockers
        case Group(members=members, rule=rule):
            return meant(rule, ballots, members)
        case _:
            return leaf_holds(node, ballots, node.among or electorate)


def leaf_holds(leaf: Node, ballots: Ballots, counted: tuple[str, ...]) -> bool:
    if isinstance(leaf, NoObjection):
        return not any(ballots[m] == Ballot.NO for m in counted)
    if isinstance(leaf, Points):
        worth = {kind: getattr(leaf, kind.value) for kind in Ballot}
        return sum(weight(leaf.weights, m) * worth[ballots[m]] for m in counted) >= leaf.need
    assert isinstance(leaf, InFavour | Opposed)
    total = sum(weight(leaf.weights, m) for m in counted)
    if leaf.weights is not None and leaf.weights.whole is not None and not leaf.among:
        total = leaf.weights.whole
    if isinstance(leaf, Opposed):
        against = sum(weight(leaf.weights, m) for m in counted if ballots[m] in leaf.counts.ballots)
        return against < leaf.below * (1 if leaf.of is Base.NUMBER else total)
    yes = sum(weight(leaf.weights, m) for m in counted if ballots[m] == Ballot.YES)
    kinds = {
        Base.PRESENT: {Ballot.YES, Ballot.ABSTAIN, Ballot.NO},
        Base.VOTING: {Ballot.YES, Ballot.NO},
    }.get(leaf.of)
    base = total if leaf.of is Base.MEMBERS else 1
    if kinds:
        base = sum(weight(leaf.weights, m) for m in counted if ballots[m] in kinds)
        if not any(ballots[m] == Ballot.YES for m in counted):
            return False
    return yes > leaf.need * base if leaf.more else yes >= leaf.need * base


@st.composite
def rules_with_ballots(draw: st.DrawFn) -> tuple[Rule, dict[str, Ballot]]:
    rule = draw(rules(most=12))
    return rule, {member: draw(st.sampled_from(Ballot)) for member in rule.members}


@unhurried
@given(rules_with_ballots())
def test_a_decision_is_what_the_definitions_say(given_: tuple[Rule, dict[str, Ballot]]) -> None:
    rule, ballots = given_
    assert decide(rule, ballots).carried == meant(rule.root, ballots, rule.members)


@unhurried
@given(rules_with_ballots(), st.data())
def test_turning_towards_yes_never_loses(
    given_: tuple[Rule, dict[str, Ballot]], data: st.DataObject
) -> None:
    rule, ballots = given_
    member = data.draw(st.sampled_from(rule.members))
    above = {
        Ballot.NO: [*Ballot],
        Ballot.ABSTAIN: [Ballot.YES],
        Ballot.ABSENT: [Ballot.YES],
        Ballot.YES: [Ballot.YES],
    }
    more = {**ballots, member: data.draw(st.sampled_from(above[ballots[member]]))}
    assert decide(rule, more).carried >= decide(rule, ballots).carried


@unhurried
@given(rules_with_ballots())
def test_each_threshold_says_whether_it_is_met(given_: tuple[Rule, dict[str, Ballot]]) -> None:
    rule, ballots = given_
    decision = decide(rule, ballots)
    if all(line.startswith("met: ") for line in decision.why):
        assert decision.carried
    if all(line.startswith("not met: ") for line in decision.why):
        assert not decision.carried


@unhurried
@given(rules_with_ballots())
def test_who_stands_in_the_way_could_make_it_carry(
    given_: tuple[Rule, dict[str, Ballot]],
) -> None:
    rule, ballots = given_
    decision = decide(rule, ballots)
    assert bool(decision.blocking) <= (not decision.carried)
    if not decision.carried:
        won = {**ballots, **dict.fromkeys(decision.blocking, Ballot.YES)}
        assert decide(rule, won).carried


@unhurried
@given(rules(most=5), st.data())
def test_bounds_are_the_ends_over_every_ballot(rule: Rule, data: st.DataObject) -> None:
    some = data.draw(st.lists(st.sampled_from(rule.members), unique=True))
    known = {member: data.draw(st.sampled_from(Ballot)) for member in some}
    rest = [member for member in rule.members if member not in known]
    outcomes = {
        decide(rule, {**known, **dict(zip(rest, kinds, strict=True))}).carried
        for kinds in product(Ballot, repeat=len(rest))
    }
    assert bounds(rule, known) == (min(outcomes), max(outcomes))


@unhurried
@given(rules(), st.data())
def test_the_chance_is_the_sum_over_all_ballots(rule: Rule, data: st.DataObject) -> None:
    p = {member: data.draw(st.floats(0, 1, width=32)) for member in rule.members}
    total, gain = 0.0, dict.fromkeys(rule.members, 0.0)
    for kinds in product((Ballot.YES, Ballot.NO), repeat=len(rule.members)):
        ballots = dict(zip(rule.members, kinds, strict=True))
        if not decide(rule, ballots).carried:
            continue
        odds = {m: p[m] if kind == Ballot.YES else 1 - p[m] for m, kind in ballots.items()}
        total += product_of(odds.values())
        for m, kind in ballots.items():
            others = product_of(odd for other, odd in odds.items() if other != m)
            gain[m] += others if kind == Ballot.YES else -others
    assert probability(rule, p) == pytest.approx(total, abs=1e-12)
    assert pivotality(rule, p) == pytest.approx(gain, abs=1e-12)


def product_of(values: object) -> float:
    result = 1.0
    for value in values:  # type: ignore[attr-defined]
        result *= value
    return result


@unhurried
@given(rules())
def test_blocking_sets_are_all_and_minimal(rule: Rule) -> None:
    blocked = {
        frozenset(some)
        for size in range(len(rule.members) + 1)
        for some in combinations(rule.members, size)
        if not decide(
            rule, {m: Ballot.NO if m in some else Ballot.YES for m in rule.members}
        ).carried
    }
    minimal = {some for some in blocked if not any(less < some for less in blocked)}
    found = list(minimal_blocking_sets(rule))
    assert {frozenset(some) for some in found} == minimal
    assert len(found) == len(minimal)


@unhurried
@given(rules())
def test_a_rule_comes_back_from_toml_as_it_was(rule: Rule) -> None:
    assert from_toml(to_toml(rule)) == rule


@unhurried
@given(rules())
def test_every_rule_can_be_said_in_words(rule: Rule) -> None:
    assert rule.in_words()
