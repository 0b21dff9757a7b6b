"""`placet bargain`: where positions on scales would settle, and how they would get there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from placet import api
from placet.cli.options import AsJson, parse_day
from placet.cli.output import print_json
from placet.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from placet.bargaining import Exchanged, Prevailing, Round, Scale, Settled
    from placet.rules import Rule

_MODELS = ("settle", "challenge", "exchange", "prevail")


File = Annotated[
    Path,
    typer.Argument(
        metavar="FILE",
        help="A CSV table: actor, position, and issue, salience, capability if known.",
    ),
]
Model = Annotated[
    str,
    typer.Option(
        "--model",
        help="settle: where it ends; challenge: rounds; exchange: deals; prevail: who wins.",
    ),
]
Version = Annotated[
    str, typer.Option("--version", help="Of the challenge model: paper, part or lead.")
]
Rounds = Annotated[int, typer.Option("--rounds", min=1, help="Of the challenge model, at most.")]
Reference = Annotated[
    float | None,
    typer.Option("--reference", metavar="X", help="What holds if nothing is agreed."),
]
Decides = Annotated[
    str,
    typer.Option(
        "--rule", metavar="BODY[:MATTER]", help="Who decides; the actors are its members."
    ),
]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day of the rule; today.")]


def bargain(
    file: File,
    model: Model = "settle",
    version: Version = "paper",
    rounds: Rounds = 20,
    reference: Reference = None,
    rule: Decides = "",
    on: On = None,
    as_json: AsJson = False,
) -> None:
    """Mean voter, median, Nash, core and winset; or rounds of challenges; or exchanges."""
    from placet.bargaining import VERSIONS, challenge, exchange, prevail, read_issues, settle

    if model not in _MODELS:
        raise UsageError(f"no model {model!r}", mend=did_you_mean(model, _MODELS))
    if version not in VERSIONS:
        raise UsageError(f"no version {version!r}", mend=did_you_mean(version, VERSIONS))
    issues = read_issues(file, reference)
    if model == "exchange":
        _show_exchanges(exchange(issues), as_json=as_json)
    elif model == "prevail":
        _show_prevailing(prevail(issues), as_json=as_json)
    elif model == "challenge":
        played = {
            issue: challenge(scale.actors, VERSIONS[version], rounds=rounds)
            for issue, scale in issues.items()
        }
        _show_rounds(issues, played, as_json=as_json)
    else:
        chosen = _rule(rule, on)
        settled = {issue: settle(scale, chosen) for issue, scale in issues.items()}
        _show_settled(issues, settled, chosen, reference, as_json=as_json)


def _rule(name: str, on: str | None) -> Rule | None:
    from placet.bodies import load_body

    if not name:
        return None
    body, _, matter = name.partition(":")
    loaded = load_body(body)
    return loaded.rule(matter or loaded.default, parse_day(on) or api.today())


def _show_settled(
    issues: Mapping[str, Scale],
    settled: Mapping[str, Settled],
    chosen: Rule | None,
    reference: float | None,
    *,
    as_json: bool,
) -> None:
    from placet.cli.show import line

    if as_json:
        shapes = [
            {"issue": issue, "actors": [a.name for a in issues[issue].actors]} | asdict(found)
            for issue, found in settled.items()
        ]
        print_json("placet/bargain@2", {"issues": shapes})
        return
    for issue, found in settled.items():
        if issue:
            line(issue, style="bold")
        line(f"mean voter    {found.mean_voter:.4g}  weighted by capability and salience")
        line(f"median voter  {found.median_voter:.4g}")
        if found.nash is not None:
            gain = "everybody gains"
            says = gain if found.agreement else f"not {gain}: the reference stays"
            line(f"Nash          {found.nash:.4g}  {says}")
        if chosen is not None:
            words = f"{chosen.in_words()} ({chosen.source})"
            line(f"core          {_interval(found.core)}  {words}")
        if chosen is not None and reference is not None:
            line(f"winset        {_interval(found.winset)}  what beats {reference:g}")


def _show_rounds(
    issues: Mapping[str, Scale], played: Mapping[str, tuple[Round, ...]], *, as_json: bool
) -> None:
    from placet.cli.show import line

    if as_json:
        shapes = [
            {
                "issue": issue,
                "actors": [actor.name for actor in issues[issue].actors],
                "rounds": [asdict(one) for one in found],
            }
            for issue, found in played.items()
        ]
        print_json("placet/challenge@1", {"issues": shapes})
        return
    for issue, found in played.items():
        if issue:
            line(issue, style="bold")
        for one in found:
            name = f"round {one.number}" if one.number else "at first"
            line(f"{name:9} median {one.median:.4g}, mean {one.mean:.4g}", style="bold")
            for move in one.moves:
                if move.after != move.before:
                    line(
                        f"    {move.actor}: {move.before:.4g} to {move.after:.4g}, "
                        f"{move.kind} with {move.toward}"
                    )


def _show_exchanges(found: Exchanged, *, as_json: bool) -> None:
    from placet.cli.show import line

    if as_json:
        print_json("placet/exchange@1", asdict(found))
        return
    line(f"{len(found.exchanges)} exchanges, the largest gain first", style="bold")
    for number, one in enumerate(found.exchanges, 1):
        line(f"{number:3}  each gains {one.gain:.4g}")
        for side in one.sides:
            line(
                f"     {side.actor} gives way on {side.issue}: {side.before:.4g} to "
                f"{side.after:.4g}, the outcome moves by {side.shift:.4g}"
            )
    for issue, before in found.before.items():
        line(f"{issue}: outcome {before:.4g} before, {found.after[issue]:.4g} after")


def _show_prevailing(found: Prevailing, *, as_json: bool) -> None:
    from placet.cli.show import line, show_table

    if as_json:
        print_json("placet/prevail@1", asdict(found))
        return
    ranked = sorted(found.chance, key=lambda name: -found.chance[name])
    rows = [[name, f"{found.chance[name]:.2%}", f"{found.risk[name]:+.2f}"] for name in ranked]
    show_table(["actor", "beats all others", "risk attitude"], rows, right=2)
    for issue, expected in found.expected.items():
        line(": ".join(part for part in (issue, f"expected at {expected:.4g}") if part))


def _interval(found: tuple[float, float] | None) -> str:
    return "empty" if found is None else f"{found[0]:.4g} to {found[1]:.4g}"
