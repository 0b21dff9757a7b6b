"""Exchange: positions and statements as tables, annotations and networks of other programs."""

from placet.exchange.annotations import as_annotations
from placet.exchange.networks import Network, affiliation, as_graph, one_mode
from placet.exchange.tables import POSITION_COLUMNS, position_rows

__all__ = [
    "POSITION_COLUMNS",
    "Network",
    "affiliation",
    "as_annotations",
    "as_graph",
    "one_mode",
    "position_rows",
]
