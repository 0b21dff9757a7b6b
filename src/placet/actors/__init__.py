"""Who is who: people, offices, countries and groups, dated."""

from placet.actors.names import fold
from placet.actors.registry import Actor, Group, Office, Registry, registry

__all__ = ["Actor", "Group", "Office", "Registry", "fold", "registry"]
