"""Bodies of governments as data: who belongs when, and how they decide what."""

from __future__ import annotations

from placet.bodies.body import Body, Matter, Stage, Term
from placet.bodies.countries import country_name
from placet.bodies.load import body_names, load_body

__all__ = ["Body", "Matter", "Stage", "Term", "body_names", "country_name", "load_body"]
