"""What the registry holds. Field names follow Popolo where it has them."""

from __future__ import annotations

from dataclasses import dataclass

from placet.words import Dated


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Dated):
    """A post held by a person from one day to another (Popolo: membership)."""

    person: str
    office: str
    """The post as it is called: Chancellor, Foreign Secretary."""
    role: str
    """What it amounts to: head of state, head of government, foreign minister, ..."""
    area: str
    """Alpha-2 code of the country, or the organisation (NATO, EU, UN)."""
    confirmed: str = "yes"
    """yes, partial or no: how sure the table is."""
    source: str = ""
    other_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Dated):
    """States that are named in one word."""

    name: str
    aliases: tuple[str, ...]
    members: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """A body or other organisation that speaks under one name."""

    name: str
    aliases: tuple[str, ...] = ()
    body: str = ""
    """The name of its data in `placet.bodies`, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Whom a name resolves to."""

    name: str
    kind: str
    """person, office, government, body, organisation or group."""
    country: str = ""
    organisation: str = ""
    office: str = ""
