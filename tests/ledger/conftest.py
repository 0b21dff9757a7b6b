"""Positions and readings to put into ledgers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from placet.ledger import Ledger, open_ledger
from placet.words import (
    Directness,
    Document,
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

DAY = date(2024, 10, 17)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ledger.sqlite"


@pytest.fixture
def ledger(file: Path) -> Iterator[Ledger]:
    with open_ledger(file) as opened:
        yield opened


@pytest.fixture
def make_position() -> Callable[..., Position]:
    def make(**changes: Any) -> Position:
        said = changes.get("said", DAY)
        values: dict[str, Any] = {
            "id": "",
            "question": "invite",
            "holder": "LT",
            "holder_kind": HolderKind.COUNTRY,
            "stance": Stance.FOR,
            "confidence": 0.9,
            "directness": Directness.ON_RECORD,
            "said": said,
            "published": said,
            "source": "A paper",
        }
        return Position(**values | changes)

    return make


@pytest.fixture
def make_reading() -> Callable[..., Reading]:
    """A reading of one sentence with one stance; `text` tells documents apart."""

    def make(
        text: str = "Oslo backs it, the minister said.",
        *,
        reader: str = "builtin 1.0",
        published: date | None = DAY,
        stance: Stance = Stance.FOR,
        confidence: float = 0.8,
        holder: str = "NO",
    ) -> Reading:
        name = hashlib.sha256(text.encode()).hexdigest()
        content = Span(0, 13, text[:13])
        statement = Statement(
            id=hashlib.sha256(f"{name}{reader}".encode()).hexdigest()[:24],
            source=Span(15, 27, text[15:27]),
            cue=Span(28, 32, text[28:32]),
            content=(content,),
            quotation=Quotation.INDIRECT,
            speaker=Speaker(name="Espen", kind="person", office="minister", country=holder),
            stances=(
                StanceReading(
                    question="invite", stance=stance, confidence=confidence, holder=holder
                ),
            ),
        )
        document = Document(id=name, text=text, publisher="A paper", published=published)
        return Reading(document=document, reader=reader, statements=(statement,))

    return make
