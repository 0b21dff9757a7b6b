"""`placet rule`: how a body decides, what given ballots come to, and who has how much power."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

import typer

from placet import api
from placet.bodies import Body, load_body
from placet.cli.options import AsJson, parse_day
from placet.errors import UsageError
from placet.rules.verdicts import verdict
from placet.words import Ballot

_OTHERS = "others"


def rule(
    body: Annotated[
        str, typer.Argument(metavar="BODY", help="A body's short name, or a TOML file of your own.")
    ],
    matter: Annotated[
        str, typer.Argument(metavar="MATTER", help="The kind of matter; its default if left out.")
    ] = "",
    on: Annotated[
        str | None, typer.Option("--on", metavar="DATE", help="The day; today if left out.")
    ] = None,
    power: Annotated[bool, typer.Option("--power", help="Compute the power indices.")] = False,
    yes: Annotated[
        str,
        typer.Option(
            metavar="LIST", help="Who votes yes: codes or names, or 'others' for the rest."
        ),
    ] = "",
    no: Annotated[str, typer.Option(metavar="LIST", help="Who votes no.")] = "",
    abstain: Annotated[str, typer.Option(metavar="LIST", help="Who abstains.")] = "",
    absent: Annotated[str, typer.Option(metavar="LIST", help="Who is absent.")] = "",
    without: Annotated[
        str, typer.Option(metavar="LIST", help="Members that do not take part at all.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """How a body decides on a matter; with ballots: whether they carry, and exactly why."""
    chosen, day = load_body(body), parse_day(on) or api.today()
    left_out = tuple(chosen.find(word, chosen.members_on(day)) for word in _words(without))
    entry = chosen.matter(matter, day)
    found = chosen.rule(entry.id, day, without=left_out)
    given = {Ballot.YES: yes, Ballot.NO: no, Ballot.ABSTAIN: abstain, Ballot.ABSENT: absent}
    ballots = _ballots(chosen, found.members, given)
    result = verdict(found, ballots, with_power=power)
    from placet.cli.rule_show import give_rule

    give_rule(chosen, entry, day, result, as_json=as_json)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.replace(";", ",").split(",") if word.strip()]


def _ballots(
    body: Body, members: tuple[str, ...], given: Mapping[Ballot, str]
) -> dict[str, Ballot]:
    """The ballot of every member that the options name.

    Raises:
        UsageError: a stranger, a member with two ballots, or "others" more than once.
    """
    ballots: dict[str, Ballot] = {}
    rest: list[Ballot] = []
    for ballot, text in given.items():
        for word in _words(text):
            if word.casefold() == _OTHERS:
                rest.append(ballot)
                continue
            member = body.find(word, members)
            if member in ballots:
                raise UsageError(
                    f"{member} is given two ballots: --{ballots[member]} and --{ballot}",
                    mend="name each member once",
                )
            ballots[member] = ballot
    if len(rest) > 1:
        raise UsageError(
            f"the others are given two ballots: --{rest[0]} and --{rest[1]}",
            mend="write 'others' under one option",
        )
    for ballot in rest:
        ballots = {**dict.fromkeys(members, ballot), **ballots}
    return {member: ballots[member] for member in members if member in ballots}
