"""Blind double coding: sheets go out, codings come back, and are compared and adjudicated."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from placet import api
from placet.cases import Case
from placet.coding import NEW, NOTHING
from placet.errors import PlacetError, UsageError
from placet.words import Stance

Fill = Callable[[Path, dict[str, tuple[str, str]]], None]
ANN = {"Oslo backs": ("NO", "for"), "Riga backs": ("LV", "for"), "Rome backs": ("IT", "against")}
BOB = {"Oslo backs": ("NO", "for"), "Riga backs": ("", NOTHING), "Rome backs": ("IT", "for")}


@pytest.fixture
def sheets(case: Case, tmp_path: Path) -> dict[str, Path]:
    given = api.assign(case, ("ann", "bob"), tmp_path / "sheets")
    return {path.stem: path for path in given}


@pytest.fixture
def coded(case: Case, sheets: dict[str, Path], fill: Fill) -> Case:
    for coder, codes in {"ann": ANN, "bob": BOB}.items():
        fill(sheets[coder], codes)
        api.code(case, sheets[coder], by=coder)
    return case


def _row(sheet: Path, **changes: str) -> None:
    """Write one row more, which codes as Norway's a statement that stands in the sheet."""
    with sheet.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    first = next(row for row in rows if row["text"].startswith("Oslo backs"))
    with sheet.open("a", encoding="utf-8", newline="") as file:
        csv.DictWriter(file, rows[0]).writerow(first | {"holder": "NO", "stance": "for"} | changes)


def test_a_sheet_shows_nothing_of_what_the_machine_found(sheets: dict[str, Path]) -> None:
    with sheets["ann"].open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 8
    assert not any(row[name] for row in rows for name in ("holder", "stance", "condition"))
    assert "builtin" not in sheets["ann"].read_text(encoding="utf-8")


def test_a_sheet_that_is_there_is_not_written_over(case: Case, sheets: dict[str, Path]) -> None:
    with pytest.raises(UsageError, match="is there already"):
        api.assign(case, ("bob", "cleo"), sheets["bob"].parent)
    assert not (sheets["bob"].parent / "cleo.csv").exists()


def test_what_coders_coded_is_compared_by_statement_and_by_position(coded: Case) -> None:
    found = api.agreement(coded)
    assert found.by_statement.coders == ("ann", "bob")
    assert {(u.about, u.codes["ann"], u.codes["bob"]) for u in found.by_statement.units} == {
        ("Oslo backs it", "NO for", "NO for"),
        ("Riga backs it", "LV for", NOTHING),
        ("Rome backs it", "IT against", "IT for"),
    }
    assert [u.about for u in found.by_position.units if u.disputed] == ["IT"]
    machine = api.agreement(coded, with_machine=True).by_statement
    assert {u.codes["machine"] for u in machine.units} == {"NO for", "LV for", "IT for"}


def test_a_sheet_may_be_coded_bit_by_bit(case: Case, sheets: dict[str, Path], fill: Fill) -> None:
    fill(sheets["ann"], {"Oslo backs": ("NO", "for")})
    assert api.code(case, sheets["ann"], by="ann").positions == 1
    fill(sheets["ann"], {"Oslo backs": ("NO", "reluctant"), "Riga backs": ("LV", "for")})
    assert api.code(case, sheets["ann"], by="ann").positions == 2
    with api.open_ledger(case) as ledger:
        assert {(p.holder, p.stance) for p in ledger.coded()} == {
            ("NO", Stance.RELUCTANT),
            ("LV", Stance.FOR),
        }


