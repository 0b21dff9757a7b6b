"""Bodies as data: who belonged when, and what is refused in a body's file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from placet.bodies import body_names, load_body
from placet.errors import CaseError, UsageError
from placet.rules import from_toml, to_toml
from placet.rules.toml import Rule

SMALL = """
name = "trio"
title = "The three"
since = 2000-01-01
checked = 2020-01-01
default = "majority"
source = "their treaty"

[[term]]
members = ["BE", "LU"]
since = 2000-01-01
source = "founders"

[[term]]
members = ["NL"]
since = 2001-01-01
until = 2009-12-31
group = "late"
source = "accession"

[[weights]]
name = "votes"
since = 2000-01-01
source = "annex"
[weights.values]
BE = 3
LU = 1
NL = 3

[[matter]]
id = "majority"
title = "everything"
since = 2000-01-01
source = "Art. 1"
[matter.rule]
kind = "in favour"
more_than = "1/2"
of = "members"
weights = "votes"
source = "Art. 1"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "trio.toml"


@pytest.mark.parametrize(
    ("body", "day", "number"),
    [
        ("nato", "1949-08-24", 12),
        ("nato", "1952-02-18", 14),
        ("nato", "1955-05-06", 15),
        ("nato", "1982-05-30", 16),
        ("nato", "1999-03-12", 19),
        ("nato", "2004-03-29", 26),
        ("nato", "2008-04-03", 26),
        ("nato", "2009-04-01", 28),
        ("nato", "2017-06-05", 29),
        ("nato", "2020-03-27", 30),
        ("nato", "2023-04-04", 31),
        ("nato", "2024-03-06", 31),
        ("nato", "2024-11-29", 32),
        ("eu-council", "2020-01-31", 28),
        ("eu-council", "2020-02-01", 27),
        ("european-council", "2020-01-31", 28),
        ("european-council", "2020-02-01", 27),
        ("eec-council", "1960-01-01", 6),
        ("unsc", "1960-01-01", 11),
        ("unsc", "1966-01-01", 15),
        ("unsc", "2024-04-18", 15),
        ("unga", "2024-01-01", 193),
        ("osce", "2024-01-01", 57),
        ("wto", "2016-07-29", 164),
        ("wto", "2024-08-30", 166),
        ("imf", "2024-06-30", 190),
        ("imf", "2024-10-21", 191),
        ("coe", "2022-03-15", 47),
        ("coe", "2022-03-16", 46),
        ("icc-asp", "2025-01-01", 125),
        ("au-assembly", "2024-01-01", 55),
        ("asean", "2025-10-25", 10),
        ("asean", "2025-10-26", 11),
        ("oecd", "2024-01-01", 38),
        ("antarctic", "2024-01-01", 29),
        ("us-congress", "2024-01-01", 537),
    ],
)
def test_a_body_had_as_many_members_as_it_had(body: str, day: str, number: int) -> None:
    assert len(load_body(body).members_on(date.fromisoformat(day))) == number


@pytest.mark.parametrize("name", body_names())
def test_every_rule_of_a_body_cites_its_text_and_can_be_said(name: str) -> None:
    body = load_body(name)
    assert body.name == name
    for matter in body.matters_on(body.checked):
        without = body.members_on(body.checked, matter.group)[: matter.leaves_out]
        rule = body.rule(matter.id, body.checked, without=without)
        assert rule.source
        assert matter.abstention
        assert matter.absence
        assert all(cited(rule))
        assert rule.in_words()
        assert from_toml(to_toml(rule)) == rule


def cited(rule: Rule) -> list[str]:
    from placet.rules import decide

    return [line.partition(" [")[2] for line in decide(rule, {}).why]


