"""Who is who: people, offices, countries, groups and organisations, dated."""

from placet.actors.elections import Election, elections
from placet.actors.model import Actor, Group, Office, Organisation
from placet.actors.names import fold, sound
from placet.actors.registry import Registry, registry
from placet.actors.teaching import Stranger, strangers, teach

__all__ = [
    "Actor",
    "Election",
    "Group",
    "Office",
    "Organisation",
    "Registry",
    "Stranger",
    "elections",
    "fold",
    "registry",
    "sound",
    "strangers",
    "teach",
]
