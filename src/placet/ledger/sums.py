"""Evidence added up: what a standing needs of so many statements, day by day.

Of a day the filter needs no more than, for each holder, stance and directness, how many statements
there are and the sum of their confidences: the chance of all that was said is a power of that sum.
So the ledger keeps, for each question, holder and year, a row of sums, laid out by `packing`. What
was known on the day it was said is in the sum alone; what became known later stands beside it with
that day, to be taken off again for the days before. So the sums tell what was known on any day.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import fsum
from struct import Struct
from typing import TypeAlias

from placet.ledger.events import events, known_from, members_counted, sureness, worth
from placet.ledger.packing import KINDS, STANCES, UNCLEAR, Record, packed, unpacked
from placet.words import HolderKind, Position

LATE = Struct("<HBBidi")
"""A record (see `packing.Record`) with a later day, an ordinal: what that day added to the sums, or
took off them because a nearer or surer report of the same event came to be known."""
GROUPS = (HolderKind.BODY.value, HolderKind.UNNAMED.value)
"""Stand for a country where the body as a whole, or members who are not named, hold the stance. Of
these there are late records alone, each with the day from which it was known, the number of members
that the words count, and the confidence of the surest such statement."""

Late: TypeAlias = tuple[int, int, int, int, float, int]
Change: TypeAlias = tuple[int, int, int, float, int, int]
"""Day of the year, directness, stance, confidence, +1 or -1, and the later day (0 if at once)."""
_KIND = {kind: place for place, kind in enumerate(KINDS)}
_STANCE = {stance: place for place, stance in enumerate(STANCES)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """What was heard of one holder on one question in one year."""

    question: str
    holder: str
    """Alpha-2 code, or one of `GROUPS`."""
    year: int
    sums: bytes
    """Records as `packed`, by day of the year."""
    late: bytes
    """Records of `LATE`, by day."""
    settled: date
    """From this day on nothing is to be taken off the sums."""

    def known(self, by: date) -> Iterator[Record]:
        """What was known of a country by a day, as records whose numbers are to be added up.

        Their days are ordinals.
        """
        start, last = date(self.year, 1, 1).toordinal() - 1, by.toordinal()
        for day, kind, stance, number, sure in unpacked(self.sums):
            if start + day <= last:
                yield start + day, kind, stance, number, sure
        if self.settled <= by:
            return
        for day, kind, stance, number, sure, known in LATE.iter_unpack(self.late):
            if start + day <= last < known:
                # of those that take no position the confidence is no sum
                off = sure if stance == UNCLEAR else -sure
                yield start + day, kind, stance, -number, off

    def told(self, by: date) -> Iterator[Record]:
        """What was known of a group by a day; the numbers are of the members counted."""
        start, last = date(self.year, 1, 1).toordinal() - 1, by.toordinal()
        for day, kind, stance, number, sure, known in LATE.iter_unpack(self.late):
            if known <= last:
                yield start + day, kind, stance, number, sure

    def changed(self, new: Sums, days: Collection[date]) -> Sums:
        """With what `new` holds in place of what was heard on some days."""
        gone = {day.timetuple().tm_yday for day in days}
        sums = [record for record in unpacked(self.sums) if record[0] not in gone]
        late = [record for record in LATE.iter_unpack(self.late) if record[0] not in gone]
        sums += unpacked(new.sums)
        late += LATE.iter_unpack(new.late)
        return _laid_out(self.question, self.holder, self.year, sums, late)


def named(holder: str | None, kind: str) -> str:
    """Under which name a holder is added up: a country's code or a group; empty for neither."""
    if kind == HolderKind.COUNTRY:
        return holder or ""
    return "" if holder else str(kind)


def added_up(heard: Iterable[Position]) -> tuple[Sums, ...]:
    """Positions that count, added up, in the order of question, holder and year."""
    rows: dict[tuple[str, str, int], list[Position]] = {}
    for position in heard:
        holder = named(position.holder, position.holder_kind)
        if holder:
            rows.setdefault((position.question, holder, position.said.year), []).append(position)
    return tuple(add_up(*key, rows[key]) for key in sorted(rows))


def add_up(question: str, holder: str, year: int, heard: Iterable[Position]) -> Sums:
    """Add up what counts of one holder on one question in one year."""
    if holder in GROUPS:
        return _laid_out(question, holder, year, [], _surest(heard))
    changes = list(_changes(heard))
    sums = [record[:-1] for record in _summed([(*change[:-1], 0) for change in changes])]
    late = _summed([change for change in changes if change[-1]])
    return _laid_out(question, holder, year, sums, late)


def _changes(heard: Iterable[Position]) -> Iterator[Change]:
    """What each report changed when it came to be known: an event counts once.

    The nearest and surest report counts; one that comes to be known later takes the place of what
    counted before.
    """
    for reports in events(heard):
        best: Position | None = None
        for report in reports:
            if best is not None and worth(best) <= worth(report):
                continue
            known = known_from(report)
            late = known.toordinal() if known > report.said else 0
            if best is not None:
                yield (*_place(best), sureness(best), -1, late)
            yield (*_place(report), sureness(report), 1, late)
            best = report


def _place(position: Position) -> tuple[int, int, int]:
    day = position.said.timetuple().tm_yday
    return day, _KIND[position.directness], _STANCE[position.stance]


def _summed(changes: Iterable[Change]) -> list[Late]:
    """Changes of one day, directness, stance and day of knowledge as one record."""
    cells: dict[tuple[int, int, int, float, int], tuple[list[int], list[float]]] = {}
    for day, kind, stance, sure, sign, known in changes:
        level = sure if stance == UNCLEAR else 0.0
        signs, parts = cells.setdefault((day, kind, stance, level, known), ([], []))
        signs.append(sign)
        parts.append(sign * sure)
    found = []
    for (day, kind, stance, level, known), (signs, parts) in cells.items():
        number, sure = sum(signs), level if stance == UNCLEAR else fsum(parts)
        if number or (sure and stance != UNCLEAR):
            found.append((day, kind, stance, number, sure, known))
    return found


def _surest(heard: Iterable[Position]) -> list[Late]:
    """What was told of a group: of what is alike, only what is surer than all known before."""
    found: dict[tuple[int, int, int, int], dict[int, float]] = {}
    for position in heard:
        counted = members_counted(position) if position.holder_kind is HolderKind.UNNAMED else 0
        by_day = found.setdefault((*_place(position), counted), {})
        known = known_from(position).toordinal()
        by_day[known] = max(by_day.get(known, -1.0), sureness(position))
    return [(*key, sure, known) for key, by_day in found.items() for known, sure in _rising(by_day)]


def _rising(by_day: Mapping[int, float]) -> Iterator[tuple[int, float]]:
    most = -1.0
    for known, sure in sorted(by_day.items()):
        if sure > most:
            most = sure
            yield known, sure


def _laid_out(
    question: str, holder: str, year: int, sums: Iterable[Record], late: Iterable[Late]
) -> Sums:
    late = sorted(late)
    known = max((record[-1] for record in late), default=0)
    return Sums(
        question=question,
        holder=holder,
        year=year,
        sums=packed(sums),
        late=b"".join(LATE.pack(*record) for record in late),
        settled=max(date(year, 1, 1), date.fromordinal(known or 1)),
    )
