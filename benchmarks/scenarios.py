"""A million scenarios at once, beside the same forecasts made one at a time.

Six members at five levels each and 64 rates of an event, on the shipped example. The time of one at
a time is that of a sample, multiplied; the sample's odds are compared too.

    python benchmarks/scenarios.py
"""

from __future__ import annotations

import argparse
import resource
import shutil
import tempfile
import time
from datetime import date
from pathlib import Path

import numpy as np

from placet import api
from placet.cases import Scenario
from placet.forecast.sweeps import scenario_at

LEVELS = "as-is,opposed,reluctant,conditional,supportive"
OVER = [
    *(f"member.{code}={LEVELS}" for code in ("HU", "SK", "DE", "US", "BE", "SI")),
    "event.ceasefire=0:6.3:0.1",
]
DAY, UNTIL = date(2024, 11, 29), date(2025, 12, 31)
EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "ukraine-nato"


def main() -> None:
    """Time both and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=20, help="forecasts made one at a time")
    sample = parser.parse_args().sample
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case"
        shutil.copytree(EXAMPLE, path, ignore=shutil.ignore_patterns("ledger.sqlite*"))
        case = api.load_case(path)
        api.sweep(case, OVER[:1], as_of=DAY, until=UNTIL)  # the ledger is made, modules are loaded
        begun = time.perf_counter()
        found = api.sweep(case, OVER, as_of=DAY, until=UNTIL)
        whole = time.perf_counter() - begun
        rng = np.random.default_rng(0)
        worst = 0.0
        begun = time.perf_counter()
        for _ in range(sample):
            at = tuple(int(rng.integers(size)) for size in found.odds.shape)
            one = scenario_at(found.axes, at, Scenario(id="one"))
            alone = api.forecast(case, as_of=DAY, until=UNTIL, scenario=one).decided
            if alone:
                worst = max(worst, abs(alone.by[-1].p - float(found.odds[at])))
        each = (time.perf_counter() - begun) / sample
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    hours = each * found.odds.size / 3600
    print(f"{found.odds.size:,} scenarios at once   {whole:8.2f} s, peak {peak:.0f} MiB")
    print(f"one forecast                  {each:8.2f} s; so many: {hours:,.0f} h")
    print(f"largest difference in {sample} of them: {worst:.1e}")


if __name__ == "__main__":
    main()
