"""Files of the Discourse Network Analyzer: any of them is taken, or refused whole."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import good_inputs as good
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import fuzzed, mutated, mutated_bytes, numbers, taken, words

from placet.exchange.dna import Project, as_dna, own_mapping, read_dna, write_dna
from placet.exchange.dna import taken as readings_of
from placet.ledger import open_ledger
from placet.words import Question

ASKED = [Question(id="invite", text="Shall they?", body="nato", matter="invitation")]
VALUES = numbers | words | st.none() | st.binary(max_size=4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("dna")
    with open_ledger(made / "kept.sqlite") as ledger:
        good.fill(ledger)
        project = as_dna(ledger.readings(), ledger.positions(), ASKED, {"NO": "Norway"}, None)
    write_dna(project, made / "good.dna")
    return made


def use(path: Path) -> None:
    project = taken(lambda: read_dna(path))
    if project is None:
        return
    found = taken(lambda: readings_of(project, path, own_mapping(ASKED), lambda *_: "NO"))
    if found is None:
        return
    shutil.copy(path.parent / "kept.sqlite", path.parent / "used.sqlite")
    with open_ledger(path.parent / "used.sqlite") as ledger:
        for one in found.readings:
            ledger.add_reading(one)
        args = (ledger.readings(by_people=True), ledger.positions(), ASKED, {"NO": "Norway"})
    onto = taken(lambda: as_dna(*args, project))
    if onto is not None:
        taken(lambda: write_dna(onto, path.with_name("out.dna")))


def test_the_good_one_is_taken(folder: Path) -> None:
    assert isinstance(read_dna(folder / "good.dna"), Project)
    shutil.copy(folder / "good.dna", folder / "in.dna")
    use(folder / "in.dna")


def _tables(path: Path) -> dict[str, Any]:
    """Name to columns and rows."""
    with closing(sqlite3.connect(path)) as file:
        names = [n for (n,) in file.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        found = {}
        for name in names:
            rows = file.execute(f'SELECT * FROM "{name}"')  # noqa: S608
            found[name] = {
                "columns": [c[0] for c in rows.description],
                "rows": list(map(list, rows)),
            }
        return found


def _write(path: Path, tables: Any) -> bool:
    """Write what can be written at all."""
    path.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(path)) as file, file:
            for name, table in tables.items():
                columns = ", ".join('"' + str(c).replace('"', '""') + '"' for c in table["columns"])
                file.execute('CREATE TABLE "' + name.replace('"', '""') + f'" ({columns})')
                marks = ", ".join("?" * len(table["columns"]))
                file.executemany(f'INSERT INTO "{name}" VALUES ({marks})', table["rows"])  # noqa: S608
    except (sqlite3.Error, TypeError, AttributeError, KeyError, OverflowError, ValueError):
        return False
    return True


@fuzzed
@given(data=st.data())
def test_rows_and_columns_of_any_shape(data: st.DataObject, folder: Path) -> None:
    tables = _tables(folder / "good.dna")
    used = {name: one for name, one in tables.items() if one["rows"]}
    made = data.draw(mutated(used, VALUES))
    if isinstance(made, dict) and _write(folder / "in.dna", tables | made):
        use(folder / "in.dna")


@fuzzed
@given(data=st.data())
def test_one_cell_of_any_value(data: st.DataObject, folder: Path) -> None:
    tables = _tables(folder / "good.dna")
    name = data.draw(st.sampled_from([name for name, one in tables.items() if one["rows"]]))
    row = data.draw(st.sampled_from(tables[name]["rows"]))
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(VALUES)
    if _write(folder / "in.dna", tables):
        use(folder / "in.dna")


@fuzzed
@given(data=st.data())
def test_files_of_any_bytes(data: st.DataObject, folder: Path) -> None:
    path = folder / "in.dna"
    path.write_bytes(data.draw(mutated_bytes((folder / "good.dna").read_bytes())))
    use(path)
