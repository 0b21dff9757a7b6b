"""The command `placet`, called in this process: start-up and parser are paid for once."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from placet.cli import main as command_line

PLACET = Path(sys.executable).with_name("placet")
SURROUNDINGS = {"PLACET_BY": "tester", "NO_COLOR": "1", "COLUMNS": "80"}


def run(
    *args: object,
    cwd: Path | None = None,
    stdin: str = "",
    env: Mapping[str, str] = SURROUNDINGS,
) -> subprocess.CompletedProcess[str]:
    """What `placet ARGS` prints and its exit code, as from a process of its own."""
    out, err = _stream(), _stream()
    called = ["placet", *map(str, args)]
    with (
        mock.patch.multiple(sys, argv=called, stdin=_stream(stdin), stdout=out, stderr=err),
        mock.patch.dict(os.environ, env),
        mock.patch.object(signal, "signal"),  # a broken pipe must not end the tests
        _folder(cwd),
    ):
        code = _exit_code()
    return subprocess.CompletedProcess(called, code, _text(out), _text(err))


def started(*args: object, cwd: Path | None = None) -> subprocess.Popen[str]:
    """`placet ARGS` as a process of its own, for tests of what only a process can show."""
    return subprocess.Popen(
        [PLACET, *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=cwd,
        env={**os.environ, **SURROUNDINGS},
    )


def told(*args: object, stdin: str = "") -> Any:
    """What `placet ARGS --json` says; the command must end well."""
    done = run(*args, "--json", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def _exit_code() -> int:
    try:
        command_line.main()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except Exception:  # noqa: BLE001 - a process would print it and end with 1
        traceback.print_exc()
        return 1
    return 0


def _stream(text: str = "") -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    raw = stream.buffer
    assert isinstance(raw, io.BytesIO)
    return raw.getvalue().decode()


@contextlib.contextmanager
def _folder(cwd: Path | None) -> Iterator[None]:
    with contextlib.chdir(cwd) if cwd is not None else contextlib.nullcontext():
        yield
