"""A board over millions of ledger statements, timed after the ledger has been opened.

    python benchmarks/ledger.py [--statements 10000000] [--folder DIR] [--rounds 5]

Makes a ledger of SQLite with so many positions of the example's members on its first question (one
in five takes no position, one in ten is published days after it was said), adds it up by day, keeps
the sums beside it, and opens both anew. Timed are: adding up, once for each state of the ledger;
opening; and, after that, a board from nothing but what is open: chances and labels of every member,
what is known of the body, and the newest statements of each member from the database.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import insert, text

from placet.bodies import load_body
from placet.cases import example_case
from placet.ledger import Ledger, open_ledger
from placet.ledger.schema import positions
from placet.ledger.views import streamed
from placet.standing.adding_up import add_up, keep, kept
from placet.standing.bulk import Tallies, bulk_standings
from placet.words import Directness, Stance

FIRST, LAST = date(2021, 1, 1), date(2024, 11, 29)
BATCH = 50_000
LATE, UNCLEAR = 0.1, 0.2


def main() -> None:
    """Make, add up, open, and time boards."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=10_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        where, sums = Path(folder) / "ledger.sqlite", Path(folder) / "ledger.sums"
        with open_ledger(where) as ledger:
            _, seconds = _timed(lambda: _fill(ledger, options.statements))
            print(f"ledger of {options.statements:,} statements made in {seconds:.0f} s")
            tallies, seconds = _timed(lambda: _added_up(ledger))
            keep(tallies, sums, str(options.statements))
            print(f"added up in {seconds:.0f} s, {sums.stat().st_size / 1e6:.0f} MB kept")
        (ledger, opened), seconds = _timed(
            lambda: (open_ledger(where), kept(sums, str(options.statements)))
        )
        if opened is None:
            raise SystemExit("the sums that were kept cannot be read")
        print(f"opened in {seconds:.2f} s")
        taken = [_timed(lambda: _board(ledger, opened))[1] for _ in range(options.rounds)]
        print(f"board: first {taken[0]:.3f} s, best {min(taken):.3f} s, worst {max(taken):.3f} s")


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return call(), time.perf_counter() - start


def _added_up(ledger: Ledger) -> Tallies:
    with ledger.reading() as connection:
        return add_up(streamed(connection))


def _board(ledger: Ledger, tallies: Tallies) -> None:
    question = example_case().question()
    body = load_body("nato")
    members = body.members_on(LAST)
    rows = bulk_standings(
        tallies, members, LAST, question, rule_on=lambda day: body.rule(question.matter, day)
    )
    query = text(
        "SELECT id, speaker, stance, said FROM positions WHERE question = :question "
        "AND holder = :holder AND published <= :day ORDER BY published DESC LIMIT 5"
    )
    with ledger.reading() as connection:
        for row in rows:
            asked = {"question": question.id, "holder": row.country, "day": str(LAST)}
            connection.execute(query, asked).all()


def _fill(ledger: Ledger, number: int) -> None:
    """Positions as rows of the table, in batches; nothing is told twice."""
    names = [column.name for column in positions.columns]
    with ledger.writing() as connection:
        statement = str(insert(positions).compile(dialect=connection.dialect))
        for start in range(0, number, BATCH):
            rows = _rows(start, min(BATCH, number - start), names)
            connection.exec_driver_sql(statement, rows)


def _rows(start: int, size: int, names: list[str]) -> list[tuple[Any, ...]]:
    rng = np.random.default_rng(start)
    members = load_body("nato").members_on(LAST)
    days = [str(FIRST + timedelta(day)) for day in range((LAST - FIRST).days + 10)]
    said = rng.integers(0, len(days) - 9, size)
    late = rng.integers(1, 9, size) * (rng.random(size) < LATE)
    stances = [stance.value for stance in Stance if stance is not Stance.UNCLEAR]
    clear = rng.choice(stances, size)
    stance = np.where(rng.random(size) < UNCLEAR, Stance.UNCLEAR.value, clear)
    kind = rng.choice([kind.value for kind in Directness], size)
    sure, speaker = rng.choice([0.4, 0.6, 0.8, 1.0], size), rng.integers(0, 1000, size)
    plain = dict.fromkeys(names, "") | {
        "question": example_case().question().id,
        "holder_kind": "country",
        "links": "[]",
        "explicit": 1,
        "span_start": None,
        "span_end": None,
        "span_text": None,
        "recorded": "2024-11-29 12:00:00.000000",
    }
    columns: dict[str, list[Any]] = {name: [value] * size for name, value in plain.items()} | {
        "id": [f"{start + place:024x}" for place in range(size)],
        "holder": [members[(start + place) % len(members)] for place in range(size)],
        "stance": stance.tolist(),
        "confidence": sure.tolist(),
        "directness": kind.tolist(),
        "said": [days[day] for day in said],
        "published": [days[day] for day in said + late],
        "speaker": [f"speaker {name}" for name in speaker],
    }
    return list(zip(*(columns[name] for name in names), strict=True))


if __name__ == "__main__":
    main()
