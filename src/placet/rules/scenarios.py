"""Many ballots at once: a rule applied to a matrix of scenarios and members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from placet.errors import UsageError
from placet.rules.engine.game import ballot_game, binary_game
from placet.rules.lowered import BALLOTS
from placet.rules.rule import Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray


def decide_all(rule: Rule, ballots: ArrayLike) -> NDArray[np.bool_]:
    """Apply `rule` to many scenarios at once.

    Args:
        rule: the rule.
        ballots: (S, n), one row for each scenario, one column for each of the rule's members in
            their order: places in `placet.rules.BALLOTS` (yes, abstain, no, absent), or truth
            values, true for yes and false for no.

    Returns:
        (S,), whether each scenario carries.

    Raises:
        UsageError: not of that shape, or not ballots.
    """
    import numpy as np

    from placet.rules.engine.simulate import outcomes

    table = np.asarray(ballots)
    n = len(rule.members)
    if table.ndim != 2 or table.shape[1] != n:  # noqa: PLR2004 - scenarios and members
        raise UsageError(f"ballots of shape {table.shape}", mend=f"give (scenarios, {n})")
    if table.dtype == np.bool_:
        return outcomes(binary_game(rule.lowered()), table.view(np.uint8))
    if not np.issubdtype(table.dtype, np.integer) or (
        table.size and not 0 <= table.min() <= table.max() < len(BALLOTS)
    ):
        raise UsageError(
            "ballots that are none",
            mend="give whole numbers: 0 for yes, 1 abstain, 2 no, 3 absent; or true and false",
        )
    game = ballot_game(rule.lowered())
    return outcomes(game, np.array(game.column, dtype=np.uint8)[table])
