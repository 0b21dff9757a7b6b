"""`placet board`, `placet count` and `placet why`: where members stand, and what follows."""

from __future__ import annotations

from typing import Annotated

import typer

from placet import api
from placet.cases import load_case
from placet.cli.options import AsJson, Asked, AsOf, CasePath, parse_day
from placet.cli.output import print_json
from placet.cli.read import tell_notices
from placet.errors import UsageError


def board(
    case: CasePath, question: Asked = "", as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Where every member stands on a question, as known on a day, farthest from yes first."""
    day = parse_day(as_of)
    opened = load_case(case)
    result = api.board(opened, question=question, as_of=day)
    notices = api.case_notices(opened, as_of=day)
    if as_json:
        from placet.cli.shapes import board_shape

        told = [str(notice) for notice in notices]
        print_json("placet/board@1", {**board_shape(result), "notices": told})
    else:
        from placet.cli.show import show_board

        show_board(result)
        tell_notices(notices)


def count(
    case: CasePath, question: Asked = "", as_of: AsOf = None, as_json: AsJson = False
) -> None:
    """Does it carry under the body's own rule, who blocks, and what would unlock it?"""
    day = parse_day(as_of)
    result = api.count(load_case(case), question=question, as_of=day)
    if as_json:
        from placet.cli.shapes import count_shape

        print_json("placet/count@1", count_shape(result))
    else:
        from placet.cli.show import show_count

        show_count(result)


def why(
    case: CasePath,
    member: Annotated[str, typer.Argument(metavar="MEMBER", help="Alpha-2 code or name.")],
    question: Asked = "",
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Why a member stands there: its evidence, what each piece moved, what would be without."""
    from placet.actors import registry
    from placet.count import case_board, case_explanation
    from placet.ledger.sums import GROUPS
    from placet.standing import bearing

    opened, day = load_case(case), parse_day(as_of) or api.today()
    asked, names = opened.question(question), registry().country_names
    code = member.upper() if member.upper() in names else registry().country(member)
    with api.open_ledger(opened) as ledger:
        heard = ledger.heard(bearing(asked), day)
        result = case_board(opened, asked, day, heard)
        positions = [
            p for holder in (code, *GROUPS) for p in ledger.positions(holder=holder, as_of=day)
        ]
    if code not in {row.country for row in result.members}:
        raise UsageError(
            f"{member!r} is no member of {result.body} on {result.as_of}",
            mend="members: " + ", ".join(sorted(row.country for row in result.members)),
        )
    told = case_explanation(opened, asked, heard, positions, code)
    if as_json:
        from placet.cli.why_show import explanation_shape

        print_json("placet/why@1", explanation_shape(result, told))
    else:
        from placet.cli.why_show import show_explanation

        show_explanation(result, told)
