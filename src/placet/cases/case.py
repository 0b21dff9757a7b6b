"""Reading `case.toml`: the body, its questions, the axes of their terms, and the calendar."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from placet.actors import registry
from placet.bodies import Body, load_body
from placet.cases.checks import announced, beside, chance_at, refuse_twins
from placet.cases.outlook import Outlook
from placet.cases.outlook_toml import TABLES, read_outlook
from placet.errors import CaseError, UsageError, did_you_mean
from placet.formats.tomlfile import TomlFile, read_toml
from placet.words import Question

CASE_FILE = "case.toml"
_MEETING = (
    "date",
    "name",
    "place",
    "source",
    "chance",
    "announced",
    "outcome",
    "outcome_source",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """One axis of the terms on which a proposition may be made, with its choices in order."""

    id: str
    text: str
    choices: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Choice to the words by which recorded conditions ask for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A scheduled meeting of the body."""

    announced: date | None = None
    """From when its date was known; an earlier forecast does not see it."""
    date: date
    name: str
    place: str = ""
    source: str = ""
    chance: float = 1.0
    """That the question is put to it at all."""
    outcome: str = ""
    """What came of it, in a few words; shown beside replays, and no forecast looks at it."""
    outcome_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One decision of one body, as its folder describes it."""

    path: Path
    title: str
    body: str
    questions: tuple[Question, ...]
    axes: tuple[Axis, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    outlook: Outlook = field(default_factory=Outlook)

    @property
    def ledger(self) -> Path:
        """Where the case's ledger lies."""
        return self.path / "ledger.sqlite"

    @property
    def documents(self) -> Path:
        """Where the case's source texts lie."""
        return self.path / "documents"

    @property
    def positions(self) -> Path:
        """The table of positions entered by hand."""
        return self.path / "positions.csv"

    @property
    def actors(self) -> Path:
        """The table of people whom the case has taught the registry."""
        return self.path / "actors.csv"

    @property
    def groups(self) -> Path:
        """The groups of states that the case has taught the registry."""
        return self.path / "groups.toml"

    def question(self, name: str = "") -> Question:
        """The question called `name`, or the first.

        Raises:
            UsageError: the case does not ask it.
        """
        for question in self.questions:
            if not name or question.id == name:
                return question
        raise UsageError(
            f"the case {self.path.name!r} asks no question {name!r}",
            mend=did_you_mean(name, [question.id for question in self.questions]),
        )


def load_case(path: str | Path) -> Case:
    """Read the case in the folder `path` (or its `case.toml`).

    Raises:
        CaseError: the folder, the file or a value in it is wrong; names file, line, value, mend.
    """
    folder = Path(path)
    if folder.name == CASE_FILE:
        folder = folder.parent
    if not (folder / CASE_FILE).is_file():
        raise CaseError(
            f"is no case: it holds no {CASE_FILE}",
            file=folder,
            mend=f"name a folder that holds a {CASE_FILE}, or start one: placet new {folder}",
        )
    file = read_toml(folder / CASE_FILE)
    file.check_keys(file.data, "", {"title", "body", "question", "axis", "meeting", *TABLES})
    named = beside(file, "body")
    body = _body(file, named)
    questions = tuple(
        _question(file, at, table, body, named) for at, table in file.tables("question")
    )
    if not questions:
        raise file.error("question", "the case asks no question", "add a [[question]]")
    refuse_twins(file, "question", [question.id for question in questions])
    axes = tuple(_axis(file, at, table) for at, table in file.tables("axis"))
    refuse_twins(file, "axis", [axis.id for axis in axes])
    return Case(
        path=folder,
        title=file.text(file.data, "", "title"),
        body=named,
        questions=questions,
        axes=axes,
        meetings=_meetings(file),
        outlook=read_outlook(file, body, {axis.id: axis.choices for axis in axes}),
    )


def _body(file: TomlFile, name: str) -> Body:
    try:
        return load_body(name)
    except UsageError as error:
        raise file.error("body", error.problem, error.mend) from None


