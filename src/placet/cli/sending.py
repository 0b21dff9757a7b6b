"""What language models have cost, and what would be sent to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING

import typer

from placet import api
from placet.cli.output import print_json, talk
from placet.formats import escape_terminal

if TYPE_CHECKING:
    from placet.readers.spending import Sending, Spent


def tell_spent(spent: Iterable[Spent]) -> None:
    """What each model has cost, on standard error."""
    for one in spent:
        talk(f"{escape_terminal(one.model)}: {_cost(one)}")


def show_sending(reader: str, would: api.WouldSend, *, as_json: bool) -> None:
    """What a reading would send, model by model."""
    if as_json:
        failed = [str(error) for error in would.failed]
        models = [asdict(one) for one in would.models]
        told = {"documents": would.documents, "models": models, "failed": failed}
        print_json("placet/sending@1", told)
        return
    typer.echo(f"{would.documents} documents; nothing has been sent")
    for one in would.models:
        typer.echo(f"{escape_terminal(one.model)}: {_size(one)}")
    if not would.models:
        kind = ", ".join(name.partition(":")[0] for name in _names(reader))
        typer.echo(f"{escape_terminal(kind)}: nothing would be sent, as far as the reader tells")


def _names(reader: str) -> list[str]:
    return reader.replace(" + ", " & ").split(" & ")


def _cost(one: Spent) -> str:
    counted = f"{one.read:,} tokens read and {one.written:,} written"
    parts = [f"{one.answers:,} answers", f"{one.kept:,} more kept from before", counted]
    if one.untold:
        parts.append(f"{one.untold:,} answers came without a number of tokens")
    if one.cost is not None:
        parts.append(f"cost {one.cost:,.4f}")
    return "; ".join(parts)


def _size(one: Sending) -> str:
    about = f"{one.characters:,} characters, about {one.tokens:,} tokens, and the answers"
    parts = [f"{one.requests:,} requests to send", about, f"{one.kept:,} more answered before"]
    if one.cost is not None:
        parts.append(f"about {one.cost:,.4f} without the answers")
    return "; ".join(parts)
