"""Readers are found by name."""

from __future__ import annotations

import pytest

from placet.errors import UsageError
from placet.readers import open_reader, reader_names


def test_the_built_in_reader_is_one_of_them() -> None:
    assert "builtin" in reader_names()
    assert open_reader().name == "builtin"


def test_a_misspelt_reader_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="no reader 'bultin'") as caught:
        open_reader("bultin")
    assert "builtin" in caught.value.mend


def test_the_built_in_reader_takes_no_argument() -> None:
    with pytest.raises(UsageError, match="takes nothing after a colon"):
        open_reader("builtin:x")
