"""Teaching the registry in one line, and spellings that meet."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet import api
from placet.actors import Office, registry, strangers, teach
from placet.cli.main import app
from placet.errors import PlacetError, UsageError

DAY = date(2024, 11, 20)
TEXT = """+++
title = "Talks"
published = 2024-11-20
+++
Jane Quillfeather said on Wednesday that she would support an immediate invitation to Ukraine.
Marko Lind said that the talks were useful.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    case = tmp_path / "case"
    done = CliRunner().invoke(app, ["new", str(case), "--body", "nato"])
    assert done.exit_code == 0, done.output
    (case / "case.toml").write_text(
        'title = "A case"\nbody = "nato"\n[[question]]\nid = "invite_now"\nmatter = "invitation"\n'
        'text = "Shall it invite Ukraine?"\nsubject = "UA"\ncues = ["invitation", "invite"]\n',
        encoding="utf-8",
    )
    (case / "documents").mkdir(exist_ok=True)
    (case / "documents" / "talks.md").write_text(TEXT, encoding="utf-8")
    return case


def test_a_speaker_whom_nobody_knows_is_kept_as_written_and_taught_in_one_line(
    folder: Path,
) -> None:
    case = api.load_case(folder)
    assert api.add(case).added.positions == 0
    assert [one.name for one in api.strangers(case)] == ["Jane Quillfeather", "Marko Lind"]
    call = ["teach", str(folder), "Jane Quillfeather", "--area", "Ireland", "--office", "Taoiseach"]
    done = CliRunner().invoke(app, call)
    assert "texts read again: 1, new positions: 1" in " ".join(done.output.split())
    with api.open_ledger(case) as ledger:
        (found,) = ledger.positions()
    assert (found.holder, found.speaker) == ("IE", "Jane Quillfeather (Taoiseach)")
    assert [one.name for one in api.strangers(case)] == ["Marko Lind"]
    done = CliRunner().invoke(app, ["teach", str(folder)])
    assert "not known (1)" in done.output
    assert "already known" in CliRunner().invoke(app, call).output
    assert len(case.actors.read_text(encoding="utf-8").splitlines()) == 2


def test_a_post_ends(folder: Path) -> None:
    case = api.load_case(folder)
    api.add(case)
    taught = api.teach(
        case, "Jane Quillfeather", area="IE", office="Taoiseach", until=date(2024, 11, 19)
    )
    assert (taught.texts, taught.added.positions) == (1, 0)


def test_a_group_of_a_case_is_known_in_its_texts(folder: Path) -> None:
    (folder / "groups.toml").write_text(
        '[[group]]\nname = "Seven Sisters"\naliases = []\nmembers = ["IE", "MT"]\n'
        'since = 2020-01-01\nsource = "invented"\n',
        encoding="utf-8",
    )
    known = api.known_actors(api.load_case(folder))
    assert known
    assert known.group("the Seven Sisters", DAY) == ("IE", "MT")


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["Jane Quillfeather"], "for whom does Jane Quillfeather speak"),
        (["Jane", "--area", "QQ"], "no country or organisation is called 'QQ'"),
        (["Jane", "--area", "IE", "--since", "2024-13-01"], "is no day"),
        (
            ["Jane", "--area", "IE", "--since", "2024-02-01", "--until", "2024-01-01"],
            "lies before since",
        ),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_written(
    folder: Path, call: list[str], said: str
) -> None:
    done = CliRunner().invoke(app, ["teach", str(folder), *call])
    assert isinstance(done.exception, UsageError)
    assert said in str(done.exception)
    assert not (folder / "actors.csv").exists()


def test_a_table_that_is_wrong_is_named_before_it_is_written_to(tmp_path: Path) -> None:
    table = tmp_path / "actors.csv"
    table.write_text("person,area\nAnn Ek,Nowhere\n", encoding="utf-8")
    with pytest.raises(PlacetError, match=r"actors.csv:2: area = 'Nowhere'"):
        teach(table, Office(person="B", office="", role="", area="SE", since=DAY), registry())
    assert table.read_text(encoding="utf-8") == "person,area\nAnn Ek,Nowhere\n"


def test_nobody_is_a_stranger_where_nothing_was_read() -> None:
    assert strangers((), registry()) == ()


@pytest.mark.parametrize(
    ("written", "person"),
    [
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Volodimir Zelenskiy", "Volodymyr Zelenskyy"),
        ("Jonas Gahr Stoere", "Jonas Gahr Støre"),
        ("Jonas Gahr Store", "Jonas Gahr Støre"),
        ("Viktor Orban", "Viktor Orbán"),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdoğan"),
        ("Recep Tayyip Erdogan", "Recep Tayyip Erdoğan"),
        ("Sergey Lavrov", "Sergey Lavrov"),
        ("Andriy Sybiga", "Andrii Sybiha"),
        ("Andrii Sybiha", "Andrii Sybiha"),
        ("Donald Tusk", "Donald Tusk"),
    ],
)
def test_spellings_of_one_name_meet(written: str, person: str) -> None:
    found = registry().resolve(written, DAY)
    assert found
    assert registry().resolve(person, DAY) == found
    assert found.country


@given(st.sampled_from(registry().offices))
def test_whoever_is_in_the_registry_is_found_however_accents_are_typed(office: Office) -> None:
    import unicodedata

    decomposed = unicodedata.normalize("NFD", office.person)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    known = registry().office(office.person, office.since)
    assert registry().office(bare, office.since) == known
    assert registry().office(office.person.upper(), office.since) == known