def test_terms_end_on_their_last_day(file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")
    body = load_body(file)
    assert body.members_on(date(2000, 12, 31)) == ("BE", "LU")
    assert body.members_on(date(2009, 12, 31)) == ("BE", "LU", "NL")
    assert body.members_on(date(2010, 1, 1)) == ("BE", "LU")
    assert body.members_on(date(2005, 1, 1), "late") == ("NL",)


def test_a_day_outside_the_life_of_a_body_is_refused() -> None:
    with pytest.raises(UsageError, match=r"1949-08-23 is outside the life of nato") as caught:
        load_body("nato").members_on(date(1949, 8, 23))
    assert caught.value.mend == "it is known from 1949-08-24 on"
    with pytest.raises(UsageError, match="outside the life of eec-council"):
        load_body("eec-council").rule("qmv", date(1973, 1, 1))


def test_names_are_suggested() -> None:
    with pytest.raises(UsageError, match="did you mean 'unsc'"):
        load_body("unscc")
    with pytest.raises(UsageError, match="did you mean 'substantive'"):
        load_body("unsc").rule("substantial", date(2024, 1, 1))


def test_a_year_without_a_table_of_populations_has_no_answer() -> None:
    council = load_body("eu-council")
    with pytest.raises(UsageError, match="no population is known for that day") as caught:
        council.rule("qmv", date(2021, 6, 1))
    assert "from 2019-01-01 to 2020-12-31" in caught.value.mend
    assert len(council.rule("unanimity", date(2021, 6, 1)).members) == 27


def test_some_rules_leave_out_the_state_concerned() -> None:
    osce, day = load_body("osce"), date(2024, 1, 1)
    with pytest.raises(UsageError, match="must be left out"):
        osce.rule("consensus-minus-one", day)
    rule = osce.rule("consensus-minus-one", day, without=("RU",))
    assert len(rule.members) == 56
    with pytest.raises(UsageError, match="CN does not decide"):
        osce.rule("consensus-minus-one", day, without=("CN",))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('title = "The three"', 'titel = "The three"', "unknown key 'titel'"),
        ('name = "trio"', 'name = "The Trio"', "is not a short name"),
        ("checked = 2020-01-01", 'checked = "2020"', "is not a date"),
        ('default = "majority"', 'default = "majorty"', "there is no 'majorty'"),
        ('source = "Art. 1"\n[matter', 'group = "trio"\nsource = "1"\n[matter', "no 'trio'"),
        ('source = "Art. 1"\n[matter', 'leaves_out = -1\nsource = "1"\n[matter', "is no number"),
        ('members = ["NL"]', 'seats = 0\nprefix = "S"', "without members"),
        ('members = ["NL"]', 'seats = "two"\nprefix = "S"', "is no number"),
        ('members = ["NL"]', 'members = ["XX"]', "unknown country 'XX'"),
        ('members = ["NL"]', 'members = ["NL", "NL"]', "NL named twice"),
        ('members = ["NL"]', "members = []", "without members"),
        ("until = 2009-12-31", "until = 2000-12-31", "is before since"),
        ("BE = 3", "BE = -3", "is negative"),
        ("BE = 3", "BE = 3.5", "is not a whole number"),
        ("NL = 3", "FR = 3", "votes has no weight for NL"),
        ('more_than = "1/2"', 'more_than = "1/1"', "cannot be met"),
        ('more_than = "1/2"', 'more_then = "1/2"', "unknown key 'more_then'"),
        ('weights = "votes"', 'weights = "people"', "'people' are not given"),
        ('kind = "in favour"', 'kind = "in favor"', "is not a kind of rule"),
        ('[[matter]]\nid = "majority"', '[[matter]]\nid = "a b"', "is not a short name"),
    ],
)
def test_a_mistake_in_a_file_is_refused_with_its_place(
    file: Path, old: str, new: str, problem: str
) -> None:
    assert old in SMALL
    text = SMALL.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=problem) as caught:
        load_body(file)
    assert caught.value.file == str(file)
    assert caught.value.place
    assert caught.value.mend


def test_two_terms_of_one_member_on_one_day_are_refused(file: Path) -> None:
    text = SMALL.replace('["NL"]', '["LU"]').replace('group = "late"\n', "")
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match="LU: from 2001-01-01 overlaps the entry from 2000-01-01"):
        load_body(file)


def test_two_rules_for_one_matter_on_one_day_are_refused(file: Path) -> None:
    again = SMALL[SMALL.index("[[matter]]") :].replace("2000-01-01", "2010-01-01")
    file.write_text(SMALL + again, encoding="utf-8")
    with pytest.raises(CaseError, match="matter majority: from 2010-01-01 overlaps"):
        load_body(file)


def test_a_file_that_is_no_toml_is_refused_with_its_line(file: Path) -> None:
    file.write_text("name = \n", encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        load_body(str(file))
    assert caught.value.place == "1"


def test_bodies_and_rules_read_well_in_a_notebook() -> None:
    body = load_body("unsc")
    html = body._repr_html_()
    assert "<code>substantive</code>" in html
    rule = body.rule("", date(2024, 1, 1))
    assert "<strong>United Nations Security Council" in rule._repr_html_()
    assert "at least 9 of 15 members vote yes" in rule._repr_html_()


@pytest.mark.parametrize("word", ["GB", "gb", "GBR", "UK", "United Kingdom", "Britain"])
def test_a_member_is_found_by_its_code_or_name(word: str) -> None:
    body = load_body("nato")
    assert body.find(word, body.members_on(date(2024, 1, 1))) == "GB"
