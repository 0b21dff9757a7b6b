"""What a project says: statements with the values of their variables, in places of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from placet.errors import CaseError
from placet.exchange.dna.checking import Value
from placet.exchange.dna.project import Project
from placet.exchange.dna.schema import VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaDocument:
    """A text of a project."""

    id: int
    title: str
    text: str
    source: str
    author: str
    when: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaStatement:
    """A coded passage; `start` and `stop` count code points."""

    id: int
    type: str
    document: int
    start: int
    stop: int
    coder: str
    values: Mapping[str, Value]
    """Variable to value; a short text as it is written."""


def documents(project: Project) -> dict[int, DnaDocument]:
    """The texts by their ID."""
    return {
        _int(row["ID"]): DnaDocument(
            id=_int(row["ID"]),
            title=str(row["Title"] or ""),
            text=str(row["Text"] or ""),
            source=str(row["Source"] or ""),
            author=str(row["Author"] or ""),
            when=datetime.fromtimestamp(_int(row["Date"]), UTC)
            if row["Date"] is not None
            else None,
        )
        for row in project.records("DOCUMENTS")
    }


def statements(project: Project, path: Path) -> Iterator[DnaStatement]:
    """The statements in the order of the file.

    Raises:
        CaseError: one lies outside of its text; with its ID.
    """
    texts, values = documents(project), _values(project)
    coders = {row["ID"]: str(row["Name"]) for row in project.records("CODERS")}
    types = {row["ID"]: str(row["Label"]) for row in project.records("STATEMENTTYPES")}
    places = {number: code_points(text.text) for number, text in texts.items()}
    for row in project.records("STATEMENTS"):
        document, start, stop = (_int(row[name]) for name in ("DocumentId", "Start", "Stop"))
        at = places[document]
        if not 0 <= start < stop < len(at):
            raise CaseError(
                f"runs from {start} to {stop} in a text of {len(at) - 1}",
                file=path,
                place=f"STATEMENTS {row['ID']!r}",
                mend="code the passage anew in Discourse Network Analyzer",
            )
        yield DnaStatement(
            id=_int(row["ID"]),
            type=types[row["StatementTypeId"]],
            document=document,
            start=at[start],
            stop=at[stop],
            coder=coders[row["Coder"]],
            values=values[_int(row["ID"])],
        )


def code_points(text: str) -> list[int]:
    """For each UTF-16 offset of a text, the code point in which it lies; the end among them."""
    at = [number for number, char in enumerate(text) for _ in range(1 + (char > "\uffff"))]
    return [*at, len(text)]


def utf16(text: str, at: int) -> int:
    """The UTF-16 offset of a code point of a text."""
    return at + sum(char > "\uffff" for char in text[:at])


def _values(project: Project) -> defaultdict[int, dict[str, Value]]:
    """Statement to variable to value."""
    names = {row["ID"]: str(row["Variable"]) for row in project.records("VARIABLES")}
    words = {row["ID"]: row["Value"] for row in project.records("ENTITIES")}
    found: defaultdict[int, dict[str, Value]] = defaultdict(dict)
    for kind, (table, column) in VALUES.items():
        for row in project.records(table):
            value = words[row[column]] if kind == "short text" else row[column]
            found[_int(row["StatementId"])][names[row["VariableId"]]] = value
    return found


def _int(value: Value) -> int:
    return int(value or 0)
