"""Calls on a case: reading, keeping, boards and counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from placet.api.lessons import lessons
from placet.api.notices import Hints, Notice, notices
from placet.api.reading import known_actors, read
from placet.cases import Case
from placet.errors import SourceError
from placet.formats.days import read_day
from placet.words import Position, Question, Reading

if TYPE_CHECKING:
    from placet.count import Board, Count
    from placet.ledger import Added, Ledger
    from placet.ledger.evidence import Evidence
    from placet.readers.spending import Spent


@dataclass(frozen=True, slots=True, kw_only=True)
class AddReport:
    """What one call of `add` brought into the ledger."""

    added: Added
    readings: int
    """Documents read in this call."""
    failed: tuple[SourceError, ...] = ()
    """Documents that could not be read, and why; the others went in."""
    taught: int = 0
    """By how many decisions of people the reader was taught before it read."""
    notices: tuple[Notice, ...] = ()
    """What a person would want to know of the case now."""


def today() -> date:
    """The current day in UTC, which is the as-of date where none is given."""
    return datetime.now(UTC).date()


@contextmanager
def open_ledger(case: Case) -> Iterator[Ledger]:
    """The case's ledger, brought up to date with its table of positions."""
    from placet.ledger import open_ledger as opened

    with opened(case.ledger) as ledger:
        _take_in_positions(case, ledger)
        yield ledger


def add(
    case: Case,
    paths: Iterable[str | Path] = (),
    *,
    published: date | None = None,
    reader: str = "builtin",
    at_least: float = 0.0,
    count_from: float | None = None,
    only_relevant: bool = False,
    on: str = "",
    told: Callable[[Reading | SourceError], None] = lambda _: None,
    account: Callable[[tuple[Spent, ...]], None] = lambda _: None,
) -> AddReport:
    """Read documents into the case's ledger; without paths, those in its own folder.

    `at_least` says how sure a stance has to be to be kept, and `count_from` to count; `on` where
    the texts are read, see `api.spread`.
    `told` hears of each document as soon as the ledger has acknowledged it, or it has failed, and
    `account` at the end what language models have cost.
    """
    from placet.ledger import Added

    chosen = texts_of(case, paths)
    total = Added()
    failed: list[SourceError] = []
    done, hints = 0, Hints(case.questions)
    with open_ledger(case) as ledger:
        taught = lessons(case, ledger)
        texts = read(
            chosen,
            questions=case.questions,
            published=published,
            reader=reader,
            at_least=at_least,
            count_from=count_from,
            only_relevant=only_relevant,
            actors=known_actors(case),
            on=on,
            lessons=taught,
            account=account,
        )
        for result in texts:
            if isinstance(result, Reading):
                total += ledger.add_reading(result)
                hints.see(result.document.text)
                done += 1
            else:
                failed.append(result)
            told(result)
        said = (*notices(case, ledger), *(hints.left() if done else ()))
    return AddReport(
        added=total,
        readings=done,
        failed=tuple(failed),
        taught=taught.number if taught else 0,
        notices=said,
    )


def texts_of(case: Case, paths: Iterable[str | Path] = ()) -> list[str | Path]:
    """The texts that are added to a case: those named, or else those in its own folder."""
    return list(paths) or ([case.documents] if case.documents.is_dir() else [])


def board(
    case: Case,
    *,
    question: str = "",
    as_of: date | None = None,
    evidence: Evidence | None = None,
) -> Board:
    """Where every member stands on one question, as known on one day.

    It rests on the case's ledger, which is opened for it; for board after board, open it once and
    give it as `evidence`. Positions at hand will do as well.
    """
    asked, day = case.question(question), as_of or today()
    if evidence is not None:
        return _board(case, asked, day, evidence)
    with open_ledger(case) as ledger:
        return _board(case, asked, day, ledger)


def count(
    case: Case,
    *,
    question: str = "",
    as_of: date | None = None,
    evidence: Evidence | None = None,
) -> Count:
    """Apply the body's own rule to the board; on which `evidence`, see `board`."""
    from placet.bodies import load_body
    from placet.count import count as counted

    made = board(case, question=question, as_of=as_of, evidence=evidence)
    return counted(made, load_body(case.body))


def _board(case: Case, question: Question, day: date, evidence: Evidence) -> Board:
    from placet.count import case_board

    return case_board(case, question, day, evidence)


def day(text: str) -> date:
    """A day written as 2024-11-29."""
    return read_day(text)


def enter(case: Case, position: Position, *, by: str) -> Position:
    """Keep a position that a person enters by hand."""
    from placet.ledger.rows import identified

    with open_ledger(case) as ledger:
        ledger.add_positions([position], by=by)
        return ledger.position(identified(replace(position, entered_by=by)).id)


def review(
    case: Case, name: str, decision: str, *, by: str, note: str = "", **changes: object
) -> Position:
    """Let a person decide on a position: accepted, rejected, or corrected with changes."""
    with open_ledger(case) as ledger:
        return ledger.review(name, decision, by=by, note=note, **changes)


def pending(case: Case) -> tuple[Position, ...]:
    """Positions read by a machine on which no person has decided yet."""
    with open_ledger(case) as ledger:
        return ledger.pending()


def case_notices(case: Case, *, as_of: date | None = None) -> tuple[Notice, ...]:
    """What a person would want to know of a case: what waits, what no text names, what is gone."""
    with open_ledger(case) as ledger:
        return notices(case, ledger, as_of)


def readings(case: Case, *, as_of: date | None = None) -> tuple[Reading, ...]:
    """What was read in each document of the case that was published by a day."""
    with open_ledger(case) as ledger:
        return ledger.readings(as_of=as_of)


def positions(case: Case, *, as_of: date | None = None) -> tuple[Position, ...]:
    """Every position in the ledger that was known by a day."""
    with open_ledger(case) as ledger:
        return tuple(ledger.positions(as_of=as_of or today()))


def export(case: Case, path: Path) -> int:
    """Write the whole ledger as plain text; how many entries there were."""
    from placet.ledger.text import export_jsonl

    with open_ledger(case) as ledger:
        return export_jsonl(ledger, path)


def restore(case: Case, path: Path) -> int:
    """Bring an exported ledger into a case that has none yet; how many entries there were."""
    from placet.ledger import open_ledger as opened
    from placet.ledger.text import import_jsonl

    with opened(case.ledger) as ledger:
        return import_jsonl(ledger, path)


def _take_in_positions(case: Case, ledger: Ledger) -> None:
    """Bring in the case's table of positions, if it has changed since it was last taken in."""
    if not case.positions.is_file():
        return
    from placet.actors import registry
    from placet.ledger.imports import take_in

    take_in(
        ledger,
        case.positions,
        questions=[question.id for question in case.questions],
        countries=registry().country_names,
    )
