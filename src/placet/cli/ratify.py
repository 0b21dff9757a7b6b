"""`placet ratify`: a round of ratification, as its end could be expected month by month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from placet.cli.options import AsJson, AsOf, parse_day
from placet.cli.output import check_form, print_json
from placet.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from placet.forecast.durations import Expected, Protocol

_SHOWN_LAST = 3


def ratify(
    candidate: Annotated[
        str, typer.Argument(metavar="CANDIDATE", help="Alpha-2 code of who acceded, e.g. SE.")
    ],
    as_of: AsOf = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write a chart (.svg).")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """When the last NATO member would ratify, and who, as could be expected then.

    Without a day: each month from the signing until the last one had. Fitted on other rounds only.
    """
    from placet.forecast.durations import expected, protocols

    check_form(output, ".svg")
    known = {code: protocol for protocol in protocols() for code in protocol.candidates}
    code = candidate.upper()
    if code not in known:
        raise UsageError(f"no round of {candidate!r}", mend=did_you_mean(code, known))
    protocol, day = known[code], parse_day(as_of)
    if day is not None and not protocol.signed <= day <= protocol.completed:
        raise UsageError(
            f"{day} is not between {protocol.signed} and {protocol.completed}",
            mend="choose a day from the signing to the last ratification",
        )
    days = [day] if day else months(protocol.signed, protocol.completed)
    found = [one for one in (expected(protocol, on) for on in days) if one is not None]
    if not found:
        raise UsageError("no other round was complete by then", mend="choose a later round")
    if output is not None:
        from placet.brief.odds import ratification_chart
        from placet.formats import write_atomically

        write_atomically(output, ratification_chart(protocol, found))
    if as_json:
        print_json("placet/ratify@1", _shape(protocol, found))
    else:
        _show(protocol, found)


def months(start: date, end: date) -> list[date]:
    """The day of the start, and the first day of each later month before the end."""
    days, at = [start], (start.replace(day=1) + timedelta(days=32)).replace(day=1)
    while at < end:
        days.append(at)
        at = (at + timedelta(days=32)).replace(day=1)
    return days


def _show(protocol: Protocol, found: Sequence[Expected]) -> None:
    from placet.cli.show import line, show_table

    line(f"accession of {', '.join(protocol.candidates)} to NATO", style="bold")
    line(
        f"signed {protocol.signed}; the last of {len(protocol.members)} ratified on "
        f"{protocol.completed}, {protocol.days} days later ({protocol.source})"
    )
    rows = []
    for one in found:
        q = one.quantiles
        last = list(one.last.items())[:_SHOWN_LAST]
        rows.append(
            [
                str(one.as_of),
                str(len(one.done)),
                str(q[0.5] or "beyond"),
                f"{q[0.1] or 'beyond'} – {q[0.9] or 'beyond'}",
                ", ".join(f"{member} {chance:.0%}" for member, chance in last),
            ]
        )
    show_table(["as of", "done", "last expected", "80 % band", "expected last"], rows)
    line(f"fitted on the rounds of {', '.join(found[-1].rounds)}")


def _shape(protocol: Protocol, found: Sequence[Expected]) -> dict[str, Any]:
    return {
        "candidates": protocol.candidates,
        "signed": protocol.signed,
        "completed": protocol.completed,
        "source": protocol.source,
        "expected": [
            {
                "as_of": one.as_of,
                "done": one.done,
                "left": one.left,
                "named": one.named,
                "quantiles": {f"{q:g}": day for q, day in one.quantiles.items()},
                "last": one.last,
                "rounds": one.rounds,
            }
            for one in found
        ],
    }
