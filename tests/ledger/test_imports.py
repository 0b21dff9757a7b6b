"""A table of positions is checked cell by cell, and kept with the care of any other evidence."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from placet.errors import CaseError
from placet.ledger import open_ledger
from placet.ledger.imports import positions_from_csv, take_in
from placet.words import HolderKind, Stance

HEAD = "id,date,holder,question,stance,directness,confidence,speaker,source,url,condition,summary\n"
ROW = "p1,2024-10-17,IS,q,against,on_record,0.8,A minister,Example Post,https://example.org,,No.\n"


def table(folder: Path, rows: str = ROW, head: str = HEAD) -> Path:
    path = folder / "positions.csv"
    path.write_text(head + rows, encoding="utf-8")
    return path


def take(folder: Path, rows: str) -> tuple[int, list[Stance]]:
    with open_ledger(folder / "ledger.sqlite") as ledger:
        added = take_in(ledger, table(folder, rows), questions=["q"], countries=["IS", "PT"])
        return added.positions, [p.stance for p in ledger.positions()]


def test_a_row_becomes_a_position(tmp_path: Path) -> None:
    (found,) = positions_from_csv(table(tmp_path), questions=["q"], countries=["IS"])
    assert (found.holder, found.stance, found.confidence) == ("IS", Stance.AGAINST, 0.8)
    assert found.published == found.said


def test_body_and_unnamed_members_are_holders_too(tmp_path: Path) -> None:
    rows = ROW.replace(",IS,", ",body,") + ROW.replace("p1", "p2").replace(",IS,", ",unnamed,")
    found = positions_from_csv(table(tmp_path, rows), questions=["q"], countries=["IS"])
    assert {p.holder_kind for p in found} == {HolderKind.BODY, HolderKind.UNNAMED}


def test_an_unchanged_table_is_taken_in_once(tmp_path: Path) -> None:
    assert take(tmp_path, ROW) == (1, [Stance.AGAINST])
    assert take(tmp_path, ROW) == (0, [Stance.AGAINST])


def test_a_changed_row_supersedes_what_it_said_before(tmp_path: Path) -> None:
    take(tmp_path, ROW)
    assert take(tmp_path, ROW.replace("against", "for")) == (1, [Stance.FOR])
    assert take(tmp_path, ROW)[1] == [Stance.AGAINST]


def test_a_row_that_has_gone_no_longer_counts(tmp_path: Path) -> None:
    take(tmp_path, ROW + ROW.replace("p1", "p2").replace("against", "for"))
    assert take(tmp_path, ROW)[1] == [Stance.AGAINST]


def test_a_row_that_comes_back_counts_again(tmp_path: Path) -> None:
    other = ROW.replace("p1", "p2").replace("against", "for")
    take(tmp_path, ROW + other)
    take(tmp_path, other)
    assert sorted(take(tmp_path, ROW + other)[1]) == [Stance.AGAINST, Stance.FOR]


def test_what_a_person_rejected_stays_so_while_its_row_says_the_same(tmp_path: Path) -> None:
    take(tmp_path, ROW)
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.review(ledger.positions()[0].id, "rejected", by="Ann")
    other = ROW.replace("p1", "p2").replace("against", "for")
    assert take(tmp_path, ROW + other)[1] == [Stance.FOR]


def test_a_row_changed_after_a_correction_replaces_the_correction(tmp_path: Path) -> None:
    take(tmp_path, ROW)
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        ledger.review(ledger.positions()[0].id, "corrected", by="Ann", stance=Stance.UNCLEAR)
    assert take(tmp_path, ROW + "\n")[1] == [Stance.UNCLEAR], "the row itself says the same"
    assert take(tmp_path, ROW.replace("against", "reluctant"))[1] == [Stance.RELUCTANT]


def test_rows_without_ids_may_change_places(tmp_path: Path) -> None:
    one = ROW.replace("p1", "")
    two = one.replace("against", "for")
    take(tmp_path, one + two)
    assert take(tmp_path, two + one)[0] == 0


def test_processes_that_take_in_one_table_at_once_keep_it_once(tmp_path: Path) -> None:
    rows = "".join(ROW.replace("p1", f"p{i}").replace("No.", f"No {i}.") for i in range(50))
    path = table(tmp_path, rows)
    code = (
        "import sys; from pathlib import Path; from placet.ledger import open_ledger; "
        "from placet.ledger.imports import take_in\n"
        f"with open_ledger({str(tmp_path / 'ledger.sqlite')!r}) as ledger:\n"
        f"    take_in(ledger, Path({str(path)!r}), questions=['q'], countries=['IS'])"
    )
    started = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(3)]
    assert [process.wait() for process in started] == [0] * 3
    with open_ledger(tmp_path / "ledger.sqlite") as ledger:
        assert ledger.count()["positions"] == len(ledger.positions()) == 50


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("2024-10-17", "2024-02-30", "positions.csv:2: date = '2024-02-30' is no day"),
        (",IS,", ",ZZ,", "holder = 'ZZ' is no country"),
        (",q,", ",qq,", "did you mean 'q'?"),
        ("against", "agianst", "did you mean 'against'?"),
        ("on_record", "onrecord", "did you mean 'on_record'?"),
        ("0.8", "80", "confidence = '80' is no chance"),
        ("0.8", "nan", "is no chance"),
        ("https://example.org", "javascript:x", "is no web address"),
        ("Example Post", "", "source = '' is empty"),
        (",No.", "", "11 cells under 12 columns"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line_and_mend(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    path = table(tmp_path, ROW.replace(old, new))
    with pytest.raises(CaseError) as caught:
        positions_from_csv(path, questions=["q"], countries=["IS"])
    assert says in str(caught.value)
    assert "mend:" in str(caught.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match=r"positions\.csv:3: id = 'p1' stands in line 2 too"):
        positions_from_csv(table(tmp_path, ROW * 2), questions=["q"], countries=["IS"])


def test_nothing_is_published_before_it_is_said(tmp_path: Path) -> None:
    head, row = HEAD.replace("id,", "id,published,"), ROW.replace("p1,", "p1,2024-10-16,")
    with pytest.raises(CaseError, match="lies before the day it was said"):
        positions_from_csv(table(tmp_path, row, head), questions=["q"], countries=["IS"])


def test_a_misspelt_column_is_named(tmp_path: Path) -> None:
    path = table(tmp_path, head=HEAD.replace("stance", "stanse"))
    with pytest.raises(CaseError, match="did you mean 'stance'"):
        positions_from_csv(path, questions=["q"], countries=["IS"])


def test_a_table_with_a_mistake_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    take(tmp_path, ROW)
    with pytest.raises(CaseError):
        take(tmp_path, ROW.replace("against", "for") + ROW.replace("p1", "p2").replace("q", "x"))
    assert take(tmp_path, ROW) == (0, [Stance.AGAINST])