def test_adjudication_lets_one_coder_be_right(coded: Case) -> None:
    disputes = {one.unit.about: one for one in api.disputes(coded)}
    assert set(disputes) == {"Riga backs it", "Rome backs it"}
    assert api.adjudicate(coded, disputes["Rome backs it"].unit.id, "ann", by="chair") == 3
    with api.open_ledger(coded) as ledger:
        rome = {p.coder or "machine": p for p in ledger.positions() if p.holder == "IT"}
        assert {name: p.reviewed for name, p in rome.items()} == {"ann": "accepted"}
        held = ledger.positions(include_rejected=True)
        assert len([p for p in held if p.holder == "IT"]) == 3, "none is deleted"
    after = {one.unit.about: one.settled for one in api.disputes(coded)}
    assert after == {"Riga backs it": False, "Rome backs it": True}


def test_adjudication_may_find_that_nothing_was_said(coded: Case) -> None:
    riga = next(one.unit for one in api.disputes(coded) if one.unit.about == "Riga backs it")
    api.adjudicate(coded, riga.id, NOTHING, by="chair")
    with api.open_ledger(coded) as ledger:
        assert not [p for p in ledger.positions() if p.holder == "LV"]


def test_what_coders_agree_on_outranks_the_machine(
    case: Case, sheets: dict[str, Path], fill: Fill
) -> None:
    for coder in ("ann", "bob"):
        fill(sheets[coder], {"Oslo backs": ("NO", "against")})
        api.code(case, sheets[coder], by=coder)
    assert api.disputes(case) == ()
    assert api.adjudicate_agreed(case, by="chair") == 1
    with api.open_ledger(case) as ledger:
        assert {p.stance for p in ledger.positions() if p.holder == "NO"} == {Stance.AGAINST}


@pytest.mark.parametrize(
    ("unit", "verdict", "said"), [("zz", "ann", "nothing disputed"), ("", "eve", "did not code")]
)
def test_only_a_dispute_and_only_its_coders_can_be_named(
    coded: Case, unit: str, verdict: str, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        api.adjudicate(coded, unit or api.disputes(coded)[0].unit.id, verdict, by="chair")


def test_a_coder_adds_what_the_machine_missed(case: Case, sheets: dict[str, Path]) -> None:
    missed = {"statement": NEW, "text": "If terms are met, Oslo may host talks"}
    _row(sheets["ann"], **missed, condition="terms are met, Oslo", stance="conditional")
    assert api.code(case, sheets["ann"], by="ann").positions == 1
    with api.open_ledger(case) as ledger:
        (found,) = ledger.coded()
    assert found.stance is Stance.CONDITIONAL
    assert found.condition == "terms are met, Oslo"
    assert found.span
    assert found.span.text == "If terms are met, Oslo may\nhost talks"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"statement": "gone"}, "is not in the ledger"),
        ({"statement": NEW, "text": "may host"}, "stands in more than one text"),
        ({"statement": NEW, "text": "Bern backs it"}, "stands in no text"),
        ({"question": "lunch"}, "is not asked by this case"),
        ({"holder": "Norway"}, "is no country"),
        ({"stance": "fro"}, "is no stance"),
        ({"stance": ""}, "is empty beside a holder"),
        ({"stance": NOTHING}, "stands beside none"),
        ({"directness": "loud"}, "is no directness"),
        ({"condition": "if pigs fly"}, "does not stand in the text"),
    ],
)
def test_a_row_that_will_not_do_is_named_and_nothing_is_kept(
    case: Case, sheets: dict[str, Path], changes: dict[str, str], said: str
) -> None:
    _row(sheets["ann"])
    _row(sheets["ann"], **changes)
    lines = len(sheets["ann"].read_text(encoding="utf-8").splitlines())
    with pytest.raises(PlacetError, match=said) as raised:
        api.code(case, sheets["ann"], by="ann")
    assert str(lines) in str(raised.value)
    with api.open_ledger(case) as ledger:
        assert ledger.coded() == ()


def test_a_coder_has_one_word_for_a_name(case: Case, sheets: dict[str, Path]) -> None:
    with pytest.raises(PlacetError, match="cannot name a coder"):
        api.code(case, sheets["ann"], by="ann ek")
