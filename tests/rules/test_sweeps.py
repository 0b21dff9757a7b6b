"""Masks of scenarios, decided by compiled kernels as each alone."""

from __future__ import annotations

from math import sqrt

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from rules_made import rules

from placet.bodies import load_body
from placet.errors import UsageError
from placet.rules import (
    OutOfReachError,
    Rule,
    Sweep,
    decide_all,
    probability,
    sweep,
    weighted,
)

PLANES = {0: (1, 0), 1: (0, 1), 2: (0, 0), 3: (1, 1)}
COUNCIL = load_body("eu-council").rule("qmv", load_body("eu-council").checked)
NATO = load_body("nato").rule("invitation", load_body("nato").checked)
SECURITY = load_body("unsc").rule("substantive", load_body("unsc").checked)


def planes(ballots: np.ndarray, kind: type = np.uint32) -> tuple[np.ndarray, np.ndarray]:
    """(S, n) places in BALLOTS as two planes of masks."""
    bits = 1 << np.arange(ballots.shape[1], dtype=np.uint64)
    both = np.array([PLANES[place] for place in range(4)], dtype=np.uint64)[ballots]
    yes, other = ((both[..., plane] * bits).sum(axis=1) for plane in range(2))
    return yes.astype(kind), other.astype(kind)


def made(rule: Rule) -> Sweep | None:
    try:
        return sweep(rule)
    except OutOfReachError:
        return None


@settings(deadline=None, max_examples=25)
@given(rules(most=9), st.integers(0, 2**32 - 1))
def test_masks_are_decided_as_tables_of_ballots_are(rule: Rule, seed: int) -> None:
    swept = made(rule)
    assume(swept is not None and len(swept.tops) <= 2)
    assert swept is not None
    ballots = np.random.default_rng(seed).integers(0, 4, (50, len(rule.members)))
    assert swept.carried(*planes(ballots)).tolist() == decide_all(rule, ballots).tolist()
    votes = np.where(ballots == 0, 0, 2)
    yes, _ = planes(votes)
    assert swept.carried(yes).tolist() == decide_all(rule, votes).tolist()
    assert swept.count(yes) == decide_all(rule, votes).sum()


@pytest.mark.parametrize("rule", [NATO, COUNCIL, SECURITY], ids=["nato", "eu", "unsc"])
@pytest.mark.parametrize("kind", [np.uint32, np.uint64])
def test_bodies_are_swept_in_both_widths(rule: Rule, kind: type) -> None:
    ballots = np.random.default_rng(4).choice(
        4, (2000, len(rule.members)), p=[0.85, 0.1, 0.03, 0.02]
    )
    assert (sweep(rule).carried(*planes(ballots, kind)) == decide_all(rule, ballots)).all()
    yes, _ = planes(np.where(ballots == 2, 2, 0), kind)
    votes = np.where(ballots == 2, 2, 0)
    assert sweep(rule).count(yes) == decide_all(rule, votes).sum()


def test_sixty_four_members_fit_and_more_do_not() -> None:
    rule = weighted(40, [1] * 64)
    votes = np.random.default_rng(1).choice([0, 2], (500, 64))
    yes, _ = planes(votes, np.uint64)
    assert (sweep(rule).carried(yes) == decide_all(rule, votes)).all()
    with pytest.raises(OutOfReachError, match="65 members"):
        sweep(weighted(40, [1] * 65))


@pytest.mark.parametrize("rule", [NATO, COUNCIL], ids=["unanimity", "tallies"])
def test_ballots_drawn_on_the_way_carry_at_the_exact_rate(rule: Rule) -> None:
    """Within five standard errors, and the same draws for the same seed."""
    n = len(rule.members)
    p = {m: 1.0 if i == 0 else 0.75 + 0.249 * i / n for i, m in enumerate(rule.members)}
    hits, draws = sweep(rule).draw(p, 1_000_000, seed=3)
    exact = probability(rule, p)
    assert abs(hits / draws - exact) < 5 * sqrt(exact * (1 - exact) / draws)
    assert sweep(rule).draw(p, 1_000_000, seed=3) == (hits, draws)
    assert sweep(rule).draw(p, 1_000_000, seed=4) != (hits, draws)
    sure = dict.fromkeys(rule.members, 1.0)
    assert sweep(rule).draw(sure, 10) == (1 << 16, 1 << 16)
    never = dict.fromkeys(rule.members, 0.0)
    assert sweep(rule).draw(never, 10) == (0, 1 << 16)


def test_masks_and_chances_are_checked() -> None:
    swept = sweep(NATO)
    with pytest.raises(UsageError, match="masks of type float64"):
        swept.carried(np.zeros(3))  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="shape"):
        swept.carried(np.zeros(3, np.uint32), np.zeros(4, np.uint32))
    with pytest.raises(UsageError, match="outside 0 to 1"):
        swept.draw({"FR": 0.5}, 10)
