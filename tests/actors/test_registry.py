"""The registry knows countries, bodies and groups by their names, and is taught more."""

from __future__ import annotations

import csv
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.actors import Office, registry
from placet.actors.names import fold
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
