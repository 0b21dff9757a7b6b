"""What is known of the body as a whole, brought back to its members: conditioning and sampling."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from placet.errors import UsageError
from placet.rules.chances import Chances, Row, columns, game_of, rows_of
from placet.rules.engine.compile import OutOfReachError, weighing
from placet.rules.engine.game import YES
from placet.rules.lowered import BALLOTS, Gate, LoweredRule, Node, Threshold
from placet.rules.rule import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ballots: TypeAlias = NDArray[np.uint8]
    Floats: TypeAlias = NDArray[np.float64]

_SMALL = 1e-10
"""A difference of two chances below this has too few right digits left."""


def given(
    rule: Rule,
    p_yes: Chances,
    *,
    carried: bool | None = None,
    not_assenting: int = 0,
) -> dict[str, float]:
    """Each member's chance of voting yes, once something is known of all of them together.

    If the question is known not to have carried, a member's chance p of assent becomes
    p (1 - P_m) / (1 - P), with P = P(carried) and P_m = P(carried | m assents); "at least seven do
    not assent" conditions on a tally in the same way. Nobody is blamed by name, yet all are known a
    little better.

    Args:
        rule: the rule.
        p_yes: the members' chances before.
        carried: whether the question carried, if that is known.
        not_assenting: at least so many members are known not to vote yes.

    Raises:
        UsageError: a chance is missing or is none, or what is known cannot be.
        OutOfReachError: exactly it cannot be had.
    """
    rows = rows_of(rule, p_yes)
    n = len(rows)
    if not 0 <= not_assenting <= n:
        raise UsageError(f"{not_assenting} of {n} members", mend=f"say 0 to {n}")
    evidence, given_yes, least = 0.0, [0.0] * n, 0.0
    for sign, node, outcome in _terms(rule.lowered(), carried, not_assenting):
        total, by_member = _weighed(LoweredRule(rule.members, node), rows, outcome=outcome)
        evidence += sign * total
        given_yes = [all_ + sign * one for all_, one in zip(given_yes, by_member, strict=True)]
        least = _SMALL * (sign < 0)
    if evidence <= least:
        raise UsageError(
            "what is said to be known has no chance at all, or next to none",
            mend="check the chances of the members and what is known",
        )
    posterior = [row[0] * one / evidence for row, one in zip(rows, given_yes, strict=True)]
    return {m: min(max(p, 0.0), 1.0) for m, p in zip(rule.members, posterior, strict=True)}


def sample(
    rule: Rule, p_yes: Chances, *, carried: bool | None = None, draws: int, seed: int = 0
) -> Ballots:
    """Draw ballots of all members; if the outcome is known, from those that end so.

    Returns:
        (draws, n), places in `placet.rules.BALLOTS`, in the order of the rule's members.

    Raises:
        UsageError: a chance is missing or is none, or that outcome has no chance.
        OutOfReachError: the outcome is too rare to be met by trying.
    """
    import numpy as np

    from placet.rules.engine.draws import Improbable, conditional
    from placet.rules.engine.simulate import draw

    rows = rows_of(rule, p_yes)
    game = game_of(rule.lowered(), rows)
    factors = np.array(columns(game, rows))
    rng = np.random.default_rng(seed)
    if carried is None:
        taken = draw(np.broadcast_to(factors, (draws, *factors.shape)), rng)
    else:
        try:
            taken = conditional(game, factors, carried=carried, draws=draws, rng=rng)
        except Improbable as error:
            word = "carried" if carried else "not carried"
            raise OutOfReachError(
                f"no ballots are known that end {word}", mend="check the chances"
            ) from error
    return _as_ballots(taken, game.column, np.array(rows), rng)


def _as_ballots(
    taken: Ballots, column: tuple[int, ...], rows: Floats, rng: np.random.Generator
) -> Ballots:
    """Ballots for columns: those that share one, by their own chances."""
    import numpy as np

    ballots = np.empty_like(taken)
    dice = rng.random(taken.shape)
    for place in set(column):
        kinds = [kind for kind in range(len(BALLOTS)) if column[kind] == place]
        shares = np.cumsum(rows[:, kinds], axis=1)
        which = (dice[..., None] * shares[:, -1:] >= shares[:, :-1]).sum(axis=2)
        ballots = np.where(taken == place, np.array(kinds, dtype=np.uint8)[which], ballots)
    return ballots


def _terms(
    rule: LoweredRule, carried: bool | None, not_assenting: int
) -> list[tuple[int, Node, bool]]:
    """The evidence as sums over outcomes of rules: a sign, a rule, and its outcome."""
    enough = len(rule.members) - not_assenting + 1
    assent = Threshold(((1, 0, 0, 0),) * len(rule.members), enough)
    if carried is None:
        if not not_assenting:
            raise UsageError("nothing is known", mend="say carried or not_assenting")
        return [(1, assent, False)]
    if not not_assenting:
        return [(1, rule.root, carried)]
    if not carried:
        return [(1, Gate(1, (rule.root, assent)), False)]
    return [(1, rule.root, True), (-1, Gate(2, (rule.root, assent)), True)]


def _weighed(rule: LoweredRule, rows: list[Row], *, outcome: bool) -> tuple[float, list[float]]:
    """The chance of an outcome, and the same given that each member votes yes."""
    import numpy as np

    game = game_of(rule, rows)
    found = weighing(game)
    if found is None:
        raise OutOfReachError(
            f"exact chances for {game.n} members are out of reach", mend="leave members out"
        )
    factors = np.array([columns(game, rows)])
    total = float(found[1].total(factors, carried=outcome)[0])
    by_ballot = found[1].by_ballot(factors, carried=outcome)[0]
    return total, by_ballot[:, game.column[YES]].tolist()
