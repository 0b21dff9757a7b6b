"""`placet enter` and `placet review`: what people put into the ledger, and their last word."""

from __future__ import annotations

import sys
from typing import Annotated, TypeVar

import typer

from placet import api
from placet.cases import Case, load_case
from placet.cli.options import AsJson, By, CasePath, parse_day, who
from placet.cli.output import print_json
from placet.errors import UsageError, did_you_mean
from placet.words import Directness, HolderKind, Position, Stance

Word = TypeVar("Word", Stance, Directness)


def enter(
    case: CasePath,
    holder: Annotated[str, typer.Argument(metavar="HOLDER", help="Alpha-2 code or name.")],
    stance: Annotated[str, typer.Argument(metavar="STANCE", help=", ".join(Stance))],
    said: Annotated[str, typer.Option("--said", metavar="DATE", help="Day it was said.")],
    source: Annotated[str, typer.Option("--source", help="Who published it.")],
    question: Annotated[str, typer.Option("--question", metavar="ID")] = "",
    url: Annotated[str, typer.Option("--url", help="Where it can be read.")] = "",
    published: Annotated[str | None, typer.Option("--published", metavar="DATE")] = None,
    speaker: Annotated[str, typer.Option("--speaker", help="Who said it.")] = "",
    directness: Annotated[
        str, typer.Option("--directness", help=", ".join(Directness))
    ] = Directness.ON_RECORD.value,
    confidence: Annotated[float, typer.Option("--confidence", min=0.0, max=1.0)] = 1.0,
    condition: Annotated[str, typer.Option("--condition", help="On what terms.")] = "",
    summary: Annotated[str, typer.Option("--summary", help="The claim in your words.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Enter one position by hand, with its source."""
    opened, said_on = load_case(case), parse_day(said) or api.today()
    kind, country = _holder(holder)
    position = Position(
        id="",
        question=opened.question(question).id,
        holder=country,
        holder_kind=kind,
        stance=_choice(Stance, stance, "stance"),
        confidence=confidence,
        directness=_choice(Directness, directness, "directness"),
        said=said_on,
        published=parse_day(published) or said_on,
        speaker=speaker,
        source=source,
        url=url,
        condition=condition,
        summary=summary,
    )
    _check_days(position)
    _say(api.enter(opened, position, by=who(by)), as_json=as_json, done="entered")


def _check_days(position: Position) -> None:
    if position.published < position.said:
        raise UsageError(
            f"published on {position.published}, before it was said on {position.said}",
            mend="give --published a later day, or leave it out",
        )


def review(
    case: CasePath,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ID", help="It is right as read.")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="ID", help="It is not what was said.")
    ] = None,
    correct: Annotated[
        str, typer.Option("--correct", metavar="ID", help="Replace it, with the options below.")
    ] = "",
    stance: Annotated[str, typer.Option("--stance", help=", ".join(Stance))] = "",
    holder: Annotated[str, typer.Option("--holder", help="Alpha-2 code or name.")] = "",
    question: Annotated[str, typer.Option("--question", metavar="ID")] = "",
    said: Annotated[str | None, typer.Option("--said", metavar="DATE")] = None,
    condition: Annotated[str | None, typer.Option("--condition")] = None,
    note: Annotated[str, typer.Option("--note", help="Why.")] = "",
    by: By = "",
    as_json: AsJson = False,
) -> None:
    """Check what the machine read: accept, correct or reject; a person outranks the machine.

    Without a decision it lists what waits for review, and asks about each in a terminal.
    """
    opened = load_case(case)
    changes = _changes(opened, stance, holder, question, said, condition)
    if changes and not correct:
        raise UsageError("a change needs --correct ID", mend="name the position to correct")
    if correct and not changes:
        raise UsageError(
            f"--correct {correct} says no change", mend="add --stance, --holder, --said, ..."
        )
    by = who(by)
    decisions = [("accepted", name) for name in accept or ()]
    decisions += [("rejected", name) for name in reject or ()]
    if not decisions and not correct:
        _show_pending(opened, by, as_json=as_json)
        return
    for decision, name in decisions:
        _say(api.review(opened, name, decision, by=by, note=note), as_json=as_json, done=decision)
    if correct:
        result = api.review(opened, correct, "corrected", by=by, note=note, **changes)
        _say(result, as_json=as_json, done="corrected")


def _changes(
    case: Case, stance: str, holder: str, question: str, said: str | None, condition: str | None
) -> dict[str, object]:
    changes: dict[str, object] = {}
    if stance:
        changes["stance"] = _choice(Stance, stance, "stance")
    if holder:
        changes["holder_kind"], changes["holder"] = _holder(holder)
    if question:
        changes["question"] = case.question(question).id
    if said:
        changes["said"] = parse_day(said)
    if condition is not None:
        changes["condition"] = condition
    return changes


def _show_pending(case: Case, by: str, *, as_json: bool) -> None:
    pending = api.pending(case)
    if as_json:
        from placet.cli.shapes import position_shape

        shapes = [position_shape(position) for position in pending]
        print_json("placet/pending@1", {"pending": shapes})
        return
    from placet.cli.show import show_positions

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        suggested = sum(position.suggested for position in pending)
        first = f", {suggested} suggestions first" if suggested else ""
        show_positions(f"{len(pending)} positions wait for review{first}", pending)
        return
    for number, position in enumerate(pending, start=1):
        show_positions(f"{number} of {len(pending)}", (position,))
        answer = typer.prompt("accept, reject, skip or quit", default="skip")[:1].lower()
        if answer == "q":
            return
        if answer in "ar":
            decision = "accepted" if answer == "a" else "rejected"
            api.review(case, position.id, decision, by=by, note="")


def _say(position: Position | None, *, as_json: bool, done: str) -> None:
    if as_json:
        from placet.cli.shapes import position_shape

        shape = position_shape(position) if position else None
        print_json("placet/position@1", {"done": done, "position": shape})
        return
    from placet.cli.show import show_positions

    show_positions(done, (position,) if position else ())


def _holder(name: str) -> tuple[HolderKind, str | None]:
    """A country by its code or name; or `body`, or `unnamed`."""
    from placet.actors import registry

    if name in {"body", "unnamed"}:
        return HolderKind(name), None
    known = registry()
    code = name if name in known.country_names else known.country(name)
    if code is None:
        raise UsageError(
            f"{name!r} is no country", mend="write its alpha-2 code or name; or body, or unnamed"
        )
    return HolderKind.COUNTRY, code


def _choice(kind: type[Word], text: str, name: str) -> Word:
    try:
        return kind(text)
    except ValueError:
        raise UsageError(f"{text!r} is no {name}", mend=did_you_mean(text, list(kind))) from None
