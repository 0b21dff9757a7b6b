"""The entry point: registers the commands; every failure becomes one message and an exit code.

Exit codes: 0 done, whatever the verdict; 1 a bug of ours; 2 the call was wrong; 3 bad case data;
4 a source could not be read; 130 stopped by the user.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import sys
from typing import TextIO, cast

import typer

from placet import __version__
from placet.cli.backtest import backtest
from placet.cli.bargain import bargain
from placet.cli.board import board, count, why
from placet.cli.brief import brief
from placet.cli.cases import export, new, restore
from placet.cli.coding import adjudicate, agreement, assign, code
from placet.cli.dna import import_
from placet.cli.editing import edit, find, rename
from placet.cli.entries import enter, review
from placet.cli.evaluate import evaluate
from placet.cli.fit import fit
from placet.cli.forecast import forecast, unlock
from placet.cli.network import network
from placet.cli.ratify import ratify
from placet.cli.read import add, read
from placet.cli.rule import rule
from placet.cli.sweep import sweep
from placet.cli.teach import teach
from placet.cli.train import train
from placet.errors import PlacetError
from placet.formats import Harmless, escape_terminal

_INTERRUPTED, _DATA = 130, 3
_STOPPED = "stopped; what was acknowledged before is kept"
_SURROUNDINGS = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE),
    *(errno.EACCES, errno.EPERM, errno.EROFS),
    *(errno.EISDIR, errno.ENOTDIR, errno.ENAMETOOLONG, errno.ELOOP),
}
"""What the machine refuses, which is no bug of ours."""

app = typer.Typer(
    name="placet",
    help="Who stands where, who blocks, and what would unlock it: sourced counts of decisions by "
    "bodies of governments.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    rich_markup_mode=None,
)

for command in (
    *(brief, read, add, review, enter, board, count, why, rule, new, export, restore),
    *(assign, code, agreement, adjudicate, find, rename, edit, teach),
    *(bargain, forecast, sweep, network, unlock, ratify),
    *(evaluate, backtest, fit, train),
):
    app.command()(command)
app.command("import")(import_)


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"placet {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", help="Print the version.", callback=_print_version, is_eager=True
    ),
) -> None:
    """Options of placet itself."""


def main() -> None:
    """Run the command line and exit with the contract's code."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `placet board | head` ends in silence
    kept = sys.stderr
    sys.stderr = cast("TextIO", Harmless(sys.stderr))
    try:
        _run()
    finally:
        sys.stderr = kept


def _run() -> None:
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except SystemExit as stop:
        if stop.code == _INTERRUPTED:
            _fail(_STOPPED, _INTERRUPTED)
        raise
    except KeyboardInterrupt:
        sys.exit(_fail(_STOPPED, _INTERRUPTED))
    except PlacetError as error:
        sys.exit(_fail(str(error), error.exit_code))
    except MemoryError:
        sys.exit(_fail("out of memory\n  mend: ask for less at once, or give it more", _DATA))
    except OSError as error:
        if error.errno not in _SURROUNDINGS:
            raise
        _leave_stdout()
        where = f"{error.filename}: " if error.filename else ""
        sys.exit(_fail(f"{where}{error.strerror}\n  mend: free or choose another place", _DATA))


def _leave_stdout() -> None:
    """Let nothing more be written there: Python would try once more at its end, and complain."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail(message: str, code: int) -> int:
    sys.stderr.write(f"placet: {escape_terminal(message)}\n")
    return code


if __name__ == "__main__":
    main()
