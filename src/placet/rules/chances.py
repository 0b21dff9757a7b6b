"""How likely a question carries, and whose vote matters, under chances of the members' ballots."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from placet.errors import UsageError, did_you_mean
from placet.rules.engine.closed import unanimous
from placet.rules.engine.compile import OutOfReachError, Weighing, weighing
from placet.rules.engine.game import Game, ballot_game, binary_game
from placet.rules.lowered import BALLOTS, LoweredRule
from placet.rules.rule import Rule
from placet.words import Ballot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]

Chances: TypeAlias = Mapping[str, "float | Mapping[Ballot, float]"]
"""For each member the chance that it votes yes (else it votes no), or that of each ballot."""
Row: TypeAlias = tuple[float, float, float, float]

_OTHERS = [BALLOTS.index(Ballot.ABSTAIN), BALLOTS.index(Ballot.ABSENT)]
_SLACK = 1e-9
"""How far a member's chances may miss adding up to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A chance, and how it was found: exactly to rounding, or between two ends by simulation."""

    p: float
    low: float
    high: float
    how: str
    exact: bool
    draws: int = 0
    seed: int | None = None
    """Of the simulation; None if there was none."""


def probability(rule: Rule, p_yes: Chances) -> float:
    """The chance that the question carries when members vote independently.

    Raises:
        UsageError: a chance is missing, or is none.
        OutOfReachError: exactly it cannot be had; `chance` simulates.
    """
    rows = rows_of(rule, p_yes)
    game = game_of(rule.lowered(), rows)
    closed = unanimous(game)
    if closed:
        return closed.chance(columns(game, rows))
    return float(_weigher(game, rule)[1].total(_matrix(game, [rows]))[0])


def pivotality(rule: Rule, p_yes: Chances) -> dict[str, float]:
    """For each member, P(carried | it votes yes) - P(carried | it votes no).

    Raises:
        UsageError: a chance is missing, or is none.
        OutOfReachError: exactly it cannot be had.
    """
    rows = rows_of(rule, p_yes)
    game = game_of(rule.lowered(), rows)
    closed = unanimous(game)
    if closed:
        gains: Iterable[float] = closed.gains(columns(game, rows))
    else:
        gains = _weigher(game, rule)[1].difference(_matrix(game, [rows]))[0].tolist()
    return dict(zip(rule.members, gains, strict=True))


def pivotalities(rule: Rule, p_yes: ArrayLike) -> Floats:
    """For each of many scenarios what `pivotality` gives for one.

    Args:
        rule: the rule.
        p_yes: as `probabilities` takes them.

    Returns:
        (S, n)

    Raises:
        UsageError: not of such a shape, or not chances.
        OutOfReachError: exactly they cannot be had.
    """
    game, factors = _played(rule, p_yes)
    return _weigher(game, rule)[1].difference(factors)


def chance(rule: Rule, p_yes: Chances, *, correlation: float = 0.0, seed: int = 0) -> Chance:
    """The chance that the question carries, exactly or by simulation, and which of the two.

    Args:
        rule: the rule.
        p_yes: the members' chances.
        correlation: how far one common factor moves all members together, 0 to below 1: members
            vote yes when a normal deviate, so correlated between any two, falls below the quantile
            of their chance. Only for chances of yes and no.
        seed: of the simulation, if there must be one.

    Raises:
        UsageError: a chance is missing or is none, or such a correlation cannot be.
    """
    rows = rows_of(rule, p_yes)
    game = game_of(rule.lowered(), rows)
    found = weighing(game)
    if correlation:
        from placet.rules.engine.factor import common

        _check_correlation(correlation, rows)
        yes = [row[0] for row in rows]
        if found:
            p, error = common(found[1], yes, correlation)
            how = f"{found[0]}, integrated over the common factor"
            low, high = max(0.0, p - error), min(1.0, p + error)
            return Chance(p=p, low=low, high=high, how=how, exact=error <= _SLACK)
        return _simulated(game, rows, yes, correlation, seed)
    if found:
        p = probability(rule, p_yes)
        return Chance(p=p, low=p, high=p, how=found[0], exact=True)
    return _simulated(game, rows, [], 0.0, seed)


def _simulated(
    game: Game, rows: Sequence[Row], yes: Sequence[float], correlation: float, seed: int
) -> Chance:
    import numpy as np

    from placet.rules.engine import simulate
    from placet.rules.engine.factor import drawn

    rng = np.random.default_rng(seed)
    fixed = _matrix(game, [rows])

    def factors(size: int) -> Floats:
        if correlation:
            return drawn(yes, correlation, size, rng)
        return np.broadcast_to(fixed, (size, *fixed.shape[1:]))

    ends = simulate.interval(simulate.carried(game, factors, rng), simulate.DRAWS)
    return Chance(
        p=ends.share,
        low=ends.low,
        high=ends.high,
        how="simulation",
        exact=False,
        draws=simulate.DRAWS,
        seed=seed,
    )


