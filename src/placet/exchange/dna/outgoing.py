"""A ledger as a project of Discourse Network Analyzer.

A stance for or against is a "DNA Statement" with its agreement. One on terms, reluctant or unclear
is neither: it is a statement of a type of its own, with the stance as a word, as is a passage in
which no stance was found.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, time

from placet.exchange.dna.building import Building, coded_places, one_word
from placet.exchange.dna.checking import Value
from placet.exchange.dna.project import Project
from placet.exchange.dna.view import utf16
from placet.words import (
    CODER,
    Document,
    HolderKind,
    Position,
    Question,
    Reading,
    Speaker,
    Stance,
    Statement,
)

DNA_TYPE = "DNA Statement"
OWN_TYPE = "placet statement"
_WHO = {"person": "short text", "organization": "short text", "concept": "short text"}
_HOW = {"directness": "short text", "condition": "long text"}
DNA_VARIABLES = {**_WHO, "agreement": "boolean", **_HOW}
OWN_VARIABLES = {**_WHO, "stance": "short text", **_HOW}
_LONGEST = 190
_AGREEMENT = {Stance.FOR: 1, Stance.AGAINST: 0}


class _Writer:
    """Turns readings and positions into rows."""

    def __init__(
        self, onto: Project | None, questions: Sequence[Question], countries: Mapping[str, str]
    ) -> None:
        self.out = Building(onto)
        self.concepts = {question.id: short(question.text) for question in questions}
        self.countries = countries
        self.there = coded_places(onto) if onto else set()
        self.types = {
            DNA_TYPE: self.out.type(DNA_TYPE, DNA_VARIABLES),
            OWN_TYPE: self.out.type(OWN_TYPE, OWN_VARIABLES),
        }

    def reading(self, reading: Reading) -> None:
        coder = one_word(reading.reader.removeprefix(CODER))
        document = self.document(reading.document, coder)
        for statement in reading.statements:
            place = _extent(reading.document, statement)
            if (reading.document.text, *place, coder) in self.there:
                continue
            who = _person(statement.speaker)
            words = "; ".join(condition.span.text for condition in statement.conditions)
            for stance in statement.stances:
                said = {
                    "person": who,
                    "organization": self.holder(stance.holder, stance.holder_kind),
                    "concept": self.concepts.get(stance.question, stance.question),
                    "directness": stance.directness.value,
                    "condition": words,
                }
                self.statement(document, place, coder, stance.stance, said)
            if not statement.stances:
                self.statement(document, place, coder, None, {"person": who, "condition": words})

    def entered(self, position: Position) -> None:
        """What a person entered without a text: its summary is the text."""
        coder = one_word(position.coder or "table")
        text = position.summary or f"{position.holder}: {position.stance}"
        made = Document(
            id="",
            text=text,
            title=position.source or position.url,
            publisher=position.source,
            published=position.published,
            url=position.url,
        )
        if (text, 0, utf16(text, len(text)), coder) in self.there:
            return
        said = {
            "person": position.speaker,
            "organization": self.holder(position.holder, position.holder_kind),
            "concept": self.concepts.get(position.question, position.question),
            "directness": position.directness.value,
            "condition": position.condition,
        }
        place = (0, utf16(text, len(text)))
        self.statement(self.document(made, coder), place, coder, position.stance, said)

    def document(self, document: Document, coder: str) -> int:
        day = document.published
        seconds = int(datetime.combine(day, time(), UTC).timestamp()) if day else 0
        return self.out.once(
            "DOCUMENTS",
            {"Text": document.text},
            Title=short(document.title or document.origin or document.url),
            Coder=self.out.coder(coder),
            Source=short(document.publisher),
            Notes=document.url,
            Date=seconds,
        )

    def holder(self, code: str | None, kind: HolderKind) -> str:
        return self.countries.get(code or "", code or kind.value)

    def statement(
        self,
        document: int,
        place: tuple[int, int],
        coder: str,
        stance: Stance | None,
        said: dict[str, str],
    ) -> None:
        plain = stance in _AGREEMENT
        kinds = DNA_VARIABLES if plain else OWN_VARIABLES
        ids = self.types[DNA_TYPE if plain else OWN_TYPE]
        values: dict[str, Value] = dict(said)
        values |= {"agreement": _AGREEMENT.get(stance) if stance else None, "stance": stance or ""}
        number = self.out.add(
            "STATEMENTS",
            StatementTypeId=ids[""],
            DocumentId=document,
            Start=place[0],
            Stop=place[1],
            Coder=self.out.coder(coder),
        )
        for name, kind in kinds.items():
            value = values.get(name, "")
            written = short(str(value)) if kind == "short text" else value
            self.out.value(number, ids[name], kind, written)


def _person(speaker: Speaker | None) -> str:
    """Who speaks; nobody, where a coder named an organisation alone."""
    if speaker is None or (speaker.kind, speaker.name) == ("organisation", speaker.organisation):
        return ""
    return speaker.name


def as_dna(
    readings: Iterable[Reading],
    positions: Iterable[Position],
    questions: Sequence[Question],
    countries: Mapping[str, str],
    onto: Project | None = None,
) -> Project:
    """The project of a ledger's readings, and of positions that people entered without a text.

    Args:
        readings: the machine's and people's; each reader is a coder.
        positions: of the ledger; those that a reading found are left to it.
        questions: of the case; the text of each is a concept.
        countries: alpha-2 code to name.
        onto: a project to add to. What a coder has coded there at the same place of the same text
            is not added again.
    """
    writer = _Writer(onto, questions, countries)
    for reading in readings:
        writer.reading(reading)
    for position in positions:
        if not position.statement:
            writer.entered(position)
    return writer.out.project()


def short(text: str) -> str:
    """What the program takes for a name: one line of fewer than 191 characters."""
    return " ".join(text.split())[:_LONGEST]


def _extent(document: Document, statement: Statement) -> tuple[int, int]:
    """From the first character of the content to its last, in UTF-16 units."""
    spans = statement.content or tuple(s for s in (statement.source, statement.cue) if s)
    start, stop = min(s.start for s in spans), max(s.end for s in spans)
    return utf16(document.text, start), utf16(document.text, stop)
