"""Names the tests of what has changed since the last commit, or since REVISION: one path a line.

A test file stands for itself, any other file for its folder's tests: `src/placet/ledger/store.py`
for `tests/ledger`. Files at the top of the tree stand for the tests of the project.

    python tools/touched.py [REVISION]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_OF_PROJECT = "tests/test_project.py"


def named_by(changed: Iterable[str]) -> list[str]:
    """The tests of changed files, as paths below the project's root, of what is there."""
    named = {_tests(Path(path)) for path in changed}
    found = {path for path in named if path and (ROOT / path).exists()}
    return sorted(path for path in found if str(Path(path).parent) not in found)


def _tests(path: Path) -> str:
    match path.parts:
        case ("tests", "support", _):
            return "tests/cli"
        case ("tests", *_) if path.name.startswith("test_"):
            return path.as_posix()
        case ("tests", floor, _, *_):
            return f"tests/{floor}"
        case ("src", "placet", floor, _, *_):
            return f"tests/{floor}"
        case ("examples", *_):
            return "tests/examples"
        case (_,) | ("src", "placet", _):
            return _OF_PROJECT
    return ""


def _changed(since: str) -> list[str]:
    named: list[str] = []
    for asked in (["diff", "--name-only", since], ["ls-files", "--others", "--exclude-standard"]):
        done = subprocess.run(["git", *asked], cwd=ROOT, capture_output=True, text=True, check=True)
        named += done.stdout.splitlines()
    return named


if __name__ == "__main__":
    print("\n".join(named_by(_changed(sys.argv[1] if len(sys.argv) > 1 else "HEAD"))))
