"""Indices of power beside other packages, exact against exact, in one run.

    python benchmarks/rules.py --peers OTHER_ENVIRONMENT/bin/python [--full]

The peers (`powerindices`, `power-bdd`, `powerindex`; all with `pip install`) are run by the given
interpreter, each in a process of its own and timed inside it; without them their columns say so.
Ours are timed from weights and quota to the answer, with nothing kept from before. The best of a
few runs counts. `--full` adds the lines on which peers take minutes.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter
from typing import Any

import numpy as np

from placet.bodies import load_body
from placet.rules import BALLOTS, Rule, minimal_power, pivotality, power, probability
from placet.rules.engine import compile as compiler
from placet.rules.engine.game import Game, binary_game, weighted_game
from placet.rules.engine.integral import shapley
from placet.rules.power import exact_orders

RANDOM = 20241
PEERS_TRY = 100
SAME = 1e-9
PEERS = ("powerindices", "power-bdd", "powerindex")
ELECTORS = (54, 40, 30, 28, 19, 19, 17, 16, 16, 15, 14, 13, 12, 11, 11, 11, 11, 10, 10, 10, 10)
ELECTORS += (
    10,
    9,
    9,
    8,
    8,
    8,
    7,
    7,
    6,
    6,
    6,
    6,
    6,
    6,
    5,
    5,
    4,
    4,
    4,
    4,
    4,
    4,
    4,
    3,
    3,
    3,
    3,
    3,
    3,
    3,
)

PEER_PROGRAM = """
import json, sys, time
sys.setrecursionlimit(1_000_000)
job = json.load(sys.stdin)
w, q, index = job["weights"], job["quota"], job["index"]
def powerindices():
    import powerindices as peer
    if index == "shapley":
        return peer.compute_ssi(q, w)
    found = peer.compute_pbi(q, w)
    return found / sum(found)
def powerindex():
    from powerindex import Game
    game = Game(q, list(w))
    game.calc_banzhaf() if index == "banzhaf" else game.calc_shapley_shubik()
    return game.banzhaf if index == "banzhaf" else game.shapley_shubik
def power_bdd():
    from power_bdd.bdd import BDD, WeightedGame
    game = BDD(WeightedGame(q, list(w)))
    if job["count"]:
        # It changes the lists it is given, so each gets its own.
        count, deemed = (WeightedGame(job[key], [1] * len(w)) for key in ("count", "deemed"))
        game = (BDD(count) & game) | BDD(deemed)
    else:
        game.create_BDD()
    game.calc_banzhaf() if index == "banzhaf" else game.calc_shapley()
    share = game.beta if index == "banzhaf" else game.phi
    return [x / (sum(share[1:]) if index == "banzhaf" else 1) for x in share[1:]]
call = {"powerindices": powerindices, "power-bdd": power_bdd, "powerindex": powerindex}[job["peer"]]
best, began = 9e9, time.perf_counter()
while True:
    start = time.perf_counter()
    found = call()
    best = min(best, time.perf_counter() - start)
    if time.perf_counter() - began > 1.0:
        break
