"""The record: what was decided, who voted how, and what had been said before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from placet.actors import registry
from placet.bodies import load_body
from placet.cases import Case, Meeting, example_case
from placet.errors import did_you_mean
from placet.formats import Row, read_rows
from placet.ledger.imports import positions_from_csv
from placet.rules import Rule, decide
from placet.words import Ballot, Position, Question

_HERE = Path(__file__).parent
_KNOWN_UNTIL = date(2026, 1, 31)
"""No meeting of the example after this day has an outcome on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """One decision. Ballots and outcome are hindsight before its day."""

    id: str
    body: str
    matter: str
    on: date
    title: str
    source: str
    case: Case | None = None
    """The case it belongs to, if it has one of its own."""
    ballots: Mapping[str, Ballot] = field(default_factory=dict)
    """Empty where the question was passed over without a vote."""
    positions: tuple[Position, ...] = ()

    @property
    def rule(self) -> Rule:
        """The body's rule on the day."""
        return load_body(self.body).rule(self.matter, self.on)

    @property
    def carried(self) -> bool:
        """What the rule makes of the ballots; what was never put did not carry."""
        return bool(self.ballots) and decide(self.rule, self.ballots).carried

    @property
    def asked(self) -> Case:
        """The case, with one question and the day of the vote as its meeting."""
        if self.case:
            return self.case
        question = Question(id=self.id, text=self.title, body=self.body, matter=self.matter)
        meeting = Meeting(date=self.on, name=self.title)
        return Case(
            path=_HERE,
            title=self.title,
            body=self.body,
            questions=(question,),
            meetings=(meeting,),
        )


@lru_cache
def closed() -> tuple[Vote, ...]:
    """Every closed vote, and the meetings of the example case, at none of which it carried."""
    plain = decisions(_HERE / "decisions.csv")
    names = [vote.id for vote in plain]
    countries = registry().country_names
    said = positions_from_csv(_HERE / "statements.csv", questions=names, countries=countries)
    ballots: dict[str, dict[str, Ballot]] = {}
    for row in read_rows(_HERE / "ballots.csv", columns=_CAST, required=_CAST):
        ballots.setdefault(row["vote"], {})[row["member"]] = _ballot(row)
    found = [
        replace(
            vote,
            ballots=ballots[vote.id],
            positions=tuple(position for position in said if position.question == vote.id),
        )
        for vote in plain
    ]
    return (*found, *_example(countries))


_CAST = ("vote", "member", "ballot")
_PLAIN = ("id", "body", "matter", "on", "title", "source")


def decisions(path: Path) -> tuple[Vote, ...]:
    """What was decided, without ballots.

    Raises:
        CaseError: a cell is missing or no day; names file, line, value and mend.
    """
    return tuple(
        Vote(
            id=row["id"],
            body=row["body"],
            matter=row["matter"],
            on=row.day("on"),
            title=row["title"],
            source=row["source"],
        )
        for row in read_rows(path, columns=_PLAIN, required=_PLAIN)
    )


def _ballot(row: Row) -> Ballot:
    if row["ballot"] not in list(Ballot):
        raise row.error("ballot", "is no ballot", did_you_mean(row["ballot"], list(Ballot)))
    return Ballot(row["ballot"])


def _example(countries: Mapping[str, str]) -> list[Vote]:
    """Each past meeting of the example case, which was not invited at any."""
    case = example_case()
    asked = case.question()
    table = case.path / "positions.csv"
    names = [question.id for question in case.questions]
    said = tuple(positions_from_csv(table, questions=names, countries=countries))
    return [
        Vote(
            id=case.path.name,
            body=case.body,
            matter=asked.matter,
            on=meeting.date,
            title=asked.text,
            source=meeting.source,
            case=case,
            positions=said,
        )
        for meeting in case.meetings
        if meeting.date <= _KNOWN_UNTIL
    ]
