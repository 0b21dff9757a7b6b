"""The readers `tagger:MODEL` and `combined:MODEL`: only attribution differs from the built-in."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from placet import __version__
from placet.errors import UsageError
from placet.readers.tagger.model import load_model
from placet.reading.reader import BuiltinReader


class TaggerReader:
    """Opens the tagger by itself."""

    @staticmethod
    def from_argument(argument: str) -> BuiltinReader:
        """The reader of a model's file."""
        return _reader("tagger", argument, ("tagger",))


class CombinedReader:
    """Opens the tagger together with the built-in rules."""

    @staticmethod
    def from_argument(argument: str) -> BuiltinReader:
        """The reader of a model's file."""
        return _reader("combined", argument, ("tagger", "rules"))


def _reader(name: str, argument: str, by: tuple[str, ...]) -> BuiltinReader:
    if not argument:
        raise UsageError(
            f"the reader {name} needs a model", mend=f"write {name}:MODEL; `placet train` makes one"
        )
    model = load_model(Path(argument))
    return BuiltinReader(
        name=name, version=f"{__version__}+{model.digest}", find=partial(model.find, by=by)
    )
