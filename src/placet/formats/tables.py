"""CSV tables that people keep by hand: read row by row, with errors that name the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from placet.errors import CaseError, did_you_mean
from placet.formats.days import read_day
from placet.formats.files import write_atomically
from placet.formats.safe import csv_safe
from placet.formats.texts import read_text

_MAX_CELL = 100_000
_MEND = "save it as CSV in UTF-8, readable by you"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: its line in the file, and its cells by column, stripped."""

    file: Path
    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def error(self, column: str, problem: str, mend: str) -> CaseError:
        """The error about the value in `column`, to be raised by the caller."""
        value = self[column]
        return CaseError(
            f"{column} = {value[:80]!r} {problem}", file=self.file, place=str(self.line), mend=mend
        )

    def day(self, column: str) -> date:
        """The day in `column`.

        Raises:
            CaseError: there is none.
        """
        try:
            return read_day(self[column])
        except ValueError as error:
            raise self.error(column, f"is no day: {error}", "write it as 2024-11-29") from None


def read_rows(path: Path, *, columns: Sequence[str], required: Sequence[str] = ()) -> Iterator[Row]:
    """Read a CSV file in UTF-8 with a header row.

    Args:
        path: the file.
        columns: every column that may stand in it.
        required: those that must, with a value in each row.

    Raises:
        CaseError: unreadable, wrongly encoded, a misspelt or missing column, a ragged row, an
            empty required cell; each with its line.
    """
    reader = csv.reader(io.StringIO(read_text(path, _MEND), newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(path, header, columns, required)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            row = _row(path, reader.line_num, header, cells)
            for name in required:
                if not row[name]:
                    raise row.error(name, "is empty", f"give each row a {name}")
            yield row
    except csv.Error as error:
        raise CaseError(
            f"is not CSV: {error}",
            file=path,
            place=str(reader.line_num),
            mend="close every quotation mark; write a quotation mark inside a cell twice",
        ) from None


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file whole or not at all, safe to open in a spreadsheet."""
    out = io.StringIO()
    plain = csv.writer(out, lineterminator="\n")
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for row in (columns, *rows):
        cells = [csv_safe(str(cell)) for cell in row]
        # the writer leaves a lone carriage return bare, at which other programs end the row
        (quoted if any("\r" in cell for cell in cells) else plain).writerow(cells)
    write_atomically(path, out.getvalue())


def _check_header(
    path: Path, header: list[str], columns: Sequence[str], required: Sequence[str]
) -> None:
    for name in header:
        if name not in columns:
            raise CaseError(
                f"unknown column {name!r}", file=path, place="1", mend=did_you_mean(name, columns)
            )
        if header.count(name) > 1:
            raise CaseError(f"column {name!r} stands twice", file=path, place="1", mend="drop one")
    missing = [name for name in required if name not in header]
    if missing:
        raise CaseError(
            f"lacks the column {missing[0]!r}", file=path, place="1", mend="add it to the header"
        )


def _row(path: Path, line: int, header: list[str], cells: list[str]) -> Row:
    if len(cells) != len(header):
        raise CaseError(
            f"{len(cells)} cells under {len(header)} columns",
            file=path,
            place=str(line),
            mend="quote cells that hold a comma; give each row as many cells as the header",
        )
    row = Row(path, line, {name: cell.strip() for name, cell in zip(header, cells, strict=True)})
    for name, cell in row.cells.items():
        if len(cell) > _MAX_CELL:
            raise row.error(name, "is too long", f"keep cells under {_MAX_CELL} characters")
    return row
