"""Networks as graphs of networkx, which writes GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placet.exchange.networks.frames import edge_rows
from placet.exchange.networks.modes import Network
from placet.formats import escape_terminal


def as_graph(network: Network, names: Mapping[str, str]) -> Any:
    """The network as a graph; zero weights are no edges.

    Args:
        network: of one or two modes.
        names: what nodes are called, where it is not their label.

    Returns:
        A graph whose nodes are labels; of two modes, `row:` or `column:` and the label, since both
        may have the same one.
    """
    import networkx as nx

    graph = nx.Graph()
    heads = ("", "") if network.modes == 1 else ("row:", "column:")
    sides = (
        ((0, network.rows),) if network.modes == 1 else enumerate((network.rows, network.columns))
    )
    for mode, labels in sides:
        for label in labels:
            name = escape_terminal(names.get(label, label))
            graph.add_node(_node(heads[mode], label), label=name, mode=mode)
    graph.add_weighted_edges_from(
        (_node(heads[0], source), _node(heads[1], target), weight)
        for source, target, weight in edge_rows(network)
    )
    return graph


def _node(head: str, label: str) -> str:
    """XML has no control characters."""
    return head + escape_terminal(label)
