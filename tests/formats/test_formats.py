"""Files of people and programs: read strictly, written whole, harmless to look at."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placet.errors import CaseError, UsageError
from placet.formats import (
    csv_safe,
    dump_line,
    dumps,
    escape_terminal,
    read_rows,
    write_atomically,
    write_rows,
)
from placet.formats.tomlfile import read_toml


@given(st.text())
def test_nothing_that_a_terminal_would_obey_is_left(text: str) -> None:
    shown = escape_terminal(text)
    assert all(c in "\t\n" or c.isprintable() or ord(c) > 0x9F for c in shown)
    assert not set(shown) & set("\x1b\x9b\u202e\u2066\r\x07")


def test_an_escape_sequence_is_shown() -> None:
    assert escape_terminal("a\x1b[31mb") == "a\\u001b[31mb"


@given(st.dictionaries(st.text(), st.text() | st.integers() | st.none()))
def test_json_comes_back_as_it_went_and_is_safe_to_print(shape: dict[str, object]) -> None:
    for text in (dumps("placet/x@1", shape), dump_line("placet/x@1", shape)):
        assert json.loads(text) == {"schema": "placet/x@1", **shape}
        assert escape_terminal(text) == text


def test_json_refuses_what_is_no_number() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps("placet/x@1", {"p": float("nan")})


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1", "\r=1"])
def test_a_cell_that_would_be_a_formula_is_defused(cell: str) -> None:
    assert csv_safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["-0.5", "+3", "12 %", "Ukraine = member", "", "-1e-9"])
def test_plain_cells_stay_as_they_are(cell: str) -> None:
    assert csv_safe(cell) == cell


def test_a_table_comes_back_as_it_went(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    write_rows(path, ["who", "what"], [["DE", 'says "no", for now'], ["FR", "yes\nand no"]])
    rows = list(read_rows(path, columns=["who", "what"]))
    assert [row["what"] for row in rows] == ['says "no", for now', "yes\nand no"]
    assert [row.line for row in rows] == [2, 4]


@pytest.mark.parametrize(
    ("text", "place", "problem"),
    [
        ("who,wat\nDE,x\n", "1", "unknown column 'wat'"),
        ("who,who\nDE,x\n", "1", "stands twice"),
        ("what\nx\n", "1", "lacks the column 'who'"),
        ("who,what\nDE\n", "2", "1 cells under 2 columns"),
        ("who,what\n,x\n", "2", "is empty"),
        ('who,what\nDE,"x\n', "2", "is not CSV"),
    ],
)
def test_a_wrong_table_is_named_with_its_line(
    tmp_path: Path, text: str, place: str, problem: str
) -> None:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=problem) as caught:
        list(read_rows(path, columns=["who", "what"], required=["who"]))
    assert (caught.value.place, caught.value.mend != "") == (place, True)


def test_a_failed_write_leaves_the_old_file_and_no_litter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "brief.html"
    path.write_text("old", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["brief.html"]


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    for content in ("long old content", "new"):
        write_atomically(path, content)
    assert path.read_text(encoding="utf-8") == "new"


def test_toml_is_read_with_its_lines(tmp_path: Path) -> None:
    path = tmp_path / "c.toml"
    path.write_text('a = 1\n[[q]]\nid = "x"\n[[q]]\nid = 2024-12-03\n', encoding="utf-8")
    file = read_toml(path)
    assert file.data["q"][1]["id"] == date(2024, 12, 3)
    assert file.error("q[1].id", "is a date", "write a text").place.startswith("5")


@pytest.mark.parametrize(
    ("text", "problem", "place"),
    [
        ("a = 1\ndate = 2024-13-03\n", "2024-13-03 is no day", "2"),
        ("a = 1\ndate = 2023-02-29\n", "2023-02-29 is no day", "2"),
        ("a = \n", "Invalid value", "1"),
    ],
)
def test_wrong_toml_is_named_with_its_line(
    tmp_path: Path, text: str, problem: str, place: str
) -> None:
    path = tmp_path / "c.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=problem) as caught:
        read_toml(path)
    assert caught.value.place == place
