"""Start-up time of the commands beside that of importing SQLAlchemy, in the same run.

    python benchmarks/startup.py [--rounds 15]

Each command runs in a process of its own, in turn, round after round; the median of each counts.
`board` and `count` read the example case from a ledger that is already built.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from placet.cases import example_case

PLACET = str(Path(sys.executable).with_name("placet"))


def main() -> None:
    """Time each command and print its ratio to the import."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        case = str(shutil.copytree(example_case().path, Path(folder) / "case"))
        as_of = ["--as-of", "2024-11-29"]
        commands = {
            "import sqlalchemy": [sys.executable, "-c", "import sqlalchemy"],
            "placet --help": [PLACET, "--help"],
            "placet board": [PLACET, "board", case, *as_of],
            "placet count": [PLACET, "count", case, *as_of],
            "placet rule nato": [PLACET, "rule", "nato", "--on", "2024-11-29"],
        }
        for command in commands.values():  # once to warm the disk and build the ledger
            _seconds(command)
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(_seconds(command))
    base = statistics.median(taken["import sqlalchemy"])
    for name, times in taken.items():
        median = statistics.median(times)
        print(f"{name:18} {1000 * median:7.0f} ms  {median / base:5.2f} x")


def _seconds(command: list[str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
