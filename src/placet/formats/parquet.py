"""Parquet files, where pyarrow is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from placet.errors import UsageError


def write_parquet(path: Path, columns: Mapping[str, Any], coded: Sequence[str] = ()) -> None:
    """Write columns whole or not at all.

    Args:
        path: the file.
        columns: name to values; of those in `coded`, to (places, words): each row's place among
            words that repeat.
        coded: which columns these are.

    Raises:
        UsageError: pyarrow is not there.
    """
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ModuleNotFoundError:
        raise UsageError("Parquet needs pyarrow", mend="install placet[frames]") from None
    made = {
        name: pa.DictionaryArray.from_arrays(pa.array(values[0], pa.int32()), list(values[1]))
        if name in coded
        else values
        for name, values in columns.items()
    }
    beside = path.with_name(f".{path.name}.part")
    try:
        parquet.write_table(pa.table(made), beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
