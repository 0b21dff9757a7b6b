"""What a forecast is asked: a question of a case, what is known of it by a day, and a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from placet.actors import Election, elections
from placet.ballots import Settings
from placet.bodies import Body, load_body
from placet.cases import Case, Change, Scenario
from placet.count import Board, case_board, case_parameters, case_settings
from placet.errors import CaseError, UsageError
from placet.forecast.calendar import known_changes
from placet.forecast.elections import decisive, scheduled, shipped_possible
from placet.ledger.evidence import Evidence
from placet.procedures import SINGLE, Procedure, Stage, procedure_of
from placet.rules import Rule
from placet.standing import Parameters
from placet.words import Question, Reading

DRAWS = 50_000
_FARTHEST = 20 * 366
"""Days ahead: governments, rosters and rules of a farther day are not those of today."""
AS_IT_STANDS = Scenario(id="as it stands", title="As it stands")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Everything a forecast is made from."""

    case: Case
    question: Question
    evidence: Evidence
    """The ledger, or what was heard by the day."""
    readings: tuple[Reading, ...]
    as_of: date
    until: date
    scenario: Scenario = AS_IT_STANDS
    draws: int = DRAWS
    """Scenarios drawn where the odds cannot be reckoned exactly."""
    seed: int = 0
    instead: Settings | None = None
    """Settings that stand for those of the case."""
    subject: str = ""
    """How texts name the candidate, as a regular expression."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Alpha-2 code to English short name."""

    @property
    def horizon(self) -> int:
        """Days ahead."""
        return (self.until - self.as_of).days

    @property
    def matter(self) -> str:
        """The kind of matter, which names the rule."""
        return self.scenario.matter or self.question.matter

    @property
    def chosen(self) -> Settings:
        """The settings: those asked for, or else the shipped ones with the case's own changes.

        Raises:
            CaseError: the case has a file of them, and a figure in it is wrong.
        """
        return self.instead or case_settings(self.case)

    @property
    def params(self) -> Parameters:
        """Of the standing filter: the case's own, or the shipped ones."""
        return case_parameters(self.case)

    def changes(self) -> tuple[Change, ...]:
        """The changes of government to come that are known of, and those that may be if asked."""
        listed = (*self.case.outlook.changes, *self.scenario.changes)
        known = known_changes(listed, self.as_of, self.until)
        if not (self.case.outlook.elections or self.scenario.elections):
            return known
        told = [change for change in listed if (change.announced or self.as_of) <= self.as_of]
        members = tuple(load_body(self.case.body).members_on(self.as_of))
        possible = shipped_possible(members, told, self.as_of, self.until)
        return tuple(sorted((*known, *possible), key=lambda change: change.date))

    def elections(self) -> tuple[Election, ...]:
        """The elections to come that are known of and fill the office which decides, by date."""
        members = load_body(self.case.body).members_on(self.as_of)
        return scheduled(decisive(elections(), members), self.as_of, self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Ground:
    """What it comes down to: who decides, how, on which way, and where they stand."""

    body: Body
    procedure: Procedure
    decided: Stage
    """The stage that the question decides."""
    rule: Rule
    board: Board


def ground(asked: Asked) -> Ground:
    """Look everything up that a forecast stands on.

    Raises:
        UsageError: the horizon is not ahead, or the procedure has no stage for the question.
        CaseError: the body has no members on that day.
    """
    if asked.horizon < 1:
        raise UsageError(
            f"until {asked.until} is not after {asked.as_of}", mend="choose a later day: --until"
        )
    if asked.horizon > _FARTHEST:
        raise UsageError(
            f"until {asked.until} is more than 20 years after {asked.as_of}",
            mend="choose an earlier day: --until",
        )
    body = load_body(asked.case.body)
    procedure, decided = _way(asked, body.name)
    _check_seated(asked, body)
    rule = body.rule(
        asked.matter, asked.as_of, without=asked.scenario.without, instead=asked.scenario.rule
    )
    if not rule.members:
        raise CaseError(
            f"{body.name} has no members on {asked.as_of}",
            file=asked.case.path,
            mend="choose another day, or complete the body's file",
        )
    board = case_board(asked.case, asked.question, asked.as_of, asked.evidence, chosen=asked.chosen)
    return Ground(body, procedure, decided, rule, board)


def _way(asked: Asked, body: str) -> tuple[Procedure, Stage]:
    """The procedure, and its stage that the question decides.

    Another rule decides the same stage, unless it comes with a clock of its own: a silence.

    Raises:
        UsageError: the procedure has no stage for the question.
    """
    name = asked.case.outlook.procedure
    matters = (asked.matter, asked.question.matter)
    ways = [(procedure_of(name, body, matter), matter) for matter in dict.fromkeys(matters)]
    procedure, matter = next((w for w in ways if w[0].id != SINGLE), ways[-1])
    decided = procedure.decided_by(body, matter)
    if decided is None:
        raise UsageError(
            f"{procedure.title} has no stage that {body} decides by {matter!r}",
            mend="name another procedure in case.toml",
        )
    return procedure, decided


def _check_seated(asked: Asked, body: Body) -> None:
    """Refuse a scenario about a member that has no seat on the day: it would say nothing."""
    seated = body.members_on(asked.as_of)
    for member in (*asked.scenario.move, *asked.scenario.without):
        if member not in seated:
            since = [term.since for term in body.terms if member in term.members]
            raise UsageError(
                f"{member} is no member of {body.name} on {asked.as_of}",
                place=f"scenario {asked.scenario.id!r}",
                mend=f"it is one from {min(since)}: choose a day within, or leave {member} out",
            )
