"""Tables that people keep: any of them is taken and can be used, or is refused."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import good_inputs as good
import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import fuzzed, mutated, mutated_bytes, taken, words

from placet.actors import registry
from placet.bargaining import VERSIONS, challenge, exchange, prevail, read_issues, settle
from placet.coding import edits, read_sheet, write_sheet
from placet.exchange import POSITION_COLUMNS, position_rows
from placet.exchange.dna import read_mapping
from placet.formats import dumps, write_rows
from placet.ledger import Ledger, open_ledger
from placet.ledger.imports import take_in
from placet.words import Question

ASKED = [Question(id=name, text=name, body="nato", matter="invitation") for name in ("invite", "x")]
NAMES = [question.id for question in ASKED] + ["join"]
COUNTRIES = ("DE", "FR", "NO", "LT", "UA")
MAPPING = "kind,name,to,agree,disagree\nconcept,A,invite,for,against\nholder,Latvia,LT,,\n"
Use = Callable[[Path], object]


def use_positions(path: Path) -> None:
    with _ledger(path.parent) as ledger:
        before = ledger.count()
        done = taken(lambda: take_in(ledger, path, questions=NAMES, countries=COUNTRIES))
        if done is None:
            assert ledger.count() == before
        ledger.positions(include_rejected=True)
        ledger.heard(NAMES, good.DAY)


def use_sheet(path: Path) -> None:
    with _ledger(path.parent) as ledger:
        found = taken(
            lambda: read_sheet(
                path, "ann", ledger.readings(), (), questions=NAMES, countries=COUNTRIES
            )
        )
        for reading in found or ():
            ledger.add_reading(reading)
        ledger.readings(by_people=True)
        ledger.heard(NAMES, good.DAY)


def use_edits(path: Path) -> None:
    with _ledger(path.parent) as ledger:
        before = ledger.count()
        held = ledger.positions(include_rejected=True)
        found = taken(lambda: edits(path, held, questions=NAMES, countries=COUNTRIES))
        done = taken(lambda: ledger.decide(found or (), by="ann"))
        if done is None:
            assert ledger.count() == before
        ledger.positions(include_rejected=True)


def use_actors(path: Path) -> None:
    known = taken(lambda: registry().extended(path))
    if known is not None:
        known.resolve("Ann Ek", good.DAY)


def use_mapping(path: Path) -> None:
    taken(lambda: read_mapping(path, ASKED, COUNTRIES))


def use_scale(path: Path) -> None:
    for reference in (None, 0.0):
        issues = taken(lambda q=reference: read_issues(path, q))  # type: ignore[misc]
        if issues is None:
            return
        for scale in issues.values():
            dumps("x@1", {"x": asdict(settle(scale))})
            for version in VERSIONS.values():
                played = taken(lambda s=scale, v=version: challenge(s.actors, v, rounds=3))  # type: ignore[misc]
                dumps("x@1", {"x": [asdict(one) for one in played or ()]})
    for model in (exchange, prevail):
        made = taken(lambda m=model: m(issues))  # type: ignore[misc]
        dumps("x@1", {"x": asdict(made) if made else None})


def _ledger(folder: Path) -> Ledger:
    shutil.copy(folder / "kept.sqlite", folder / "used.sqlite")
    return open_ledger(folder / "used.sqlite")


FORMS: dict[str, Use] = {
    "positions": use_positions,
    "sheet": use_sheet,
    "edits": use_edits,
    "actors": use_actors,
    "mapping": use_mapping,
    "scale": use_scale,
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tables")
    with open_ledger(made / "kept.sqlite") as ledger:
        good.fill(ledger)
        write_sheet(made / "sheet.csv", ledger.readings(), ASKED)
        ids = [position.id for position in ledger.positions()]
    (made / "edits.csv").write_text(
        "id,stance,speaker,said,confidence,decision,note\n"
        f"{ids[0]},against,Bo,2024-11-01,0.5,,why\n{ids[1]},,,,,rejected,\n",
        encoding="utf-8",
    )
    for name, text in (
        ("positions", good.POSITIONS),
        ("actors", good.ACTORS),
        ("scale", good.SCALE),
        ("mapping", MAPPING),
    ):
        (made / f"{name}.csv").write_text(text, encoding="utf-8")
    return made


def _written(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("form", FORMS)
@fuzzed
@given(data=st.data())
def test_cells_of_any_text(form: str, data: st.DataObject, folder: Path) -> None:
    text = (folder / f"{form}.csv").read_text(encoding="utf-8")
    rows = data.draw(mutated(list(csv.reader(io.StringIO(text))), words))
    path = folder / "in.csv"
    path.write_bytes(
        _written([row if isinstance(row, list) else [row] for row in rows])
        if isinstance(rows, list)
        else str(rows).encode("utf-8", "surrogatepass")
    )
    FORMS[form](path)


@pytest.mark.parametrize("form", FORMS)
@fuzzed
@given(data=st.data())
def test_tables_of_any_bytes(form: str, data: st.DataObject, folder: Path) -> None:
    path = folder / "in.csv"
    path.write_bytes(data.draw(mutated_bytes((folder / f"{form}.csv").read_bytes())))
    FORMS[form](path)


TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=9) | st.sampled_from(
    ("a\r=1", "\n=1", "\r", " =1", "'=1", "\x1c", "\u2028x", '"', ",", "\x00")
)


@fuzzed
@given(speaker=TEXTS, summary=TEXTS, source=TEXTS, confidence=st.floats(0, 1))
def test_what_export_writes_edit_accepts_and_changes_nothing(
    folder: Path, speaker: str, summary: str, source: str, confidence: float
) -> None:
    held = good.position(
        id="a", speaker=speaker, summary=summary, source=source, confidence=confidence
    )
    write_rows(folder / "out.csv", POSITION_COLUMNS, position_rows([held]))
    assert edits(folder / "out.csv", [held], questions=NAMES, countries=COUNTRIES) == ()
