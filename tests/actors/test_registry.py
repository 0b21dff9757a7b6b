"""The registry knows who is who on which day, however a name is spelt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from placet.actors import registry
from placet.errors import CaseError

AUTUMN = date(2024, 11, 29)


@pytest.mark.parametrize(
    ("form", "code"),
    [
        ("Germany", "DE"),
        ("Berlin", "DE"),
        ("German", "DE"),
        ("Türkiye", "TR"),
        ("Turkiye", "TR"),
        ("Turkey", "TR"),
        ("Ankara", "TR"),
        ("the Kremlin", "RU"),
        ("Kyiv", "UA"),
        ("Kiev", "UA"),
        ("Kyiv's", "UA"),
        ("Kyiv’s", "UA"),
        ("the White House", "US"),
        ("U.S.", "US"),
        ("Élysée", "FR"),
        ("North Macedonia", "MK"),
        ("Britain", "GB"),
        ("Netherlands", "NL"),
        ("the Netherlands", "NL"),
    ],
)
def test_a_country_is_known_by_its_names_adjectives_and_metonyms(form: str, code: str) -> None:
    assert registry().country(form) == code


@pytest.mark.parametrize("form", ["Brussels", "The Hague", "Atlantis", "", "Monday"])
def test_a_name_that_may_mean_something_else_is_not_guessed(form: str) -> None:
    assert registry().country(form) is None


@pytest.mark.parametrize("name", ["Zelensky", "Zelenskiy", "Zelenskyy", "Volodymyr Zelenskyi"])
def test_transliterations_of_a_name_meet(name: str) -> None:
    office = registry().office(name, AUTUMN)
    assert office is not None
    assert (office.person, office.area) == ("Volodymyr Zelenskyy", "UA")


@pytest.mark.parametrize(
    ("area", "role", "day", "person"),
    [
        ("UA", "foreign minister", date(2024, 8, 1), "Dmytro Kuleba"),
        ("UA", "foreign minister", AUTUMN, "Andrii Sybiha"),
        ("NATO", "Secretary General", date(2024, 9, 30), "Jens Stoltenberg"),
        ("NATO", "Secretary General", AUTUMN, "Mark Rutte"),
    ],
)
def test_an_office_is_held_by_one_person_at_a_time(
    area: str, role: str, day: date, person: str
) -> None:
    assert [office.person for office in registry().holders(area, role, day)] == [person]


def test_the_same_name_means_the_office_of_its_day() -> None:
    """Mark Rutte led the Netherlands until July 2024 and the alliance from October 2024."""
    before, after = (registry().office("Rutte", day) for day in (date(2023, 7, 1), AUTUMN))
    assert before is not None
    assert after is not None
    assert (before.area, after.area) == ("NL", "NATO")


def test_a_given_name_keeps_namesakes_apart() -> None:
    trump = registry().office("Donald Trump", date(2025, 3, 1))
    tusk = registry().office("Donald Tusk", date(2025, 3, 1))
    assert trump is not None
    assert tusk is not None
    assert (trump.area, tusk.area) == ("US", "PL")
    assert registry().office("Melania Trump", date(2025, 3, 1)) is None


def test_groups_expand_by_dated_definition() -> None:
    assert registry().group("the Baltic states", AUTUMN) == ("EE", "LV", "LT")
    assert registry().group("Visegrád Four", AUTUMN) == ("CZ", "HU", "PL", "SK")
    assert registry().group("Baltic states", date(1980, 1, 1)) is None


def test_a_case_teaches_a_person_in_one_line(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text(
        "person,office,role,area,since,until\n"
        "Jane Example,Foreign Minister,foreign minister,IS,2024-01-01,\n"
    )
    known = registry().extended(table)
    actor = known.resolve("Example", AUTUMN)
    assert actor is not None
    assert (actor.country, actor.office) == ("IS", "Foreign Minister")
    assert registry().resolve("Example", AUTUMN) is None


def test_a_wrong_line_of_a_table_is_named(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("person,office,role,area,since,until\nJane,PM,head,IS,2024-02-30,\n")
    with pytest.raises(CaseError, match=r"people\.csv:2"):
        registry().extended(table)
