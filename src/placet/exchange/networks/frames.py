"""Networks as rows of tables and as data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from placet.errors import UsageError
from placet.exchange.networks.counting import Event
from placet.exchange.networks.modes import Network

EDGE_COLUMNS = ("source", "target", "weight")
EVENT_COLUMNS = ("day", "row", "column", "sign", "document", "position")


def edge_rows(network: Network) -> list[tuple[str, str, float]]:
    """Every edge that has a weight, once, under `EDGE_COLUMNS`."""
    return [
        (source, target, float(network.weights[i, j]))
        for i, source in enumerate(network.rows)
        for j, target in enumerate(network.columns)
        if network.weights[i, j] and (network.modes > 1 or i < j)
    ]


def event_rows(found: Iterable[Event]) -> list[tuple[object, ...]]:
    """Every event, under `EVENT_COLUMNS`."""
    return [(one.day, one.row, one.column, one.sign, one.document, one.id) for one in found]


def as_frame(found: Network | Sequence[Event]) -> Any:
    """A pandas data frame: a network as a matrix with its labels, events as a list.

    Raises:
        UsageError: pandas is not there.
    """
    try:
        import pandas as pd
    except ModuleNotFoundError:
        raise UsageError("a data frame needs pandas", mend="install placet[frames]") from None
    if isinstance(found, Network):
        return pd.DataFrame(found.weights, index=list(found.rows), columns=list(found.columns))
    return pd.DataFrame(event_rows(found), columns=list(EVENT_COLUMNS))
