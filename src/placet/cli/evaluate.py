"""`placet evaluate`: readers scored on a labelled file, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placet.cases import load_case
from placet.cli.options import AsJson, AtLeast
from placet.cli.output import print_json, talk
from placet.cli.sending import tell_spent

if TYPE_CHECKING:
    from placet.evaluation import Evaluation

_MOST_LISTED = 12
"""Where a file asks more questions than this, they are not listed one by one."""


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Labelled file: .jsonl or .json.")],
    reader: Annotated[
        list[str] | None,
        typer.Option("--reader", metavar="NAME", help="Whose reading; repeat to compare several."),
    ] = None,
    case: Annotated[
        Path | None,
        typer.Option("--case", metavar="CASE", help="Ask this case's questions of positions."),
    ] = None,
    errors: Annotated[
        int, typer.Option("--errors", min=0, metavar="N", help="List this many errors of a kind.")
    ] = 0,
    at_least: AtLeast = 0.0,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Show what the confidence of positions is worth.")
    ] = False,
    draws: Annotated[
        int, typer.Option("--draws", min=0, help="Draws of documents for the 95 % intervals.")
    ] = 1000,
    as_json: AsJson = False,
) -> None:
    """Score readers on a labelled file: spans, statements, speakers, positions, with errors."""
    names = reader or ["builtin"]
    asked = load_case(case).questions if case else None
    from placet.evaluation import evaluate_file
    from placet.readers.llm.redaction import without_login

    talk(f"reading {gold} with {', '.join(map(without_login, names))} ...")
    results = evaluate_file(
        gold, names, questions=asked, at_least=at_least, draws=draws, account=tell_spent
    )
    for result in results:
        for failure in result.failed:
            talk(str(failure))
    if as_json:
        _dump(gold, results)
        return
    _show(results)
    if reliability:
        _show_reliability(results)
    for result in results:
        _list_errors(result, errors)


def _dump(gold: Path, results: Sequence[Evaluation]) -> None:
    shapes = [_shape(result) for result in results]
    print_json("placet/evaluate@1", {"gold": gold, **shapes[0], "readers": shapes})


def _shape(result: Evaluation) -> dict[str, Any]:
    attribution = result.attribution or {}
    return {
        "reader": result.reader,
        "documents": result.documents,
        "attributed": result.attributed,
        "by_type": attribution.get("by_type", {}),
        "exact": result.exact,
        "span": attribution.get("span", {}),
        "statement": attribution.get("statement", {}),
        "speakers": result.speakers,
        "positions": result.positions,
        "intervals": result.intervals,
        "errors": result.errors,
        "failed": [str(failure) for failure in result.failed],
    }


def _show(results: Sequence[Evaluation]) -> None:
    """A table with one column a reader; F1 with its interval, precision and recall beneath."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(f"F1 of {results[0].documents} documents [95 %], P / R")
    for result in results:
        table.add_column(result.reader, justify="right")
    columns = [_rows(result) for result in results]
    for name in columns[0]:
        table.add_row(name, *(column.get(name, "") for column in columns))
    Console(highlight=False, markup=False, emoji=False).print(table)


def _show_reliability(results: Sequence[Evaluation]) -> None:
    """For each reader: is it right as often as it is sure, and what abstaining would do."""
    for result in results:
        told = result.positions and result.positions["calibration"]
        if not told:
            continue
        score, flat, off = told["brier"], told["flat"], 100 * told["ece"]
        typer.echo(f"{result.reader}: {told['n']} positions, off by {off:.1f} points on average;")
        typer.echo(f"  Brier score {score:.3f} ({flat:.3f} if it were as sure of each)")
        typer.echo("\n  sure of  positions  mean  right")
        for one in told["bins"]:
            sure, right = 100 * one["confidence"], 100 * one["right"]
            typer.echo(f"  {one['low']:7.1f}  {one['n']:9}  {sure:4.0f}  {right:5.0f}")
        typer.echo("\n  --at-least  given  precision  recall    F1")
        for bound, one in told["at_least"].items():
            p, r, f1 = (100 * one[name] for name in ("p", "r", "f1"))
            typer.echo(f"  {bound:>10}  {one['n_pred']:5}  {p:9.1f}  {r:6.1f}  {f1:4.1f}")


def _rows(result: Evaluation) -> dict[str, str]:
    rows: dict[str, str] = {}
    if result.attribution:
        for grade, one in result.attribution["statement"].items():
            rows[grade] = _cell(one, result.intervals.get(grade))
        for kind, by_grade in result.attribution["by_type"].items():
            rows[f"attributed, {kind}"] = _cell(by_grade["attributed"])
        for role, by_match in result.attribution["span"].items():
            rows[f"exact {role}"] = _cell(by_match["exact"])
    if result.speakers:
        for name in ("person", "country"):
            rows[f"speaker's {name}, of found"] = f"{100 * result.speakers[name]:.1f}"
    if result.positions:
        rows["positions"] = _cell(result.positions, result.intervals.get("positions"))
        rows["  on the board"] = _cell(result.positions["board"])
        for group in ("question", "directness"):
            told = result.positions[f"by_{group}"]
            for name, one in told.items() if len(told) <= _MOST_LISTED else ():
                rows[f"  {name}"] = _cell(one)
        rows["invented holders per 100"] = f"{result.positions['invented']:.1f}"
        untold = result.positions["untold"], result.positions["board"]["untold"]
        rows["untold positions per 100, on the board"] = f"{untold[0]:.1f}, {untold[1]:.1f}"
    return rows


def _cell(one: Any, interval: tuple[float, float] | None = None) -> str:
    sure = f" [{100 * interval[0]:.1f}-{100 * interval[1]:.1f}]" if interval else ""
    return f"{100 * one['f1']:.1f}{sure}  {100 * one['p']:.1f} / {100 * one['r']:.1f}"


def _list_errors(result: Evaluation, number: int) -> None:
    from placet.formats import escape_terminal

    for kind in dict.fromkeys(error.kind for error in result.errors):
        listed = [error for error in result.errors if error.kind == kind]
        if number:
            typer.echo(f"\n{result.reader}: {kind} ({len(listed)})")
        for error in listed[:number]:
            words = " | ".join(f"{name}={text}" for name, text in error.what.items())
            typer.echo(escape_terminal(f"  {error.document}: {words}"))
