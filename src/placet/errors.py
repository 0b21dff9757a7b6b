"""Errors that mend: each names the file, the place, the value and what to do about it.

Only these are shown to people as one message without a traceback. Anything else that escapes is a
bug of ours and ends with exit code 1.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


class PlacetError(Exception):
    """Something that the caller can mend.

    Args:
        problem: what is wrong, in one sentence, naming the value.
        file: the file in which it stands, if any.
        place: where in the file: a line ("14"), a key ("question[2].subject"), a byte offset.
        mend: what to do about it.
    """

    exit_code = 2

    def __init__(
        self, problem: str, *, file: str | Path | None = None, place: str = "", mend: str = ""
    ) -> None:
        self.problem, self.place, self.mend = problem, place, mend
        self.file = str(file) if file is not None else ""
        where = ":".join(part for part in (self.file, place) if part)
        head = f"{where}: {problem}" if where else problem
        super().__init__(f"{head}\n  mend: {mend}" if mend else head)


class UsageError(PlacetError):
    """The call was wrong: an option, a name, a date (exit code 2)."""

    exit_code = 2


class CaseError(PlacetError):
    """The data of a case, a body or a ledger is wrong (exit code 3)."""

    exit_code = 3


class SourceError(PlacetError):
    """A source text could not be read (exit code 4)."""

    exit_code = 4


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """The mend for a misspelt name: the nearest of the real choices, then all of them."""
    known = sorted(map(str, choices))
    near = get_close_matches(word, known, n=1, cutoff=0.5)
    hint = f"did you mean {near[0]!r}? " if near else ""
    return f"{hint}known: {', '.join(known)}"
