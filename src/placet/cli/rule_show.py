"""A rule and what follows from it, for people at 80 columns and for programs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from placet.bodies import Body, Matter
from placet.cli.output import print_json
from placet.formats import escape_terminal
from placet.rules.coalitions import MinimalPower
from placet.rules.power import Power
from placet.rules.verdicts import Verdict, who_can_block

_MARGIN = 13
_TINY = 1e-3
_console = Console(highlight=False, markup=False, emoji=False)


def give_rule(body: Body, matter: Matter, day: date, verdict: Verdict, *, as_json: bool) -> None:
    """Print what a rule comes to, as JSON or for people."""
    if as_json:
        print_json("placet/rule@1", rule_shape(body, matter, day, verdict))
    else:
        show_rule(body, matter, day, verdict)


def rule_shape(body: Body, matter: Matter, day: date, verdict: Verdict) -> dict[str, Any]:
    """What `placet rule --json` prints."""
    rule, decision = verdict.rule, verdict.decision
    return {
        "body": body.name,
        "title": rule.name,
        "matter": matter.id,
        "on": day,
        "rule": rule.in_words(),
        "source": rule.source,
        "abstention": matter.abstention,
        "absence": matter.absence,
        "note": rule.note,
        "members": rule.members,
        "names": {member: body.name_of(member) for member in rule.members},
        "ballots": verdict.ballots,
        "carried": verdict.carried,
        "outcome": decision.outcome if decision and verdict.carried is not None else "",
        "bounds": {"worst": verdict.worst, "best": verdict.best},
        "why": decision.why if decision else (),
        "blocking": decision.blocking if decision and verdict.carried is False else (),
        **_power_shape(verdict.power, verdict.minimal),
        "minimal_blocking_sets": verdict.blocking_sets,
        "minimal_blocking_sets_complete": not verdict.more_sets,
    }


def _power_shape(power: Power | None, minimal: MinimalPower | None) -> dict[str, Any]:
    """The indices; the keys stand empty where they were not asked for, or cannot be had."""
    return {
        "banzhaf": _floats(power.banzhaf) if power else {},
        "penrose": _floats(power.penrose) if power else {},
        "shapley_shubik": _floats(power.shapley_shubik) if power else {},
        "coleman": {
            "collective": float(power.collective),
            "preventive": _floats(power.preventive),
            "initiative": _floats(power.initiative),
        }
        if power
        else {},
        "holler_packel": _floats(minimal.holler_packel) if minimal else {},
        "deegan_packel": _floats(minimal.deegan_packel) if minimal else {},
        "swings": power.swings if power else {},
        "winning_coalitions": power.winning if power else None,
        "minimal_winning_coalitions": minimal.coalitions if minimal else None,
        "minimal_blocking_sets_number": minimal.blocking_sets if minimal else None,
        "how": power.how if power else "",
        "exact": power.exact if power else None,
        "intervals": power.low_high if power else {},
        "seed": power.seed if power else None,
    }


def _floats(shares: Mapping[str, Fraction | float]) -> dict[str, float]:
    return {member: float(share) for member, share in shares.items()}


def show_rule(body: Body, matter: Matter, day: date, verdict: Verdict) -> None:
    """The rule, then what the ballots come to, then who can block and who has what power."""
    rule = verdict.rule
    _console.print(Text(escape_terminal(rule.name), style="bold"))
    head = f"{len(rule.members)} members on {day} · {rule.source}"
    _console.print(Text(escape_terminal(head)))
    _console.rule(style="dim")
    if verdict.ballots:
        _show_outcome(body, verdict)
    _row("rule", rule.in_words())
    for label, text in (
        ("abstention", matter.abstention),
        ("absence", matter.absence),
        ("note", rule.note),
    ):
        _row(label, text)
    _row("members", " ".join(rule.members))
    _row("can block", who_can_block(verdict))
    if day > body.checked:
        _row("checked", f"the list of members has been checked up to {body.checked}")
    if verdict.power:
        _show_power(body, verdict.power, verdict.minimal)


def _show_outcome(body: Body, verdict: Verdict) -> None:
    _console.print(Text(_headline(verdict), style="bold"))
    if verdict.decision is None:
        return
    missing = [member for member in verdict.rule.members if member not in verdict.ballots]
    if missing:
        _console.print(Text(_assumption(verdict, missing)))
    for line in verdict.decision.why:
        met, _, rest = line.partition(": ")
        _console.print(
            Padding(Text(escape_terminal(f"{'✓' if met == 'met' else '✗'} {rest}")), (0, 0, 0, 1))
        )
    if verdict.carried is False:
        named = ", ".join(body.name_of(member) for member in verdict.decision.blocking)
        _row("in the way", named)
    _console.print()


def _headline(verdict: Verdict) -> str:
    outcome = verdict.decision.outcome if verdict.decision else ""
    if verdict.carried is None:
        return "OPEN: the ballots not given decide it."
    if outcome:
        return {
            "positive": "POSITIVE OPINION.",
            "negative": "NEGATIVE OPINION: a qualified majority is against.",
            "none": "NO OPINION: neither side has a qualified majority.",
        }[outcome]
    return "CARRIED." if verdict.carried else "NOT CARRIED."


def _assumption(verdict: Verdict, missing: list[str]) -> str:
    side = "in favour" if not verdict.best else "against"
    return (
        f"Even with the {len(missing)} others {side}:"
        if verdict.carried is not None
        else (f"With the {len(missing)} others against it would not carry:")
    )


def _show_power(body: Body, power: Power, minimal: MinimalPower | None) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("member", no_wrap=True, max_width=34)
    for name in ("Banzhaf", "Shapley-Shubik", "decisive"):
        table.add_column(name, justify="right", no_wrap=True)
    for member, share in sorted(power.banzhaf.items(), key=lambda pair: (-pair[1], pair[0])):
        table.add_row(
            f"{member} {escape_terminal(body.name_of(member))}",
            f"{float(share):.6f}",
            f"{float(power.shapley_shubik[member]):.6f}",
            _small(float(power.penrose[member])),
        )
    _console.print(table)
    if power.winning is not None:
        kinds = f", {_number(minimal.coalitions)} of them minimal" if minimal else ""
        _row("coalitions", f"{_number(power.winning)} that carry{kinds}")
    _row("computed", _how(power))
    _row("decisive", "the chance that a member's vote tips it when all others toss a coin")


def _small(share: float) -> str:
    return f"{share:.4f}" if share == 0 or share >= _TINY else f"{share:.2g}"


def _number(count: int) -> str:
    """With its thousands set apart; beyond fifteen digits as a power of ten."""
    if count < 10**15:
        return f"{count:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")
    return f"{count:.3e}".replace("e+", " × 10^")


def _how(power: Power) -> str:
    if power.exact:
        return f"exactly, {power.how}"
    widest = max(high - low for ends in power.low_high.values() for low, high in ends.values())
    return (
        f"by simulation of {_number(power.draws)} votes with seed {power.seed}, since counting is "
        f"out of reach; 95 % intervals are at most {widest:.4f} wide"
    )


def _row(label: str, text: str) -> None:
    if not text:
        return
    grid = Table.grid(padding=(0, 0, 0, 0))
    grid.add_column(width=_MARGIN, no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(label, Text(escape_terminal(text)))
    _console.print(grid)
