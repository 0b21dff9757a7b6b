"""Power in real bodies, against published and independently computed values."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import islice

import pytest

from placet.bodies import load_body
from placet.rules import InFavour, Rule, Weights, minimal_blocking_sets, power


def weighted(quota: int, *values: int) -> Rule:
    members = tuple("ABCDEFGH"[: len(values)])
    weights = Weights("votes", tuple(zip(members, values, strict=True)))
    root = InFavour(need=Fraction(quota), weights=weights)
    return Rule(name="weighted", members=members, root=root)


def test_power_in_the_security_council() -> None:
    """848 swings for a permanent member, 84 for an elected one; 421/2145 and 4/2145."""
    answer = power(load_body("unsc").rule("substantive", date(2024, 1, 1)))
    assert answer.winning == 848
    assert answer.penrose["US"] == Fraction(848, 2**14)
    assert answer.penrose["MT"] == Fraction(84, 2**14)
    assert answer.shapley_shubik["US"] == Fraction(421, 2145)
    assert answer.shapley_shubik["MT"] == Fraction(4, 2145)


def test_luxembourg_had_no_power_among_the_six() -> None:
    answer = power(load_body("eec-council").rule("qmv", date(1960, 1, 1)))
    assert answer.banzhaf["DE"] == Fraction(5, 21)
    assert answer.banzhaf["NL"] == Fraction(3, 21)
    assert answer.banzhaf["LU"] == 0


@pytest.mark.parametrize(
    ("quota", "values", "index", "expected"),
    [
        (6, (4, 3, 2, 1), "banzhaf", ("5/12", "1/4", "1/4", "1/12")),
        (4, (3, 2, 1, 1), "shapley_shubik", ("1/2", "1/6", "1/6", "1/6")),
        (2, (2, 2, 1, 1), "shapley_shubik", ("5/12", "5/12", "1/12", "1/12")),
    ],
)
def test_power_in_textbook_games(
    quota: int, values: tuple[int, ...], index: str, expected: tuple[str, ...]
) -> None:
    """Straffin, Game Theory and Strategy; Wikipedia on Shapley-Shubik; by hand."""
    found = getattr(power(weighted(quota, *values)), index)
    assert tuple(found.values()) == tuple(Fraction(share) for share in expected)


def test_under_consensus_all_have_the_same_power_and_each_blocks_alone() -> None:
    rule = load_body("nato").rule("invitation", date(2024, 11, 29))
    answer = power(rule)
    assert set(answer.shapley_shubik.values()) == {Fraction(1, 32)}
    assert answer.winning == 1
    assert list(minimal_blocking_sets(rule)) == [(member,) for member in rule.members]


def test_who_can_block_in_the_security_council() -> None:
    """Each permanent member alone, or any seven of the ten elected."""
    rule = load_body("unsc").rule("substantive", date(2024, 1, 1))
    sizes = sorted(len(some) for some in minimal_blocking_sets(rule))
    assert sizes == [1] * 5 + [7] * 120


def test_four_members_are_needed_to_block_in_the_council() -> None:
    """Germany, France and Italy have over 35 % of the population, but they are only three."""
    council = load_body("eu-council")
    rule = council.rule("qmv", date(2025, 3, 1))
    found = list(islice(minimal_blocking_sets(rule), 200))
    assert min(len(some) for some in found) == 4
    other = council.rule("qmv-72", date(2025, 3, 1))
    assert ("DE", "FR", "IT") in list(islice(minimal_blocking_sets(other), 10))
