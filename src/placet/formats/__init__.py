"""Files of other programs and of people, read strictly and written safely."""

from placet.formats.chances import chance_text, span_text
from placet.formats.files import ReadOnce, write_atomically
from placet.formats.jsons import dump_line, dumps, plain, reading_json
from placet.formats.parquet import write_parquet
from placet.formats.safe import Harmless, csv_safe, escape_terminal
from placet.formats.tables import Row, read_rows, write_rows

__all__ = [
    "Harmless",
    "ReadOnce",
    "Row",
    "chance_text",
    "csv_safe",
    "dump_line",
    "dumps",
    "escape_terminal",
    "plain",
    "read_rows",
    "reading_json",
    "span_text",
    "write_atomically",
    "write_parquet",
    "write_rows",
]
