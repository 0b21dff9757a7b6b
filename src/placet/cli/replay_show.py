"""Replays for people and as JSON, table and chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

from placet.cases import Case
from placet.cli.forecast_shapes import REPLAYED, replay_rows
from placet.cli.forecast_show import percent, write_out
from placet.cli.output import print_json
from placet.cli.show import labelled, line, show_table
from placet.forecast import Replayed
from placet.words import Question


def give_replay(
    case: Case, question: Question, rows: Sequence[Replayed], output: Path | None, *, as_json: bool
) -> None:
    """Odds as they were forecast week after week."""
    if output is not None:
        write_out(output, lambda: _chart(case, question, rows), REPLAYED, replay_rows(rows))
    if as_json:
        shape = {"case": case.title, "question": question.id, "replayed": list(rows)}
        print_json("placet/replay@1", shape)
        return
    line(f"{case.title} · {question.text}", style="bold")
    line("each row on what was known that day and never later")
    given = [row for row in rows if not row.refused]
    if given:
        columns = ["as of", "meeting", "carries", "within a year", "heard", "in the way"]
        show_table(columns, [_row(row) for row in given])
    for reason, some in groupby((row for row in rows if row.refused), key=lambda r: r.refused):
        days = [row.as_of for row in some]
        labelled("no figure", f"{days[0]} to {days[-1]}: {reason}", width=11)


def _row(row: Replayed) -> list[str]:
    return [
        str(row.as_of),
        str(row.next_meeting or "—"),
        "—" if row.p_next is None else percent(row.p_next),
        "—" if row.p_until is None else percent(row.p_until),
        str(row.statements),
        ", ".join(row.least),
    ]


def _chart(case: Case, question: Question, rows: Sequence[Replayed]) -> str:
    from placet.brief.replays import replay_chart

    return replay_chart(question, rows, case.meetings)
