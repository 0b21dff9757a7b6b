"""Networks as graphs of networkx, which writes GraphML and GEXF."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from placet.exchange.networks.frames import edge_rows
from placet.exchange.networks.modes import Network


def as_graph(network: Network, names: Mapping[str, str]) -> Any:
    """The network as a graph; zero weights are no edges.

    Args:
        network: of one or two modes.
        names: what nodes are called, where it is not their label.
    """
    import networkx as nx

    graph = nx.Graph()
    one = network.rows == network.columns
    for mode, labels in enumerate((network.rows,) if one else (network.rows, network.columns)):
        for label in labels:
            graph.add_node(label, label=names.get(label, label), mode=mode)
    graph.add_weighted_edges_from(edge_rows(network))
    return graph
