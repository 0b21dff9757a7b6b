"""A body of governments: dated members and weights, and its rule for each kind of matter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from html import escape
from typing import Any

from placet.bodies.countries import country_code, country_name
from placet.errors import UsageError, did_you_mean
from placet.rules import Group, Rule, Weights
from placet.rules.tree import Names, from_table
from placet.words import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Dated):
    """Members from one day to another, perhaps in a group such as the permanent ones."""

    members: tuple[str, ...]
    group: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedWeights(Dated):
    """A table of weights while it was the legal one."""

    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter(Dated):
    """A kind of matter and the rule for it, as a table that names weights and groups."""

    id: str
    title: str
    source: str
    rule: Mapping[str, Any]
    negative: Mapping[str, Any] | None = None
    group: str = ""
    """The group that decides; empty for all members."""
    participants: str = ""
    """The matter whose rule applies when not all take part; empty for this one."""
    leaves_out: int = 0
    """How many members do not take part by the rule itself, such as the state concerned."""
    abstention: str = ""
    absence: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """A step between asking and having."""

    id: str
    title: str
    who: str
    matter: str = ""
    source: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Dated):
    """A body as data. Its file says who belongs to it when, and how it decides what."""

    name: str
    title: str
    source: str
    default: str
    """The matter meant when none is named."""
    checked: date
    """The last day to which the members have been checked."""
    terms: tuple[Term, ...]
    weights: tuple[DatedWeights, ...] = ()
    matters: tuple[Matter, ...] = ()
    stages: tuple[Stage, ...] = ()
    note: str = ""
    others: tuple[Body, ...] = ()
    """Other bodies that decide within a rule of this one."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Names of members that are not countries, by code."""

    def members_on(self, day: date, group: str = "") -> tuple[str, ...]:
        """The members (of `group`, if named) on `day`, in alphabetical order of their codes.

        Raises:
            UsageError: the body did not exist yet, or no longer.
        """
        self._check_alive(day)
        found = {
            member
            for term in self.terms
            if term.covers(day) and group in ("", term.group)
            for member in term.members
        }
        return tuple(sorted(found))

    def matters_on(self, day: date) -> tuple[Matter, ...]:
        """The matters that have a rule on `day`, in the order of the file."""
        self._check_alive(day)
        return tuple(matter for matter in self.matters if matter.covers(day))

    def matter(self, matter: str, on: date) -> Matter:
        """The matter called `matter` (the default one when empty) as it stands on `on`."""
        wanted = matter or self.default
        found = {entry.id: entry for entry in self.matters_on(on)}
        if wanted in found:
            return found[wanted]
        if wanted in {entry.id for entry in self.matters}:
            spans = ", ".join(_span(entry) for entry in self.matters if entry.id == wanted)
            raise UsageError(
                f"{self.name} has no rule for {wanted!r} on {on}",
                mend=f"{wanted} is known {spans}",
            )
        raise UsageError(
            f"{self.name} has no matter {wanted!r} on {on}", mend=did_you_mean(wanted, found)
        )

    def rule(
        self,
        matter: str,
        on: date,
        *,
        without: tuple[str, ...] = (),
        instead: Mapping[str, Any] | None = None,
    ) -> Rule:
        """The rule for `matter` on the day `on`.

        Args:
            matter: the kind of matter; empty for the body's default.
            on: the day.
            without: members that do not take part; thresholds are then of those who do.
            instead: another rule for the same members, as the `rule` table of a body's file.

        Raises:
            UsageError: no such matter, `instead` is no rule, a day outside the body's life, or a
                stranger in `without`.
        """
        entry = self.matter(matter, on)
        if without and entry.participants:
            entry = self.matter(entry.participants, on)
        if len(without) < entry.leaves_out:
            raise UsageError(
                f"{entry.title}: {entry.leaves_out} of the members must be left out",
                mend="name the state concerned: --without",
            )
        members = self._taking_part(entry, on, without)
        names = self._names(on, members)
        if instead is not None:
            title = f"{self.title}: another rule for {entry.title}"
            return Rule(name=title, members=members, root=from_table(instead, names))
        return Rule(
            name=f"{self.title}: {entry.title}",
            members=members,
            root=from_table(entry.rule, names),
            negative=from_table(entry.negative, names, "negative") if entry.negative else None,
            source=entry.source,
            note=entry.note,
        )

    def _taking_part(self, entry: Matter, on: date, without: tuple[str, ...]) -> tuple[str, ...]:
        everybody = self.members_on(on, entry.group)
        for member in without:
            if member not in everybody:
                raise UsageError(
                    f"{member} does not decide on {entry.id} in {self.name} on {on}",
                    mend=did_you_mean(member, everybody),
                )
        return tuple(member for member in everybody if member not in without)

    def find(self, word: str, members: tuple[str, ...]) -> str:
        """The one of `members` that `word` means: its code, or its name.

        Raises:
            UsageError: none of them.
        """
        for member in members:
            if word.casefold() in (member.casefold(), self.name_of(member).casefold()):
                return member
        code = country_code(word)
        if code in members:
            return code
        known = {self.name_of(member) for member in members}
        raise UsageError(
            f"{word!r} is no member that decides here",
            mend=did_you_mean(code or word, members if code else known),
        )

    def name_of(self, member: str) -> str:
        """The name of a member in English."""
        return self.names.get(member) or country_name(member)

    def _repr_html_(self) -> str:
        """For notebooks: the body, and its matters on the last day to which it was checked."""
        rows = "".join(
            f"<tr><td><code>{escape(matter.id)}</code></td><td>{escape(matter.title)}</td>"
            f"<td>{escape(matter.source)}</td></tr>"
            for matter in self.matters_on(self.checked)
        )
        number = len(self.members_on(self.checked))
        return (
            f"<p><strong>{escape(self.title)}</strong><br>"
            f"<small>{number} members on {self.checked} · {escape(self.source)}</small></p>"
            f"<table><tr><th>matter</th><th></th><th>source</th></tr>{rows}</table>"
        )

    def _names(self, day: date, members: tuple[str, ...]) -> Names:
        wanted = set(members)
        groups = {
            term.group: tuple(m for m in self.members_on(day, term.group) if m in wanted)
            for term in self.terms
            if term.group and term.covers(day)
        }
        weights = {
            entry.weights.name: entry.weights.only(members)
            for entry in self.weights
            if entry.covers(day)
        }
        elsewhen = {
            entry.weights.name: ", ".join(
                _span(other) for other in self.weights if other.weights.name == entry.weights.name
            )
            for entry in self.weights
            if entry.weights.name not in weights
        }
        return Names(
            weights, groups, lambda body, matter: self._within(body, matter, day), elsewhen
        )

    def _within(self, body: str, matter: str, day: date) -> Group:
        """Another body that decides by its own rule as a part of this one's."""
        other = next((other for other in self.others if other.name == body), None)
        if other is None:
            raise UsageError(f"no body {body!r} beside {self.name}", mend="check its name")
        rule = other.rule(matter, day)
        return Group(name=other.title, members=rule.members, rule=rule.root, source=rule.source)

    def _check_alive(self, day: date) -> None:
        if not self.covers(day):
            raise UsageError(
                f"{day} is outside the life of {self.name} as this file has it",
                mend=f"it is known {_span(self)}",
            )


def _span(entry: Dated) -> str:
    return f"from {entry.since}" + (f" to {entry.until}" if entry.until else " on")
