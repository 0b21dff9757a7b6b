"""The ledger only grows: nothing is lost, nothing overwritten, and a person has the last word."""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from placet.errors import CaseError, UsageError
from placet.ledger import Ledger, open_ledger
from placet.ledger.text import export_jsonl, import_jsonl
from placet.words import (
    Condition,
    Directness,
    Document,
    Fact,
    HolderKind,
    Position,
    Quotation,
    Reading,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
)

DAY = date(2024, 11, 29)
TEXT = "Iceland's minister said that it must wait."
TEXT_ID = hashlib.sha256(TEXT.encode()).hexdigest()


def position(number: int = 0, **changes: object) -> Position:
    plain = Position(
        id="",
        question="q",
        holder="IS",
        holder_kind=HolderKind.COUNTRY,
        stance=Stance.AGAINST,
        confidence=0.8,
        directness=Directness.ON_RECORD,
        said=DAY,
        published=DAY,
        speaker="a minister",
        source="Example Post",
        summary=f"claim {number}",
        entered_by="hand",
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def reading(version: str = "builtin 1", stance: Stance = Stance.RELUCTANT) -> Reading:
    statement = Statement(
        id="s" * 24,
        source=Span(0, 18, TEXT[:18]),
        cue=Span(19, 23, TEXT[19:23]),
        content=(Span(24, 41, TEXT[24:41]),),
        quotation=Quotation.INDIRECT,
        speaker=Speaker(name="minister", kind="office", country="IS"),
        said=DAY,
        conditions=(Condition(span=Span(32, 41, TEXT[32:41]), kind="must"),),
        stances=(StanceReading(question="q", stance=stance, confidence=0.7, holder="IS"),),
    )
    return Reading(
        document=Document(id=TEXT_ID, text=TEXT, title="T", published=DAY, language="en"),
        reader=version,
        statements=(statement,),
        facts=(Fact(kind="stage", value="asked", span=Span(0, 7, TEXT[:7])),),
    )


def test_a_reading_comes_back_as_it_went_in(ledger: Ledger) -> None:
    ledger.add_reading(reading())
    assert ledger.readings() == (reading(),)


def test_reading_a_document_again_changes_nothing(ledger: Ledger) -> None:
    assert ledger.add_reading(reading()).positions == 1
    before = ledger.count()
    assert ledger.add_reading(reading()).positions == 0
    assert ledger.count() == before


def test_a_position_points_at_the_characters_of_its_source(ledger: Ledger) -> None:
    ledger.add_reading(reading())
    (found,) = ledger.positions()
    assert found.span is not None
    assert TEXT[found.span.start : found.span.end] == found.span.text
    assert found.document == TEXT_ID
    assert found.condition == TEXT[32:41]


def test_a_better_reader_replaces_what_the_older_version_found(ledger: Ledger) -> None:
    ledger.add_reading(reading("builtin 1", Stance.RELUCTANT))
    ledger.add_reading(reading("builtin 2", Stance.AGAINST))
    assert [p.stance for p in ledger.positions()] == [Stance.AGAINST]
    assert ledger.count()["positions"] == 2
    assert [r.reader for r in ledger.readings()] == ["builtin 2"]


def test_another_reader_stands_beside_the_first(ledger: Ledger) -> None:
    ledger.add_reading(reading("builtin 1", Stance.RELUCTANT))
    ledger.add_reading(reading("other 1", Stance.AGAINST))
    assert len(ledger.positions()) == 2


def test_as_of_never_shows_what_was_published_later(ledger: Ledger) -> None:
    late = DAY + timedelta(3)
    ledger.add_positions([position(1), position(2, published=late)])
    assert [p.summary for p in ledger.positions(as_of=DAY)] == ["claim 1"]
    assert len(ledger.positions(as_of=late)) == 2


def test_the_ledger_can_be_seen_as_it_stood_at_a_moment(ledger: Ledger) -> None:
    ledger.add_positions([position(1)])
    (first,) = ledger.positions()
    time.sleep(0.01)
    ledger.review(first.id, "rejected", by="A.K.")
    assert ledger.positions() == ()
    assert [p.id for p in ledger.positions(recorded_by=first.recorded)] == [first.id]


def test_a_rejected_position_no_longer_counts_but_is_kept(ledger: Ledger) -> None:
    ledger.add_reading(reading())
    (found,) = ledger.positions()
    ledger.review(found.id, "rejected", by="A.K.", note="misread")
    assert ledger.positions() == ()
    assert ledger.position(found.id) == found
    assert [review.note for review in ledger.history(found.id)[1]] == ["misread"]


def test_a_correction_outranks_the_machine_even_when_it_reads_again(ledger: Ledger) -> None:
    ledger.add_reading(reading())
    (found,) = ledger.positions()
    ledger.review(found.id[:8], "corrected", by="A.K.", stance=Stance.FOR)
    ledger.add_reading(reading("builtin 2"))
    (kept,) = ledger.positions()
    assert (kept.stance, kept.reviewed, kept.entered_by) == (Stance.FOR, "corrected", "A.K.")
    assert kept.supersedes == found.id
    assert ledger.pending() == ()


def test_an_accepted_position_no_longer_waits_for_review(ledger: Ledger) -> None:
    ledger.add_reading(reading())
    (found,) = ledger.pending()
    ledger.review(found.id, "accepted", by="A.K.")
    assert ledger.pending() == ()
    assert [p.reviewed for p in ledger.positions()] == ["accepted"]


def test_an_unknown_or_ambiguous_id_is_named(ledger: Ledger) -> None:
    ledger.add_positions([position(number) for number in range(40)])
    with pytest.raises(UsageError, match="no position 'zz'"):
        ledger.review("zz", "accepted", by="x")
    shared = {p.id[0] for p in ledger.positions()}
    twice = next(c for c in shared if sum(p.id[0] == c for p in ledger.positions()) > 1)
    with pytest.raises(UsageError, match="several positions"):
        ledger.position(twice)


@pytest.mark.parametrize("command", ["UPDATE positions SET stance='for'", "DELETE FROM positions"])
def test_nothing_can_be_overwritten_or_deleted(ledger: Ledger, command: str) -> None:
    ledger.add_positions([position()])
    with pytest.raises(DatabaseError, match="append-only"), ledger.writing() as connection:
        connection.execute(text(command))
    assert len(ledger.positions()) == 1


POSITIONS = st.lists(
    st.builds(
        position,
        st.integers(0, 5),
        stance=st.sampled_from(Stance),
        holder=st.sampled_from(["IS", "PT"]),
        condition=st.text(max_size=20),
    ),
    max_size=8,
)


@settings(max_examples=20, deadline=None)
@given(POSITIONS)
def test_export_and_restore_keep_everything(
    tmp_path_factory: pytest.TempPathFactory, entries: list[Position]
) -> None:
    folder = tmp_path_factory.mktemp("text")
    with open_ledger(folder / "a.sqlite") as first, open_ledger(folder / "b.sqlite") as second:
        first.add_reading(reading())
        first.add_positions(entries)
        first.review(first.positions()[0].id, "accepted", by="A.K.")
        export_jsonl(first, folder / "a.jsonl")
        import_jsonl(second, folder / "a.jsonl")
        assert second.positions() == first.positions()
        assert second.readings() == first.readings()
        export_jsonl(second, folder / "b.jsonl")
    assert (folder / "a.jsonl").read_text() == (folder / "b.jsonl").read_text()


def test_a_file_that_is_no_ledger_is_refused_with_its_mend(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    path.write_bytes(b"not a database at all, but long enough to look" * 40)
    with pytest.raises(CaseError, match="no ledger"):
        open_ledger(path)


def test_a_ledger_of_a_newer_placet_is_refused(tmp_path: Path, ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num='9999'"))
    with pytest.raises(CaseError, match="newer placet"):
        open_ledger(tmp_path / "ledger.sqlite")


WRITER = """
import sys
from dataclasses import replace
sys.path.insert(0, {tests!r})
from test_ledger import position
from placet.ledger import open_ledger
with open_ledger({path!r}) as ledger:
    for number in range({count}):
        ledger.add_positions([position(number, speaker={name!r})])
        print(number, flush=True)
"""


def _writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    tests = str(Path(__file__).parent)
    code = WRITER.format(tests=tests, path=str(path), count=count, name=name)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def test_two_processes_may_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    writers = [_writer(path, name, 15) for name in ("one", "two")]
    assert [writer.communicate()[0].count("\n") for writer in writers] == [15, 15]
    with open_ledger(path) as ledger:
        assert len(ledger.positions()) == 30


def test_a_process_killed_while_writing_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    for round_, pause in enumerate((0.0, 0.01, 0.03)):
        writer = _writer(path, f"writer {round_}", 100_000)
        assert writer.stdout is not None
        with writer, writer.stdout as lines:
            said = [lines.readline() for _ in range(5)]
            time.sleep(pause)
            writer.send_signal(signal.SIGKILL)
            said += lines.readlines()
        whole = [line for line in said if line.endswith("\n")]
        with open_ledger(path) as ledger:
            kept = [p for p in ledger.positions() if p.speaker == f"writer {round_}"]
        assert len(kept) >= len(whole) >= 5


def test_facts_of_one_kind_come_without_the_statements_beside_them(
    ledger: Ledger, make_reading: Callable[..., Reading]
) -> None:
    invited, other = (
        Fact(kind="stage", value="invited", span=Span(0, 4, "Oslo")),
        Fact(kind="meeting", value=DAY, span=Span(0, 4, "Oslo")),
    )
    texts = {
        "Oslo backs it, the minister said.": (invited, other),
        "Oslo meets, it is said.": (other,),
    }
    for words, facts in texts.items():
        ledger.add_reading(replace(make_reading(words, published=DAY), facts=facts))
        ledger.add_reading(
            replace(make_reading(words, published=DAY, reader="builtin 2.0"), facts=facts)
        )
    (reading,) = ledger.told("stage")
    assert (reading.facts, reading.statements) == ((invited, other), ())
    assert reading.reader == "builtin 2.0"
    assert ledger.told("stage", as_of=DAY - timedelta(1)) == ()
