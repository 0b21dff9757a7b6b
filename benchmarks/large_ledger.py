"""A case with a ledger of millions of statements, for `ledger.py` to time.

The statements are on the example case's first question over four years, in the tables and with the
references that `Ledger.add_reading` writes: documents of twenty statements, their readings,
statements and positions. One in ten tells again what the one before has told; one in ten was
published days after it was said; one in five takes no position; one in 25 is the candidate's own,
one in 100 says that the body is not agreed; one in 1000 was rejected and one in 1000 accepted by a
person; one document in 50 was read again by a newer reader that misses one statement. The rows go
in by the batch, with ids in sequence.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from placet.bodies import load_body
from placet.ledger.rows import dumped
from placet.words import Directness, Quotation, Span, Stance, Statement

FIRST, LAST = date(2021, 1, 1), date(2024, 11, 29)
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


def make(where: Path, number: int) -> None:
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
