"""Changes of government, as the registry of offices dates them or a case tells them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import pairwise

from placet.actors import Office
from placet.cases import Change
from placet.formats.tomlfile import read_toml
from placet.standing.filtering import Reset
from placet.standing.parameters import LEVELS, Parameters, parameters, vector


@dataclass(frozen=True, slots=True)
class Deciders:
    """Which office directs foreign policy where; see `deciders.toml`."""

    default: str
    head_of_state: Mapping[str, str]
    """Alpha-2 code to the article of the constitution that gives it to the head of state."""
    back_within: timedelta
    offices_known_until: date
    """Up to when the shipped offices say whether a post was handed over."""

    def role(self, country: str) -> str:
        """The role whose change of hands counts."""
        return "head of state" if country in self.head_of_state else self.default


@lru_cache(maxsize=1)
def deciders() -> Deciders:
    """The shipped table."""
    with as_file(files("placet.standing") / "deciders.toml") as path:
        data = read_toml(path).data
    back = timedelta(days=data["back_within_days"])
    return Deciders(data["default"], data["head_of_state"], back, data["offices_known_until"])


def changes_of_government(
    offices: Iterable[Office], countries: Collection[str], on: date
) -> dict[str, tuple[Reset, ...]]:
    """For each country, the days by `on` on which the office that decides passed to somebody else.

    Nobody who holds an office again starts anew: neither at once, nor after a caretaker. What a
    caretaker was, is known from the day on which the other is back.

    Args:
        offices: dated posts, of whatever role and country.
        countries: alpha-2 codes.
        on: the day; later hand-overs are not known yet.
    """
    table = deciders()
    terms: dict[str, list[Office]] = defaultdict(list)
    for office in offices:
        if (
            office.area in countries
            and office.since <= on
            and office.role == table.role(office.area)
        ):
            terms[office.area].append(office)
    return {
        country: tuple(
            Reset(after.since)
            for before, after in pairwise(_without_caretakers(held, table.back_within))
            if before.person != after.person
        )
        for country, held in terms.items()
    }


def changes_of_case(
    changes: Iterable[Change], on: date, params: Parameters | None = None
) -> dict[str, tuple[Reset, ...]]:
    """The changes of government by `on` that a case tells of, with chance and prior."""
    share = (params or parameters()).reset
    found: dict[str, list[Reset]] = defaultdict(list)
    for change in changes:
        if change.date <= on:
            prior = change.prior
            start = vector(prior.get(level, 0.0) for level in LEVELS) if prior else None
            found[change.country].append(Reset(change.date, change.chance * share, start))
    return {country: tuple(resets) for country, resets in found.items()}


def _without_caretakers(held: list[Office], back_within: timedelta) -> list[Office]:
    """The terms in order, without those between a holder's leaving and its early return."""
    kept: list[Office] = []
    for term in sorted(held, key=lambda office: (office.since, office.person)):
        for place, earlier in enumerate(kept):
            left = earlier.until or term.since
            if earlier.person == term.person and term.since - left <= back_within:
                del kept[place + 1 :]
                break
        kept.append(term)
    return kept