print(json.dumps({"seconds": best, "first": float(found[0])}))
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A game that peers are asked about too: [quota; weights], for a council with its clauses."""

    name: str
    weights: tuple[int, ...]
    quota: int
    count: int = 0
    deemed: int = 0
    slow: bool = False

    def game(self) -> Game:
        """The game as the engine takes it."""
        if self.count:
            body = load_body("eu-council")
            return binary_game(body.rule("qmv", date(2023, 6, 1)).lowered())
        return weighted_game(self.quota, self.weights)


def lines() -> list[Line]:
    """The games on which peers can be compared."""
    council = load_body("eu-council").rule("qmv", date(2023, 6, 1)).lowered()
    people = max(_tallies(council.root), key=lambda leaf: leaf.quota)
    weights = tuple(scores[0] for scores in people.scores)
    found = [
        Line("UN Security Council, 15", (7,) * 5 + (1,) * 10, 39),
        Line("EU Council, 27, all clauses", weights, people.quota, 15, 24),
        Line("US electoral college, 51", ELECTORS, 270),
    ]
    for n in (100, 500, 1000):
        some = tuple(np.random.default_rng(RANDOM).integers(1, 1001, n).tolist())
        found.append(Line(f"random weights, {n}", some, sum(some) // 2 + 1, slow=n > PEERS_TRY))
    return found


def _tallies(node: Any) -> list[Any]:
    from placet.rules.lowered import thresholds

    return list(thresholds(node))


def banzhaf(line: Line) -> list[float]:
    """Normalised Banzhaf by our engine, compiled anew."""
    compiler.counting.cache_clear()
    swings = _counting(line.game()).counts()[1]
    return [swing / sum(swings) for swing in swings]


def _counting(game: Game) -> compiler.Counting:
    found = compiler.counting(game)
    if found is None:
        raise SystemExit("a game of this table is out of reach")
    return found[1]


def shapley_shubik(line: Line) -> list[float]:
    """Shapley-Shubik: exact fractions where they can be held, else right to 1e-12."""
    compiler.counting.cache_clear()
    compiler.weighing.cache_clear()
    game = line.game()
    exact = exact_orders(game, _counting(game))
    return shapley(game) if exact is None else [float(x) for x in exact]


def best(call: Callable[[], Any], seconds: float = 1.0) -> tuple[float, Any]:
    """The best of the runs that fit into some seconds, at least one, after one to warm up."""
    found = call()
    least, began = float("inf"), perf_counter()
    while least == float("inf") or perf_counter() - began < seconds:
        start = perf_counter()
        found = call()
        least = min(least, perf_counter() - start)
    return least, found


def peer(
    python: str, name: str, line: Line, index: str, patience: float
) -> Mapping[str, float] | str:
    """A peer's time and first share, or why there is none."""
    if name != "power-bdd" and line.count:
        return "cannot"
    job = {"peer": name, "index": index, "weights": line.weights, "quota": line.quota}
    job |= {"count": line.count, "deemed": line.deemed}
    try:
        done = subprocess.run(
            [python, "-c", PEER_PROGRAM],
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=patience,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"over {patience:.0f} s"
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["killed"])[-1]
        return "not installed" if "No module named" in reason else f"fails: {reason[:40]}"
    answer: Mapping[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def compared(python: str, *, full: bool, patience: float) -> None:
    """Print one row for each game and index: our time, then each peer's, and how often faster."""
    print("| game | index | placet | " + " | ".join(PEERS) + " |")
    print("|---|---|---|" + "---|" * len(PEERS))
    for line in lines():
        for index, ours in (("banzhaf", banzhaf), ("shapley", shapley_shubik)):
            seconds, shares = best(lambda ours=ours, line=line: ours(line))  # type: ignore[misc]
            cells = []
            for name in PEERS:
                tried = full or not line.slow
                found = peer(python, name, line, index, patience) if tried else "not tried"
                cells.append(_cell(found, seconds, shares[0]))
            print(
                f"| {line.name} | {index} | {_time(seconds)} | " + " | ".join(cells) + " |",
                flush=True,
            )


def _cell(found: Mapping[str, float] | str, ours: float, first: float) -> str:
    if isinstance(found, str):
        return found
    wrong = "" if abs(found["first"] - first) < SAME else f", WRONG ({found['first']:.3g})"
    return f"{_time(found['seconds'])} ({found['seconds'] / ours:.0f}x){wrong}"


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


def alone() -> None:
    """Lines that no peer can do: abstention, a chance for each member, minimal coalitions."""
    print("\n| what no peer can do | members | time | computed by |\n|---|---|---|---|")
    for name, matter in (("eu-council", "cfsp"), ("unsc", "substantive"), ("unga", "important")):
        rule = _rule(name, matter)
        chances = {m: dict(zip(BALLOTS, (0.6, 0.25, 0.1, 0.05), strict=True)) for m in rule.members}
        _row(
            f"{rule.name}: chance and pivotality with abstention and absence",
            rule,
            lambda r=rule, p=chances: (probability(r, p), pivotality(r, p)),
        )  # type: ignore[misc]
    for matter in ("special-85", "special-70", "ordinary"):
        rule = _rule("imf", matter)
        _row(f"{rule.name}: all indices", rule, lambda r=rule: power(r))  # type: ignore[misc]
    for name, matter in (("us-congress", "statute"), ("unga", "admission")):
        rule = _rule(name, matter)
        _row(f"{rule.name}: all indices", rule, lambda r=rule: power(r))  # type: ignore[misc]
    rule = _rule("eu-council", "qmv")
    _row(f"{rule.name}: minimal coalitions counted", rule, lambda: minimal_power(rule))


def _rule(name: str, matter: str) -> Rule:
    body = load_body(name)
    return body.rule(matter, body.checked)


def _row(what: str, rule: Rule, call: Callable[[], Any]) -> None:
    def anew() -> Any:
        compiler.counting.cache_clear()
        compiler.weighing.cache_clear()
        return call()

    seconds, found = best(anew, 0.5)
    how = getattr(found, "how", "decision diagram")
    print(f"| {what} | {len(rule.members)} | {_time(seconds)} | {how} |", flush=True)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--peers", default=sys.executable, help="the interpreter that has the peers"
    )
    parser.add_argument("--full", action="store_true", help="peers on 500 and 1 000 members too")
    parser.add_argument("--patience", type=float, default=300.0, help="seconds for one peer's run")
    chosen = parser.parse_args(arguments)
    compared(chosen.peers, full=chosen.full, patience=chosen.patience)
    alone()


if __name__ == "__main__":
    main()
