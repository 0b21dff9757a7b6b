"""A ledger opens whole, or says what is wrong and what to do about it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

import placet.ledger
from placet.errors import CaseError
from placet.ledger import Ledger, open_ledger
from placet.ledger.schema import HEAD, metadata
from placet.words import Position

MakePosition = Callable[..., Position]
MIGRATIONS = Path(placet.ledger.__file__).parent / "migrations"


def forbid_writing(monkeypatch: pytest.MonkeyPatch) -> None:
    """As for a user who may read everything and write nothing; root may write anything."""
    may = os.access
    monkeypatch.setattr(
        os, "access", lambda path, mode: may(path, mode) if mode != os.W_OK else False
    )


def test_the_migrations_make_the_tables_that_the_code_names(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_the_code_expects() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [HEAD]


def test_opening_a_ledger_that_is_up_to_date_loads_no_migrations(ledger: Ledger) -> None:
    code = (
        "import sys; from placet.ledger import open_ledger; "
        f"open_ledger({str(ledger.where)!r}).positions(); "
        "print({'alembic', 'numpy', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_what_was_acknowledged_is_on_the_disk(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        assert connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert connection.scalar(text("PRAGMA synchronous")) == 2, "FULL"


def test_processes_that_open_a_new_ledger_at_once_all_succeed(file: Path) -> None:
    code = f"from placet.ledger import open_ledger; open_ledger({str(file)!r}).count()"
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(4)]
    assert [process.wait() for process in started] == [0] * 4
    with open_ledger(file) as ledger:
        assert ledger.positions() == ()


def test_a_database_of_something_else_is_refused_and_left_alone(file: Path) -> None:
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE recipes (name)")
    other.close()
    before = file.read_bytes()
    with pytest.raises(CaseError, match=r"something else.*recipes"):
        open_ledger(file)
    assert file.read_bytes() == before


def test_a_damaged_ledger_is_named(file: Path, make_position: MakePosition) -> None:
    with open_ledger(file) as ledger:
        ledger.add_positions([make_position(summary=f"claim {i}") for i in range(400)])
    content = bytearray(file.read_bytes())
    content[4096:] = os.urandom(len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(CaseError, match="damaged"), open_ledger(file) as ledger:
        ledger.positions()


def test_a_full_disk_is_named_and_leaves_the_ledger_as_it_was(
    file: Path, make_position: MakePosition
) -> None:
    with open_ledger(file) as ledger:
        ledger.add_positions([make_position()])
        before = ledger.positions()
        with ledger.reading() as connection:
            pages = connection.scalar(text("PRAGMA page_count"))
            connection.execute(text(f"PRAGMA max_page_count={pages}"))
        many = [make_position(summary=f"claim {i} " * 200) for i in range(100)]
        with pytest.raises(CaseError, match="full") as full:
            ledger.add_positions(many)
        assert "free some space" in full.value.mend
        assert ledger.positions() == before


def test_a_ledger_that_may_not_be_written_can_be_read(
    file: Path, make_position: MakePosition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(file) as ledger:
        ledger.add_positions([make_position()])
        before = ledger.positions()
    forbid_writing(monkeypatch)
    with open_ledger(file) as ledger:
        assert ledger.positions() == before
        with pytest.raises(CaseError, match="cannot be written"):
            ledger.add_positions([make_position(holder="PL")])
    assert [path.name for path in file.parent.iterdir()] == [file.name]


def test_reading_only_also_sees_what_a_killed_process_left_in_the_log(
    file: Path, make_position: MakePosition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    with open_ledger(file) as ledger:
        ledger.add_positions([make_position()])
        for part in tmp_path.glob("ledger.sqlite*"):
            (copy / part.name).write_bytes(part.read_bytes())
    forbid_writing(monkeypatch)
    with open_ledger(copy / file.name) as ledger:
        assert len(ledger.positions()) == 1


def test_where_nothing_may_be_written_a_ledger_lives_in_memory(
    file: Path, make_position: MakePosition, monkeypatch: pytest.MonkeyPatch
) -> None:
    forbid_writing(monkeypatch)
    with open_ledger(file) as ledger:
        ledger.add_positions([make_position()])
        assert len(ledger.positions()) == 1
    assert not file.exists()


@pytest.mark.parametrize("name", ["a b?mode=ro#c.sqlite", "100%.sqlite", "é'\"ü.sqlite"])
def test_any_name_of_a_file_will_do(
    tmp_path: Path, name: str, make_position: MakePosition, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_ledger(tmp_path / name) as ledger:
        ledger.add_positions([make_position()])
    assert [path.name for path in tmp_path.iterdir()] == [name]
    forbid_writing(monkeypatch)
    with open_ledger(tmp_path / name) as ledger:
        assert len(ledger.positions()) == 1


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ("no-such-folder/ledger.sqlite", "no such folder"),
        ("nonsense://x", "cannot be opened"),
    ],
)
def test_a_place_that_cannot_be_opened_is_named(where: str, says: str) -> None:
    with pytest.raises(CaseError, match=says):
        open_ledger(where)


def test_errors_do_not_tell_passwords() -> None:
    with pytest.raises(CaseError) as refused:
        open_ledger("nonsense://ann:secret@host/db")
    assert "secret" not in str(refused.value)


def test_a_url_of_sqlite_works_like_a_file(file: Path, make_position: MakePosition) -> None:
    with open_ledger(f"sqlite:///{file}") as ledger:
        ledger.add_positions([make_position()])
        assert len(ledger.positions()) == 1
