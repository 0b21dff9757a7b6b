"""The registry knows who holds which office on which day, however a name is spelt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.actors import Office, registry
from placet.actors.names import same_person, sound

AUTUMN = date(2024, 11, 29)


@pytest.mark.parametrize(
    "name", ["Zelensky", "Zelenskiy", "Zelenskyy", "Volodymyr Zelenskyi", "Зеленський", "Selenskyj"]
)
def test_transliterations_of_a_name_meet(name: str) -> None:
    office = registry().office(name, AUTUMN)
    assert office is not None
    assert (office.person, office.area) == ("Volodymyr Zelenskyy", "UA")


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Sibiga", "Andrii Sybiha"),
        ("Vladimir Zelensky", "Volodymyr Zelenskyy"),
        ("Erdogan", "Recep Tayyip Erdoğan"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"),
        ("Lukashenka", "Alexander Lukashenko"),
        ("Gahr Støre", "Jonas Gahr Støre"),
        ("Stoere", "Jonas Gahr Støre"),
        ("Store", "Jonas Gahr Støre"),
        ("De Croo", "Alexander De Croo"),
        ("Rebelo de Sousa", "Marcelo Rebelo de Sousa"),
        ("Biden", "Joe Biden"),
        ("Joseph R. Biden", "Joe Biden"),
        ("President Biden", "Joe Biden"),
        ("Prime Minister Fico", "Robert Fico"),
        ("Orban's", "Viktor Orbán"),
        ("O. Scholz", "Olaf Scholz"),
        ("Xi", "Xi Jinping"),
        ("Braze", "Baiba Braže"),
        ("Орбан", "Viktor Orbán"),
        ("Сибіга", "Andrii Sybiha"),
        ("Владимир Путин", "Vladimir Putin"),
    ],
)
def test_a_person_is_found_under_every_usual_spelling(name: str, person: str) -> None:
    office = registry().office(name, AUTUMN)
    assert office is not None
    assert office.person == person


@pytest.mark.parametrize(
    "name", ["Melania Trump", "Li Xi", "I", "II", "Boris Pistorius-Smith", "Anders Rasmussen", "."]
)
def test_nobody_is_taken_for_somebody_else(name: str) -> None:
    assert registry().office(name) is None


def test_a_surname_of_two_people_in_office_is_left_open() -> None:
    """On 29 November 2024 Kamala Harris was vice president and Simon Harris Taoiseach."""
    assert registry().office("Harris", AUTUMN) is None
    found = registry().office("Kamala Harris", AUTUMN)
    assert found is not None
    assert found.area == "US"


@pytest.mark.parametrize(
    ("area", "role", "day", "person"),
    [
        ("UA", "foreign minister", date(2024, 8, 1), "Dmytro Kuleba"),
        ("UA", "foreign minister", AUTUMN, "Andrii Sybiha"),
        ("NATO", "Secretary General", date(2024, 9, 30), "Jens Stoltenberg"),
        ("NATO", "Secretary General", AUTUMN, "Mark Rutte"),
        ("US", "head of state", date(2025, 1, 19), "Joe Biden"),
        ("US", "head of state", date(2025, 1, 20), "Donald Trump"),
        ("US", "head of state", date(2025, 1, 21), "Donald Trump"),
        ("FR", "head of government", AUTUMN, "Michel Barnier"),
        ("FR", "head of government", date(2023, 7, 11), "Élisabeth Borne"),
        ("FI", "head of government", date(2023, 5, 1), "Sanna Marin"),
        ("SI", "head of government", AUTUMN, "Robert Golob"),
        ("GR", "head of state", AUTUMN, "Katerina Sakellaropoulou"),
        ("IS", "head of government", AUTUMN, "Bjarni Benediktsson"),
        ("SE", "foreign minister", AUTUMN, "Maria Malmer Stenergard"),
        ("PL", "head of government", date(2023, 12, 20), "Donald Tusk"),
    ],
)
def test_an_office_is_held_by_one_person_at_a_time(
    area: str, role: str, day: date, person: str
) -> None:
    assert [office.person for office in registry().holders(area, role, day)] == [person]


def test_no_post_has_two_holders_on_one_day() -> None:
    known = registry()
    for office in known.offices:
        for day in (office.since, office.until or AUTUMN):
            if office.role != "special envoy" and office.covers(day):
                holders = known.holders(office.area, office.role, day)
                assert [o.person for o in holders] == [office.person], (office.role, day)


def test_everybody_is_found_by_the_full_name_on_their_first_and_last_day() -> None:
    known = registry()
    monarchs_of_two = {"King Charles III", "Queen Elizabeth II"}
    for office in known.offices:
        for name in (office.person, *office.other_names):
            for day in (office.since, office.until or office.since):
                found = known.office(name, day)
                if office.person in monarchs_of_two:
                    continue
                assert found is not None, (name, day)
                assert found.person == office.person


def test_the_same_name_means_the_office_of_its_day() -> None:
    """Mark Rutte led the Netherlands until July 2024 and the alliance from October 2024."""
    before, after = (registry().office("Rutte", day) for day in (date(2023, 7, 1), AUTUMN))
    assert before is not None
    assert after is not None
    assert (before.area, after.area) == ("NL", "NATO")


@pytest.mark.parametrize("name", ["Boris Johnson", "Merkel", "Dmytro Kuleba", "Donald Trump"])
def test_who_is_not_in_office_on_the_day_speaks_for_nobody(name: str) -> None:
    assert registry().office(name, AUTUMN) is None
    actor = registry().resolve(name, AUTUMN)
    assert actor is not None
    assert (actor.kind, actor.country, actor.office) == ("person", "", "")


def test_a_given_name_keeps_namesakes_apart() -> None:
    trump = registry().office("Donald Trump", date(2025, 3, 1))
    tusk = registry().office("Donald Tusk", date(2025, 3, 1))
    assert trump is not None
    assert tusk is not None
    assert (trump.area, tusk.area) == ("US", "PL")


@pytest.mark.parametrize(
    ("title", "person"),
    [
        ("the German chancellor", "Olaf Scholz"),
        ("Germany's Chancellor", "Olaf Scholz"),
        ("British Foreign Secretary", "David Lammy"),
        ("the U.S. Secretary of State", "Antony Blinken"),
        ("US president", "Joe Biden"),
        ("NATO Secretary-General", "Mark Rutte"),
        ("EU High Representative", "Josep Borrell"),
    ],
)
def test_an_office_names_its_holder_of_the_day(title: str, person: str) -> None:
    actor = registry().resolve(title, AUTUMN)
    assert actor is not None
    assert (actor.kind, actor.name) == ("person", person)


@given(st.sampled_from(registry().offices), st.sampled_from(["i", "y", "iy", "yi", "yy"]))
def test_the_ending_of_a_surname_does_not_matter(office: Office, ending: str) -> None:
    if office.person.endswith(("y", "i")):
        stem = office.person.rstrip("yi")
        assert sound(stem + ending) == sound(office.person)


@given(st.lists(st.sampled_from(["a", "bb", "cc", "dd"]), min_size=1, max_size=4))
def test_a_name_is_its_own_and_names_agree_both_ways(words: list[str]) -> None:
    full = (*words, "surname")
    assert same_person(full, full)
    assert same_person(full[1:], full) or len(words) == 0
    if len(words) > 1:
        assert same_person(full[1:], full) == same_person(full, full[1:])


def test_a_day_more_ends_an_office() -> None:
    scholz = registry().office("Scholz", date(2025, 5, 5))
    assert scholz is not None
    assert scholz.until is not None
    assert registry().office("Scholz", scholz.until + timedelta(days=1)) is None
