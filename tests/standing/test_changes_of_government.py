"""A change of government is a change of hands of the office that decides, and of nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from placet.actors import Office, registry
from placet.cases import Change
from placet.standing import Reset, changes_of_case, changes_of_government, parameters
from placet.words import Level

ON = date(2024, 11, 29)


def term(
    person: str, since: date, until: date | None = None, role: str = "head of government"
) -> Office:
    return Office(person=person, office=role, role=role, area="IS", since=since, until=until)


def days(*terms: Office, on: date = ON) -> list[date]:
    found = changes_of_government(terms, ["IS"], on)
    return [reset.day for reset in found.get("IS", ())]


A, B, C = date(2020, 1, 1), date(2022, 1, 1), date(2022, 2, 1)


def test_another_holder_is_a_change_on_its_first_day() -> None:
    assert days(term("Ann", A, B - timedelta(1)), term("Bob", B)) == [B]


def test_the_first_holder_on_record_is_none() -> None:
    assert days(term("Ann", A)) == []


def test_re_election_is_none() -> None:
    assert days(term("Ann", A, B - timedelta(1)), term("Ann", B)) == []


def test_the_head_of_state_of_a_parliamentary_system_does_not_count() -> None:
    kings = [
        term("Ann", A, B - timedelta(1), "head of state"),
        term("Bob", B, None, "head of state"),
    ]
    assert days(*kings) == []


def test_a_caretaker_counts_until_the_other_is_back() -> None:
    terms = term("Ann", A, B - timedelta(1)), term("Cay", B, C - timedelta(1)), term("Ann", C)
    assert days(*terms, on=B) == [B], "nobody knew yet"
    assert days(*terms, on=C) == []


def test_who_comes_back_years_later_is_a_change() -> None:
    late = date(2024, 1, 1)
    terms = term("Ann", A, B - timedelta(1)), term("Bob", B, late - timedelta(1)), term("Ann", late)
    assert days(*terms) == [B, late]


def test_a_hand_over_to_come_is_not_known_yet() -> None:
    assert days(term("Ann", A, B - timedelta(1)), term("Bob", B), on=B - timedelta(1)) == []


@pytest.mark.parametrize(
    ("country", "on", "expected"),
    [
        ("US", date(2025, 1, 20), date(2025, 1, 20)),
        ("GB", ON, date(2024, 7, 5)),
        ("FI", ON, date(2024, 3, 1)),
        ("DE", date(2025, 6, 1), date(2025, 5, 6)),
    ],
)
def test_the_registry_dates_real_ones(country: str, on: date, expected: date) -> None:
    found = changes_of_government(registry().offices, [country], on)
    assert found[country][-1].day == expected


@pytest.mark.parametrize("country", ["FR", "GR", "HU"])
def test_prime_ministers_of_a_president_and_returning_ones_are_no_change(country: str) -> None:
    found = changes_of_government(registry().offices, [country], ON)
    assert not [r for r in found[country] if r.day >= date(2022, 1, 1)]


def test_a_case_tells_of_changes_with_their_chance_and_prior() -> None:
    coming = Change(country="IS", date=ON + timedelta(1))
    past = Change(country="IS", date=B, chance=0.5, prior={Level.OPPOSED: 1.0})
    share = 0.5 * parameters().reset
    assert changes_of_case([past, coming], ON) == {"IS": (Reset(B, share, (1.0, 0.0, 0.0, 0.0)),)}