def probabilities(rule: Rule, p_yes: ArrayLike) -> Floats:
    """The chance that the question carries in each of many scenarios at once.

    Args:
        rule: the rule.
        p_yes: (S, n), each member's chance of voting yes in each scenario, in the order of the
            rule's members; or (S, n, 4), its chances of yes, abstaining, no and being absent.

    Returns:
        (S,)

    Raises:
        UsageError: not of such a shape, or not chances.
        OutOfReachError: exactly they cannot be had.
    """
    game, factors = _played(rule, p_yes)
    return _weigher(game, rule)[1].total(factors)


def steps_taken(rule: Rule) -> int | None:
    """About how many additions one scenario of yes and no costs; None where it is out of reach."""
    found = weighing(binary_game(rule.lowered()))
    return found[1].steps_taken if found else None


def _played(rule: Rule, p_yes: ArrayLike) -> tuple[Game, Floats]:
    """The game of many scenarios, of yes and no alone if nobody does anything else; its factors."""
    import numpy as np

    table = np.asarray(p_yes, dtype=np.float64)
    n, kinds = len(rule.members), len(BALLOTS)
    if table.ndim not in (2, 3) or table.shape[1:] not in ((n,), (n, kinds)):
        raise UsageError(
            f"chances of shape {table.shape}", mend=f"give (scenarios, {n}) or (scenarios, {n}, 4)"
        )
    whole = table.ndim == 2 or bool((np.abs(table.sum(axis=2) - 1) <= _SLACK).all())  # noqa: PLR2004
    if not (whole and bool(((table >= 0) & (table <= 1)).all())):
        raise UsageError(
            "a chance outside 0 to 1, or a member's chances that do not add up to 1",
            mend="check the rows",
        )
    if table.ndim == 3 and not table[:, :, _OTHERS].any():  # noqa: PLR2004
        table = table[:, :, 0]
    if table.ndim == 2:  # noqa: PLR2004
        return binary_game(rule.lowered()), np.stack([1 - table, table], axis=2)
    game = ballot_game(rule.lowered())
    factors = np.zeros((len(table), n, game.width))
    for ballot, column in enumerate(game.column):
        factors[:, :, column] += table[:, :, ballot]
    return game, factors


def rows_of(rule: Rule, chances: Chances) -> list[Row]:
    """For each member its chances of yes, abstaining, no and being absent, checked."""
    check_members(rule, chances)
    missing = [member for member in rule.members if member not in chances]
    if missing:
        raise UsageError(
            f"no chance of assent for {', '.join(missing)}", mend="give one for every member"
        )
    return [_row(member, chances[member]) for member in rule.members]


def _row(member: str, given: float | Mapping[Ballot, float]) -> Row:
    if not isinstance(given, Mapping):
        given = {Ballot.YES: given, Ballot.NO: 1.0 - given}
    yes, abstain, no, absent = (float(given.get(ballot, 0.0)) for ballot in BALLOTS)
    row = (yes, abstain, no, absent)
    for p in row:
        if not 0.0 <= p <= 1.0:
            raise UsageError(f"the chance of {member} = {p!r}", mend="a chance lies in 0 to 1")
    if abs(sum(row) - 1.0) > _SLACK:
        raise UsageError(f"the chances of {member} add up to {sum(row)!r}", mend="they add up to 1")
    return row


def game_of(rule: LoweredRule, rows: Sequence[Row]) -> Game:
    """The game that is played: of yes and no alone if nobody may do anything else."""
    if all(row[1] == row[3] == 0.0 for row in rows):
        return binary_game(rule)
    return ballot_game(rule)


def columns(game: Game, rows: Sequence[Row]) -> list[list[float]]:
    """For each member its chances of the game's columns."""
    table = [[0.0] * game.width for _ in rows]
    for out, row in zip(table, rows, strict=True):
        for ballot, p in enumerate(row):
            out[game.column[ballot]] += p
    return table


def _matrix(game: Game, scenarios: Sequence[Sequence[Row]]) -> Floats:
    import numpy as np

    return np.array([columns(game, rows) for rows in scenarios])


def _weigher(game: Game, rule: Rule) -> tuple[str, Weighing]:
    found = weighing(game)
    if found is None:
        raise OutOfReachError(
            f"exact chances of {rule.name} with {game.n} members are out of reach",
            mend="ask for `chance`, which simulates and gives an interval",
        )
    return found


def _check_correlation(correlation: float, rows: Sequence[Row]) -> None:
    if not 0.0 <= correlation < 1.0:
        raise UsageError(f"a correlation of {correlation!r}", mend="it lies in 0 to below 1")
    if any(row[1] or row[3] for row in rows):
        raise UsageError(
            "a common factor for ballots other than yes and no",
            mend="give each member its chance of yes alone",
        )


def check_members(rule: Rule, named: Iterable[str]) -> None:
    """Refuse whoever is not a member."""
    for member in named:
        if member not in rule.members:
            raise UsageError(
                f"{member!r} is not a member that decides on {rule.name}",
                mend=did_you_mean(member, rule.members),
            )
