"""Small good inputs of every form that placet reads, from which bad ones are made."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

from placet.ledger import Ledger, open_ledger
from placet.ledger.text import export_jsonl
from placet.words import (
    Condition,
    Directness,
    Document,
    Fact,
    HolderKind,
    Position,
    Quotation,
    Reading,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
)

DAY = date(2024, 11, 29)
TEXT = "Oslo backs it, the minister said. Terms must be met. They are 32."

CASE: dict[str, Any] = {
    "title": "A case",
    "body": "nato",
    "procedure": "nato-accession",
    "question": [
        {"id": "invite", "text": "Shall they?", "matter": "invitation", "subject": "UA"},
        {"id": "join", "text": "Some day?", "cues": ["join"], "refused_with": ["invite"]},
    ],
    "axis": [
        {"id": "scope", "text": "What", "choices": ["none", "all"], "words": {"all": ["every"]}}
    ],
    "meeting": [
        {"date": date(2024, 12, 3), "name": "Ministers", "announced": DAY, "chance": 0.5},
        {"date": date(2025, 4, 3), "name": "Leaders", "outcome": "none"},
    ],
    "reached": [{"stage": "asked", "date": date(2022, 9, 30)}],
    "change": [{"country": "HU", "date": date(2026, 4, 1), "chance": 0.5, "what": "election"}],
    "event": [{"id": "peace", "title": "Peace", "meets": ["war"], "per_year": 0.3}],
    "scenario": [
        {
            "id": "soon",
            "terms": {"scope": "all"},
            "move": {"DE": "supportive"},
            "event": {"peace": date(2025, 1, 1)},
            "rule": {"kind": "in favour", "at_least": "2/3", "of": "members"},
            "without": ["TR"],
            "elections": True,
        }
    ],
}
BODY: dict[str, Any] = {
    "name": "club",
    "title": "A club",
    "since": date(2000, 1, 1),
    "checked": DAY,
    "default": "plain",
    "source": "its statute",
    "names": {"EU": "European Union"},
    "term": [
        {"members": ["DE", "FR"], "group": "old", "since": date(2000, 1, 1), "source": "s"},
        {"members": ["EU"], "since": date(2010, 1, 1), "until": date(2030, 1, 1), "source": "s"},
    ],
    "weights": [
        {
            "name": "votes",
            "since": date(2000, 1, 1),
            "source": "s",
            "whole": 10,
            "values": {"DE": 6, "FR": 3, "EU": 1},
        }
    ],
    "matter": [
        {
            "id": "plain",
            "title": "Plain",
            "since": date(2000, 1, 1),
            "source": "art. 1",
            "rule": {
                "kind": "and",
                "part": [
                    {"kind": "in favour", "at_least": "2/3", "of": "voting", "weights": "votes"},
                    {"kind": "at least", "k": 1, "part": [{"kind": "unanimity", "among": "old"}]},
                ],
            },
        }
    ],
    "stage": [{"id": "vote", "title": "Vote", "who": "all", "matter": "plain"}],
}
PROCEDURE: dict[str, Any] = {
    "title": "How",
    "bodies": ["nato"],
    "source": "s",
    "stage": [
        {"id": "ask", "title": "Ask", "who": "they", "clock": "given", "source": "s"},
        {
            "id": "say",
            "title": "Say",
            "who": "all",
            "clock": "meeting",
            "every_days": 90,
            "body": "nato",
            "matter": "invitation",
            "source": "s",
        },
    ],
    "record": [
        {"candidates": ["FI"], "ask": date(2022, 5, 18), "say": date(2022, 7, 5), "source": "s"}
    ],
}
GROUPS: dict[str, Any] = {
    "group": [
        {
            "name": "Baltic states",
            "aliases": ["Baltics"],
            "members": ["EE", "LV"],
            "since": date(1991, 9, 6),
            "until": DAY,
            "source": "s",
        }
    ]
}
FORECAST: dict[str, Any] = {"pace": 1.5, "together": 0.2, "other": [{"reset": 0.3}, {"pace": 2.0}]}
POSITIONS = (
    "id,date,published,holder,question,stance,directness,confidence,speaker,source,condition\n"
    'p1,2024-10-01,2024-10-02,DE,invite,for,document,0.8,"A, B",Paper,\n'
    "p2,2024-10-03,,body,join,unclear,,,,Paper,after war\n"
)
ACTORS = (
    "person,other_names,office,role,area,since,until,confirmed,source\n"
    "Ann Ek,A. Ek;Anna Ek,Defence Minister,defence minister,NO,2021-01-05,2024-07-29,no,s\n"
    "Bo Li,,,minister,NATO,,,,\n"
)
SCALE = (
    "issue,actor,position,salience,capability\n"
    "a,DE,0,0.5,10\na,FR,50,1,8\na,IT,100,0.2,3\n"
    "b,DE,90,0.9,10\nb,FR,10,0.1,8\nb,IT,40,0.4,3\n"
)
GOLD: dict[str, Any] = {
    "doc_id": "d1",
    "text": TEXT,
    "published": "2024-11-29",
    "title": "T",
    "language": "en",
    "statements": [
        {
            "source": [15, 27],
            "cue": [28, 32],
            "content": [[0, 13]],
            "type": "indirect",
            "speaker": {"person": "Espen", "country": "NO"},
        }
    ],
    "optional_statements": [{"source": None, "cue": None, "content": [[34, 52]]}],
    "positions": [
        {
            "holder": "NO",
            "question": "invite",
            "stance": "for",
            "directness": "on_record",
            "ambiguous": False,
        }
    ],
}


def reading(text: str = TEXT) -> Reading:
    """A reading in which everything stands that a reading can hold."""
    statement = Statement(
        id="5" * 24,
        source=Span(15, 27, text[15:27]),
        cue=Span(28, 32, text[28:32]),
        content=(Span(0, 13, text[:13]),),
        quotation=Quotation.INDIRECT,
        speaker=Speaker(name="Espen", kind="person", office="minister", country="NO"),
        said=DAY,
        conditions=(Condition(span=Span(34, 51, text[34:51]), kind="must"),),
        stances=(StanceReading(question="invite", stance=Stance.FOR, confidence=0.8, holder="NO"),),
    )
    facts = (
        Fact(kind="member-count", value=32, span=Span(62, 64, text[62:64])),
        Fact(kind="meeting", value=DAY, span=Span(0, 4, text[:4])),
    )
    document = Document(
        id=hashlib.sha256(text.encode()).hexdigest(), text=text, publisher="Paper", published=DAY
    )
    return Reading(document=document, reader="builtin 1.0", statements=(statement,), facts=facts)


def position(**changes: Any) -> Position:
    """A position entered by hand."""
    values: dict[str, Any] = {
        "id": "",
        "question": "invite",
        "holder": "LT",
        "holder_kind": HolderKind.COUNTRY,
        "stance": Stance.AGAINST,
        "confidence": 0.9,
        "directness": Directness.ON_RECORD,
        "said": DAY,
        "published": DAY,
        "source": "A paper",
        "links": ("https://a.example",),
    }
    return Position(**values | changes)


def fill(ledger: Ledger) -> None:
    """Put a row into every table of a ledger that is part of its text."""
    ledger.add_reading(reading())
    ledger.add_positions([position()], by="Ann")
    for held in ledger.positions():
        if held.read:
            ledger.review(held.id, "corrected", by="Ann", note="so", stance=Stance.RELUCTANT)


def ledger_rows(folder: Path) -> list[dict[str, Any]]:
    """The lines of an export, the head first."""
    with open_ledger(folder / "good.sqlite") as ledger:
        fill(ledger)
        export_jsonl(ledger, folder / "good.jsonl")
    lines = (folder / "good.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
