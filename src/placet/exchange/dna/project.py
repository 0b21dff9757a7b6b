"""A Discourse Network Analyzer file as it is: every table, column and row, in and out."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from placet.errors import CaseError
from placet.exchange.dna.checking import Row, Value, problems
from placet.exchange.dna.schema import TABLES

_FORM = "open it with Discourse Network Analyzer 3, which brings files up to date, and save it"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns with their declarations, and the rows in the order of the file."""

    columns: Mapping[str, str]
    rows: tuple[tuple[Value, ...], ...] = ()

    def records(self) -> list[Row]:
        """Each row by its columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class Project:
    """What a file holds; tables that we do not know are kept beside those that we do."""

    tables: Mapping[str, Table] = field(
        default_factory=lambda: MappingProxyType(
            {name: Table(columns) for name, columns in TABLES.items()}
        )
    )

    def records(self, table: str) -> list[Row]:
        """The rows of a table; none if the file does not have it."""
        return self.tables[table].records() if table in self.tables else []


def read_dna(path: Path) -> Project:
    """Read a file whole.

    Raises:
        CaseError: it is no such file, of another version, or a row of it names what is not there.
    """
    if not path.is_file():
        raise CaseError("is not there", file=path, mend="name a .dna file")
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as file:
            listed = file.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            )
            names = [str(name) for (name,) in listed]
            project = Project({name: _table(file, name) for name in sorted(names)})
    except sqlite3.DatabaseError as error:
        raise CaseError(f"is no SQLite database: {error}", file=path, mend=_FORM) from None
    columns = {name: table.columns for name, table in project.tables.items()}
    for place, problem in problems(columns, project.records):
        raise CaseError(problem, file=path, place=place, mend=_FORM)
    return project


def write_dna(project: Project, path: Path) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f".{path.name}.part")
    beside.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(beside)) as file, file:
            for name, table in project.tables.items():
                declared = ", ".join(
                    f"{_quoted(column)} {how}" for column, how in table.columns.items()
                )
                file.execute(f"CREATE TABLE {_quoted(name)} ({declared})")
                marks = ", ".join("?" * len(table.columns))
                file.executemany(
                    f"INSERT INTO {_quoted(name)} VALUES ({marks})",  # noqa: S608 - quoted
                    table.rows,
                )
        beside.replace(path)
    except sqlite3.Error as error:
        raise CaseError(
            f"cannot be written: {error}",
            file=path,
            mend="free some space; or save the file that it adds to anew in the program",
        ) from None
    finally:
        beside.unlink(missing_ok=True)


def _table(file: sqlite3.Connection, name: str) -> Table:
    info = file.execute(f"PRAGMA table_info({_quoted(name)})").fetchall()
    own = {column: _declared(kind, bool(must), key) for _, column, kind, must, _, key in info}
    known = TABLES.get(name, {})
    columns = {column: known.get(column, how) for column, how in own.items()}
    listed = ", ".join(map(_quoted, columns))
    rows = file.execute(f"SELECT {listed} FROM {_quoted(name)}")  # noqa: S608 - quoted
    return Table(columns, tuple(tuple(row) for row in rows))


def _declared(kind: str, must: bool, key: int) -> str:
    sole = " PRIMARY KEY" if key == 1 and kind.upper() == "INTEGER" else ""
    plain = "".join(char for char in kind if char.isalnum() or char in " (),_")
    return f"{plain}{sole}{' NOT NULL' if must else ''}".strip()


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
