"""A project of Discourse Network Analyzer as coders' readings of its texts."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from placet.errors import CaseError
from placet.exchange.dna.building import one_word
from placet.exchange.dna.mapping import Mapping
from placet.exchange.dna.project import Project
from placet.exchange.dna.view import DnaDocument, DnaStatement, documents, statements
from placet.words import (
    CODER,
    Condition,
    Directness,
    Document,
    HolderKind,
    Quotation,
    Reading,
    Span,
    Speaker,
    Stance,
    StanceReading,
    Statement,
)

_ID = 24
Resolve = Callable[[str, date | None], str | None]
_Passage = tuple[int, int, str]
"""Where it begins and ends, and who speaks in it."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What a project says of a case, and what it says beside."""

    readings: tuple[Reading, ...]
    concepts: Counter[str] = field(default_factory=Counter)
    """Those that no question of the case is mapped to, and how many statements have them."""
    holders: Counter[str] = field(default_factory=Counter)
    """Organisations and people who are no country's, where the concept is the case's."""


def taken(project: Project, path: Path, known: Mapping, resolve: Resolve) -> Taken:
    """Each coder's reading of each text.

    What one coder has one person say in one passage is one statement, with several stances.

    Args:
        project: as read.
        path: its file, for errors.
        known: what its names mean.
        resolve: alpha-2 code of an organisation or a person on a day; None if it is no country's.
    """
    texts = documents(project)
    passages: dict[tuple[int, str], dict[_Passage, list[DnaStatement]]] = defaultdict(dict)
    for one in statements(project, path):
        places = passages[one.document, one.coder]
        places.setdefault((one.start, one.stop, _value(one, "person")), []).append(one)
    found = Taken(())
    readings = []
    for (number, coder), places in passages.items():
        if not one_word(coder):
            raise CaseError(
                "a coder has no name", file=path, place="CODERS", mend="name every coder"
            )
        document = _document(texts[number], path)
        readings.append(
            Reading(
                document=document,
                reader=CODER + one_word(coder),
                statements=tuple(
                    _statement(
                        _named(document, place, places), document, group, known, resolve, found
                    )
                    for place, group in places.items()
                ),
            )
        )
    return Taken(tuple(readings), found.concepts, found.holders)


def _document(text: DnaDocument, path: Path) -> Document:
    return Document(
        id=hashlib.sha256(text.text.encode()).hexdigest(),
        text=text.text,
        title=text.title,
        publisher=text.source,
        published=text.when.date() if text.when and text.when.timestamp() else None,
        origin=path.name,
    )


def _named(document: Document, place: _Passage, places: Collection[_Passage]) -> str:
    """The same id whoever codes a passage; one for each of several people who speak in it."""
    start, stop, person = place
    several = sum(other[:2] == (start, stop) for other in places) > 1
    content = f"{document.id}{(start, stop)}{person if several else ''}"
    return hashlib.sha256(content.encode()).hexdigest()[:_ID]


def _value(one: DnaStatement, name: str) -> str:
    return str(one.values.get(name) or "")


def _statement(
    name: str,
    document: Document,
    group: list[DnaStatement],
    known: Mapping,
    resolve: Resolve,
    left: Taken,
) -> Statement:
    start, stop = group[0].start, group[0].stop
    span = Span(start, stop, document.text[start:stop])
    stances = [_stance(one, known, resolve, document.published, left) for one in group]
    terms = {_value(one, "condition") for one in group} - {""}
    return Statement(
        id=name,
        source=None,
        cue=None,
        content=(span,),
        quotation=Quotation.INDIRECT,
        speaker=_speaker(group[0], resolve, document.published),
        conditions=tuple(
            Condition(span=found, kind="coded")
            for words in sorted(terms)
            if (found := Span.of_words(document.text, words))
        ),
        stances=tuple(dict.fromkeys(stance for stance in stances if stance)),
    )


def _stance(
    one: DnaStatement, known: Mapping, resolve: Resolve, day: date | None, left: Taken
) -> StanceReading | None:
    concept = _value(one, "concept")
    meaning = known.concepts.get(concept)
    if meaning is None:
        if concept:
            left.concepts[concept] += 1
        return None
    organisation, person = (_value(one, name) for name in ("organization", "person"))
    kind, holder = HolderKind.COUNTRY, None
    if organisation in {"body", "unnamed"}:
        kind = HolderKind(organisation)
    else:
        names = [name for name in (organisation, person) if name]
        codes = (known.holders.get(name) or resolve(name, day) for name in names)
        holder = next(filter(None, codes), None)
        if holder is None:
            left.holders[organisation or person] += 1
            return None
    agrees = one.values.get("agreement")
    word = _value(one, "stance")
    if agrees is None and word not in list(Stance):
        return None
    stance = Stance(word) if agrees is None else meaning.agree if agrees else meaning.disagree
    how = _value(one, "directness")
    return StanceReading(
        question=meaning.question,
        stance=stance,
        confidence=1.0,
        holder=holder,
        holder_kind=kind,
        directness=Directness(how) if how in list(Directness) else Directness.ON_RECORD,
    )


def _speaker(one: DnaStatement, resolve: Resolve, day: date | None) -> Speaker | None:
    organisation, person = (_value(one, name) for name in ("organization", "person"))
    if not (person or organisation):
        return None
    return Speaker(
        name=person or organisation,
        kind="person" if person else "organisation",
        country=resolve(organisation, day) or "",
        organisation=organisation,
    )
