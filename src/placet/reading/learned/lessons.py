"""What people decided in a case, as a change of the network's last layer.

Each decision says of a government and a question what the text told: a stance, or nothing. The
weights that turn the network's marks into scores are moved as little as makes these decisions
likely: a logistic regression with the shipped weights as the centre of its Gaussian prior (MAP).
Nothing is kept: the lessons follow from the ledger's decisions, and go when these are taken back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from placet.reading.learned.views import STANCES, View
from placet.words import Stance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

HOLD = 30.0
"""How strongly the shipped weights are held: the precision of the prior."""
_STEPS = 200


@dataclass(frozen=True, slots=True)
class Decided:
    """What a person says of a view: the stance that the text told; None if it told none."""

    view: View
    stance: Stance | None


@dataclass(frozen=True)
class Lessons:
    """What is added to the scores: marks times weights, and a shift.

    Args:
        weights: (4, 256), a row for each stance.
        shift: (4,).
        number: how many decisions taught it.
    """

    weights: Floats
    shift: Floats
    number: int

    @cached_property
    def name(self) -> str:
        """Part of the reader's version: other lessons, other readings."""
        content = self.weights.round(6).tobytes() + self.shift.round(6).tobytes()
        return f"taught{self.number}.{hashlib.sha256(content).hexdigest()[:8]}"

    def added(self, marks: Floats) -> Floats:
        """(..., 4) what is added to the scores that rest on (..., 256) marks."""
        import numpy as np

        return np.asarray(marks @ self.weights.T + self.shift)


def learn(decided: Sequence[Decided]) -> Lessons | None:
    """The change of the last layer that decisions teach; None where there are none."""
    import numpy as np
    from scipy.optimize import minimize

    if not decided:
        return None
    marks = np.array([one.view.marks for one in decided])
    scores = np.array([one.view.scores for one in decided])
    answers = np.array([STANCES.index(one.stance) + 1 if one.stance else 0 for one in decided])
    wanted = np.eye(len(STANCES) + 1)[answers]
    inputs = np.hstack([marks, np.ones((len(marks), 1))])
    shape = (len(STANCES), inputs.shape[1])

    def missed(flat: Floats) -> tuple[float, Floats]:
        """The negative log posterior of a change, and its gradient."""
        change = flat.reshape(shape)
        moved = np.hstack([np.zeros((len(inputs), 1)), scores + inputs @ change.T])
        logs = moved - np.logaddexp.reduce(moved, axis=1, keepdims=True)
        slope = (np.exp(logs) - wanted)[:, 1:].T @ inputs + HOLD * change
        value = -(logs * wanted).sum() + HOLD / 2 * (change**2).sum()
        return float(value), slope.ravel()

    start = np.zeros(shape[0] * shape[1])
    found = minimize(missed, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    change = found.x.reshape(shape)
    return Lessons(change[:, :-1], change[:, -1], len(decided))
