"""What a machine is too unsure of waits for a person, and moves nothing until then."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from placet.ledger import Ledger, open_ledger
from placet.ledger.text import export_jsonl, import_jsonl
from placet.words import Position, Stance

MakePosition = Callable[..., Position]
LATER = date(2030, 1, 1)


def suggested(make_position: MakePosition) -> Position:
    return make_position(
        suggested=True, confidence=0.4, statement="s1", document="d1", entered_by="builtin 1"
    )


def heard(ledger: Ledger) -> object:
    return ledger.heard(["invite"], LATER)


def test_a_suggestion_does_not_count_and_is_offered_first(
    ledger: Ledger, make_position: MakePosition
) -> None:
    sure = make_position(holder="IS", statement="s2", document="d2", entered_by="builtin 1")
    ledger.add_positions([sure])
    before = heard(ledger)
    ledger.add_positions([suggested(make_position)])
    assert heard(ledger) == before
    assert [p.holder for p in ledger.positions()] == ["IS"]
    assert [p.holder for p in ledger.suggestions()] == ["LT"]
    assert [p.holder for p in ledger.pending()] == ["LT", "IS"]


def test_an_accepted_suggestion_counts_as_if_a_person_had_said_it(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions([suggested(make_position)])
    (waiting,) = ledger.suggestions()
    ledger.review(waiting.id, "accepted", by="Ann")
    (counted,) = ledger.positions()
    assert counted.reviewed == "accepted"
    assert ledger.suggestions() == ledger.pending() == ()
    assert ledger.heard(["invite"], LATER).sums


def test_a_rejected_suggestion_is_gone_and_a_corrected_one_counts_as_corrected(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions([suggested(make_position)])
    ledger.review(ledger.suggestions()[0].id, "rejected", by="Ann")
    assert ledger.positions() == ledger.suggestions() == ()
    ledger.add_positions([make_position(holder="EE", suggested=True, statement="s", document="d")])
    ledger.review(ledger.suggestions()[0].id, "corrected", by="Ann", stance=Stance.AGAINST)
    (counted,) = ledger.positions()
    assert (counted.holder, counted.stance, counted.suggested) == ("EE", Stance.AGAINST, False)


def test_suggestions_are_exported_and_older_exports_have_none(
    ledger: Ledger, make_position: MakePosition, tmp_path: Path
) -> None:
    ledger.add_positions([suggested(make_position)])
    export_jsonl(ledger, tmp_path / "new.jsonl")
    with open_ledger(tmp_path / "again.sqlite") as again:
        import_jsonl(again, tmp_path / "new.jsonl")
        assert again.suggestions() == ledger.suggestions()
    head, *lines = (tmp_path / "new.jsonl").read_text(encoding="utf-8").splitlines()
    older = [{k: v for k, v in json.loads(row).items() if k != "suggested"} for row in lines]
    text = "\n".join([head, *map(json.dumps, older)])
    (tmp_path / "old.jsonl").write_text(text, encoding="utf-8")
    with open_ledger(tmp_path / "before.sqlite") as before:
        import_jsonl(before, tmp_path / "old.jsonl")
        assert len(before.positions()) == 1
        assert before.suggestions() == ()
