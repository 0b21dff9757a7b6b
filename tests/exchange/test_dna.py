"""Discourse Network Analyzer files: whole in and out, and as coders of a case."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from placet import api
from placet.cases import Case, load_case
from placet.cli.main import app
from placet.errors import PlacetError
from placet.exchange.dna import Project, documents, read_dna, statements, write_dna
from placet.exchange.dna.building import Building
from placet.words import Directness, HolderKind, Position, Stance

TEXT = "\U0001f1fa\U0001f1e6 Riga backs it. Rome, once ceasefire holds, may too."
WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
WHOLE = st.integers(-(2**31), 2**31)


def coded(
    concept: str = "invite them", organization: str = "Latvia", agreement: int = 1
) -> Building:
    """A project as its program writes one: a passage behind a flag, coded by two people."""
    made = Building()
    ids = made.type(
        "DNA Statement",
        {
            "person": "short text",
            "organization": "short text",
            "concept": "short text",
            "agreement": "boolean",
        },
    )
    at = len(TEXT[: TEXT.index("Riga")].encode("utf-16-le")) // 2
    for name in ("Ann Ek", "Bo"):
        coder = made.coder(name)
        text = made.once("DOCUMENTS", {"Text": TEXT}, Title="T", Coder=coder, Date=1732838400)
        place = {"Start": at, "Stop": at + len("Riga backs it")}
        number = made.add(
            "STATEMENTS", StatementTypeId=ids[""], DocumentId=text, Coder=coder, **place
        )
        made.value(number, ids["person"], "short text", "A. Person")
        made.value(number, ids["organization"], "short text", organization)
        made.value(number, ids["concept"], "short text", concept)
        made.value(number, ids["agreement"], "boolean", agreement)
    return made


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "case"
    done = CliRunner().invoke(app, ["new", str(folder), "--body", "nato"])
    assert done.exit_code == 0, done.output
    return load_case(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.dna"
    write_dna(coded().project(), path)
    return path


@given(
    st.lists(st.tuples(WORDS, WORDS, WHOLE), max_size=4),
    st.lists(st.tuples(WORDS, WORDS, st.integers(0, 255)), max_size=4),
    st.binary(max_size=5),
)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_a_file_holds_comes_out_as_it_went_in(
    tmp_path: Path,
    texts: list[tuple[str, str, int]],
    entities: list[tuple[str, str, int]],
    blob: bytes,
) -> None:
    made = coded()
    for title, text, day in texts:
        made.add("DOCUMENTS", Title=title, Text=text, Coder=1, Date=day, Notes=title)
    for value, attribute, shade in entities:
        parent = made.add("ENTITIES", VariableId=1, Value=value, Red=shade)
        made.add("ENTITIES", VariableId=1, Value=value + "'s child", ChildOf=parent)
        which = made.add("ATTRIBUTEVARIABLES", VariableId=1, AttributeVariable=attribute)
        made.add(
            "ATTRIBUTEVALUES", EntityId=parent, AttributeVariableId=which, AttributeValue=value
        )
    path, again = tmp_path / "a.dna", tmp_path / "b.dna"
    write_dna(made.project(), path)
    with closing(sqlite3.connect(path)) as theirs, theirs:
        theirs.execute('CREATE TABLE IF NOT EXISTS "THEIR OWN" (id INTEGER PRIMARY KEY, x BLOB)')
        theirs.execute('INSERT INTO "THEIR OWN" (x) VALUES (?)', (blob,))
        theirs.execute("ALTER TABLE DOCUMENTS ADD COLUMN Mood TEXT DEFAULT 'calm'")
    first = read_dna(path)
    write_dna(first, again)
    assert read_dna(again) == first
    assert first.records("THEIR OWN")[0]["x"] == blob
    with closing(sqlite3.connect(path)) as one, closing(sqlite3.connect(again)) as two:
        for name in first.tables:
            query = f'SELECT * FROM "{name}" ORDER BY 1'  # noqa: S608 - of our own making
            assert one.execute(query).fetchall() == two.execute(query).fetchall()


def test_places_count_utf16_units_in_the_file_and_code_points_here(file: Path) -> None:
    project = read_dna(file)
    found = list(statements(project, file))
    text = documents(project)[found[0].document].text
    assert [text[one.start : one.stop] for one in found] == ["Riga backs it"] * 2
    assert [one.coder for one in found] == ["Ann Ek", "Bo"]


def test_an_empty_project_has_every_table() -> None:
    assert {"CODERS", "ATTRIBUTEVALUES", "CODERRELATIONS"} <= set(Project().tables)
    assert Project().records("STATEMENTS") == []


def test_what_coders_coded_comes_in_under_their_names(case: Case, file: Path) -> None:
    table = case.path / "map.csv"
    table.write_text(
        f"kind,name,to,agree,disagree\nconcept,invite them,{case.questions[0].id},for,reluctant\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["import", str(case.path), str(file), "--map", str(table)])
    assert done.exit_code == 0, done.output
    with api.open_ledger(case) as ledger:
        held = ledger.coded()
    assert {(p.coder, p.holder, p.stance, p.published) for p in held} == {
        ("Ann_Ek", "LV", Stance.FOR, date(2024, 11, 29)),
        ("Bo", "LV", Stance.FOR, date(2024, 11, 29)),
    }
    assert {p.span.text for p in held if p.span} == {"Riga backs it"}
    assert {p.speaker for p in held} == {"A. Person"}
    assert api.import_dna(case, file, table)[1].positions == 0, "a second time changes nothing"


def test_disagreement_is_what_the_table_says_it_is(case: Case, tmp_path: Path) -> None:
    path, table = tmp_path / "no.dna", tmp_path / "map.csv"
    write_dna(coded(agreement=0).project(), path)
    table.write_text(
        f"kind,name,to,agree,disagree\nconcept,invite them,{case.questions[0].id},,reluctant\n",
        encoding="utf-8",
    )
    api.import_dna(case, path, table)
    with api.open_ledger(case) as ledger:
        assert {p.stance for p in ledger.coded()} == {Stance.RELUCTANT}


def test_what_no_table_explains_is_said_and_not_guessed(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "strange.dna"
    write_dna(coded(organization="The Round Table").project(), path)
    done = CliRunner().invoke(app, ["import", str(case.path), str(path)])
    assert "concepts that no question is mapped to (1)" in done.output
    table = tmp_path / "map.csv"
    row = f"kind,name,to\nconcept,invite them,{case.questions[0].id}\n"
    table.write_text(row, encoding="utf-8")
    found, added = api.import_dna(case, path, table)
    assert (dict(found.holders), added.positions) == ({"The Round Table": 2}, 0)
    table.write_text(row + "holder,The Round Table,LV\n", encoding="utf-8")
    assert api.import_dna(case, path, table)[1].positions == 2


def test_a_case_goes_out_and_comes_into_another_as_it_was(case: Case, tmp_path: Path) -> None:
    stances = dict(zip(("LV", "IT", "GR", "PT", "NO"), Stance, strict=False))
    with api.open_ledger(case) as ledger:
        ledger.add_positions(
            Position(
                id="",
                question=case.questions[0].id,
                holder=code,
                holder_kind=HolderKind.COUNTRY,
                stance=stance,
                confidence=1.0,
                directness=Directness.UNNAMED,
                said=date(2024, 11, 1),
                published=date(2024, 11, 1),
                source="a paper",
                summary=f"{code} speaks if asked.",
                condition="if asked",
                entered_by="ann",
            )
            for code, stance in stances.items()
        )
    path = tmp_path / "ours.dna"
    done = CliRunner().invoke(app, ["export", str(case.path), "-o", str(path)])
    assert "5 entries" in done.output
    other = tmp_path / "other"
    CliRunner().invoke(app, ["new", str(other), "--body", "nato"])
    copy = load_case(other)
    api.import_dna(copy, path)
    with api.open_ledger(copy) as ledger:
        held = {p.holder: p for p in ledger.coded()}
    assert {code: p.stance for code, p in held.items()} == stances
    assert {p.directness for p in held.values()} == {Directness.UNNAMED}
    assert {p.condition for p in held.values()} == {"if asked"}
    assert {p.coder for p in held.values()} == {"ann"}


def test_each_of_several_people_in_one_passage_stays_its_own_speaker(
    case: Case, tmp_path: Path
) -> None:
    speakers = {"LV": "Ann Ek", "IT": "Bo Li", "GR": ""}
    with api.open_ledger(case) as ledger:
        ledger.add_positions(
            Position(
                id="",
                question=case.questions[0].id,
                holder=code,
                holder_kind=HolderKind.COUNTRY,
                stance=Stance.FOR,
                confidence=1.0,
                directness=Directness.DOCUMENT,
                said=date(2024, 11, 1),
                published=date(2024, 11, 1),
                source="a declaration",
                summary="All of them sign.",
                speaker=speaker,
                entered_by="ann",
            )
            for code, speaker in speakers.items()
        )
    first, again = tmp_path / "first.dna", tmp_path / "again.dna"
    CliRunner().invoke(app, ["export", str(case.path), "-o", str(first)])
    other = tmp_path / "other"
    CliRunner().invoke(app, ["new", str(other), "--body", "nato"])
    api.import_dna(load_case(other), first)
    CliRunner().invoke(app, ["export", str(other), "-o", str(again)])

    def said(path: Path) -> list[tuple[object, object]]:
        found = statements(read_dna(path), path)
        return sorted((one.values["organization"], one.values["person"]) for one in found)

    assert said(first) == said(again)
    assert {person for _, person in said(first)} == set(speakers.values())


def test_onto_a_file_only_what_is_new_is_added(case: Case, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text(
        f"kind,name,to\nconcept,invite them,{case.questions[0].id}\n", encoding="utf-8"
    )
    api.import_dna(case, file, table)
    out = tmp_path / "out.dna"
    assert api.export_dna(case, out, onto=file) == 2
    theirs, ours = read_dna(file), read_dna(out)
    for name in ("DOCUMENTS", "CODERS", "STATEMENTS", "DATABOOLEAN"):
        assert ours.records(name) == theirs.records(name)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("UPDATE STATEMENTS SET Stop = 999 WHERE ID = 1", "STATEMENTS 1: runs from"),
        ("UPDATE STATEMENTS SET Stop = Start", "runs from"),
        ("UPDATE STATEMENTS SET DocumentId = 9", "DOCUMENTS has no such ID"),
        ("UPDATE DATASHORTTEXT SET Entity = 99", "ENTITIES has no such ID"),
        ("UPDATE SETTINGS SET Value = '2.0'", "is of version 2.0, not 3"),
        ("DROP TABLE STATEMENTS", "has no table STATEMENTS"),
    ],
)
def test_a_damaged_file_is_named_with_its_place(
    case: Case, file: Path, change: str, said: str
) -> None:
    with closing(sqlite3.connect(file)) as theirs, theirs:
        theirs.execute(change)
    with pytest.raises(PlacetError, match=said):
        api.import_dna(case, file)
    with api.open_ledger(case) as ledger:
        assert ledger.readings(by_people=True) == ()


def test_what_is_no_database_is_said(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "text.dna"
    path.write_text("no database, " * 100, encoding="utf-8")
    with pytest.raises(PlacetError, match="is no SQLite database"):
        api.import_dna(case, path)
    with pytest.raises(PlacetError, match="is not there"):
        api.import_dna(case, tmp_path / "gone.dna")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("concept,c,lunch", "is not asked by this case"),
        ("holder,h,Latvia", "is no country"),
        ("idea,c,lunch", "kind = 'idea' is none"),
    ],
)
def test_a_table_of_names_that_will_not_do_is_said(
    case: Case, file: Path, tmp_path: Path, row: str, said: str
) -> None:
    table = tmp_path / "map.csv"
    table.write_text(f"kind,name,to\n{row}\n", encoding="utf-8")
    with pytest.raises(PlacetError, match=f"map.csv:2.*{said}"):
        api.import_dna(case, file, table)
