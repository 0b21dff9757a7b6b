"""One model of a ballot: what a member leans to, and what the rule makes of all of them."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.ballots import ADVERSE, Ballots, Leaning, carrying, leaning, settings
from placet.ballots.carrying import arrays, carries, deciding
from placet.bodies import load_body
from placet.rules import Rule, chance, pivotality, stoppers
from placet.standing import parameters
from placet.standing.parameters import Vector, vector
from placet.words import Stance

DAY = date(2025, 6, 1)
PARAMS, CHOSEN = parameters(), settings()
PRIOR = PARAMS.prior
LEVELS = st.lists(st.floats(0.01, 1.0), min_size=4, max_size=4).map(
    lambda some: vector(one / sum(some) for one in some)
)
HEARD = st.dictionaries(st.sampled_from(list(Stance)), st.integers(0, 3))


def one(levels: Vector, heard: dict[Stance, int], *, stops: bool) -> Leaning:
    return leaning(levels, heard, stops=stops, params=PARAMS, chosen=CHOSEN)


@given(LEVELS, HEARD, st.booleans())
def test_ballots_are_chances_and_nobody_abstains_as_yet(
    levels: Vector, heard: dict[Stance, int], stops: bool
) -> None:
    found = one(levels, heard, stops=stops)
    assert sum(found.ballots) == pytest.approx(1)
    assert found.ballots.yes == found.p_assent
    assert (found.ballots.abstain, found.ballots.absent) == (0, 0)
    assert list(found.assent) == sorted(found.assent)
    assert found.free == (not any(heard.get(stance) for stance in ADVERSE))


def test_silence_tells_by_what_the_rule_makes_of_a_no() -> None:
    silent = [one(PRIOR, {}, stops=stops).p_assent for stops in (True, False)]
    assert silent == [CHOSEN.silent, CHOSEN.silent_outvoted]
    unclear = one(PRIOR, {Stance.UNCLEAR: 2}, stops=False)
    assert unclear.p_assent == CHOSEN.silent_outvoted
    assert one(PRIOR, {Stance.FOR: 1}, stops=False).p_assent == PARAMS.assent[-1]


@pytest.mark.parametrize("stops", [True, False])
def test_who_is_heard_against_is_taken_where_it_stands(stops: bool) -> None:
    found = one(PRIOR, {Stance.FOR: 3, Stance.AGAINST: 1}, stops=stops)
    assert found.p_assent == pytest.approx(np.dot(PRIOR, PARAMS.assent))


def leanings(rule: Rule, refuses: str) -> list[Leaning]:
    """All silent but one, which has refused."""
    alone, low = stoppers(rule), vector((0.7, 0.2, 0.1, 0.0))
    return [
        one(low, {Stance.AGAINST: 1}, stops=member in alone)
        if member == refuses
        else one(PRIOR, {}, stops=member in alone)
        for member in rule.members
    ]


@pytest.mark.parametrize(
    ("body", "matter"), [("nato", "invitation"), ("unsc", "substantive"), ("unga", "important")]
)
@pytest.mark.parametrize("together", [0.0, 0.25, 0.75])
def test_what_carries_is_what_the_engine_integrates(
    body: str, matter: str, together: float
) -> None:
    """Where each member is at one level, it is the engine's own one-factor model.

    The steep chances of a large majority are where too few nodes would be wrong by points.
    """
    rule = load_body(body).rule(matter, DAY)
    some = [0.6 + 0.3 * (at % 3) / 2 for at in range(len(rule.members))]
    levels = np.tile([0.0, 0.0, 0.0, 1.0], (len(some), 1))
    assent = np.column_stack([np.zeros((len(some), 3)), some])
    expected = chance(rule, dict(zip(rule.members, some, strict=True)), correlation=together)
    assert carries(rule, levels, assent, together) == pytest.approx(expected.p, abs=1e-4)


def test_without_a_common_factor_members_are_independent() -> None:
    rule = load_body("unsc").rule("substantive", DAY)
    leaned = leanings(rule, "RU")
    found, pivotal = deciding(rule, *arrays(leaned), 0.0)
    each = {m: x.p_assent for m, x in zip(rule.members, leaned, strict=True)}
    assert found == pytest.approx(chance(rule, each).p)
    assert dict(zip(rule.members, pivotal, strict=True)) == pytest.approx(pivotality(rule, each))


def test_the_rule_makes_of_an_abstention_what_it_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for what nobody does as yet: a permanent member that abstains vetoes nothing."""
    rule = load_body("unsc").rule("substantive", DAY)
    found = []
    for otherwise in (Ballots(0.0, 0.0, 1.0, 0.0), Ballots(0.0, 1.0, 0.0, 0.0)):
        monkeypatch.setattr(carrying, "OTHERWISE", otherwise)
        found.append(deciding(rule, *arrays(leanings(rule, "RU")), CHOSEN.together))
    (vetoed, decides), (carried, abstains) = found
    assert vetoed < 0.2
    assert carried > 0.7
    russia = rule.members.index("RU")
    assert decides.shape == abstains.shape == (len(rule.members),)
    assert 0 < abstains[russia] <= 1


def test_of_a_rule_too_large_ballots_are_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = load_body("unsc").rule("substantive", DAY)
    exact = carries(rule, *arrays(leanings(rule, "KR")), CHOSEN.together)
    monkeypatch.setattr(carrying, "_exact", lambda _: False)
    drawn, pivotal = deciding(rule, *arrays(leanings(rule, "KR")), CHOSEN.together)
    assert drawn == pytest.approx(exact, abs=0.01)
    assert np.isnan(pivotal).all()


def test_members_that_move_together_carry_a_consensus_more_often() -> None:
    rule = load_body("nato").rule("invitation", DAY)
    found = [carries(rule, *arrays(leanings(rule, "HU")), together) for together in (0.0, 0.5, 0.9)]
    assert found == sorted(found)
    assert found[0] < found[-1]
