"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Generic, TypeVar

from placet.errors import UsageError

Made = TypeVar("Made")


def write_atomically(path: Path, content: str | bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    The text goes to a new file in the same folder, which then takes the old one's place. A full
    disk or an interruption leaves the old file as it was.

    Raises:
        UsageError: the folder does not exist, may not be written, or is full.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, 0o644)  # noqa: PTH101 - mkstemp makes it private
        os.replace(temporary, path)  # noqa: PTH105
        temporary = ""
    except OSError as error:
        raise UsageError(
            f"cannot be written: {error.strerror}",
            file=path,
            mend="name a file in a folder that exists, may be written, and has space",
        ) from None
    finally:
        if temporary:
            Path(temporary).unlink(missing_ok=True)


class ReadOnce(Generic[Made]):
    """A reader of a file that remembers what it made as long as the file's bytes are the same.

    Without a path it reads what is shipped, which does not change.
    """

    def __init__(self, read: Callable[[Path | None], Made]) -> None:
        update_wrapper(self, read)
        self._known = lru_cache(maxsize=8)(lambda path, _content: read(path))

    def __call__(self, path: Path | None = None) -> Made:
        """What the file says now."""
        try:
            content = path.read_bytes() if path is not None else b""
        except OSError:
            content = b""  # the reader says what is wrong
        return self._known(path, content)
