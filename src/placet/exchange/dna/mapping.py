"""What the names of a project mean in a case: concepts its questions, organisations its holders."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from placet.errors import did_you_mean
from placet.exchange.dna.outgoing import short
from placet.formats import Row, read_rows
from placet.words import Question, Stance

COLUMNS = ("kind", "name", "to", "agree", "disagree")
_CONCEPT, _HOLDER = "concept", "holder"


@dataclass(frozen=True, slots=True)
class Meaning:
    """The question of a concept, and what it is to agree with it and to disagree."""

    question: str
    agree: Stance = Stance.FOR
    disagree: Stance = Stance.AGAINST


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names of a project to those of a case."""

    concepts: dict[str, Meaning] = field(default_factory=dict)
    holders: dict[str, str] = field(default_factory=dict)
    """Organisation or person to alpha-2 code."""


def own_mapping(questions: Iterable[Question]) -> Mapping:
    """A question's id and its text are concepts that mean it."""
    asked = list(questions)
    names = {one.id: one.id for one in asked} | {short(one.text): one.id for one in asked}
    return Mapping({name: Meaning(question) for name, question in names.items()})


def read_mapping(
    path: Path, questions: Collection[Question], countries: Collection[str]
) -> Mapping:
    """A table of `kind` (concept or holder), `name`, `to`, and `agree` and `disagree` for concepts.

    Raises:
        CaseError: a question, country or stance that is none; with its line.
    """
    known = own_mapping(questions)
    for row in read_rows(path, columns=COLUMNS, required=COLUMNS[:3]):
        if row["kind"] == _HOLDER:
            if row["to"] not in countries:
                raise row.error("to", "is no country", "write its alpha-2 code, e.g. DE")
            known.holders[row["name"]] = row["to"]
        elif row["kind"] == _CONCEPT:
            ids = [question.id for question in questions]
            if row["to"] not in ids:
                raise row.error("to", "is not asked by this case", did_you_mean(row["to"], ids))
            agree, disagree = (
                _stance(row, "agree", Stance.FOR),
                _stance(row, "disagree", Stance.AGAINST),
            )
            known.concepts[row["name"]] = Meaning(row["to"], agree, disagree)
        else:
            raise row.error("kind", "is none", f"write {_CONCEPT} or {_HOLDER}")
    return known


def _stance(row: Row, column: str, usual: Stance) -> Stance:
    if not row[column]:
        return usual
    if row[column] not in list(Stance):
        raise row.error(column, "is no stance", did_you_mean(row[column], list(Stance)))
    return Stance(row[column])
