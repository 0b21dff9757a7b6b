"""Calls that take in and write files of other programs."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.calls import known_actors, open_ledger
from placet.cases import Case

if TYPE_CHECKING:
    from placet.exchange.dna import Taken
    from placet.ledger import Added


def import_dna(case: Case, path: Path, names: Path | None = None) -> tuple[Taken, Added]:
    """Take what people coded in Discourse Network Analyzer into the ledger, each as a coder.

    Args:
        case: whose ledger it is.
        path: a `.dna` file of version 3.
        names: a table of what its concepts and organisations mean in the case; a concept that is
            called as a question, and whoever the registry knows, need none.
    """
    from placet.actors import registry
    from placet.exchange.dna import own_mapping, read_dna, read_mapping, taken
    from placet.ledger import Added

    known = known_actors(case) or registry()
    meaning = (
        read_mapping(names, case.questions, known.country_names)
        if names
        else own_mapping(case.questions)
    )

    def resolve(name: str, on: date | None) -> str | None:
        actor = known.resolve(name, on) if name else None
        return (actor.country or None) if actor else None

    found = taken(read_dna(path), path, meaning, resolve)
    with open_ledger(case) as ledger:
        return found, sum((ledger.add_reading(one) for one in found.readings), Added())


def export_dna(
    case: Case, path: Path, *, as_of: date | None = None, onto: Path | None = None
) -> int:
    """Write the ledger's texts and statements as a `.dna` file; how many statements it has.

    Args:
        case: whose ledger it is.
        path: the file to write.
        as_of: only what was published by this day.
        onto: a `.dna` file that what is written adds to; it is not changed itself.
    """
    from placet.actors import registry
    from placet.exchange.dna import as_dna, read_dna, write_dna

    with open_ledger(case) as ledger:
        project = as_dna(
            [*ledger.readings(as_of=as_of), *ledger.readings(as_of=as_of, by_people=True)],
            ledger.positions(as_of=as_of),
            case.questions,
            registry().country_names,
            read_dna(onto) if onto else None,
        )
    write_dna(project, path)
    return len(project.records("STATEMENTS"))
