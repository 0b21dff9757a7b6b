"""What holds for every test: no time limits, and one reading of the example for all of them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commands import run
from filelock import FileLock
from hypothesis import settings

# How long an example takes depends on the machine: no test has a time limit.
settings.register_profile("placet", deadline=None)
settings.load_profile("placet")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The shipped example with its documents read, made once for all workers: to be read only."""
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    folder = shared / "example" / "ukraine-nato"
    with FileLock(shared / "example.lock"):
        if not folder.exists():
            half = shared / "example.half"
            ignored = shutil.ignore_patterns("ledger.sqlite*")
            shutil.copytree(ROOT / "examples" / "ukraine-nato", half, ignore=ignored)
            added = run("add", half)
            assert added.returncode == 0, added.stderr
            folder.parent.mkdir()
            half.rename(folder)
    return folder
