"""`placet backtest`: forecasts replayed on closed decisions, scored beside baselines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placet.cli.options import AsJson
from placet.cli.output import check_form, print_json
from placet.errors import UsageError

if TYPE_CHECKING:
    from placet.forecast.backtest import Report, Score
    from placet.forecast.backtest.votes import VoteReport
    from placet.forecast.scoring import Interval


def backtest(
    casebook: Annotated[
        Path | None,
        typer.Argument(metavar="CASEBOOK", help="Decisions as CSV; the shipped ones if left out."),
    ] = None,
    hindsight_free: Annotated[
        bool,
        typer.Option(
            "--hindsight-free/--leave-one-out",
            help="Learn from what was known the day before, or from all other cases.",
        ),
    ] = True,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Reliability chart: .html or .svg."),
    ] = None,
    draws: Annotated[
        int, typer.Option("--draws", min=1, help="Bootstrap draws of cases for the intervals.")
    ] = 1000,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Seed of the draws.")] = 20_241_129,
    votes: Annotated[
        bool,
        typer.Option(
            "--votes", help="Also forecast closed votes from what members had said; half a minute."
        ),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Replay closed decisions as known then; score placet beside base rates and simple rules."""
    check_form(output, ".html", ".svg")
    report = _run(casebook, hindsight_free, draws, seed)
    from_statements = _votes(draws, seed) if votes else None
    if output:
        _draw(report, output)
    if as_json:
        _dump(report, from_statements, draws, seed)
        return
    from placet.cli.backtest_show import show

    show(report, from_statements)


def _dump(report: Report, votes: VoteReport | None, draws: int, seed: int) -> None:
    shape = {**_shape(report), "seed": seed, "draws": draws}
    if votes:
        shape["votes"] = _vote_shape(votes)
    print_json("placet/backtest@1", shape)


def _run(casebook: Path | None, hindsight_free: bool, draws: int, seed: int) -> Report:
    from placet.forecast import backtest as room
    from placet.forecast.casebook import load_casebook

    knowledge = room.Knowledge.BEFORE if hindsight_free else room.Knowledge.OTHERS
    try:
        return room.backtest(load_casebook(casebook), knowledge, draws=draws, seed=seed)
    except ValueError as error:
        raise UsageError(
            f"{casebook}: {error}",
            mend="give more decisions, with the days on which they were asked",
        ) from None


def _votes(draws: int, seed: int) -> VoteReport:
    from placet.forecast.backtest.votes import score

    return score(draws=draws, seed=seed)


def _draw(report: Report, output: Path) -> None:
    from placet.forecast.backtest.chart import reliability_page, reliability_svg
    from placet.formats import write_atomically

    draw = reliability_svg if output.suffix.lower() == ".svg" else reliability_page
    write_atomically(output, draw(report))


def _shape(report: Report) -> dict[str, Any]:
    from placet.forecast.backtest import verdicts

    return {
        "knowledge": report.knowledge,
        "cases": report.cases,
        "forecasts": report.chances,
        "dates": report.dates,
        "happened": report.happened,
        "scores": {name: _score(score) for name, score in report.scores.items()},
        "by_lead": report.by_lead,
        "by_days_after_asking": report.by_after,
        "rounds": {
            "rounds": report.rounds,
            "forecasts": report.round_forecasts,
            "scores": {
                name: {
                    "crps": one.crps.value,
                    "crps_skill": one.crps_saved.value,
                    "intervals": {"crps": _ends(one.crps), "crps_skill": _ends(one.crps_saved)},
                    "coverage_80": {"held": one.covered[0], "of": one.covered[1]},
                }
                for name, one in report.round_scores.items()
            },
        },
        "verdicts": verdicts(report),
    }


def _vote_shape(report: VoteReport) -> dict[str, Any]:
    return {
        "votes": report.votes,
        "looks": report.looks,
        "ballots": report.ballots,
        "scores": {
            kind: {
                name: {
                    "brier": one.brier.value,
                    "log": one.log.value,
                    "intervals": {"brier": _ends(one.brier), "log": _ends(one.log)},
                    "by_lead": one.by_lead,
                }
                for name, one in scores.items()
            }
            for kind, scores in report.scores.items()
        },
    }


def _score(score: Score) -> dict[str, Any]:
    diagram = score.diagram
    return {
        "brier": score.brier.value,
        "log": score.log.value,
        "crps": score.crps.value if score.crps else None,
        "brier_skill": score.brier_saved.value,
        "crps_skill": score.crps_saved.value if score.crps_saved else None,
        "miscalibration": score.corp.miscalibration,
        "discrimination": score.corp.discrimination,
        "murphy": score.murphy,
        "intervals": {
            "brier": _ends(score.brier),
            "log": _ends(score.log),
            "crps": _ends(score.crps),
            "brier_skill": _ends(score.brier_saved),
            "crps_skill": _ends(score.crps_saved),
        },
        "reliability": [
            {"forecast": float(f), "observed": float(o), "count": int(n)}
            for f, o, n in zip(diagram.forecast, diagram.observed, diagram.count, strict=True)
        ],
    }


def _ends(interval: Interval | None) -> tuple[float | None, float | None] | None:
    return (interval.low, interval.high) if interval else None
