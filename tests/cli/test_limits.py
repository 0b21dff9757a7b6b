"""Stopped, out of memory, out of space: one line, and the exit code of the contract."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest
from commands import run

FULL = Path("/dev/full")
STOPPED_AT_START = """
import sys
class Stop:
    def find_spec(self, name, *_):
        if name == "placet.cli.{}":
            raise {}
sys.meta_path.insert(0, Stop())
from placet.__main__ import main
main()
"""


def limits(error: BaseException) -> tuple[int, str]:
    """How a command ends in whose midst an error is raised."""
    with (
        mock.patch("placet.api.board", side_effect=error),
        mock.patch("placet.cli.board.load_case"),
    ):
        done = run("board", "a-case")
    assert done.stdout == ""
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (KeyboardInterrupt(), 130, "placet: stopped"),
        (MemoryError(), 3, "placet: out of memory"),
        (OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "x\x1b[2J"), 3, "x\\u001b[2J: No space"),
        (OSError(errno.EMFILE, os.strerror(errno.EMFILE)), 3, "Too many open files"),
        (OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG), "y"), 3, "y: File name"),
    ],
)
def test_a_command_that_cannot_go_on_says_why_in_its_code(
    error: BaseException, code: int, said: str
) -> None:
    found, told = limits(error)
    assert found == code
    assert said in told
    assert "Traceback" not in told
    assert "\x1b" not in told


@pytest.mark.parametrize("module", ["main", "board"])
@pytest.mark.parametrize(("error", "code"), [("KeyboardInterrupt", 130), ("MemoryError", 3)])
def test_what_ends_the_start_ends_it_with_one_line(module: str, error: str, code: int) -> None:
    call = [sys.executable, "-c", STOPPED_AT_START.format(module, error)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("placet: ")


@pytest.mark.skipif(not FULL.exists(), reason="no full device at hand")
@pytest.mark.parametrize("args", [["--version"], ["--help"]])
def test_a_full_disk_behind_standard_output_is_said(args: list[str]) -> None:
    call = [sys.executable, "-m", "placet", *args]
    with FULL.open("w") as full:
        done = subprocess.run(call, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
