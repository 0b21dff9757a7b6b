"""The sums that a ledger keeps are always those of what counts in it, whatever is done to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from placet.ledger import Ledger, open_ledger
from placet.ledger.evidence import LISTED, Heard, Positions
from placet.ledger.sums import GROUPS
from placet.ledger.text import export_jsonl, import_jsonl
from placet.words import Directness, HolderKind, Position, Reading, Stance

MakePosition = Callable[..., Position]
MakeReading = Callable[..., Reading]
DAY = date(2024, 10, 17)
MUCH_LATER = date(2030, 1, 1)

STEP = st.fixed_dictionaries(
    {
        "do": st.sampled_from(["enter", "read", "accepted", "rejected", "corrected", "amended"]),
        "which": st.integers(0, 20),
        "text": st.sampled_from(["Oslo backs it, the minister said.", "Oslo is silent, he said."]),
        "version": st.integers(1, 3),
        "stance": st.sampled_from(Stance),
        "holder": st.sampled_from(["NO", "SE", "body", "unnamed"]),
        "delay": st.sampled_from([0, 0, 5]),
        "day": st.sampled_from([0, 0, 1, 90]),
        "confidence": st.sampled_from([0.3, 0.8]),
        "speaker": st.sampled_from(["", "Ann (minister)", "Ann"]),
        "directness": st.sampled_from(Directness),
        "by": st.sampled_from(["Ann", "table t.csv"]),
    }
)


def take(
    ledger: Ledger, step: dict[str, Any], make_position: MakePosition, make_reading: MakeReading
) -> None:
    """One thing that people or machines do to a ledger."""
    group = step["holder"] in {"body", "unnamed"}
    said = DAY + timedelta(step["day"])
    if step["do"] == "enter":
        made = make_position(
            holder=None if group else step["holder"],
            holder_kind=HolderKind(step["holder"]) if group else HolderKind.COUNTRY,
            said=said,
            published=said + timedelta(step["delay"]),
            summary="At least two members.",
            **{name: step[name] for name in ("stance", "confidence", "speaker", "directness")},
        )
        ledger.add_positions([made], by=step["by"])
        return
    if step["do"] == "read":
        ledger.add_reading(
            make_reading(
                step["text"],
                reader=f"builtin {step['version']}",
                published=said,
                stance=step["stance"],
                confidence=step["confidence"],
                holder="NO" if group else step["holder"],
            )
        )
        return
    held = ledger.positions(include_rejected=True)
    if held:
        changes: dict[str, Any] = {}
        if step["do"] == "corrected":
            changes = {"stance": step["stance"], "holder": "NO", "holder_kind": HolderKind.COUNTRY}
        if step["do"] == "amended":
            changes = {"speaker": step["speaker"]}
        name = held[step["which"] % len(held)].id
        ledger.review(name, step["do"], by="Ann", **changes)


@pytest.fixture(params=["few", "many"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of few statements all are read to list the newest, of many each holder's newest."""
    if request.param == "many":
        monkeypatch.setattr("placet.ledger.store._LITTLE", 0)
    return str(request.param)


def heard(evidence: Ledger | Positions, by: date) -> Heard:
    return evidence.heard(["invite"], by)


@pytest.mark.usefixtures("way")
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(STEP, max_size=12), day=st.integers(-1, 100))
def test_sums_are_those_of_the_positions_that_count(
    steps: list[dict[str, Any]],
    day: int,
    make_position: MakePosition,
    make_reading: MakeReading,
) -> None:
    with open_ledger("sqlite://") as ledger:
        for step in steps:
            take(ledger, step, make_position, make_reading)
        counts = Positions(ledger.positions())
        assert heard(ledger, MUCH_LATER).newest == heard(counts, MUCH_LATER).newest
        by = DAY + timedelta(day)
        for one, other in zip(heard(ledger, by).sums, heard(counts, by).sums, strict=True):
            assert replace(one, late=b"") == replace(other, late=b"")
            if one.holder in GROUPS:
                assert [*one.told(by)] == [*other.told(by)]
            else:
                assert [*one.known(by)] == [*other.known(by)]
        assert heard(ledger, by).newest == heard(counts, by).newest


def test_a_ledger_taken_in_from_text_has_the_same_sums(
    tmp_path: Path, ledger: Ledger, make_reading: MakeReading
) -> None:
    ledger.add_reading(make_reading())
    ledger.add_reading(make_reading(stance=Stance.AGAINST, reader="builtin 2.0"))
    ledger.review(ledger.positions()[0].id, "accepted", by="Ann")
    export_jsonl(ledger, tmp_path / "ledger.jsonl")
    with open_ledger(tmp_path / "other.sqlite") as other:
        import_jsonl(other, tmp_path / "ledger.jsonl")
        assert heard(other, MUCH_LATER) == heard(ledger, MUCH_LATER)
        assert heard(other, MUCH_LATER).sums


def test_an_older_ledger_is_added_up_when_it_is_opened(
    file: Path, make_reading: MakeReading
) -> None:
    with open_ledger(file) as ledger:
        ledger.add_reading(make_reading())
        before = heard(ledger, MUCH_LATER)
        with ledger.writing() as connection:
            for command in (
                "DROP TABLE sums",
                "DROP INDEX positions_suggested",
                "ALTER TABLE positions DROP COLUMN suggested",
                "DROP INDEX positions_by_day",
                "CREATE INDEX positions_by_question ON positions (question, holder, published)",
                "UPDATE alembic_version SET version_num = '0001'",
            ):
                connection.execute(text(command))
    with open_ledger(file) as ledger:
        assert heard(ledger, MUCH_LATER) == before
        assert before.sums


def test_a_large_transaction_is_added_up_as_a_whole(
    ledger: Ledger, make_position: MakePosition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("placet.ledger.keeping._MANY", 3)
    ledger.add_positions([make_position(summary=f"claim {i}") for i in range(9)], by="Ann")
    assert heard(ledger, MUCH_LATER).sums == heard(Positions(ledger.positions()), MUCH_LATER).sums


@pytest.mark.usefixtures("way")
def test_only_the_newest_statements_are_listed(ledger: Ledger, make_position: MakePosition) -> None:
    number = 2 * LISTED
    days = [DAY - timedelta(n) for n in range(number)]
    ledger.add_positions([make_position(said=day) for day in days], by="table t.csv")
    assert [p.said for p in heard(ledger, DAY).newest] == days[:LISTED]
    earlier = days[5]
    assert [p.said for p in heard(ledger, earlier).newest] == days[5 : 5 + LISTED]


def test_what_was_heard_by_a_day_tells_nothing_of_others(
    ledger: Ledger, make_position: MakePosition
) -> None:
    ledger.add_positions([make_position(), make_position(question="other")], by="Ann")
    both = ledger.heard(["invite", "other"], DAY)
    assert both.heard(["other"], DAY) == ledger.heard(["other"], DAY)
    with pytest.raises(ValueError, match="known by"):
        both.heard(["other"], DAY - timedelta(1))
