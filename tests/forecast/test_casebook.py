"""The casebook says what is known of each decision, and since when; bad rows are refused."""

from datetime import date
from pathlib import Path

import pytest

from placet.errors import CaseError
from placet.forecast.casebook import Outcome, load_casebook

GOOD = {
    "id": "X-1",
    "body": "nato",
    "matter": "Something",
    "rule": "consensus",
    "members": "32",
    "kind": "other",
    "candidates": "",
    "asked": "2024-01-10",
    "due": "2024-02-01",
    "holdouts": "HU SK",
    "named": "2024-01-20",
    "decided": "2024-03-01",
    "outcome": "adopted",
    "unsure": "asked named",
    "source": "https://example.org",
}


def write(folder: Path, *rows: dict[str, str]) -> Path:
    path = folder / "book.csv"
    lines = [",".join(GOOD), *(",".join(row.values()) for row in rows)]
    path.write_text("\n".join(lines) + "\n")
    return path


def test_the_shipped_casebook_is_whole() -> None:
    book = load_casebook()
    assert len(book.decisions) == 80
    assert sum(d.adopted for d in book.decisions) == 57
    assert all(d.source for d in book.decisions)
    assert len(book.timed) == 79
    assert book.known_until == max(d.decided for d in book.decisions if d.decided)


def test_sweden_in_nato() -> None:
    # Protocol signed 5 July 2022, Hungary last to ratify, in force 7 March 2024.
    sweden = next(d for d in load_casebook().decisions if d.id == "NATO-2022-RAT-SE")
    assert sweden.holdouts == ("TR", "HU")
    assert sweden.open_on(date(2024, 3, 6))
    assert not sweden.open_on(date(2024, 3, 7))
    assert not sweden.open_on(date(2022, 7, 4))
    assert (sweden.decided - sweden.asked).days == 611


def test_a_holdout_is_not_known_before_it_was_named(tmp_path: Path) -> None:
    first, undated = load_casebook(
        write(tmp_path, GOOD, {**GOOD, "id": "X-2", "named": ""})
    ).decisions
    assert [first.held_out(date(2024, 1, day)) for day in (10, 19, 20)] == [False, False, True]
    assert undated.held_out(date(2024, 1, 10))
    assert not undated.held_out(date(2024, 1, 9))


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("rule", "consensuss", "did you mean 'consensus'"),
        ("kind", "mony", "did you mean 'money'"),
        ("outcome", "won", "known: adopted"),
        ("asked", "2024-02-30", "is no day"),
        ("decided", "2024-01-09", "comes before asked = 2024-01-10"),
        ("decided", "2024-01-15", "comes before named = 2024-01-20"),
        ("decided", "", "is missing for what was adopted"),
        ("due", "2023-12-01", "comes before asked"),
        ("holdouts", "Hungary", "write codes as in: HU SK"),
        ("holdouts", "", "stands without holdouts"),
        ("members", "many", "whole number"),
        ("members", "²", "whole number"),
        ("unsure", "decded", "did you mean 'decided'"),
        ("source", "", "is empty"),
    ],
)
def test_a_bad_row_is_refused_with_its_place_and_mend(
    tmp_path: Path, column: str, value: str, message: str
) -> None:
    path = write(tmp_path, GOOD, {**GOOD, "id": "X-2", column: value})
    with pytest.raises(CaseError) as error:
        load_casebook(path)
    assert str(error.value).startswith(f"{path}:3: ")
    assert message in str(error.value)
    assert "mend:" in str(error.value)


def test_an_id_stands_once_and_a_book_has_rows(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="stands twice"):
        load_casebook(write(tmp_path, GOOD, GOOD))
    (tmp_path / "empty").mkdir()
    with pytest.raises(CaseError, match="holds no decision"):
        load_casebook(write(tmp_path / "empty"))


def test_a_decision_needs_a_day(tmp_path: Path) -> None:
    timeless = {**GOOD, "asked": "", "decided": "", "outcome": "blocked"}
    with pytest.raises(CaseError, match="give at least one"):
        load_casebook(write(tmp_path, timeless))


def test_what_is_open_needs_no_day(tmp_path: Path) -> None:
    book = load_casebook(write(tmp_path, {**GOOD, "decided": "", "outcome": "blocked"}))
    assert book.decisions[0].outcome is Outcome.BLOCKED
    assert book.decisions[0].open_on(date(2030, 1, 1))
