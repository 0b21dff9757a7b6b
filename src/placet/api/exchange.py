"""Calls that take in and write what other programs use: files, networks, data frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.calls import open_ledger
from placet.api.reading import known_actors
from placet.cases import Case

if TYPE_CHECKING:
    from placet.exchange.dna import Taken
    from placet.exchange.networks import Event, Network, Table
    from placet.ledger import Added


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkWindow:
    """A network, and the days that it is made of."""

    since: date | None
    until: date | None
    network: Network


def events(
    case: Case,
    *,
    rows: str = "member",
    columns: str = "question",
    since: date | None = None,
    as_of: date | None = None,
    decided: bool = False,
) -> tuple[Event, ...]:
    """The ledger's statements as events; see `exchange.networks.events`."""
    from placet.exchange.networks import events as made

    with open_ledger(case) as ledger:
        held = ledger.positions(as_of=as_of)
    return made(held, rows=rows, columns=columns, since=since, until=as_of, decided=decided)


def networks(
    found: Sequence[Event],
    *,
    mode: str = "one",
    qualifier: str = "",
    normalised: str = "no",
    duplicates: str = "last",
    window: str = "",
    kernel: str = "uniform",
) -> tuple[NetworkWindow, ...]:
    """The network of some events, or one for each of the windows that move over them.

    Args:
        found: of `events`.
        mode: one or two.
        qualifier: see `one_mode` and `two_mode` of `exchange.networks`; congruence, or subtract for
            two modes, if left out.
        normalised: see there.
        duplicates: what is counted once.
        window: the size of moving windows, e.g. "6 months"; none if left out.
        kernel: how what lies off a window's middle weighs.
    """
    from placet.exchange.networks import one_mode, table, two_mode, windows

    def made(counts: Table) -> Network:
        if mode == "two":
            return two_mode(counts, qualifier or "subtract", normalised)
        return one_mode(counts, qualifier or "congruence", normalised)

    if not window:
        days = [event.day for event in found]
        first, last = min(days, default=None), max(days, default=None)
        return (NetworkWindow(since=first, until=last, network=made(table(found, duplicates))),)
    return tuple(
        NetworkWindow(since=one.since, until=one.until, network=made(one.table))
        for one in windows(found, window, kernel, duplicates)
    )


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
