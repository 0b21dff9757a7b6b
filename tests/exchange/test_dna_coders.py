"""Discourse Network Analyzer files as coders of a case, and back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from dna_made import coded
from typer.testing import CliRunner

from placet import api
from placet.cases import Case, load_case
from placet.cli.main import app
from placet.errors import PlacetError
from placet.exchange.dna import read_dna, statements, write_dna
from placet.words import Directness, HolderKind, Position, Stance


def test_what_coders_coded_comes_in_under_their_names(case: Case, file: Path) -> None:
    table = case.path / "map.csv"
    table.write_text(
        f"kind,name,to,agree,disagree\nconcept,invite them,{case.questions[0].id},for,reluctant\n",
        encoding="utf-8",
    )
    done = CliRunner().invoke(app, ["import", str(case.path), str(file), "--map", str(table)])
    assert done.exit_code == 0, done.output
    with api.open_ledger(case) as ledger:
        held = ledger.coded()
    assert {(p.coder, p.holder, p.stance, p.published) for p in held} == {
        ("Ann_Ek", "LV", Stance.FOR, date(2024, 11, 29)),
        ("Bo", "LV", Stance.FOR, date(2024, 11, 29)),
    }
    assert {p.span.text for p in held if p.span} == {"Riga backs it"}
    assert {p.speaker for p in held} == {"A. Person"}
    assert api.import_dna(case, file, table)[1].positions == 0, "a second time changes nothing"


def test_disagreement_is_what_the_table_says_it_is(case: Case, tmp_path: Path) -> None:
    path, table = tmp_path / "no.dna", tmp_path / "map.csv"
    write_dna(coded(agreement=0).project(), path)
    table.write_text(
        f"kind,name,to,agree,disagree\nconcept,invite them,{case.questions[0].id},,reluctant\n",
        encoding="utf-8",
    )
    api.import_dna(case, path, table)
    with api.open_ledger(case) as ledger:
        assert {p.stance for p in ledger.coded()} == {Stance.RELUCTANT}


def test_what_no_table_explains_is_said_and_not_guessed(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "strange.dna"
    write_dna(coded(organization="The Round Table").project(), path)
    done = CliRunner().invoke(app, ["import", str(case.path), str(path)])
    assert "concepts that no question is mapped to (1)" in done.output
    table = tmp_path / "map.csv"
    row = f"kind,name,to\nconcept,invite them,{case.questions[0].id}\n"
    table.write_text(row, encoding="utf-8")
    found, added = api.import_dna(case, path, table)
    assert (dict(found.holders), added.positions) == ({"The Round Table": 2}, 0)
    table.write_text(row + "holder,The Round Table,LV\n", encoding="utf-8")
    assert api.import_dna(case, path, table)[1].positions == 2


def test_a_case_goes_out_and_comes_into_another_as_it_was(case: Case, tmp_path: Path) -> None:
    stances = dict(zip(("LV", "IT", "GR", "PT", "NO"), Stance, strict=False))
    with api.open_ledger(case) as ledger:
        ledger.add_positions(
            Position(
                id="",
                question=case.questions[0].id,
                holder=code,
                holder_kind=HolderKind.COUNTRY,
                stance=stance,
                confidence=1.0,
                directness=Directness.UNNAMED,
                said=date(2024, 11, 1),
                published=date(2024, 11, 1),
                source="a paper",
                summary=f"{code} speaks if asked.",
                condition="if asked",
                entered_by="ann",
            )
            for code, stance in stances.items()
        )
    path = tmp_path / "ours.dna"
    done = CliRunner().invoke(app, ["export", str(case.path), "-o", str(path)])
    assert "5 entries" in done.output
    other = tmp_path / "other"
    CliRunner().invoke(app, ["new", str(other), "--body", "nato"])
    copy = load_case(other)
    api.import_dna(copy, path)
    with api.open_ledger(copy) as ledger:
        held = {p.holder: p for p in ledger.coded()}
    assert {code: p.stance for code, p in held.items()} == stances
    assert {p.directness for p in held.values()} == {Directness.UNNAMED}
    assert {p.condition for p in held.values()} == {"if asked"}
    assert {p.coder for p in held.values()} == {"ann"}


def test_each_of_several_people_in_one_passage_stays_its_own_speaker(
    case: Case, tmp_path: Path
) -> None:
    speakers = {"LV": "Ann Ek", "IT": "Bo Li", "GR": ""}
    with api.open_ledger(case) as ledger:
        ledger.add_positions(
            Position(
                id="",
                question=case.questions[0].id,
                holder=code,
                holder_kind=HolderKind.COUNTRY,
                stance=Stance.FOR,
                confidence=1.0,
                directness=Directness.DOCUMENT,
                said=date(2024, 11, 1),
                published=date(2024, 11, 1),
                source="a declaration",
                summary="All of them sign.",
                speaker=speaker,
                entered_by="ann",
            )
            for code, speaker in speakers.items()
        )
    first, again = tmp_path / "first.dna", tmp_path / "again.dna"
    CliRunner().invoke(app, ["export", str(case.path), "-o", str(first)])
    other = tmp_path / "other"
    CliRunner().invoke(app, ["new", str(other), "--body", "nato"])
    api.import_dna(load_case(other), first)
    CliRunner().invoke(app, ["export", str(other), "-o", str(again)])

    def said(path: Path) -> list[tuple[object, object]]:
        found = statements(read_dna(path), path)
        return sorted((one.values["organization"], one.values["person"]) for one in found)

    assert said(first) == said(again)
    assert {person for _, person in said(first)} == set(speakers.values())


def test_onto_a_file_only_what_is_new_is_added(case: Case, file: Path, tmp_path: Path) -> None:
    table = tmp_path / "map.csv"
    table.write_text(
        f"kind,name,to\nconcept,invite them,{case.questions[0].id}\n", encoding="utf-8"
    )
    api.import_dna(case, file, table)
    out = tmp_path / "out.dna"
    assert api.export_dna(case, out, onto=file) == 2
    theirs, ours = read_dna(file), read_dna(out)
    for name in ("DOCUMENTS", "CODERS", "STATEMENTS", "DATABOOLEAN"):
        assert ours.records(name) == theirs.records(name)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("concept,c,lunch", "is not asked by this case"),
        ("holder,h,Latvia", "is no country"),
        ("idea,c,lunch", "kind = 'idea' is none"),
    ],
)
def test_a_table_of_names_that_will_not_do_is_said(
    case: Case, file: Path, tmp_path: Path, row: str, said: str
) -> None:
    table = tmp_path / "map.csv"
    table.write_text(f"kind,name,to\n{row}\n", encoding="utf-8")
    with pytest.raises(PlacetError, match=f"map.csv:2.*{said}"):
        api.import_dna(case, file, table)
