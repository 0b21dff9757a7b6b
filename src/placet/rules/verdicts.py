"""All that is said of one rule at once: its ballots' outcome, its power, its blocking sets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from placet.rules.answers import Decision, bounds, decide
from placet.rules.coalitions import MinimalPower, minimal_power, some_blocking_sets
from placet.rules.engine.compile import OutOfReachError
from placet.rules.power import Power, power
from placet.rules.rule import Rule
from placet.words import Ballot

MOST_SETS = 500
_EFFORT = 50_000
_NAMED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A rule with the ballots known so far, and what follows from both."""

    rule: Rule
    ballots: Mapping[str, Ballot]
    worst: bool
    """The outcome if all others vote no."""
    best: bool
    """The outcome if all others vote yes."""
    decision: Decision | None
    """The outcome in detail: of the ballots given, the others voting against if that decides it
    already, else in favour. None without ballots."""
    blocking_sets: tuple[tuple[str, ...], ...]
    """Minimal blocking sets, at most `MOST_SETS`, smallest first."""
    more_sets: bool
    power: Power | None
    """If it was asked for."""
    minimal: MinimalPower | None
    """If power was asked for and the minimal coalitions can be counted."""

    @property
    def carried(self) -> bool | None:
        """Carried or not; None while the ballots that are missing decide it."""
        return self.worst if self.ballots and self.worst == self.best else None


def who_can_block(verdict: Verdict) -> str:
    """The minimal blocking sets in a few words: who alone, else how few together."""
    alone = [some[0] for some in verdict.blocking_sets if len(some) == 1]
    if len(alone) == len(verdict.rule.members):
        return "every member alone"
    parts = [f"{', '.join(alone)} alone"] if alone else []
    together = [some for some in verdict.blocking_sets if len(some) > 1]
    if together:
        least = together[0]
        number = f"over {MOST_SETS}" if verdict.more_sets else str(len(together))
        example = f", such as {' + '.join(least)}" if len(least) <= _NAMED else ""
        parts.append(f"sets of {len(least)} or more members{example} ({number} sets)")
    return "; ".join(parts) or "nobody"


def verdict(rule: Rule, ballots: Mapping[str, Ballot], *, with_power: bool = False) -> Verdict:
    """Apply `rule` to the ballots known; with `with_power`, its indices too."""
    worst, best = bounds(rule, ballots)
    rest = Ballot.YES if not best else Ballot.NO
    full = {member: ballots.get(member, rest) for member in rule.members}
    sets, complete = some_blocking_sets(rule, MOST_SETS, _EFFORT)
    return Verdict(
        rule=rule,
        ballots=ballots,
        worst=worst,
        best=best,
        decision=decide(rule, full) if ballots else None,
        blocking_sets=tuple(sorted(sets, key=len)),
        more_sets=not complete,
        power=power(rule) if with_power else None,
        minimal=_minimal(rule) if with_power else None,
    )


def _minimal(rule: Rule) -> MinimalPower | None:
    try:
        return minimal_power(rule)
    except OutOfReachError:
        return None
