"""What goes out does no harm: tables, terminals, names of files, secrets in errors."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from commands import run
from hypothesis import given
from hypothesis import strategies as st

from placet.coding import checked_coder
from placet.errors import CaseError, UsageError
from placet.formats import Harmless, csv_safe, read_rows, write_rows
from placet.ledger.deciding import find
from placet.ledger.opening import connect, shown

CELLS = st.text(st.characters(exclude_categories=("Cs",)), max_size=9) | st.sampled_from(
    ["a\r=1", "\n=1", "\r", "=1\r\n", " =1", "\x1c=1", "\uff1d1", "'=1", "|x", '"', ","]
)


@pytest.mark.parametrize("cell", ["\n=1", " =1", "\r\n@x", "\x1c=1", "\uff1d1", "|x"])
def test_a_formula_is_found_behind_space_too(cell: str) -> None:
    assert csv_safe(cell) == "'" + cell


@given(rows=st.lists(st.tuples(CELLS, CELLS), max_size=4), head=CELLS)
def test_no_cell_of_a_table_begins_a_row_or_a_formula(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], head: str
) -> None:
    path = tmp_path_factory.mktemp("out") / "t.csv"
    write_rows(path, ["a", head], rows)
    text = path.read_bytes().decode()
    found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    wanted = [["a", csv_safe(head)], *([csv_safe(one) for one in row] for row in rows)]
    assert [row for row in found if row] == [row for row in wanted if row]
    outside = text.split('"')[::2]
    assert not any("\r" in part for part in outside)


@given(cell=CELLS)
def test_what_is_written_is_read(tmp_path_factory: pytest.TempPathFactory, cell: str) -> None:
    path = tmp_path_factory.mktemp("out") / "t.csv"
    write_rows(path, ["a", "b"], [("x", cell)])
    (row,) = read_rows(path, columns=("a", "b"))
    assert row["b"] == csv_safe(cell).strip()


def test_whoever_writes_to_a_harmless_stream_sends_no_escape_codes() -> None:
    inner = io.StringIO()
    stream = Harmless(inner)  # type: ignore[arg-type]
    stream.write("\r50 %\r\x1b[2Jdone\n")
    assert inner.getvalue() == "\r50 %\r\\u001b[2Jdone\n"
    assert stream.getvalue() == inner.getvalue()


@pytest.mark.parametrize(
    "args",
    [
        ("board", "no\x1b[2Jcase"),
        ("read", "no\x1b[2Jtext.txt"),
        ("nothing\x1b[2J",),
        ("board", "x", "--no\x1b[2J"),
        ("bargain", "x\x1b]0;y\x07.csv"),
    ],
)
def test_names_of_files_are_shown_on_standard_error_and_not_obeyed(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.returncode in {2, 3, 4}
    assert "\x1b" not in done.stdout + done.stderr


@pytest.mark.parametrize(
    "name", ["../../evil", "..", ".x", "a/b", "a\\b", "C:x", "a b", "", "\x1b"]
)
def test_a_coder_is_named_by_one_word_and_no_path(name: str) -> None:
    with pytest.raises(CaseError, match="cannot name a coder"):
        checked_coder(name)


def test_an_error_never_shows_a_password() -> None:
    url = "postgresql+nothing://ann:s3cret@host/db?password=s3cret&x=1"
    assert shown(url) == "postgresql+nothing://host/db"
    assert shown("x://ann:a@b/db?user=c@d&password=s3cret") == "x://"
    for bad in (url, "postgresql://ann:s3cret@host:port/db", "://ann:s3cret@host"):
        with pytest.raises(CaseError) as caught:
            connect(bad)
        assert "s3cret" not in str(caught.value)


def test_nor_does_a_name_that_a_ledger_does_not_have(tmp_path: Path) -> None:
    with connect(tmp_path / "l.sqlite").connect() as connection:
        with pytest.raises(UsageError) as caught:
            find(connection, "x", "postgresql://ann:s3cret@host/db")
        assert "s3cret" not in str(caught.value)
