"""What a member's standing rests on, and what it would be without a part of that.

A part is taken out of the sums of its day, and everything else stays added up. What is known of the
body brings all members together; what the others' own words made of them by the first such report
is reckoned once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from placet.ledger.events import events
from placet.ledger.evidence import Heard, newest_of
from placet.ledger.sums import Sums, add_up, named
from placet.standing.collective import Report, RuleOn, report, standing_reports, tilts
from placet.standing.filtering import Event, Reset, Tilt, forward, smoothed
from placet.standing.hearing import Found, Hearing, hearings
from placet.standing.member import MemberStanding
from placet.standing.parameters import Parameters
from placet.standing.standings import histories, row_of, standings_of
from placet.standing.telling import telling
from placet.words import HolderKind, Position, Question


@dataclass(frozen=True, kw_only=True)
class Grounds:
    """What a member's standing rests on, as known on a day."""

    member: str
    heard: Heard
    """Of everybody, known by the day."""
    positions: Sequence[Position]
    """Those known by the day of the member and of the body, or of members that are not named."""
    question: Question
    params: Parameters
    changes: Mapping[str, Sequence[Reset]]
    rule_on: RuleOn | None

    @cached_property
    def standing(self) -> MemberStanding:
        """Where it puts the member."""
        (row,) = standings_of(
            self.heard,
            [self.member],
            self.heard.by,
            self.question,
            self.params,
            resets=self.changes,
            rule_on=self.rule_on,
        )
        return row

    def standing_without(self, position: Position) -> MemberStanding:
        """Where it would put the member without a position and every other report of its event."""
        gone = self._events[position.id]
        name = named(position.holder, position.holder_kind)
        left = [p for p in self.positions if p.id not in gone]
        rest = [p for p in left if named(p.holder, p.holder_kind) == name]
        sums = tuple(_changed(row, position, name, rest) for row in self.heard.sums)
        newest = newest_of(left, self.heard.by)
        heard = Heard(self.heard.by, sums, newest)
        if name == self.member:
            return self._from_own_words(heard)
        return replace(self, heard=heard, positions=left).standing

    def standing_without_change(self, change: Reset) -> MemberStanding:
        """Where it would put the member without a change of its government."""
        rest = [other for other in self.changes[self.member] if other != change]
        return replace(self, changes={**self.changes, self.member: rest}).standing

    @cached_property
    def said(self) -> list[Position]:
        """What the member has said, or what is said of it, that tells on the question."""
        own = (p for p in self.positions if p.holder_kind is HolderKind.COUNTRY)
        return telling(own, self.question)

    @cached_property
    def of_body(self) -> list[Position]:
        """What was said of the body or of members that are not named."""
        return [p for p in self.positions if p.holder_kind is not HolderKind.COUNTRY]

    def turned(self) -> list[Reset]:
        """The member's changes of government by the day."""
        return [one for one in self.changes.get(self.member, ()) if one.day <= self.heard.by]

    def shared(self) -> Sequence[Tilt]:
        """What is known of the body, as it moved the member, with the positions that tell it."""
        return self._tilts(self._own(self.heard)[1])

    @cached_property
    def _events(self) -> dict[str, frozenset[str]]:
        """For each position those that report the same event, by their ids."""
        holders: dict[str, list[Position]] = {}
        for position in self.positions:
            holders.setdefault(named(position.holder, position.holder_kind), []).append(position)
        together = (event for held in holders.values() for event in events(held))
        ids = [frozenset(p.id for p in event) for event in together]
        return {name: event for event in ids for name in event}

    @cached_property
    def _told(self) -> list[Report]:
        found = (report(p, self.question, self.params) for p in self.of_body)
        return standing_reports(one for one in found if one)

    @cached_property
    def _others(self) -> dict[str, list[Event]]:
        """What is known of other members, up to the first report of the body as one event."""
        if self.rule_on is None or not self._told:
            return {}
        holders = {row.holder for row in self.heard.sums} - {self.member}
        heard = hearings(_of_holders(self.heard, holders), self.question, self.params)
        changes = {code: given for code, given in self.changes.items() if code != self.member}
        first = self._told[0].day
        found = histories(heard, changes, self.heard.by)
        return {code: _in_short(given, first, self.params) for code, given in found.items()}

    def _own(self, heard: Heard) -> tuple[Hearing, list[Event]]:
        """What was heard of the member, and with its changes of government as events."""
        only = _of_holders(heard, [self.member])
        hearing = hearings(only, self.question, self.params)
        events = histories(hearing, {self.member: self.turned()}, heard.by)
        return hearing.get(self.member, Hearing()), events.get(self.member, [])

    def _tilts(self, own: Sequence[Event]) -> Sequence[Tilt]:
        if self.rule_on is None:
            return []
        given = {**self._others, self.member: own}
        return tilts(self._told, self.rule_on, given, self.params).get(self.member, [])

    def _from_own_words(self, heard: Heard) -> MemberStanding:
        """Where it would put the member, had nothing but its own words been others."""
        hearing, own = self._own(heard)
        alone = smoothed(own, heard.by, heard.by, self.params)
        shared = self._tilts(own)
        state = smoothed([*own, *shared], heard.by, heard.by, self.params) if shared else alone
        found = Found(alone, state, hearing)
        return row_of(self.member, found, heard.newest, heard.by, self.question, self.params)


def _of_holders(heard: Heard, holders: Iterable[str]) -> Heard:
    kept = set(holders)
    return Heard(heard.by, tuple(row for row in heard.sums if row.holder in kept), ())


def _changed(row: Sums, position: Position, name: str, rest: Iterable[Position]) -> Sums:
    """A row of sums with what is left on the day of a position, if it is the position's row."""
    said = position.said
    if (row.question, row.holder, row.year) != (position.question, name, said.year):
        return row
    day = [p for p in rest if p.said == said and p.question == position.question]
    return row.changed(add_up(row.question, name, row.year, day), [said])


def _in_short(given: Sequence[Event], until: date, params: Parameters) -> list[Event]:
    """Events with those before a day as one, after which the chain stands where they brought it."""
    before = [event for event in given if event.day < until]
    if not before:
        return list(given)
    last = max(event.day for event in before)
    start = Reset(last, share=1.0, prior=forward(before, last, params))
    return [start, *(event for event in given if event.day >= until)]
