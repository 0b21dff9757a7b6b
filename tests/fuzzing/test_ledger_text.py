"""`placet restore`: any text is taken and can be used, or is refused whole."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from good_inputs import DAY, ledger_rows
from hypothesis import given
from hypothesis import strategies as st
from mutations import fuzzed, mutated, mutated_bytes, taken

from placet.ledger import open_ledger
from placet.ledger.text import export_jsonl, import_jsonl


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledgers")


@pytest.fixture(scope="module")
def rows(folder: Path) -> list[dict[str, Any]]:
    with open_ledger(folder / "empty.sqlite"):
        pass
    return ledger_rows(folder)


def restored(folder: Path, text: bytes) -> bool:
    """Was it taken? Then the ledger is used in every way."""
    source, file = folder / "in.jsonl", folder / "new.sqlite"
    source.write_bytes(text)
    shutil.copy(folder / "empty.sqlite", file)
    with open_ledger(file) as ledger:
        done = taken(lambda: import_jsonl(ledger, source))
        if done is None:
            assert not any(ledger.count().values())
            return False
        ledger.readings()
        ledger.readings(by_people=True)
        ledger.told("meeting", as_of=DAY)
        ledger.coded()
        ledger.pending()
        for position in ledger.positions(include_rejected=True):
            ledger.history(position.id)
        ledger.heard(["invite"], DAY)
        export_jsonl(ledger, folder / "out.jsonl")
        return True


@fuzzed
@given(data=st.data())
def test_rows_of_any_shape(data: st.DataObject, folder: Path, rows: list[dict[str, Any]]) -> None:
    made = data.draw(mutated(rows))
    lines = made if isinstance(made, list) else [made]
    restored(folder, "\n".join(map(json.dumps, lines)).encode())


@fuzzed
@given(data=st.data())
def test_payloads_of_any_shape(
    data: st.DataObject, folder: Path, rows: list[dict[str, Any]]
) -> None:
    held = [row for row in rows if "payload" in row]
    chosen = data.draw(st.sampled_from(held))
    made = json.dumps(data.draw(mutated(json.loads(chosen["payload"]))))
    lines = [row | {"payload": made} if row is chosen else row for row in rows]
    restored(folder, "\n".join(map(json.dumps, lines)).encode())


@fuzzed
@given(data=st.data())
def test_lines_of_any_bytes(data: st.DataObject, folder: Path, rows: list[dict[str, Any]]) -> None:
    restored(folder, data.draw(mutated_bytes("\n".join(map(json.dumps, rows)).encode())))
