"""How fast a forecast is, beside the time NumPy needs just to draw the random numbers.

One million scenarios of 32 members over three years. A member's level is a Markov chain in
continuous time, so that drawing it at the meetings only, by the transition over the days between,
has exactly the law of drawing it day by day; the threshold is drawn once. Two denominators are
given: NumPy drawing as many numbers as daily steps would need (timed on a slice, multiplied), and
NumPy drawing as many as were drawn here. The exact passage has no draws at all.

    python benchmarks/forecast.py
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable
from datetime import date

import numpy as np

from placet.bodies import load_body
from placet.forecast.chains import Chains
from placet.forecast.draws import outcomes
from placet.forecast.passage import passage
from placet.standing import parameters
from placet.standing.filtering import transition

DAYS, MEETINGS, BLOCK = 1096, 6, 1 << 15


def chains() -> Chains:
    """NATO's 32 members, three years, a meeting every half year."""
    rng = np.random.default_rng(1)
    members = load_body("nato").members_on(date(2024, 11, 29))
    params = parameters()
    step = np.array(transition(DAYS // MEETINGS, params.prior, params.moves_per_year))
    return Chains(
        members,
        rng.dirichlet([0.2, 0.4, 1.0, 20.0], len(members)),
        np.broadcast_to(step, (MEETINGS, len(members), 4, 4)).copy(),
        np.tile(np.array(params.assent), (len(members), 1)),
    )


def drawn(model: Chains, scenarios: int) -> float:
    """The share of scenarios that carry within the three years, by simulation."""
    rule = load_body("nato").rule("invitation", date(2024, 11, 29))
    thresholds = model.thresholds(np.zeros(1), 0.0)[0]
    put = np.ones(MEETINGS)
    carried = 0
    for start in range(0, scenarios, BLOCK):
        size = min(BLOCK, scenarios - start)
        carried += int(outcomes(model, rule, put, thresholds, size, start).any(axis=1).sum())
    return carried / scenarios


def exact(model: Chains) -> float:
    """The same, exactly."""
    rule = load_body("nato").rule("invitation", date(2024, 11, 29))
    return float(passage(model, rule, np.ones(MEETINGS), 0.0, draws=1, seed=0).by[0, -1])


def best(function: Callable[[], float], times: int = 3) -> tuple[float, float]:
    """The result and the least of some timings, in seconds."""
    spans, value = [], 0.0
    for _ in range(times):
        start = time.perf_counter()
        value = function()
        spans.append(time.perf_counter() - start)
    return value, min(spans)


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=1_000_000)
    scenarios = parser.parse_args().scenarios
    model = chains()
    n = len(model.members)
    rng = np.random.default_rng(0)
    drawn(model, BLOCK)  # compiles
    share, ours = best(lambda: drawn(model, scenarios))
    odds, reckoned = best(lambda: exact(model))
    slice_ = 10_000_000
    _, numpy_slice = best(lambda: float(rng.random(slice_)[0]))
    each = numpy_slice / slice_
    daily, own = scenarios * n * DAYS * each, scenarios * n * (MEETINGS + 2) * each
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"scenarios {scenarios:,}, members {n}, days {DAYS}, meetings {MEETINGS}")
    print(f"drawn     {share:.5f} in {ours:.2f} s")
    print(f"exact     {odds:.5f} in {reckoned:.3f} s")
    print(f"numpy     {daily:.1f} s for a number a day: ours takes {ours / daily:.4f} of it")
    print(f"numpy     {own:.2f} s to draw as many as we do: ours takes {ours / own:.2f} of it")
    print(f"peak      {peak:.0f} MB")


if __name__ == "__main__":
    main()
