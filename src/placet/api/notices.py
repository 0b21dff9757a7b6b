"""What a case should tell a person by itself: nothing fails in silence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from placet.cases import Case
from placet.words import Question

if TYPE_CHECKING:
    from placet.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that a person would want to know of a case, and what can be done."""

    problem: str
    mend: str

    def __str__(self) -> str:
        return f"{self.problem}; {self.mend}"


def notices(case: Case, ledger: Ledger, as_of: date | None = None) -> tuple[Notice, ...]:
    """What waits for a person, what no text names, and what no question asks any more."""
    told = ledger.questions()
    return (
        *_waiting(case, ledger, as_of),
        *_unnamed(case, told, read=ledger.has_documents()),
        *_gone(case, ledger, told),
    )


def _waiting(case: Case, ledger: Ledger, as_of: date | None) -> Iterable[Notice]:
    asked = {question.id for question in case.questions}
    number = sum(one.question in asked for one in ledger.suggestions(as_of=as_of))
    if number:
        wait = "suggestion waits" if number == 1 else "suggestions wait"
        yield Notice(
            problem=f"{number} {wait} for a person, not counted before",
            mend=f"see placet review {case.path}",
        )


def _unnamed(case: Case, told: Iterable[str], *, read: bool) -> Iterable[Notice]:
    for question in case.questions:
        if read and question.id not in told:
            yield Notice(
                problem=f"no text says where anybody stands on {question.id!r} ({question.text})",
                mend="add texts about it, or say it in the words that texts use; "
                f"placet read DOC --case {case.path} --explain shows what was considered",
            )


def _gone(case: Case, ledger: Ledger, told: Iterable[str]) -> Iterable[Notice]:
    asked = {question.id for question in case.questions}
    for name in told:
        if name in asked:
            continue
        number = len(ledger.positions(question=name))
        if number:
            yield Notice(
                problem=f"{number} of the ledger's positions are on {name!r}, "
                "which the case does not ask",
                mend=f"give a question of {case.path / 'case.toml'} this id, "
                "or move them with placet edit",
            )


@dataclass(slots=True)
class Hints:
    """Which hints of a case's questions have met no text yet.

    A hint is looked for by its words alone, so one that is left over matches nothing for certain.
    """

    questions: tuple[Question, ...]
    _left: dict[tuple[str, str], tuple[re.Pattern[str], ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Every hint is left over at first."""
        self._left = {
            (question.id, phrase): _words_of(phrase)
            for question in self.questions
            for phrase in (*question.cues, *question.also, *question.qualifiers, *question.unlike)
        }

    def see(self, text: str) -> None:
        """Note which hints this text could match."""
        low = text.casefold()
        met = [key for key, words in self._left.items() if all(w.search(low) for w in words)]
        for key in met:
            del self._left[key]

    def left(self) -> tuple[Notice, ...]:
        """A notice for each question with hints that no text could match."""
        by_question: dict[str, list[str]] = {}
        for question, phrase in self._left:
            by_question.setdefault(question, []).append(phrase)
        return tuple(
            Notice(
                problem=f"no text has the words of {len(phrases)} of the hints of {name!r}: "
                + ", ".join(repr(phrase) for phrase in phrases[:3])
                + (", ..." if len(phrases) > 3 else ""),  # noqa: PLR2004 - enough to find them
                mend="correct or delete them in case.toml",
            )
            for name, phrases in by_question.items()
        )


def _words_of(phrase: str) -> tuple[re.Pattern[str], ...]:
    """The beginnings of the words of a phrase, a choice at each place; gaps are passed over."""
    places = [place.split("|") for place in phrase.split() if place != "..."]
    return tuple(
        re.compile("|".join(rf"\b{re.escape(_begins(word))}" for word in choice))
        for choice in places
        if choice[0] != "not"
    )


def _begins(word: str) -> str:
    """What most forms of a word begin with: its first four letters."""
    return word.casefold()[:4] if word.isalpha() else ""
