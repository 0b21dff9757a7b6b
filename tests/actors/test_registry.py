"""The registry knows who is who on which day, however a name is spelt."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.actors import Office, registry
from placet.actors.names import fold, same_person, sound
from placet.bodies import body_names, load_body
from placet.errors import CaseError

AUTUMN = date(2024, 11, 29)
MEMBERS = Path(__file__).resolve().parents[3] / "shared" / "data" / "members_nato.csv"


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
        ("Washington", "US"),
        ("Élysée", "FR"),
        ("Downing Street", "GB"),
        ("North Macedonia", "MK"),
        ("Britain", "GB"),
        ("Northern Ireland", "GB"),
        ("Netherlands", "NL"),
        ("the Netherlands", "NL"),
        ("New Zealand", "NZ"),
        ("Poles", "PL"),
        ("Czech", "CZ"),
        ("Emirati", "AE"),
        ("Nigerien", "NE"),
        ("Nigerian", "NG"),
        ("Allemagne", "DE"),
        ("Niemcy", "DE"),
        ("Estados Unidos", "US"),
        ("Magyarország", "HU"),
        ("Україна", "UA"),
        ("Türkei", "TR"),
    ],
)
def test_a_country_is_known_by_its_names_adjectives_and_metonyms(form: str, code: str) -> None:
    assert registry().country(form) == code


@pytest.mark.parametrize(
    "form",
    ["Brussels", "The Hague", "Atlantis", "", "Monday", "us", "Snake Island", "Island", "Congo"],
)
def test_a_name_that_may_mean_something_else_is_not_guessed(form: str) -> None:
    assert registry().country(form) is None


def test_a_seat_is_told_from_a_name_and_a_people_from_a_government() -> None:
    known = registry()
    forms = [known.form(name) for name in ("Berlin", "Germany", "Germans")]
    assert forms == [("metonym", "DE"), ("name", "DE"), ("adjective", "DE")]
    assert known.resolve("the Germans", AUTUMN) is None


def test_every_country_answers_to_its_own_name_and_every_member_state_to_an_adjective() -> None:
    known = registry()
    for code, name in known.country_names.items():
        assert known.country(name) == code, name
    adjectives = {code for kind, code in known.forms.values() if kind == "adjective"}
    members = {code for name in ("unga", "nato") for code in load_body(name).members_on(AUTUMN)}
    ambiguous = {"CD", "CG", "DM", "DO"}  # Congolese, Dominican: which of the two
    assert members - adjectives == ambiguous | {"ST"}


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


@pytest.mark.parametrize(
    ("name", "kind"),
    [("NATO", "body"), ("European Union", "body"), ("CSTO", "organisation"), ("V4", "group")],
)
def test_bodies_organisations_and_groups_are_told_apart(name: str, kind: str) -> None:
    actor = registry().resolve(name, AUTUMN)
    assert actor is not None
    assert (actor.kind, actor.country) == (kind, "")


def test_every_body_named_here_has_its_data() -> None:
    named = {known.body for known in registry().organisations if known.body}
    assert named <= set(body_names())


def test_groups_expand_by_dated_definition() -> None:
    known = registry()
    assert known.group("the Baltic states", AUTUMN) == ("EE", "LV", "LT")
    assert known.group("Visegrád Four", AUTUMN) == ("CZ", "HU", "PL", "SK")
    assert known.group("Baltic states", date(1980, 1, 1)) is None
    assert known.group("G8", date(2013, 6, 17)) == ("CA", "DE", "FR", "GB", "IT", "JP", "RU", "US")
    assert known.group("G8", AUTUMN) is None
    assert [len(known.group("BRICS", date(year, 6, 1)) or ()) for year in (2023, 2024)] == [5, 9]


def test_a_body_is_no_group_so_that_its_statements_fill_no_members_row() -> None:
    assert [registry().group(name, AUTUMN) for name in ("NATO", "EU", "UN")] == [None] * 3


def test_groups_hold_countries_and_one_name_means_one_group_a_day() -> None:
    known = registry()
    for group in known.groups:
        assert set(group.members) <= set(known.country_names)
        assert len(set(group.members)) == len(group.members)
        for name in (group.name, *group.aliases):
            assert known.group(name, group.since) == group.members


def test_a_case_teaches_a_person_in_one_line(tmp_path: Path) -> None:
    table = tmp_path / "people.csv"
    table.write_text("person,office,area,since\nJane Example,Foreign Minister,IS,2024-01-01\n")
    known = registry().extended(table)
    actor = known.resolve("Example", AUTUMN)
    assert actor is not None
    assert (actor.country, actor.office) == ("IS", "Foreign Minister")
    assert registry().resolve("Example", AUTUMN) is None


def test_a_case_teaches_a_group(tmp_path: Path) -> None:
    table = tmp_path / "groups.toml"
    table.write_text(
        '[[group]]\nname = "hesitant seven"\nmembers = ["BE", "ES"]\nsince = 2024-01-01\n'
    )
    assert registry().extended(table).group("the hesitant seven", AUTUMN) == ("BE", "ES")


def test_people_are_taught_by_a_program_too() -> None:
    new = Office(person="Jane Example", office="Envoy", role="envoy", area="NATO", since=AUTUMN)
    found = registry().with_people([new]).office("J. Example", AUTUMN)
    assert found == new


@pytest.mark.parametrize(
    ("row", "mistake"),
    [
        ("Jane,PM,head,IS,2024-02-30,", r"people\.csv:2.*since = '2024-02-30'"),
        ("Jane,PM,head,Iceland,2024-02-01,", r"people\.csv:2.*area = 'Iceland'"),
        ("Jane,PM,head,IS,2024-02-01,2023-01-01", r"people\.csv:2.*until = '2023-01-01'"),
        (",PM,head,IS,2024-02-01,", r"people\.csv:2.*person"),
        ("Jane,PM,head", r"people\.csv:2"),
    ],
)
def test_a_wrong_line_of_a_table_is_named(tmp_path: Path, row: str, mistake: str) -> None:
    table = tmp_path / "people.csv"
    table.write_text(f"person,office,role,area,since,until\n{row}\n")
    with pytest.raises(CaseError, match=mistake):
        registry().extended(table)


def test_a_misspelt_column_and_an_unknown_member_are_named(tmp_path: Path) -> None:
    table, groups = tmp_path / "people.csv", tmp_path / "groups.toml"
    table.write_text("persn,area\nJane,IS\n")
    groups.write_text('[[group]]\nname = "x"\nmembers = ["XX"]\nsince = 2024-01-01\n')
    with pytest.raises(CaseError, match="did you mean 'person'"):
        registry().extended(table)
    with pytest.raises(CaseError, match=r"groups\.toml:3.*'XX' is no country"):
        registry().extended(groups)


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_that_is_a_name(name: str) -> None:
    letters = "".join(char for char in name if char.isalpha() or char == " ")
    once = fold(f"x{letters}x")
    assert fold(once) == once
    assert not any(unicodedata.combining(char) for char in once)


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


@pytest.mark.skipif(not MEMBERS.exists(), reason="the table of facts is not at hand")
def test_every_alias_of_the_table_of_members_is_known_or_left_out_for_a_reason() -> None:
    with MEMBERS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    forms = {
        (form, row["iso2"])
        for row in rows
        for cell in ("name", "demonym", "aliases", "capital", "metonyms")
        for form in row[cell].split("|")
        if form
    }
    unknown = {form for form, code in forms if registry().country(form) != code}
    seats = {"Brussels", "The Hague", "Amsterdam", "Luxembourg City", "Westminster"}
    assert unknown == seats | {"Island", "Ísland", "Magyar"}


def test_a_day_more_ends_an_office() -> None:
    scholz = registry().office("Scholz", date(2025, 5, 5))
    assert scholz is not None
    assert scholz.until is not None
    assert registry().office("Scholz", scholz.until + timedelta(days=1)) is None
