"""A backtest as tables for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from placet.forecast.backtest import Report
    from placet.forecast.backtest.votes import VoteReport
    from placet.forecast.scoring import Interval

Table = tuple[Sequence[str], list[Sequence[str]]]


def show(report: Report, votes: VoteReport | None = None) -> None:
    """Print scores, their breakdown, rounds, votes if any, and what they say."""
    from rich import box
    from rich.console import Console
    from rich.table import Table as Printed

    from placet.forecast.backtest import verdicts

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(headline(report))
    for head, rows in (*tables(report), *(_votes(votes) if votes else ())):
        table = Printed(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column(head[0])
        for name in head[1:]:
            table.add_column(name, justify="right")
        for row in rows:
            table.add_row(*row)
        console.print(table)
    for line in verdicts(report):
        console.print(line)


def headline(report: Report) -> str:
    """What was scored."""
    return (
        f"{report.cases} cases, {report.knowledge}: {report.chances} chances of adoption "
        f"({100 * report.happened:.0f} % came true), {report.dates} distributions of the day of "
        f"decision; in brackets 95 % intervals by bootstrap over cases"
    )


def tables(report: Report) -> list[Table]:
    """Head and rows of each table."""
    return [
        _scores(report),
        _saved(report),
        _breakdown("Brier by days ahead", report.by_lead, report),
        _breakdown("Brier by days after asking", report.by_after, report),
        _rounds(report),
    ]


def _scores(report: Report) -> Table:
    rows: list[Sequence[str]] = [
        (name, _cell(one.brier, 3), _cell(one.log, 2), _cell(one.crps, 0))
        for name, one in report.scores.items()
    ]
    return ("less is better", "Brier", "log", "CRPS, days"), rows


def _saved(report: Report) -> Table:
    rows: list[Sequence[str]] = [
        (name, _cell(one.brier_saved, 2), _cell(one.crps_saved, 2))
        for name, one in report.scores.items()
    ]
    return ("share saved", "Brier of base_rate", "CRPS of kaplan_meier"), rows


def _breakdown(title: str, table: Mapping[int, Mapping[str, float]], report: Report) -> Table:
    rows: list[Sequence[str]] = [
        (str(key), *(f"{row[name]:.3f}" for name in report.scores)) for key, row in table.items()
    ]
    return (title, *(name.replace("_", " ") for name in report.scores)), rows


def _rounds(report: Report) -> Table:
    title = f"{report.round_forecasts} forecasts of {report.rounds} rounds"
    head = (title, "CRPS, days", "saved", "80 % held")
    rows: list[Sequence[str]] = [
        (
            name,
            _cell(one.crps, 0),
            _cell(one.crps_saved, 2),
            f"{one.covered[0]} of {one.covered[1]}",
        )
        for name, one in report.round_scores.items()
    ]
    return head, rows


def _votes(report: VoteReport) -> list[Table]:
    """Closed votes forecast from statements: one table for each thing that was forecast."""
    found: list[Table] = []
    for kind, scores in report.scores.items():
        rows: list[Sequence[str]] = [
            (name, _cell(one.brier, 3), _cell(one.log, 2)) for name, one in scores.items()
        ]
        found.append(((f"{report.votes} votes, from statements: {kind}", "Brier", "log"), rows))
    return found


def _cell(interval: Interval | None, digits: int) -> str:
    if interval is None:
        return "-"
    value = f"{interval.value:.{digits}f}"
    if interval.low is None or interval.high is None:
        return value
    return f"{value} [{interval.low:.{digits}f}, {interval.high:.{digits}f}]"
