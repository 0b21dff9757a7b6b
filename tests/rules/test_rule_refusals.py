"""What cannot be a rule is refused, with the reason and the mend."""

from __future__ import annotations

from fractions import Fraction

import pytest

from placet.errors import UsageError
from placet.rules import (
    And,
    AtLeast,
    Base,
    Deemed,
    Group,
    InFavour,
    NoObjection,
    Opposed,
    Points,
    Rule,
    Weights,
    bounds,
    decide,
    from_toml,
    pivotality,
    probability,
    to_toml,
)
from placet.words import Ballot

ABC = ("A", "B", "C")
MAJORITY = InFavour(need=Fraction(1, 2), of=Base.MEMBERS, more=True)


def made(root: object, members: tuple[str, ...] = ABC) -> Rule:
    return Rule(name="a rule", members=members, root=root)  # type: ignore[arg-type]


def test_a_quorum_is_refused_since_a_no_would_help_to_reach_it() -> None:
    with pytest.raises(UsageError, match="not monotone: no counts 1, absent 0"):
        Points(need=2, yes=1, abstain=1, no=1, absent=0)


def test_a_weight_is_a_whole_number_of_zero_or_more() -> None:
    with pytest.raises(UsageError, match="w of B = -1 is negative"):
        Weights("w", (("A", 1), ("B", -1)))
    with pytest.raises(UsageError, match=r"w of A = 1\.5 is not a whole number"):
        Weights("w", (("A", 1.5),))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="w of A = True"):
        Weights("w", (("A", True),))
    with pytest.raises(UsageError, match="gives A twice"):
        Weights("w", (("A", 1), ("A", 2)))


def test_a_quota_that_cannot_be_met_is_refused() -> None:
    with pytest.raises(UsageError, match=r"cannot be met: 3 members can give 3, 4 are needed"):
        made(InFavour(need=Fraction(4)))
    with pytest.raises(UsageError, match="cannot be met"):
        made(InFavour(need=Fraction(1), of=Base.MEMBERS, more=True))


def test_members_without_weight_are_refused() -> None:
    weights = Weights("w", (("A", 0), ("B", 0), ("C", 0)))
    with pytest.raises(UsageError, match="weigh nothing"):
        made(InFavour(need=Fraction(1, 2), of=Base.MEMBERS, weights=weights))
    with pytest.raises(UsageError, match="w has no weight for C"):
        made(InFavour(need=Fraction(1), weights=Weights("w", (("A", 1), ("B", 1)))))


def test_a_need_is_exact_and_within_reason() -> None:
    with pytest.raises(UsageError, match="is not exact"):
        InFavour(need=0.667)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="a need of 0"):
        InFavour(need=Fraction(0))
    with pytest.raises(UsageError, match="a need of 3/2 of the members"):
        InFavour(need=Fraction(3, 2), of=Base.MEMBERS)
    with pytest.raises(UsageError, match="those voting"):
        Opposed(below=Fraction(1, 3), of=Base.VOTING)


def test_combinations_have_parts_and_reachable_counts() -> None:
    with pytest.raises(UsageError, match="without parts"):
        And(())
    with pytest.raises(UsageError, match="at least 3 of parts that count 1"):
        AtLeast(3, (MAJORITY,))
    with pytest.raises(UsageError, match="2 counts for 1 parts"):
        AtLeast(1, (MAJORITY,), (1, 2))
    with pytest.raises(UsageError, match="blocking minority of 0"):
        Deemed(rule=MAJORITY, blockers=0)


def test_members_are_named_once_and_known() -> None:
    with pytest.raises(UsageError, match="without members"):
        made(MAJORITY, ())
    with pytest.raises(UsageError, match="named twice: A"):
        made(MAJORITY, ("A", "B", "A"))
    with pytest.raises(UsageError, match="X: not among the members"):
        made(NoObjection(among=("A", "X")))
    with pytest.raises(UsageError, match="X: not among the members"):
        made(Group(name="g", members=("X",), rule=MAJORITY))


def test_ballots_and_chances_are_of_members() -> None:
    rule = made(MAJORITY)
    with pytest.raises(UsageError, match="'X' is not a member"):
        decide(rule, {"X": Ballot.YES})
    with pytest.raises(UsageError, match="'X' is not a member"):
        bounds(rule, {"X": Ballot.YES})
    with pytest.raises(UsageError, match="no chance of assent for C"):
        probability(rule, {"A": 0.5, "B": 0.5})
    with pytest.raises(UsageError, match="a chance lies in 0 to 1"):
        pivotality(rule, {"A": 0.5, "B": 0.5, "C": 1.5})


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("members = [", "not TOML"),
        ('colour = "red"', "unknown key 'colour'"),
        ('members = ["A"]', "not a table"),
        ('members = ["A"]\n[rule]\nkind = "consent"', "'consent' is not a kind of rule"),
        ('members = ["A"]\n[rule]\nkind = "veto"\namongst = ["A"]', "unknown key 'amongst'"),
        ('members = ["A"]\n[rule]\nkind = "veto"\namong = "all"', "'all' is not a group"),
        ('members = ["A"]\n[rule]\nkind = "in favour"', "no need, or two"),
        ('members = ["A"]\n[rule]\nkind = "in favour"\nat_least = "most"', "neither a number"),
        ('members = ["A"]\n[rule]\nkind = "in favour"\nat_least = true', "neither a number"),
        ('members = ["A"]\n[rule]\nkind = "in favour"\nat_least = 1\nof = "us"', "is not known"),
        ('members = ["A"]\n[rule]\nkind = "in favour"\nat_least = 1\nweights = "w"', "not given"),
        ('members = ["A"]\n[rule]\nkind = "and"', "no parts"),
        ('members = ["A"]\n[rule]\nkind = "body"\nbody = "unsc"', "stands alone"),
    ],
)
def test_a_rule_in_toml_is_read_strictly(text: str, problem: str) -> None:
    with pytest.raises(UsageError, match=problem) as caught:
        from_toml(text)
    assert caught.value.mend


def test_two_weights_of_one_name_are_not_written() -> None:
    one, two = (Weights("w", (("A", a), ("B", 1), ("C", 1))) for a in (1, 2))
    rule = made(
        And((InFavour(need=Fraction(1), weights=one), InFavour(need=Fraction(1), weights=two)))
    )
    with pytest.raises(UsageError, match="two different weights are called 'w'"):
        to_toml(rule)
