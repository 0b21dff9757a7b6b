"""Indices of power against published and independently computed figures, to their last digit.

The figures and where they come from are in `references.json`. Those of other software carry its
rounding: they are met to 14 places, as its own tests demand; exact fractions are met exactly.
"""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from placet.errors import UsageError
from placet.rules import (
    And,
    Deemed,
    InFavour,
    Or,
    Power,
    Rule,
    Weights,
    minimal_power,
    power,
    weighted,
)

FIGURES = json.loads((Path(__file__).parent / "references.json").read_text(encoding="utf-8"))
INDEX = {"beta_abs": "penrose", "banzhaf_norm": "banzhaf", "shapley": "shapley_shubik"}


def agrees(found: Power, entry: dict[str, Any]) -> None:
    for key, index in INDEX.items():
        if key in entry:
            shares = [float(x) for x in getattr(found, index).values()][: len(entry[key])]
            assert shares == pytest.approx(entry[key], abs=1e-14, rel=0), key
    for key, index in (("banzhaf_exact", "banzhaf"), ("shapley_exact", "shapley_shubik")):
        if key in entry:
            assert list(getattr(found, index).values()) == [Fraction(x) for x in entry[key]]


@pytest.mark.parametrize("entry", FIGURES["weighted"], ids=lambda entry: entry["name"])
def test_weighted_rules(entry: dict[str, Any]) -> None:
    found = power(weighted(entry["quota"], entry["weights"]))
    agrees(found, entry)
    if "swings" in entry:
        assert list(found.swings.values()) == entry["swings"]


def council(entry: dict[str, Any], *, clause: bool = True) -> Rule:
    members = tuple(f"M{place:02}" for place in range(len(entry["weights"])))
    people = Weights("population", tuple(zip(members, entry["weights"], strict=True)))
    double = And(
        (
            InFavour(need=Fraction(entry["count"])),
            InFavour(need=Fraction(entry["quota"]), weights=people),
        )
    )
    blockers = len(members) - entry["deemed"] + 1
    root = Deemed(rule=double, blockers=blockers) if clause else double
    return Rule(name=entry["name"], members=members, root=root)


@pytest.mark.parametrize("entry", FIGURES["council"], ids=lambda entry: entry["name"])
def test_the_council_with_its_blocking_clause(entry: dict[str, Any]) -> None:
    found = power(council(entry))
    agrees(found, entry)
    if "winning" in entry:
        assert found.winning == entry["winning"]
        assert float(found.collective) == pytest.approx(entry["collective"], abs=1e-15)


def test_leaving_out_the_blocking_clause_moves_germany() -> None:
    """A rule of two thresholds alone, which is all that some packages can take, is another rule."""
    shares = FIGURES["council"][2]
    right, wrong = (power(council(shares, clause=clause)) for clause in (True, False))
    assert round(float(right.shapley_shubik["M00"]), 5) == 0.17555
    assert round(float(wrong.shapley_shubik["M00"]), 5) == 0.17757


def test_the_federal_system_of_the_united_states() -> None:
    senators = tuple(f"S{place}" for place in range(100))
    house = tuple(f"H{place}" for place in range(435))

    def least(number: int, among: tuple[str, ...]) -> InFavour:
        return InFavour(need=Fraction(number), among=among)

    president, vice = least(1, ("P",)), least(1, ("VP",))
    root = Or(
        (
            And((least(218, house), least(51, senators), president)),
            And((least(218, house), least(50, senators), vice, president)),
            And((least(290, house), least(67, senators))),
        )
    )
    found = power(Rule(name="statute", members=("P", "VP", *senators, *house), root=root))
    expected = FIGURES["federal"]["beta_abs"]
    named = {"P": "president", "VP": "senator", "S0": "senator", "H0": "representative"}
    for member, key in named.items():
        assert float(found.penrose[member]) == pytest.approx(expected[key], abs=1e-14, rel=0)
    # The Vice-President counts as a senator to 14 places, and not quite as much in truth.
    assert len(set(found.swings.values())) == 4
    assert sum(found.shapley_shubik.values()) == pytest.approx(1.0, abs=1e-12)


@pytest.mark.parametrize("n", [100, 500, 1000])
def test_random_weights_up_to_a_thousand_members(n: int) -> None:
    """Where others overflow 64 bits from some 60 members on and print negative power."""
    weights = np.random.default_rng(20241).integers(1, 1001, n).tolist()
    given = list(weights)
    found = power(weighted(sum(weights) // 2 + 1, weights))
    assert weights == given
    assert found.exact
    for index, shares in (("banzhaf", found.banzhaf), ("shapley", found.shapley_shubik)):
        printed = FIGURES["random"][index][str(n)]
        places = len(printed.partition(".")[2]) if len(printed) < 12 else 17
        assert round(float(shares["1"]), places) == pytest.approx(float(printed), abs=1e-16)
        assert min(shares.values()) > 0
        assert float(sum(shares.values())) == pytest.approx(1.0, abs=1e-12)


def test_one_member_that_meets_the_quota_alone_keeps_its_index() -> None:
    found = power(weighted(2, [2, 2, 1, 1]))
    agrees(found, {"shapley_exact": ["5/12", "5/12", "1/12", "1/12"]})
    agrees(found, {"banzhaf_exact": ["3/8", "3/8", "1/8", "1/8"]})
    assert power(weighted(1, [1, 1])).winning == 3


def test_a_dictator_has_all_the_power() -> None:
    found = power(weighted(3, [3, 1, 1]))
    assert list(found.shapley_shubik.values()) == [1, 0, 0]
    assert minimal_power(weighted(3, [3, 1, 1])).holler_packel == {"1": 1, "2": 0, "3": 0}


def test_holler_packel_and_deegan_packel_by_hand() -> None:
    """[51; 35, 20, 15, 15, 15] wins with 1+2, 1 and two of 3-5, or 2 to 5; 50 block."""
    rule = weighted(51, [35, 20, 15, 15, 15])
    found = minimal_power(rule)
    assert (found.coalitions, found.blocking_sets) == (5, 7)
    assert list(found.holler_packel.values()) == [
        Fraction(x) for x in ("4/15", "2/15", "1/5", "1/5", "1/5")
    ]
    assert found.deegan_packel["1"] == Fraction(1, 5) * (Fraction(1, 2) + 3 * Fraction(1, 3))


@pytest.mark.parametrize(
    ("quota", "weights", "problem"),
    [
        (2, [1, -1, 3], "is negative"),
        (2, [1, float("nan")], "is not a whole number"),
        (2, [1, "x"], "is not a whole number"),
        (9, [1, 2, 3], "cannot be met"),
        (0, [1, 2, 3], "a need of 0"),
        (1, [], "without members"),
    ],
)
def test_bad_weights_and_quotas_are_refused(quota: int, weights: list[Any], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        weighted(quota, weights)
