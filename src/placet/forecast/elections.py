"""Elections ahead, and what they may change: as often as elections did change hands before.

That an election is scheduled is data, with its source; who wins it is not known. The chance that
the office that decides passes to somebody else is the share of past elections after which it did.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from statistics import median

from placet.actors import Election, Office, elections, registry
from placet.cases import Change
from placet.standing import changes_of_government
from placet.standing.changes import deciders

WITHIN = timedelta(days=270)
"""A hand-over so long after an election is its outcome; the longest on record took 239 days."""
FEWEST = 5
"""Fewer past elections give no chance."""
_LEVEL = 0.95


@dataclass(frozen=True, slots=True, kw_only=True)
class Turnover:
    """How often the office that decides changed hands after an election, as known by a day."""

    elections: int
    changed: int
    low: float
    """Wilson's 95 % interval of the share."""
    high: float
    days: int
    """From the election to the hand-over, half of them took no longer."""

    @property
    def share(self) -> float:
        """Elections after which it changed hands, as a share."""
        return self.changed / self.elections

    def in_words(self) -> str:
        """What a chance taken from it rests on."""
        return (
            f"after {self.changed} of {self.elections} elections of members on record the office "
            f"that decides changed hands within {WITHIN.days} days ({self.share:.0%}, 95 % "
            f"interval {self.low:.0%}–{self.high:.0%}), half of them within {self.days}"
        )


def decisive(elections: Iterable[Election], members: Collection[str]) -> tuple[Election, ...]:
    """Elections that fill the office which directs foreign policy, of some countries, by date."""
    table = deciders()
    found = (
        one
        for one in elections
        if one.country in members
        and (one.elects == "head of state") == (one.country in table.head_of_state)
    )
    return tuple(sorted(found, key=lambda one: (one.latest, one.country)))


def scheduled(elections: Iterable[Election], on: date, until: date) -> tuple[Election, ...]:
    """Those to come that were known of on a day, up to another."""
    return tuple(one for one in elections if one.ahead(on) and one.latest <= until)


def turnover(elections: Iterable[Election], offices: Iterable[Office], on: date) -> Turnover | None:
    """How often elections changed hands, as known on a day; None where too few are on record.

    Counted are elections that were held long enough ago, of countries whose holder of the office on
    that day is on record. A hand-over belongs to the last election before it.

    Args:
        elections: those that decide, by date.
        offices: dated posts.
        on: the day.
    """
    held = [one for one in elections if _held(one, on)]
    known = min(on, deciders().offices_known_until)
    begun = _first_holders(offices := tuple(offices))
    hand_overs = changes_of_government(offices, {one.country for one in held}, known)
    waits = []
    for place, one in enumerate(held):
        end = one.latest + WITHIN
        if end > known or begun.get(one.country, date.max) > one.latest:
            continue
        following = (later.latest for later in held[place + 1 :] if later.country == one.country)
        end = min(end, next(following, end))
        days = [r.day for r in hand_overs.get(one.country, ()) if one.latest < r.day <= end]
        waits.append((days[0] - one.latest).days if days else None)
    taken = [days for days in waits if days is not None]
    if len(waits) < FEWEST or not taken:
        return None
    from scipy.stats import binomtest

    span = binomtest(len(taken), len(waits)).proportion_ci(_LEVEL, method="wilson")
    return Turnover(
        elections=len(waits),
        changed=len(taken),
        low=float(span.low),
        high=float(span.high),
        days=round(median(taken)),
    )


def possible_changes(
    elections: Iterable[Election],
    found: Turnover,
    told: Mapping[str, Collection[date]],
    on: date,
    until: date,
) -> tuple[Change, ...]:
    """Changes of government that elections may bring, each with the share on record as its chance.

    An election of which is known what followed or will follow is passed over. One that was held and
    whose hand-over would be still to come counts as open.

    Args:
        elections: those that decide.
        found: how often elections changed hands.
        told: country to the days of changes of government that are known of.
        on: the day.
        until: the horizon.
    """
    possible = []
    for one in elections:
        day = one.takes_office or one.latest + timedelta(days=found.days)
        if not (one.ahead(on) or _held(one, on)) or not on < day <= until:
            continue
        if any(one.latest < known <= one.latest + WITHIN for known in told.get(one.country, ())):
            continue
        possible.append(
            Change(
                country=one.country,
                date=day,
                announced=one.known_from,
                chance=found.share,
                what=f"whoever wins the election of {one.when}",
                source=found.in_words(),
            )
        )
    return tuple(possible)


def _held(one: Election, on: date) -> bool:
    known = one.known_until is None or one.known_until > one.latest
    return one.precision == "day" and known and one.latest <= on


def _first_holders(offices: Iterable[Office]) -> Mapping[str, date]:
    """The day from which a country's holders of the office that decides are on record."""
    first: dict[str, date] = {}
    for office in offices:
        if office.role == deciders().role(office.area):
            first[office.area] = min(office.since, first.get(office.area, date.max))
    return first


@lru_cache(maxsize=1024)
def shipped_turnover(members: tuple[str, ...], on: date) -> Turnover | None:
    """What the shipped tables of elections and offices tell by a day."""
    return turnover(decisive(elections(), members), registry().offices, on)


def shipped_possible(
    members: tuple[str, ...], listed: Iterable[Change], on: date, until: date
) -> tuple[Change, ...]:
    """What the shipped tables hold possible beside the changes that a case knows of."""
    found = shipped_turnover(members, on)
    if found is None:
        return ()
    hand_overs = changes_of_government(registry().offices, members, on)
    told = {country: [reset.day for reset in resets] for country, resets in hand_overs.items()}
    for change in listed:
        told.setdefault(change.country, []).append(change.date)
    return possible_changes(decisive(elections(), members), found, told, on, until)
