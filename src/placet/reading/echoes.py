"""Who takes up another's stance: shares that view, takes the same line, holds a similar position.

Such a sentence names no question and no stance of its own; both are those of the stance told last.
"""

from __future__ import annotations

from collections.abc import Iterator

from placet.reading.attribution.sources import subject
from placet.reading.data import table
from placet.reading.holders import Holder, holders_of
from placet.reading.parse import Syntax
from placet.reading.patterns import found, phrases_pattern
from placet.reading.people import People
from placet.reading.verdicts import governing_verb, is_negated
from placet.words import HolderKind


def echoes(syntax: Syntax, people: People) -> Iterator[tuple[int, tuple[Holder, ...]]]:
    """(verb, holders) of each clause that takes up what was told before, in text order."""
    pattern = phrases_pattern(tuple(table("stances.toml")["echoes"]["phrases"]))
    for first, last in syntax.sentences:
        for start, end in found(pattern, syntax.lower[first:last]):
            verb = governing_verb(syntax, first + start)
            if is_negated(syntax, verb):
                continue
            named = tuple(
                holder
                for token in _named_by(syntax, verb, range(first + start, first + end + 1))
                for holder in holders_of(syntax, people, token)
                if holder.kind is HolderKind.COUNTRY
            )
            if named:
                yield verb, tuple(dict.fromkeys(named))


def _named_by(syntax: Syntax, verb: int, phrase: range) -> Iterator[int]:
    """Those whose view it is; in "its position is similar", the noun's owner."""
    head = subject(syntax, verb)
    if head is None:
        return
    owner = syntax.child(head, "poss")
    yield owner if head in phrase and owner is not None else head
