"""Discourse Network Analyzer files: whole in and out, and damaged ones refused."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from dna_made import coded
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placet import api
from placet.cases import Case
from placet.errors import PlacetError
from placet.exchange.dna import Project, documents, read_dna, statements, write_dna

WORDS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20)
WHOLE = st.integers(-(2**31), 2**31)


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
