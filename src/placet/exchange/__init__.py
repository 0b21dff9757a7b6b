"""Exchange: positions and statements as tables, annotations and files of other programs."""

from placet.exchange.annotations import as_annotations
from placet.exchange.tables import POSITION_COLUMNS, position_rows

__all__ = ["POSITION_COLUMNS", "as_annotations", "position_rows"]