def _question(
    file: TomlFile, at: str, table: Mapping[str, Any], body: Body, named: str
) -> Question:
    known = {field.name for field in fields(Question)}
    file.check_keys(table, at, known - {"body"})
    lists = {
        name: file.texts(table, at, name) for name in known if isinstance(table.get(name), list)
    }
    for name, phrases in lists.items():
        _check_hints(file, f"{at}.{name}", phrases)
    texts = {name: file.text(table, at, name, "") for name in table if name not in lists}
    for name in ("id", "text"):
        file.text(table, at, name)
    matter = texts.pop("matter", "") or body.default
    matters = {entry.id for entry in body.matters}
    if matter not in matters:
        raise file.error(
            f"{at}.matter", f"{body.name} has no matter {matter!r}", did_you_mean(matter, matters)
        )
    subject = texts.get("subject", "")
    if subject and subject not in registry().country_names:
        raise file.error(
            f"{at}.subject",
            f"{subject!r} is no country",
            "write its ISO 3166-1 alpha-2 code, e.g. UA",
        )
    try:
        return Question(body=named, matter=matter, **texts, **lists)  # type: ignore[arg-type]
    except TypeError as error:
        raise file.error(at, str(error), "give each key one text or one list of texts") from None


def _check_hints(file: TomlFile, at: str, phrases: Sequence[str]) -> None:
    """Refuse a phrase that could match nothing: no word, or a choice with nothing to choose."""
    for phrase in phrases:
        words = [place for place in phrase.split() if place != "..."]
        if not words or any(not choice for place in words for choice in place.split("|")):
            raise file.error(
                at,
                f"{phrase!r} is no phrase",
                "write words with spaces between them, choices as one|other, a gap as ...",
            )


def _axis(file: TomlFile, at: str, table: Mapping[str, Any]) -> Axis:
    file.check_keys(table, at, {"id", "text", "choices", "words"})
    choices = file.texts(table, at, "choices")
    for choice in choices:
        if choices.count(choice) > 1:
            raise file.error(f"{at}.choices", f"{choice!r} stands twice", "write it once")
    if len(choices) < 2:  # noqa: PLR2004 - an axis without a choice is none
        raise file.error(f"{at}.choices", "an axis needs two different choices", "add one")
    words = table.get("words", {})
    if not isinstance(words, Mapping):
        raise file.error(
            f"{at}.words", f"{words!r} is no table", "write: words = { choice = [...] }"
        )
    file.check_keys(words, f"{at}.words", choices)
    return Axis(
        id=file.text(table, at, "id"),
        text=file.text(table, at, "text", ""),
        choices=choices,
        words={choice: file.texts(words, f"{at}.words", choice) for choice in words},
    )


def _meetings(file: TomlFile) -> tuple[Meeting, ...]:
    meetings = []
    for at, table in file.tables("meeting"):
        file.check_keys(table, at, _MEETING)
        meetings.append(
            Meeting(
                date=file.day(table, at, "date"),
                name=file.text(table, at, "name"),
                place=file.text(table, at, "place", ""),
                source=file.text(table, at, "source", ""),
                outcome=file.text(table, at, "outcome", ""),
                outcome_source=file.text(table, at, "outcome_source", ""),
                chance=chance_at(file, f"{at}.chance", table.get("chance", 1.0)),
                announced=announced(file, at, table),
            )
        )
        if len(meetings) > 1 and meetings[-1].date < meetings[-2].date:
            raise file.error(
                f"{at}.date",
                f"{meetings[-1].date} comes before {meetings[-2].date} above it",
                "list meetings in the order of their dates",
            )
        if len(meetings) > 1 and meetings[-1].date == meetings[-2].date:
            raise file.error(
                f"{at}.date",
                f"{meetings[-1].date} is the day of the meeting above it too",
                "list a day once: the question is put once a day",
            )
    return tuple(meetings)
