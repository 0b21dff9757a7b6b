"""A ledger as plain text: whole, mergeable, and checked before any of it is taken in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from placet.errors import CaseError
from placet.ledger import Ledger, open_ledger
from placet.ledger.text import export_jsonl, import_jsonl
from placet.words import Position, Reading, Stance

MakePosition = Callable[..., Position]
MakeReading = Callable[..., Reading]

# the separators at which str.splitlines would cut a line of JSON in two
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=12)
ODD = st.sampled_from(["", "\u2028", "\x85", "\x1c", "line\nline", '"', "\\n", "ü"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    summaries=st.lists(st.one_of(TEXTS, ODD), max_size=4),
    documents=st.lists(st.one_of(TEXTS, ODD).map(lambda t: f"Oslo {t}".ljust(40)), max_size=3),
    reviewed=st.sampled_from(["accepted", "rejected", "corrected"]),
)
def test_export_and_restore_keep_every_text_and_date(
    tmp_path_factory: pytest.TempPathFactory,
    make_position: MakePosition,
    make_reading: MakeReading,
    summaries: list[str],
    documents: list[str],
    reviewed: str,
) -> None:
    folder = tmp_path_factory.mktemp("text")
    with open_ledger(folder / "a.sqlite") as first, open_ledger(folder / "b.sqlite") as second:
        for reader in ("builtin 1.0", "builtin 1.1"):
            for document in documents:
                first.add_reading(make_reading(document, reader=reader))
        first.add_positions([make_position(summary=summary) for summary in summaries], by="Ann")
        for position in first.positions()[:1]:
            first.review(position.id, reviewed, by="Ann", note="\u2028")
        lines = export_jsonl(first, folder / "a.jsonl")
        assert import_jsonl(second, folder / "a.jsonl") == lines
        export_jsonl(second, folder / "b.jsonl")
        assert (folder / "a.jsonl").read_bytes() == (folder / "b.jsonl").read_bytes()
        assert second.positions() == first.positions()
        assert second.readings() == first.readings()


def test_restoring_twice_adds_nothing(
    ledger: Ledger, make_reading: MakeReading, tmp_path: Path
) -> None:
    ledger.add_reading(make_reading())
    ledger.review(ledger.positions()[0].id, "accepted", by="Ann")
    export_jsonl(ledger, tmp_path / "a.jsonl")
    before = ledger.count()
    assert import_jsonl(ledger, tmp_path / "a.jsonl") == 0
    assert ledger.count() == before


def test_two_desks_can_merge_what_they_hold(
    tmp_path: Path, make_reading: MakeReading, make_position: MakePosition
) -> None:
    """An older reading from elsewhere does not replace the newer one that is here."""
    common = "Riga backs it, the minister said."
    with open_ledger(tmp_path / "a.sqlite") as ours, open_ledger(tmp_path / "b.sqlite") as theirs:
        theirs.add_reading(make_reading("Oslo backs it, the minister said.", holder="NO"))
        theirs.add_reading(make_reading(common, holder="LV", stance=Stance.UNCLEAR))
        theirs.add_positions([make_position(holder="PL")], by="Bob")
        ours.add_reading(make_reading(common, holder="LV", reader="builtin 2.0"))
        export_jsonl(theirs, tmp_path / "theirs.jsonl")
        import_jsonl(ours, tmp_path / "theirs.jsonl")
        held = {(p.holder, p.stance) for p in ours.positions()}
    assert held == {("LV", Stance.FOR), ("NO", Stance.FOR), ("PL", Stance.FOR)}


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ([], "cannot be read"),
        (["nonsense"], "cannot be read"),
        (['{"some": "file"}'], "is no export"),
        (['{"placet": "ledger", "revision": "9999"}'], "another placet"),
        (['{"placet": "ledger", "revision": "0001"}', "[]"], "2: is no row"),
        (['{"placet": "ledger", "revision": "0001"}', '{"table": "kings"}'], "2: is no row"),
        (['{"placet": "ledger", "revision": "0001"}', '{"table": "reviews"}'], "2: is no row"),
    ],
)
def test_what_is_no_export_is_refused_with_its_line(
    ledger: Ledger, tmp_path: Path, lines: list[str], says: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CaseError, match=says):
        import_jsonl(ledger, path)


def test_a_broken_export_is_not_taken_in_by_half(
    ledger: Ledger, make_position: MakePosition, tmp_path: Path
) -> None:
    with open_ledger(tmp_path / "other.sqlite") as other:
        other.add_positions([make_position(), make_position(holder="PL")])
        export_jsonl(other, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    row = json.loads(lines[-1]) | {"said": "2024-02-30"}
    (tmp_path / "a.jsonl").write_text("\n".join([*lines[:-1], json.dumps(row)]), encoding="utf-8")
    with pytest.raises(CaseError, match="3: is no row"):
        import_jsonl(ledger, tmp_path / "a.jsonl")
    assert ledger.count()["positions"] == 0


def test_a_row_that_refers_to_nothing_is_refused(
    ledger: Ledger, make_reading: MakeReading, tmp_path: Path
) -> None:
    ledger.add_reading(make_reading())
    ledger.review(ledger.positions()[0].id, "accepted", by="Ann")
    export_jsonl(ledger, tmp_path / "a.jsonl")
    lines = (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if json.loads(line).get("table") != "positions"]
    (tmp_path / "a.jsonl").write_text("\n".join(kept), encoding="utf-8")
    with open_ledger(tmp_path / "other.sqlite") as other:
        with pytest.raises(CaseError, match="refers to"):
            import_jsonl(other, tmp_path / "a.jsonl")
        assert sum(other.count().values()) == 0
