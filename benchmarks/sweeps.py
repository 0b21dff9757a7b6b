"""Sweeps over masks of scenarios beside NumPy, in one run.

    python benchmarks/sweeps.py [--scenarios 100000000]

Goals: unanimity over stored masks at 80 % of the bandwidth of NumPy's sum over the same array; EU
qualified majority at 500 million scenarios a second; drawing and deciding ballots of 32 members at
100 times the speed of NumPy. The best of a few runs counts, after one that compiles.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from time import perf_counter
from typing import Any

import numpy as np

from placet.bodies import load_body
from placet.rules import Rule, decide_all, probability, sweep

RUNS = 5
CHANCE = 0.98


def best(call: Callable[[], Any]) -> tuple[float, Any]:
    """The least time of some runs, and the answer."""
    found, least = call(), float("inf")
    for _ in range(RUNS):
        start = perf_counter()
        found = call()
        least = min(least, perf_counter() - start)
    return least, found


def rule(name: str, matter: str) -> Rule:
    """A body's rule on the day to which it was checked."""
    body = load_body(name)
    return body.rule(matter, body.checked)


def stored(scenarios: int) -> None:
    """Rules applied to masks in memory."""
    rng = np.random.default_rng(1)
    consensus, council = sweep(rule("nato", "invitation")), sweep(rule("eu-council", "qmv"))
    masks = rng.integers(0, 1 << 32, scenarios, dtype=np.uint32)
    seconds, _ = best(lambda: consensus.count(masks))
    reading, _ = best(masks.sum)
    ours, numpy = masks.nbytes / seconds / 1e9, masks.nbytes / reading / 1e9
    print(f"unanimity of 32: {ours:.1f} GB/s; NumPy's sum {numpy:.1f} GB/s; {ours / numpy:.0%}")
    masks &= np.uint32((1 << 27) - 1)
    seconds, _ = best(lambda: council.count(masks))
    print(f"EU qualified majority: {scenarios / seconds / 1e6:.0f} million scenarios a second")


def drawn(scenarios: int) -> None:
    """Ballots drawn and decided, ours and in NumPy."""
    for name, matter in (("nato", "invitation"), ("eu-council", "qmv")):
        asked = rule(name, matter)
        swept, n = sweep(asked), len(asked.members)
        p = dict.fromkeys(asked.members, CHANCE if name == "nato" else 0.8)
        chances = np.array(list(p.values()))
        rng = np.random.default_rng(1)
        few = max(scenarios // 100, 1)

        def in_numpy(asked: Rule = asked, n: int = n, chances: Any = chances) -> int:
            votes = rng.random((few, n)) < chances  # noqa: B023
            carried = votes.all(axis=1) if n == 32 else decide_all(asked, votes)  # noqa: PLR2004
            return int(carried.sum())

        ours, (hits, draws) = best(lambda swept=swept, p=p: swept.draw(p, scenarios))  # type: ignore[misc]
        numpy, _ = best(in_numpy)
        each, theirs = ours / draws * 1e9, numpy / few * 1e9
        print(
            f"{asked.name}, drawn: {each:.2f} ns a scenario; NumPy {theirs:.0f} ns; "
            f"{theirs / each:.0f} times; {hits / draws:.5f} carried, exactly "
            f"{probability(asked, p):.5f}"
        )


def main() -> None:
    """Print one line for each sweep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scenarios", type=int, default=100_000_000)
    chosen = parser.parse_args()
    stored(chosen.scenarios)
    drawn(chosen.scenarios)


if __name__ == "__main__":
    main()
