"""What counts, as of when, and what a person has decided: cases beyond the plain ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import delete, text, update
from sqlalchemy.exc import DatabaseError

from placet.errors import UsageError
from placet.ledger import Ledger
from placet.ledger.schema import TABLES
from placet.words import Fact, Position, Reading, Span, Stance

MakePosition = Callable[..., Position]
MakeReading = Callable[..., Reading]


def test_facts_keep_the_kind_of_their_value(ledger: Ledger, make_reading: MakeReading) -> None:
    facts = (
        Fact(kind="meeting", value=date(2024, 12, 3), span=Span(0, 4, "Oslo")),
        Fact(kind="member-count", value=32, span=Span(0, 4, "Oslo")),
    )
    reading = replace(make_reading(), facts=facts)
    ledger.add_reading(reading)
    assert ledger.readings() == (reading,)


def test_every_field_of_a_position_survives(ledger: Ledger, make_position: MakePosition) -> None:
    full = make_position(
        speaker="Ann (minister)",
        channel="interview",
        url="https://example.org/a",
        condition="after a ceasefire",
        summary="Wants it, “soon”.",
        explicit=False,
        span=Span(3, 7, "soon"),
        links=("https://example.org/b",),
        entered_by="Ann",
    )
    ledger.add_positions([full])
    (kept,) = ledger.positions()
    assert replace(kept, id="", recorded=None) == full


def test_identical_positions_are_kept_once(ledger: Ledger, make_position: MakePosition) -> None:
    assert ledger.add_positions([make_position(), make_position()], by="Ann").positions == 1
    assert ledger.add_positions([make_position()], by="Ann").positions == 0


def test_what_two_people_code_alike_is_kept_of_each(
    ledger: Ledger, make_position: MakePosition
) -> None:
    assert ledger.add_positions([make_position()], by="Ann").positions == 1
    assert ledger.add_positions([make_position()], by="Bob").positions == 1
    assert {position.coder for position in ledger.positions()} == {"Ann", "Bob"}


def test_an_undated_text_is_known_from_the_day_it_is_taken_in(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading(published=None))
    today = datetime.now(UTC).date()
    (position,) = ledger.positions()
    assert position.published == today
    assert "undated" in position.source
    assert ledger.positions(as_of=today - timedelta(days=1)) == ()
    assert ledger.readings(as_of=today - timedelta(days=1)) == ()


def test_a_text_read_with_its_right_date_is_known_from_then(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading(published=date(2024, 1, 5)))
    ledger.add_reading(make_reading(published=date(2024, 2, 5)))
    assert [p.published for p in ledger.positions()] == [date(2024, 2, 5)]
    assert ledger.positions(as_of=date(2024, 1, 31)) == ()


def test_recorded_by_shows_the_ledger_as_it_stood(
    ledger: Ledger, make_position: MakePosition, make_reading: MakeReading
) -> None:
    ledger.add_positions([make_position()], by="Ann")
    ledger.add_reading(make_reading())
    before = ledger.positions()
    moment = max(p.recorded for p in before if p.recorded)
    read = next(p for p in before if p.statement)
    entered = next(p for p in before if not p.statement)
    ledger.add_reading(make_reading(stance=Stance.AGAINST, reader="builtin 2.0"))
    ledger.review(entered.id, "corrected", by="Bob", stance=Stance.UNCLEAR)
    ledger.add_positions([make_position(holder="PL")], by="Ann")
    assert read not in ledger.positions()
    assert ledger.positions(recorded_by=moment) == before


def test_positions_can_be_asked_for_by_question_and_holder(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions(
        [make_position(), make_position(holder="PL"), make_position(question="other")]
    )
    assert [p.holder for p in ledger.positions(question="invite", holder="PL")] == ["PL"]
    assert len(ledger.positions(question="other")) == 1


def test_every_table_only_grows(ledger: Ledger, make_reading: MakeReading) -> None:
    """The database itself refuses, whoever asks."""
    facts = (Fact(kind="stage", value="asked", span=Span(0, 4, "Oslo")),)
    ledger.add_reading(replace(make_reading(), facts=facts))
    ledger.review(ledger.positions()[0].id, "accepted", by="Ann")
    with ledger.writing() as connection:
        connection.execute(
            text("INSERT INTO imports (name, content, recorded) VALUES ('a', 'b', '2024-01-01')")
        )
    for table in TABLES:
        column = next(iter(table.c)).name
        for command in (update(table).values({column: table.c[column]}), delete(table)):
            with pytest.raises(DatabaseError, match="append-only"), ledger.writing() as connection:
                connection.execute(command)


def test_a_decision_outlives_a_reading_that_words_the_claim_anew(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    """A newer reader finds the same claim with another confidence, and so under another id."""
    ledger.add_reading(make_reading(confidence=0.8))
    ledger.review(ledger.positions()[0].id, "rejected", by="Ann")
    ledger.add_reading(make_reading(confidence=0.6, reader="builtin 1.1"))
    assert ledger.positions() == ()
    assert ledger.pending() == ()


def test_an_accepted_claim_stays_when_a_newer_reader_misses_or_rewords_it(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading(confidence=0.8))
    ledger.review(ledger.positions()[0].id, "accepted", by="Ann")
    ledger.add_reading(make_reading(stance=Stance.AGAINST, reader="builtin 1.1"))
    ledger.add_reading(replace(make_reading(reader="builtin 1.2"), statements=()))
    assert [(p.stance, p.reviewed) for p in ledger.positions()] == [(Stance.FOR, "accepted")]


def test_a_decision_says_nothing_of_other_claims_in_the_same_text(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading())
    ledger.review(ledger.positions()[0].id, "rejected", by="Ann")
    ledger.add_reading(make_reading(holder="SE", reader="builtin 1.1"))
    assert [p.holder for p in ledger.pending()] == ["SE"]


def test_the_last_decision_counts(ledger: Ledger, make_position: MakePosition) -> None:
    ledger.add_positions([make_position()])
    (entered,) = ledger.positions()
    ledger.review(entered.id, "rejected", by="Ann")
    assert ledger.positions() == ()
    assert [p.reviewed for p in ledger.positions(include_rejected=True)] == ["rejected"]
    ledger.review(entered.id, "accepted", by="Bob", note="it was said after all")
    assert [p.reviewed for p in ledger.positions()] == ["accepted"]


def test_a_correction_is_sure_unless_it_says_otherwise(
    ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading(confidence=0.4))
    first = ledger.review(ledger.positions()[0].id, "corrected", by="Ann", holder="SE")
    assert (first.confidence, first.entered_by) == (1.0, "Ann")
    second = ledger.review(first.id, "corrected", by="Bob", confidence=0.5)
    assert ledger.positions() == (second,)


def test_what_has_been_replaced_can_no_longer_be_decided_on(
    ledger: Ledger, make_position: MakePosition
) -> None:
    """Two people who correct one position one after the other do not leave two of it."""
    ledger.add_positions([make_position()])
    (entered,) = ledger.positions()
    newer = ledger.review(entered.id, "corrected", by="Ann", stance=Stance.AGAINST)
    with pytest.raises(UsageError, match=f"replaced by {newer.id[:12]}"):
        ledger.review(entered.id, "corrected", by="Bob", stance=Stance.UNCLEAR)
    assert ledger.positions() == (newer,)


def test_a_correction_cannot_be_published_before_it_was_said(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions([make_position()])
    (entered,) = ledger.positions()
    with pytest.raises(UsageError, match="after it was published"):
        ledger.review(entered.id, "corrected", by="Ann", said=date(2024, 12, 24))
    assert ledger.positions() == (entered,)


def test_history_tells_the_whole_chain_from_any_of_its_links(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions([make_position()])
    first = ledger.positions()[0]
    second = ledger.review(first.id, "corrected", by="Ann", stance=Stance.AGAINST, note="misread")
    third = ledger.review(second.id, "corrected", by="Bob", stance=Stance.UNCLEAR)
    chain, decisions = ledger.history(first.id)
    assert [p.id for p in chain] == [third.id, second.id, first.id]
    assert [(d.by, d.note) for d in decisions] == [("Ann", "misread"), ("Bob", "")]


@pytest.mark.parametrize("name", ["%", "_", "zz"])
def test_wild_cards_are_no_ids(ledger: Ledger, make_position: MakePosition, name: str) -> None:
    ledger.add_positions([make_position()])
    with pytest.raises(UsageError, match="no position"):
        ledger.position(name)
