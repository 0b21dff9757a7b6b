"""Positions and statements as other programs read them."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet.cli.main import app
from placet.errors import UsageError

DAY = date(2024, 11, 29)


@pytest.fixture
def case(example: Path) -> Path:
    """The shipped example as read: not to be changed."""
    return example


def test_annotations_point_at_the_words(case: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.jsonld"
    assert CliRunner().invoke(app, ["export", str(case), "-o", str(target)]).exit_code == 0
    found = json.loads(target.read_text(encoding="utf-8"))
    items = found["first"]["items"]
    assert found["total"] == len(items) > 10
    for item in items:
        for one in item["target"]:
            position, quote = one["selector"]
            assert position["end"] - position["start"] == len(quote["exact"])


def test_positions_are_written_as_csv_and_parquet(case: Path, tmp_path: Path) -> None:
    for name in ("p.csv", "p.parquet"):
        call = ["export", str(case), "-o", str(tmp_path / name), "--as-of", str(DAY)]
        done = CliRunner().invoke(app, call)
        assert done.exit_code == 0, done.output
    text = (tmp_path / "p.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert max(row["published"] for row in rows) <= str(DAY)
    parquet = pytest.importorskip("pyarrow.parquet")
    assert parquet.read_table(tmp_path / "p.parquet").num_rows == len(rows)


def test_an_unknown_form_is_refused(case: Path, tmp_path: Path) -> None:
    for command in ("export", "network"):
        done = CliRunner().invoke(app, [command, str(case), "-o", str(tmp_path / "x.doc")])
        assert isinstance(done.exception, UsageError)
        assert not (tmp_path / "x.doc").exists()
