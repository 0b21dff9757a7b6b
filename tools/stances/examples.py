"""Labelled passages as the network sees them: pieces, mentions, and what each is to answer."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from placet.actors import registry
from placet.reading.actors.mentions import mentions
from placet.reading.actors.people import People
from placet.reading.learned.views import STANCES
from placet.reading.syntax.parse import parse_many, syntax

NONE = 0
"""The answer that nothing is said; the stances follow it in the order of `STANCES`."""
LONGEST_QUESTION, LONGEST_TEXT = 40, 320
_ALIKE = 0.6
_COMMON = {"shall", "should", "council", "adopt", "with", "that", "their", "member", "states"}
_SOME_DAY = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Passage:
    """One labelled text: who is named where (code points), and who holds what on which question."""

    case: str
    text: str
    questions: tuple[tuple[str, str], ...]
    mentions: tuple[tuple[int, int, str], ...]
    labels: tuple[tuple[str, str, int], ...]
    """Holder, question, answer."""
    invented: bool = False
    """Is the decision one that no body was ever asked?"""


@dataclass(frozen=True, slots=True)
class Cut:
    """A passage cut into pieces: where questions and mentions lie, and the (H, Q) answers."""

    ids: list[int]
    asked: list[tuple[int, int]]
    keys: list[str]
    holders: list[str]
    named: list[list[tuple[int, int]]]
    answers: list[list[int]]


def passages(files: Iterable[Path]) -> list[Passage]:
    """All passages of some files in the layout of `benchmarks/data/passages/README.md`."""
    rows = [
        {"invented": path.name.startswith("invented"), **json.loads(line)}
        for path in files
        for line in path.read_text("utf-8").splitlines()
    ]
    told = [(row, one) for row in rows for one in row["passages"]]
    parsed = parse_many(one["text"] for _, one in told)
    return [_passage(row, one, tree) for (row, one), tree in zip(told, parsed, strict=True)]


def _passage(row: dict[str, Any], one: dict[str, Any], tree: Any) -> Passage:
    lists = syntax(tree)
    people = People(lists, registry(), "", _day(one.get("date")))
    people.learn()
    return Passage(
        case=row["case"],
        text=one["text"],
        questions=tuple(row["questions"].items()),
        mentions=tuple(
            (*lists.chars(found.start, found.end), found.holder)
            for found in mentions(lists, people)
        ),
        invented=row["invented"],
        labels=tuple((h, q, 1 + STANCES.index(stance)) for h, q, stance, _ in one["labels"]),
    )


def _day(written: str | None) -> date:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return _SOME_DAY


def decisions(found: Sequence[Passage]) -> dict[str, str]:
    """Each case with the decision that it belongs to: cases with alike questions are one.

    Folds are made of decisions, so that no question of a test was seen in training.
    """
    words = {one.case: _words(one) for one in found}
    above = {case: case for case in words}

    def top(case: str) -> str:
        while above[case] != case:
            case = above[case]
        return case

    names = sorted(words)
    for number, first in enumerate(names):
        for second in names[number + 1 :]:
            least = min(len(words[first]), len(words[second]))
            if least and len(words[first] & words[second]) >= _ALIKE * least:
                above[top(first)] = top(second)
    return {case: top(case) for case in names}


def _words(one: Passage) -> set[str]:
    text = " ".join(sentence for _, sentence in one.questions).lower()
    return set(re.findall(r"[a-z]{4,}", text)) - _COMMON


def cut(one: Passage, vocabulary: Any, opening: int, separator: int) -> Cut:
    """A passage as pieces: its questions, then its text."""
    ids, asked = [opening], []
    for _, sentence in one.questions:
        own = vocabulary.encode(sentence, add_special_tokens=False).ids[:LONGEST_QUESTION]
        asked.append((len(ids), len(ids) + len(own)))
        ids += [*own, separator]
    text = vocabulary.encode(one.text, add_special_tokens=False)
    offsets, shift = text.offsets[:LONGEST_TEXT], len(ids)
    ids += [*text.ids[:LONGEST_TEXT], separator]
    named: dict[str, list[tuple[int, int]]] = {}
    for start, end, holder in one.mentions:
        inside = [n for n, (low, high) in enumerate(offsets) if low < end and high > start]
        if inside:
            named.setdefault(holder, []).append((shift + inside[0], shift + inside[-1] + 1))
    answer = {(holder, question): number for holder, question, number in one.labels}
    keys = [key for key, _ in one.questions]
    answers = [[answer.get((holder, key), NONE) for key in keys] for holder in named]
    return Cut(ids, asked, keys, list(named), list(named.values()), answers)


class Renaming:
    """Exchanges the countries of a passage for others: who is named must not tell the stance."""

    def __init__(self, rng: Random, share: float) -> None:
        self._rng, self._share = rng, share
        self._forms = {form: _kind(form, kind, code) for form, kind, code in _surface_forms()}
        self._by_kind: dict[str, dict[str, str]] = {}
        for form, (kind, code) in self._forms.items():
            self._by_kind.setdefault(kind, {}).setdefault(code, form)

    def __call__(self, one: Passage) -> Passage:
        """The passage with other countries in the places of its own."""
        asked = " ".join(sentence for _, sentence in one.questions)
        other: dict[str, str] = {}
        for _, _, holder in one.mentions:
            if holder not in other and self._rng.random() < self._share:
                other[holder] = self._rng.choice(sorted(self._by_kind["name"]))
        parts, at, moved = [], 0, list[tuple[int, int]]()
        for start, end, holder in one.mentions:
            word = one.text[start:end]
            new = self._like(word, other.get(holder, ""))
            if not new or start < at or word in asked:
                continue
            parts += [one.text[at:start], new]
            moved.append((end, len(new) - (end - start)))
            at = end
        return _moved(replace(one, text="".join([*parts, one.text[at:]])), moved)

    def _like(self, word: str, code: str) -> str:
        """The form of another country that is of the same kind as a word: Danish for Polish."""
        kind, _ = self._forms.get(word, ("", ""))
        return self._by_kind.get(kind, {}).get(code, "")


def _moved(one: Passage, moved: Sequence[tuple[int, int]]) -> Passage:
    def place(at: int) -> int:
        return at + sum(by for end, by in moved if end <= at)

    return replace(one, mentions=tuple((place(a), place(b), who) for a, b, who in one.mentions))


def _surface_forms() -> Iterator[tuple[str, str, str]]:
    """(form, kind, code) of each country: its English name, adjectives and seats."""
    known = registry()
    for code, name in known.country_names.items():
        yield name, "name", code
    for folded, (kind, code) in known.forms.items():
        if kind != "name" and folded.isascii():
            yield folded.title(), kind, code


def _kind(form: str, kind: str, code: str) -> tuple[str, str]:
    plural = kind == "adjective" and form.endswith("s") and not form.endswith("ss")
    return ("people" if plural else kind), code
