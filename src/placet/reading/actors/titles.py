"""The words of titles: `titles.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from placet.reading import data


@dataclass(frozen=True, slots=True)
class Titles:
    """Words of offices; see `titles.toml`."""

    roles: dict[str, str]
    parts: frozenset[str]
    not_in_office: frozenset[str]
    of_a_party: frozenset[str]
    unnamed: frozenset[str]
    staff: frozenset[str]
    government: frozenset[str]
    documents: frozenset[str]
    media: frozenset[str]
    body: frozenset[str]

    def role(self, words: list[str]) -> str:
        """The role that a title's words amount to; the longest match wins."""
        text = " ".join(words)
        found = [title for title in self.roles if f" {title} " in f" {text} "]
        return self.roles[max(found, key=len)] if found else ""


@lru_cache(maxsize=1)
def titles() -> Titles:
    """The titles that come with placet."""
    table = data.table("actors/titles.toml")
    roles = {title: role for role, group in table["roles"].items() for title in group}
    return Titles(
        roles, **{key: frozenset(value.split()) for key, value in _renamed(table["words"]).items()}
    )


def _renamed(words: dict[str, str]) -> dict[str, str]:
    return dict(words)
