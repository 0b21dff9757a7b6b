"""A board over a ledger of millions of statements, timed after the ledger has been opened.

    python benchmarks/ledger.py [--statements 200000] [--folder DIR] [--rounds 7]

Makes the example case with a ledger of so many statements on its first question over four years, in
the tables and with the references that `Ledger.add_reading` writes: documents of twenty statements,
their readings, statements and positions. One in ten tells again what the one before has told; one
in ten was published days after it was said; one in five takes no position; one in 25 is the
candidate's own, one in 100 says that the body is not agreed; one in 1000 was rejected and one in
1000 accepted by a person; one document in 50 was read again by a newer reader that misses one
statement. The rows go in by the batch, with ids in sequence; then the ledger adds itself up, which
is what it does by itself where entries come one by one.

Timed is `placet.api.board`, which is what `placet board` calls: it opens the ledger, and returns
the standings of all members with their newest evidence. Beside it, in the same run: the same sums
by plain SQL over all statements, and by pandas over columns that are already in memory.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from placet.bodies import load_body
from placet.ledger.rows import dumped
from placet.words import Directness, Quotation, Span, Stance, Statement

FIRST, LAST = date(2021, 1, 1), date(2024, 11, 29)
EARLIER = date(2023, 6, 30)
LATE, OF_BODY, OF_UKRAINE, REJECTED, ACCEPTED = 0.1, 0.01, 0.04, 0.001, 0.001
AGAIN, TWICE = 10, 50
"""Every tenth statement repeats another; every fiftieth document is read twice."""
EACH, BATCH = 20, 5_000
"""Statements of a document, documents of a transaction."""
KINDS = [kind.value for kind in Directness]
STANCES = [stance.value for stance in Stance]
MEMBERS = load_body("nato").members_on(LAST)
SAID = (Span(0, 8, "Document"),)
BLANK = dumped(Statement(id="@", source=None, cue=None, content=SAID, quotation=Quotation.INDIRECT))
MOMENT = "2024-11-29 12:00:00.000000"
PLACET = str(Path(sys.executable).with_name("placet"))


def main() -> None:
    """Make the ledger, and time boards in a process of their own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=200_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        _measure(options.measure, options.rounds)
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        where = Path(folder) / "case"
        _, seconds = _timed(lambda: _make(where, options.statements))
        print(f"ledger of {options.statements:,} statements made in {seconds:.0f} s")
        _, seconds = _timed(lambda: _add_up(where))
        each = seconds / options.statements * 1e6
        print(f"added up in {seconds:.0f} s, {each:.0f} µs a statement")
        _sizes(where)
        own = [sys.executable, __file__, "--measure", str(where), "--rounds", str(options.rounds)]
        subprocess.run(own, check=True)
        command = [PLACET, "board", str(where), "--as-of", str(LAST), "--json"]
        taken = [_timed(lambda: _run(command))[1] for _ in range(3)]
        print(f"placet board, the whole command: {min(taken):.2f} s")
        _peers(where)


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True)


def _measure(where: Path, rounds: int) -> None:
    """In a fresh process: loading, opening, and boards."""
    case, seconds = _timed(lambda: _loaded(where))
    print(f"Python's libraries and the case loaded in {seconds:.2f} s")
    from placet import api

    def opened() -> None:
        with api.open_ledger(case):
            pass

    print(f"ledger opened in {_timed(opened)[1]:.3f} s")
    for day in (LAST, EARLIER):
        times, work = [], []
        for _ in range(rounds):
            start = time.process_time()
            board, seconds = _timed(lambda day=day: api.board(case, as_of=day))
            times.append(seconds)
            work.append(time.process_time() - start)
        pieces = sum(row.evidence_count for row in board.members)
        again = statistics.median(times[1:])
        print(
            f"board of {len(board.members)} members on {day}: first {times[0]:.3f} s, "
            f"then {again:.3f} s (median), {min(times):.3f} s (best), of which the processor's "
            f"{min(work):.3f} s; rests on {pieces:,} pieces of evidence"
        )
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"most memory held: {memory:.0f} MB")


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


def _make(where: Path, number: int) -> None:
    """A case and its ledger, in batches of documents."""
    from sqlalchemy import insert

    from placet.cases import example_case
    from placet.ledger.opening import connect, writing
    from placet.ledger.schema import TABLES

    where.mkdir()
    shutil.copy(Path(example_case().path) / "case.toml", where)
    engine = connect(where / "ledger.sqlite")
    documents = number // EACH
    for start in range(0, documents, BATCH):
        made = _rows(start, min(BATCH, documents - start), documents)
        with writing(engine, where) as connection:
            for table in TABLES:
                if made[table.name]:
                    names = list(table.c.keys())
                    statement = str(insert(table).compile(dialect=connection.dialect))
                    rows = [tuple(row[name] for name in names) for row in made[table.name]]
                    connection.exec_driver_sql(statement, rows)
    engine.dispose()


