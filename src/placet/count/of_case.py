"""Boards of a case: with its own parameters and the changes of government that it tells of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from placet.actors import registry
from placet.ballots import FORECAST_FILE, Settings, leaning, settings
from placet.bodies import load_body
from placet.cases import Case
from placet.count.board import make_board
from placet.count.views import Board
from placet.ledger.evidence import Evidence, Heard
from placet.rules import stoppers
from placet.standing import Explanation, Parameters, changes_of_case, explain, parameters
from placet.words import Position, Question

STANDING_FILE = "standing.toml"


def case_parameters(case: Case) -> Parameters:
    """The parameters of the standing filter in the case's folder, or the shipped ones.

    Raises:
        CaseError: the case has a file of them, and a figure in it is wrong.
    """
    own = Path(case.path) / STANDING_FILE
    return parameters(own if own.is_file() else None)


def case_settings(case: Case) -> Settings:
    """The settings of ballots and forecasts in the case's folder, or the shipped ones.

    Raises:
        CaseError: the case has a file of them, and a figure in it is wrong.
    """
    own = Path(case.path) / FORECAST_FILE
    return settings(own if own.is_file() else None)


def case_board(
    case: Case,
    question: Question,
    as_of: date,
    evidence: Evidence,
    chosen: Settings | None = None,
) -> Board:
    """Where every member stands on a question of a case, as known on a day.

    Other settings of ballots than the case's own may be given.
    """
    params = case_parameters(case)
    return make_board(
        case=case.title,
        body=load_body(case.body),
        question=question,
        as_of=as_of,
        evidence=evidence,
        names=registry().country_names,
        resets=changes_of_case(case.outlook.changes, as_of, params),
        params=params,
        chosen=chosen or case_settings(case),
    )


def case_explanation(
    case: Case, question: Question, heard: Heard, positions: Iterable[Position], country: str
) -> Explanation:
    """Why a member stands where `case_board` shows it.

    Args:
        case: whose parameters and changes of government hold.
        question: what is asked.
        heard: what was heard of everybody, by the day asked about.
        positions: the statements of the member and of the body.
        country: the member's alpha-2 code.
    """
    params, body = case_parameters(case), load_body(case.body)
    chosen, alone = case_settings(case), stoppers(body.rule(question.matter, heard.by))
    return explain(
        country,
        positions,
        heard.by,
        question,
        params,
        resets=changes_of_case(case.outlook.changes, heard.by, params),
        rule_on=lambda day: body.rule(question.matter, day),
        heard=heard,
        assent=lambda levels, by_stance: (
            leaning(
                levels, by_stance, stops=country in alone, params=params, chosen=chosen
            ).p_assent
        ),
    )
