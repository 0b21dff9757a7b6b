"""Calls on the registry of a case: who is known, who is not, and teaching it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from placet.actors import Office, registry
from placet.api.calls import open_ledger
from placet.api.reading import known_actors
from placet.cases import Case
from placet.errors import SourceError

if TYPE_CHECKING:
    from placet.actors import Stranger
    from placet.ledger import Added


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What came of teaching the registry a person."""

    new: bool
    """Was it not in the case's table yet?"""
    texts: int
    """How many texts of the ledger were read again."""
    added: Added


def strangers(case: Case, *, as_of: date | None = None) -> tuple[Stranger, ...]:
    """The people in the ledger's texts whom the registry does not know, most heard first."""
    from placet.actors import strangers as unknown

    with open_ledger(case) as ledger:
        return unknown(ledger.readings(as_of=as_of), known_actors(case) or registry())


def teach(
    case: Case,
    person: str,
    *,
    area: str,
    office: str = "",
    role: str = "",
    other_names: tuple[str, ...] = (),
    since: date | None = None,
    until: date | None = None,
    source: str = "",
) -> Taught:
    """Teach the case's registry who a person is, and read again the texts that name the person.

    Args:
        case: whose registry it is: a line in its `actors.csv`.
        person: the name.
        area: the country that the person speaks for, by name or alpha-2 code; or an organisation.
        office: the post as it is called.
        role: what it amounts to; the office in lower case if left out.
        other_names: other spellings.
        since: the first day in the post, if it has one.
        until: the last.
        source: where this is known from.
    """
    from placet.actors import teach as taught

    known = known_actors(case) or registry()
    post = Office(
        person=person,
        office=office,
        role=role or office.casefold(),
        area=area if area in known.country_names else known.country(area) or area,
        since=since or date.min,
        until=until,
        source=source,
        other_names=other_names,
    )
    new = taught(case.actors, post, known)
    texts, added = _read_again(case, post)
    return Taught(new=new, texts=texts, added=added)


def _read_again(case: Case, post: Office) -> tuple[int, Added]:
    """Read again the texts that name a person; how many, and what is new in the ledger."""
    from placet.ledger import Added
    from placet.readers import open_reader, read_safely
    from placet.readers.registry import BUILTIN

    reader = open_reader(BUILTIN, known_actors(case))
    texts, added = 0, Added()
    with open_ledger(case) as ledger:
        for reading in ledger.readings():
            ours = reading.reader.partition(" ")[0] == BUILTIN
            if ours and _names(reading.document.text, post):
                again = read_safely(reader, reading.document, case.questions)
                if isinstance(again, SourceError):
                    raise again
                added += ledger.add_reading(again)
                texts += 1
    return texts, added


def _names(text: str, post: Office) -> bool:
    """Does a text hold the last word of one of the person's names?"""
    low = text.casefold()
    return any(name.split()[-1].casefold() in low for name in (post.person, *post.other_names))


__all__ = ["Taught", "strangers", "teach"]
