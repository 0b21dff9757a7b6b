"""Writing files whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from placet.errors import UsageError


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
