"""Edits across a ledger: occurrences, names made one, and scripts of changes."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet import api
from placet.cases import Case
from placet.cli.main import app
from placet.errors import PlacetError, UsageError
from placet.words import Position, Stance


def _held(case: Case) -> tuple[Position, ...]:
    with api.open_ledger(case) as ledger:
        return ledger.positions()


def _table(path: Path, *rows: dict[str, str]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def test_a_value_is_found_wherever_it_stands(case: Case) -> None:
    found = api.find(case, "ann ek")
    assert [(one.field, one.value) for one in found] == [("speaker", "Ann Ek (minister)")] * 4
    assert [one.field for one in api.find(case, "NO")] == ["holder"]
    assert api.find(case, "Ann", field="speaker") == ()
    assert len(api.find(case, "Ann", field="speaker", part=True)) == 4
    with pytest.raises(UsageError, match="no field 'speakr'"):
        api.find(case, "Ann", field="speakr")


def test_a_renamed_speaker_keeps_office_reader_and_decisions(case: Case) -> None:
    accepted = _held(case)[0]
    with api.open_ledger(case) as ledger:
        ledger.review(accepted.id, "accepted", by="bob")
    assert len(api.rename(case, "Ann Ek", "Anna Ek", by="bob")) == 4
    held = _held(case)
    assert {p.speaker for p in held} == {"Anna Ek (minister)"}
    assert {p.read for p in held} == {True}
    assert {p.reviewed for p in held if p.holder == accepted.holder} == {"accepted"}
    assert {p.reviewed for p in held if p.holder != accepted.holder} == {""}
    with api.open_ledger(case) as ledger:
        entries, decisions = ledger.history(held[0].id)
    assert [entry.speaker for entry in entries] == ["Anna Ek (minister)", "Ann Ek (minister)"]
    assert any("was 'Ann Ek (minister)'" in one.note for one in decisions)


def test_two_names_become_one_and_renaming_again_changes_nothing(case: Case) -> None:
    first = _held(case)[0]
    table = _table(case.path / "one.csv", {"id": first.id, "speaker": "A. Ek (minister)"})
    assert len(api.edit(case, table, by="bob")) == 1
    assert len(api.rename(case, "A. Ek", "Ann Ek", by="bob")) == 1
    assert len(api.find(case, "Ann Ek", field="speaker")) == 4
    assert api.rename(case, "Ann Ek", "Ann Ek", by="bob") == ()


def test_a_holder_is_no_name_to_change_throughout(case: Case) -> None:
    with pytest.raises(UsageError, match="no name to change throughout"):
        api.rename(case, "NO", "SE", field="holder", by="bob")


def test_an_export_is_a_script_that_changes_nothing_until_somebody_changes_it(
    case: Case, tmp_path: Path
) -> None:
    table = tmp_path / "all.csv"
    run = CliRunner()
    assert run.invoke(app, ["export", str(case.path), "-o", str(table)]).exit_code == 0
    assert api.edit(case, table, by="bob") == ()
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    norway = next(row for row in rows if row["holder"] == "NO")
    norway |= {"stance": "reluctant", "note": "she was misheard"}
    _table(table, norway, *(row for row in rows if row is not norway))
    assert [p.holder for p in api.edit(case, table, by="bob", dry=True)] == ["NO"]
    assert {p.stance for p in _held(case)} == {Stance.FOR}, "a dry run changes nothing"
    (changed,) = api.edit(case, table, by="bob")
    assert (changed.stance, changed.entered_by) == (Stance.RELUCTANT, "bob")
    assert {p.holder: p.reviewed for p in _held(case)}["NO"] == "corrected"


def test_a_script_accepts_and_rejects(case: Case, tmp_path: Path) -> None:
    ids = {p.holder: p.id for p in _held(case)}
    table = _table(
        tmp_path / "t.csv",
        {"id": ids["NO"], "decision": "accepted"},
        {"id": ids["IT"], "decision": "rejected"},
    )
    api.edit(case, table, by="bob")
    assert {p.holder: p.reviewed for p in _held(case)} == {"NO": "accepted", "LV": "", "GR": ""}


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("id", "zz", "is no entry that counts"),
        ("stance", "fro", "is no stance"),
        ("holder", "Norway", "is no country"),
        ("said", "yesterday", "is no day"),
        ("said", "2031-01-01", "after it was published"),
        ("confidence", "2", "is no chance"),
        ("question", "lunch", "is not asked by this case"),
        ("decision", "maybe", "is none"),
    ],
)
def test_a_script_is_applied_whole_or_not_at_all(
    case: Case, tmp_path: Path, column: str, value: str, said: str
) -> None:
    before = _held(case)
    rows = [{"id": p.id, "speaker": "Anna Ek"} for p in before]
    wrong = {"id": before[-1].id, column: value}
    table = _table(tmp_path / "t.csv", *rows[:-1], wrong)
    with pytest.raises(PlacetError, match=said):
        api.edit(case, table, by="bob")
    assert _held(case) == before


def test_the_commands_find_rename_and_edit(case: Case, tmp_path: Path) -> None:
    folder = str(case.path)
    run = CliRunner()
    shown = run.invoke(app, ["find", folder, "Ann Ek"])
    assert "speaker: Ann Ek (minister) (4)" in shown.output
    assert "stands nowhere; try --part" in run.invoke(app, ["find", folder, "Ann"]).output
    done = run.invoke(app, ["rename", folder, "Ann Ek", "Anna Ek", "--by", "bob"])
    assert "now say 'Anna Ek': 4" in done.output
    table = _table(tmp_path / "t.csv", {"id": _held(case)[0].id, "stance": "against"})
    done = run.invoke(app, ["edit", folder, str(table), "--dry-run", "--by", "bob"])
    assert "would change (1)" in done.output
