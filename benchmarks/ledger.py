"""A board over a ledger of millions of statements, timed after the ledger has been opened.

    python benchmarks/ledger.py [--statements 200000] [--case DIR] [--rounds 7]

Makes the example case with a ledger of so many statements (`large_ledger.py` says which); then the
ledger adds itself up, which is what it does by itself where entries come one by one.

Timed is `placet.api.board`, which is what `placet board` calls, on the opened ledger: it returns
the standings of all members with their newest evidence. Beside it, in the same run: the same sums
by plain SQL over all statements, and by pandas over columns that are already in memory.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from large_ledger import LAST, make

EARLIER = date(2023, 6, 30)
PLACET = str(Path(sys.executable).with_name("placet"))


def main() -> None:
    """Make the ledger, and time boards in a process of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--case", type=Path, help="keep the case here, and use it if it is there")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        _measure(options.measure, options.rounds)
        return
    with tempfile.TemporaryDirectory() as folder:
        where = options.case or Path(folder) / "case"
        if not where.exists():
            _made(where, options.statements)
        _sizes(where)
        own = [sys.executable, __file__, "--measure", str(where), "--rounds", str(options.rounds)]
        subprocess.run(own, check=True)
        command = [PLACET, "board", str(where), "--as-of", str(LAST), "--json"]
        taken = [_timed(lambda: _run(command))[1] for _ in range(3)]
        print(f"placet board, the whole command: {min(taken):.2f} s")
        _peers(where)


def _made(where: Path, statements: int) -> None:
    _, seconds = _timed(lambda: make(where, statements))
    print(f"ledger of {statements:,} statements made in {seconds:.0f} s")
    _, seconds = _timed(lambda: _add_up(where))
    print(f"added up in {seconds:.0f} s, {seconds / statements * 1e6:.0f} µs a statement")


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _measure(where: Path, rounds: int) -> None:
    """In a fresh process: loading, opening, and boards; each day's on a ledger newly opened."""
    case, seconds = _timed(lambda: _loaded(where))
    print(f"Python's libraries and the case loaded in {seconds:.2f} s")
    from placet import api

    for day in (LAST, EARLIER):
        with ExitStack() as opened:
            ledger, seconds = _timed(partial(opened.enter_context, api.open_ledger(case)))
            print(f"ledger opened in {seconds:.3f} s")
            _boards(partial(api.board, case, as_of=day, evidence=ledger), day, rounds)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory held: {memory:.0f} MB")


def _boards(make: Callable[[], Any], day: date, rounds: int) -> None:
    times, work = [], []
    for _ in range(rounds):
        start = time.process_time()
        board, seconds = _timed(make)
        times.append(seconds)
        work.append(time.process_time() - start)
    pieces = sum(row.evidence_count for row in board.members)
    again = statistics.median(times[1:])
    print(
        f"board of {len(board.members)} members on {day}: first {times[0]:.3f} s, "
        f"then {again:.3f} s (median), {min(times):.3f} s (best), of which the processor's "
        f"{min(work):.3f} s; rests on {pieces:,} pieces of evidence"
    )


def _loaded(where: Path) -> Any:
    import placet.count
    import placet.ledger
    import placet.standing.at_once  # noqa: F401 - what a board would load by itself
    from placet.actors import registry
    from placet.bodies import load_body
    from placet.cases import load_case

    case = load_case(where)
    load_body(case.body)
    registry()
    return case


def _add_up(where: Path) -> None:
    from sqlalchemy import text

    from placet.ledger import open_ledger
    from placet.ledger.keeping import make_anew

    with open_ledger(where / "ledger.sqlite") as ledger:
        with ledger.writing() as connection:
            make_anew(connection)
        with ledger.reading() as connection:
            connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _sizes(where: Path) -> None:
    from sqlalchemy import text

    from placet.ledger import open_ledger

    size = (where / "ledger.sqlite").stat().st_size
    with open_ledger(where / "ledger.sqlite") as ledger, ledger.reading() as connection:
        held = "SELECT count(*), sum(length(sums) + length(late)) FROM sums"
        rows, sums = connection.execute(text(held)).one()
    print(f"file of {size / 1e6:,.0f} MB, of which {sums / 1e6:,.1f} MB are sums ({rows} rows)")


def _peers(where: Path) -> None:
    """The same sums, neither of duplicates nor of decisions, by others."""
    import sqlite3

    import pandas as pd

    print(f"peers: SQLite {sqlite3.sqlite_version}, pandas {pd.__version__}")
    by = ["holder", "said", "directness", "stance"]
    known = f"WHERE question = 'invite_now' AND published <= '{LAST}'"
    asked = f"SELECT {', '.join(by)}, count(*), sum(confidence) FROM positions {known} GROUP BY 1, 2, 3, 4"  # noqa: E501, S608
    raw = sqlite3.connect(where / "ledger.sqlite")
    rows, seconds = _timed(lambda: raw.execute(asked).fetchall())
    print(f"plain SQL over all statements: {seconds:.2f} s, {len(rows):,} sums")
    query = f"SELECT {', '.join(by)}, confidence FROM positions {known}"  # noqa: S608
    parts = pd.read_sql_query(query, raw, chunksize=500_000)
    listed = [part.astype(dict.fromkeys(by[1:], "category")) for part in parts]
    whole = pd.concat([part.astype(dict.fromkeys(by, "str")) for part in listed])
    whole = whole.astype(dict.fromkeys(by, "category"))
    _, seconds = _timed(
        lambda: whole.groupby(by, observed=True)["confidence"].agg(["count", "sum"])
    )
    print(f"pandas over columns in memory: {seconds:.2f} s")


if __name__ == "__main__":
    main()
