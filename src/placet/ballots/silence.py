"""What is taken of members that have said nothing against, in words."""

from __future__ import annotations

from placet.ballots.settings import Settings
from placet.rules import Rule, stoppers


def silence(rule: Rule, chosen: Settings) -> tuple[str, ...]:
    """What is taken of members with no word against on record, by what the rule makes of a no."""
    alone = stoppers(rule)
    found = []
    if alone:
        whose = "one" if len(alone) == len(rule.members) else "one that can stop it alone,"
        found.append(
            f"{whose} with no word against on record goes along with chance {chosen.silent:g}"
        )
    if len(alone) < len(rule.members):
        found.append(
            "one that can be outvoted and has said nothing goes along with chance "
            f"{chosen.silent_outvoted:g}"
        )
    return tuple(found)