def _rows(start: int, size: int, documents: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of some documents, by table; days pass with their numbers."""
    import numpy as np

    from placet.ledger.schema import TABLES

    rng = np.random.default_rng(start)
    made: dict[str, list[dict[str, Any]]] = {table.name: [] for table in TABLES}
    span = (LAST - FIRST).days
    drawn = {
        "speaker": rng.integers(0, 1000, (size, EACH)),
        "holder": rng.random((size, EACH)),
        "stance": rng.random((size, EACH)),
        "kind": rng.integers(0, 4, (size, EACH)),
        "sure": rng.choice([0.4, 0.6, 0.8, 1.0], (size, EACH)),
        "late": rng.integers(1, 9, (size, EACH)) * (rng.random((size, EACH)) < LATE),
        "decided": rng.random((size, EACH)),
    }
    columns = {name: values.tolist() for name, values in drawn.items()}
    for place in range(size):
        number = start + place
        day = FIRST + timedelta(days=9 + number * (span - 8) // documents)
        _document(made, number, day, {name: values[place] for name, values in columns.items()})
    return made


def _document(
    made: dict[str, list[dict[str, Any]]], number: int, day: date, drawn: dict[str, list[Any]]
) -> None:
    """One document with its statements, read once or twice."""
    name, known = f"{number:064x}", str(day)
    shared = {"recorded": MOMENT, "published": known}
    plain = dict.fromkeys(("publisher", "url", "origin"), "")
    text = f"Document {number}."
    made["documents"].append(
        {**plain, **shared, "id": name, "title": text, "language": "en", "text": text}
    )
    older = [number * 2 + 1] if number % TWICE == 0 else []
    for reading in (*older, number * 2 + 2):
        made["readings"].append(
            {
                **shared,
                "id": reading,
                "document": name,
                "reader": f"builtin {reading % 2}",
                "reader_name": "builtin",
                "content": f"{reading:064x}",
                "known": known,
            }
        )
    told: dict[str, Any] = {}
    for place, drawn_here in enumerate(_by_place(drawn)):
        told = _told(drawn_here, day, told if place % AGAIN == AGAIN - 1 else None)
        _statement(made, number * EACH + place, number * 2 + 2, place, name, {**shared, **told})
        missed = older and place == 0
        at = {"position": f"{number * EACH + place:024x}"}
        for reading in (*older, *([] if missed else [number * 2 + 2])):
            made["found"].append({"reading": reading, **at})
        if drawn_here["decided"] < REJECTED + ACCEPTED:
            decision = "rejected" if drawn_here["decided"] < REJECTED else "accepted"
            row = {**at, "decision": decision, "by": "A.K.", "note": "", "recorded": MOMENT}
            made["reviews"].append({"id": number * EACH + place + 1, **row})


def _by_place(drawn: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    for place in range(EACH):
        yield {name: values[place] for name, values in drawn.items()}


def _told(drawn: dict[str, Any], day: date, before: dict[str, Any] | None) -> dict[str, Any]:
    """Who said what; or what was told before, from nearer or farther."""
    here = {"directness": KINDS[drawn["kind"]], "confidence": drawn["sure"]}
    if before and before["holder_kind"] == "country":
        return {**before, **here}
    said = str(day - timedelta(days=drawn["late"]))
    if drawn["holder"] < OF_BODY:
        group = {"holder": None, "holder_kind": "body", "speaker": f"official {drawn['speaker']}"}
        return {**here, **group, "said": said, "stance": "against", "directness": "collective"}
    member = MEMBERS[int(drawn["holder"] * 1e6) % len(MEMBERS)]
    holder = "UA" if drawn["holder"] < OF_BODY + OF_UKRAINE else member
    return {
        **here,
        "holder": holder,
        "holder_kind": "country",
        "said": said,
        "stance": STANCES[int(drawn["stance"] * 5)],
        "speaker": f"speaker {drawn['speaker']} of {holder}",
    }


def _statement(
    made: dict[str, list[dict[str, Any]]],
    number: int,
    reading: int,
    place: int,
    document: str,
    told: dict[str, Any],
) -> None:
    """A statement and the position that it takes."""
    name = f"{number:024x}"
    payload = BLANK.replace("@", name)
    made["statements"].append({"reading": reading, "number": place, "id": name, "payload": payload})
    made["positions"].append(
        {
            **dict.fromkeys(("channel", "url", "condition", "row_key", "supersedes"), ""),
            **told,
            "id": name,
            "question": "invite_now",
            "source": "Example Post",
            "summary": f"Statement {number}.",
            "explicit": 1,
            "statement": name,
            "document": document,
            "span_start": place,
            "span_end": place + 1,
            "span_text": "D",
            "entered_by": "builtin 0",
            "links": "[]",
        }
    )


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
