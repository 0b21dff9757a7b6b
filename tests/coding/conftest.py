"""A case whose ledger holds a machine's reading of four texts, two statements in each."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from placet.api import open_ledger
from placet.cases import Case, load_case
from placet.cli.main import app
from placet.words import (
    Directness,
    Document,
    Quotation,
    Reading,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
)

DAY = date(2024, 11, 29)
CAPITALS = {"Oslo": "NO", "Riga": "LV", "Rome": "IT", "Athens": "GR"}


def _reading(capital: str, country: str, question: str) -> Reading:
    text = f"{capital} backs it, Ann Ek said.\nIf terms are met, {capital} may\nhost talks."
    name = hashlib.sha256(text.encode()).hexdigest()

    def statement(first: str, stances: tuple[StanceReading, ...]) -> Statement:
        at = text.index(first)
        return Statement(
            id=hashlib.sha256(f"{name}{at}".encode()).hexdigest()[:24],
            source=None,
            cue=None,
            content=(Span(at, at + len(first), first),),
            quotation=Quotation.INDIRECT,
            speaker=Speaker(name="Ann Ek", kind="person", office="minister", country=country),
            stances=stances,
        )

    backs = StanceReading(
        question=question,
        stance=Stance.FOR,
        confidence=0.8,
        holder=country,
        directness=Directness.ON_RECORD,
    )
    return Reading(
        document=Document(id=name, text=text, title=f"From {capital}", published=DAY),
        reader="builtin 1.0",
        statements=(
            statement(f"{capital} backs it", (backs,)),
            statement(f"{capital} may\nhost talks", ()),
        ),
    )


@pytest.fixture
def case(tmp_path: Path) -> Case:
    folder = tmp_path / "case"
    done = CliRunner().invoke(app, ["new", str(folder), "--body", "nato"])
    assert done.exit_code == 0, done.output
    made = load_case(folder)
    with open_ledger(made) as ledger:
        for capital, country in CAPITALS.items():
            ledger.add_reading(_reading(capital, country, made.questions[0].id))
    return made


@pytest.fixture
def fill() -> Callable[[Path, dict[str, tuple[str, str]]], None]:
    """Write holder and stance into the rows of a sheet whose text begins so."""

    def write(sheet: Path, codes: dict[str, tuple[str, str]]) -> None:
        with sheet.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for row in rows:
            for begin, (holder, stance) in codes.items():
                if row["text"].startswith(begin):
                    row.update(holder=holder, stance=stance)
        with sheet.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)

    return write
